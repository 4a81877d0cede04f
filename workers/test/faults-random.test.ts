import { describe, expect, test } from 'vitest'
import { type Failure, oracleOf, referenceOf, withSeed } from '../faults/explore.ts'
import type { EndState } from '../faults/end-state.ts'
import { references } from '../faults/references.ts'
import { simulate } from '../faults/simulate.ts'
import { weatherOf, withQueueTrouble } from '../faults/weather.ts'

const SEEDS = 2_000
/** Seeds that were red once. */
const KEPT = [3406]

async function live(seeds: readonly number[]): Promise<Failure[]> {
  const oracles = new Map<string, EndState>()
  const failures: Failure[] = []
  for (const seed of seeds) {
    const reference = referenceOf(references, seed)
    const oracle = oracles.get(reference.name) ?? (await oracleOf(reference)).end
    oracles.set(reference.name, oracle)
    const failure = await withSeed(reference, oracle, seed)
    if (failure) failures.push(failure)
  }
  return failures
}

describe('random weather', () => {
  test(`${SEEDS} lives end as they do in fair weather`, { timeout: 300_000 }, async () => {
    const failures = await live(Array.from({ length: SEEDS }, (_, i) => i + 1))
    expect(failures.slice(0, 3)).toEqual([])
  })

  test('seeds that were red stay green', async () => {
    expect(await live(KEPT)).toEqual([])
  })

  test('a seed fixes everything: the same calls, the same faults, the same end', async () => {
    for (const seed of [5, 77, 1234]) {
      const reference = withQueueTrouble(referenceOf(references, seed), seed)
      const [one, two] = [await simulate(reference, weatherOf(seed)), await simulate(reference, weatherOf(seed))]
      expect(two.trace).toEqual(one.trace)
      expect(two.faults).toEqual(one.faults)
      expect(two.end).toEqual(one.end)
    }
  })
})
