import { describe, expect, test } from 'vitest'
import { type Failure, oracleOf, referenceOf, withSeed } from '../faults/explore.ts'
import type { EndState } from '../faults/end-state.ts'
import type { Reference } from '../faults/reference.ts'
import { references } from '../faults/references.ts'
import { simulate } from '../faults/simulate.ts'
import { weatherOf, withQueueTrouble } from '../faults/weather.ts'

interface Life {
  reference: Reference
  seed: number
}

const SEEDS = 2_000
/** Lives that were red once. */
const KEPT = [{ name: 'opt-out', seed: 3406 }]

const drawn = (seed: number): Life => ({ reference: referenceOf(references, seed), seed })
const kept = ({ name, seed }: (typeof KEPT)[number]): Life => ({
  reference: references.find((one) => one.name === name) as Reference,
  seed,
})

async function live(lives: readonly Life[]): Promise<Failure[]> {
  const oracles = new Map<string, EndState>()
  const failures: Failure[] = []
  for (const { reference, seed } of lives) {
    const oracle = oracles.get(reference.name) ?? (await oracleOf(reference)).end
    oracles.set(reference.name, oracle)
    const failure = await withSeed(reference, oracle, seed)
    if (failure) failures.push(failure)
  }
  return failures
}

describe('random weather', () => {
  test(`${SEEDS} lives end as they do in fair weather`, { timeout: 300_000 }, async () => {
    const failures = await live(Array.from({ length: SEEDS }, (_, i) => drawn(i + 1)))
    expect(failures.slice(0, 3)).toEqual([])
  })

  test('seeds that were red stay green', async () => {
    expect(await live(KEPT.map(kept))).toEqual([])
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
