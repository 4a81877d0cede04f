import { compareEnds, type EndState, type Lenience } from './end-state.ts'
import type { Reference } from './reference.ts'
import { type Mode, MODES } from './scheduler.ts'
import { type Outcome, simulate, type Weather } from './simulate.ts'
import { weatherOf, withQueueTrouble } from './weather.ts'

/** A run in which something went wrong that must not. */
export interface Failure {
  reference: string
  faults: readonly string[]
  violations: readonly string[]
  /** What `npm run test:soak --` replays it with. */
  replay: string
}

/** Lives a reference in fair weather: what everybody is owed, whatever the weather. */
export async function oracleOf(reference: Reference): Promise<Outcome> {
  const oracle = await simulate(reference)
  if (oracle.violations.length > 0)
    throw new Error(`${reference.name} breaks rules in fair weather: ${oracle.violations.join('; ')}`)
  return oracle
}

/** Lives a reference with one fault, at the `index`-th port call. */
export async function withFault(
  reference: Reference,
  oracle: EndState,
  index: number,
  mode: Mode,
  weather: Weather = {},
): Promise<Failure | null> {
  const outcome = await simulate(reference, {
    prompt: true,
    ...weather,
    plan: (_site, _n, at) => (at === index ? mode : null),
  })
  // Whoever dies or stands still with a message in hand may leave it unknown; any other fault must cost nothing.
  const mayBeUnknown =
    mode === 'crash' || mode === 'pause' || outcome.faults.some((fault) => fault.includes('provider.'))
  const sameActs = !outcome.faults.some((fault) => fault.includes(' at api:'))
  return judge(reference, oracle, outcome, { mayBeUnknown, sameActs }, `--case "${reference.name} ${index} ${mode}"`)
}

/** Every port call of a reference, with every mode. */
export async function eachFault(
  reference: Reference,
  use: (failure: Failure) => void,
  modes: readonly Mode[] = MODES,
): Promise<{ sites: Set<string>; runs: number }> {
  const oracle = await oracleOf(reference)
  let runs = 0
  for (let index = 0; index < oracle.trace.length; index += 1) {
    for (const mode of modes) {
      const failure = await withFault(reference, oracle.end, index, mode)
      runs += 1
      if (failure) use(failure)
    }
  }
  return { sites: new Set(oracle.trace.map((site) => site.replace(/#\d+$/, ''))), runs }
}

export function judge(
  reference: Reference,
  oracle: EndState,
  outcome: Outcome,
  lenience: Lenience,
  replay: string,
): Failure | null {
  const violations = [...outcome.violations, ...(reference.open ? [] : compareEnds(oracle, outcome.end, lenience))]
  return violations.length === 0 ? null : { reference: reference.name, faults: outcome.faults, violations, replay }
}

/** One life in the weather of a seed. */
export async function withSeed(reference: Reference, oracle: EndState, seed: number): Promise<Failure | null> {
  const outcome = await simulate(withQueueTrouble(reference, seed), weatherOf(seed))
  return judge(reference, oracle, outcome, { mayBeUnknown: true, sameActs: false }, `--seed ${seed}`)
}

/** The reference that a seed lives, so that a seed alone says everything. */
export const referenceOf = (references: readonly Reference[], seed: number): Reference =>
  references[seed % references.length] as Reference

const PLANTED_SEEDS = 720

/**
 * Looks for a planted defect as the suite does: in fair weather, in random weather, then with a process that stands still at each call of a race.
 * @returns what gave it away, or null if nothing did
 */
export async function findDefect(
  references: readonly Reference[],
  oracles: ReadonlyMap<string, EndState>,
  planted: () => Weather,
): Promise<string | null> {
  const strict: Lenience = { mayBeUnknown: false, sameActs: true }
  const lenient: Lenience = { mayBeUnknown: true, sameActs: false }
  const found = async (
    reference: Reference,
    weather: Weather,
    lenience: Lenience,
    where: string,
  ): Promise<string | null> => {
    try {
      const outcome = await simulate(reference, { ...weather, ...planted() })
      const failure = judge(reference, oracles.get(reference.name) as EndState, outcome, lenience, where)
      return failure ? `${where}: ${failure.violations[0] ?? ''}` : null
    } catch (error) {
      return `${where}: ${error instanceof Error ? error.message : String(error)}`
    }
  }
  for (const reference of references) {
    const clue = await found(reference, { prompt: true }, strict, `${reference.name} in fair weather`)
    if (clue) return clue
  }
  const inWeather = async (from: number, to: number): Promise<string | null> => {
    for (let seed = from; seed < to; seed += 1) {
      const reference = referenceOf(references, seed)
      const clue = await found(withQueueTrouble(reference, seed), weatherOf(seed), lenient, `seed ${seed}`)
      if (clue) return clue
    }
    return null
  }
  const inRaces = async (): Promise<string | null> => {
    for (const reference of references.filter(({ race }) => race)) {
      const calls = (await simulate(reference)).trace.length
      for (let index = 0; index < calls; index += 1) {
        const clue = await found(
          reference,
          { plan: (_site, _n, at) => (at === index ? 'pause' : null) },
          lenient,
          `${reference.name} ${index} pause`,
        )
        if (clue) return clue
      }
    }
    return null
  }
  return (await inWeather(1, 130)) ?? (await inRaces()) ?? inWeather(130, PLANTED_SEEDS)
}
