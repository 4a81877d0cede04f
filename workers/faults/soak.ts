import { parseArgs } from 'node:util'
import { type Failure, oracleOf, referenceOf, withFault, withSeed } from './explore.ts'
import type { EndState } from './end-state.ts'
import type { Reference } from './reference.ts'
import { references } from './references.ts'
import { type Mode, MODES } from './scheduler.ts'

const HELP = `npm run test:soak -- --seeds N [--from S]    N lives in random weather, from seed S on (default 1)
npm run test:soak -- --seed S                one of them again
npm run test:soak -- --case "NAME N MODE"    one fault: at the N-th port call of a reference (${MODES.join(', ')})`

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    case: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})

const oracles = new Map<string, EndState>()

async function oracle(reference: Reference): Promise<EndState> {
  const known = oracles.get(reference.name) ?? (await oracleOf(reference)).end
  oracles.set(reference.name, known)
  return known
}

async function runSeed(seed: number): Promise<Failure | null> {
  const reference = referenceOf(references, seed)
  return withSeed(reference, await oracle(reference), seed)
}

async function runCase(text: string): Promise<Failure | null> {
  const [name, index, mode] = text.split(' ')
  const reference = references.find((one) => one.name === name)
  if (!reference || !MODES.includes(mode as Mode))
    throw new Error(`"${text}" is no case. Write it as it was printed, e.g. --case "sending 10 crash".`)
  return withFault(reference, await oracle(reference), Number(index), mode as Mode)
}

function tell({ reference, faults, violations, replay }: Failure): void {
  console.log(
    [
      `\n${reference}: npm run test:soak -- ${replay}`,
      ...faults.map((fault) => `  ${fault}`),
      ...violations.map((line) => `  ! ${line}`),
    ].join('\n'),
  )
}

async function main(): Promise<number> {
  if (values.help || (!values.seeds && !values.seed && !values.case)) {
    console.log(HELP)
    return 0
  }
  const from = Number(values.seed ?? values.from)
  const count = values.case ? 1 : Number(values.seeds ?? 1)
  let red = 0
  for (let seed = from; seed < from + count; seed += 1) {
    const failure = values.case ? await runCase(values.case) : await runSeed(seed)
    if (!failure) continue
    red += 1
    tell(failure)
  }
  console.log(`${count} ${count === 1 ? 'life' : 'lives'}, ${red} red`)
  return red === 0 ? 0 : 1
}

process.exitCode = await main()
