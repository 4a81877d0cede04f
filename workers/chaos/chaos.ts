import { parseArgs } from 'node:util'
import { runCrowd } from './crowd.ts'
import { runEmbedded } from './embedded.ts'
import { type ChaosReport, runProduction } from './production.ts'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '600' },
    customers: { type: 'string' },
    kills: { type: 'string', default: '12' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    'flush-every': { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})

const HELP = `npm run test:chaos -- [--seconds 600] [--customers N] [--kills 12] [--seed 1] [--only production|embedded]
Runs real processes in real trouble and checks afterwards that nobody is lost and nothing went out twice.

npm run test:chaos -- --flush-every 10 [--customers 100000]
Sends a crowd through one journey with three workers, twice: the second time Redis is emptied every ten seconds. Both must end
the same.

production needs redis-server and MONGODB_URL; it makes a database of its own there and drops it.`

function tell(
  name: string,
  { violations, troubles, customers, accepted, unknown, waiting, settledMs }: ChaosReport,
): boolean {
  const total = Object.values(troubles).reduce((sum, n) => sum + n, 0)
  console.log(
    `\n${name}: ${total} faults, ${customers} customers, ${accepted} messages accepted, ${unknown} unknown, ${waiting > 0 ? `${waiting} customers wait for another attempt, ` : ''}at rest after ${Math.round(settledMs / 1_000)} s, ${violations.length} violations`,
  )
  for (const [trouble, n] of Object.entries(troubles)) console.log(`  ${n} x ${trouble}`)
  for (const violation of violations) console.log(`  ! ${violation}`)
  return violations.length === 0
}

async function crowd(everySeconds: number, say: (line: string) => void): Promise<number> {
  if (mongodbUrl === '') return refuse()
  const customers = Number(values.customers ?? 100_000)
  const report = await runCrowd({ mongodbUrl, customers, flushEveryMs: everySeconds * 1_000, say })
  console.log(
    `\n${report.customers} customers, ${report.messages} messages: ${Math.round(report.calmMs / 1_000)} s without faults, ` +
      `${Math.round(report.flushedMs / 1_000)} s with ${report.flushes} x FLUSHALL (${report.keysLost} keys lost), ` +
      `${report.differences.length} differences`,
  )
  for (const difference of report.differences) console.log(`  ! ${difference}`)
  return report.differences.length === 0 ? 0 : 1
}

const mongodbUrl = process.env['MONGODB_URL'] ?? ''

function refuse(): number {
  console.error('MONGODB_URL: not set. Start a MongoDB server and name it, or run with --only embedded.')
  return 78
}

async function main(): Promise<number> {
  if (values.help) {
    console.log(HELP)
    return 0
  }
  const seconds = Number(values.seconds)
  const seed = Number(values.seed)
  const say = (line: string): void => console.log(`${new Date().toISOString()} ${line}`)
  if (values['flush-every'] !== undefined) return crowd(Number(values['flush-every']), say)
  let sound = true
  if (values.only !== 'embedded') {
    if (mongodbUrl === '') return refuse()
    sound =
      tell(
        'production',
        await runProduction({ mongodbUrl, seconds, customers: Number(values.customers ?? seconds * 20), seed, say }),
      ) && sound
  }
  if (values.only !== 'production')
    sound =
      tell(
        'embedded',
        await runEmbedded({ kills: Number(values.kills), customers: Number(values.customers ?? 300), seed, say }),
      ) && sound
  return sound ? 0 : 1
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
process.exitCode = await main()
