import { describe, expect, test } from 'vitest'
import { compareEnds } from '../faults/end-state.ts'
import { oracleOf } from '../faults/explore.ts'
import { references } from '../faults/references.ts'
import { HOUR, type Reference } from '../faults/reference.ts'
import { simulate } from '../faults/simulate.ts'

const without = (reference: Reference): Reference => ({
  ...reference,
  acts: [{ at: 0, act: 'queue', down: true }, ...reference.acts],
})

const emptied = (reference: Reference): Reference => ({
  ...reference,
  acts: [
    ...reference.acts,
    ...Array.from({ length: 3 * 360 }, (_, n) => ({ at: n * 10_000, act: 'flush' as const })),
  ].filter(({ at }) => at <= 26 * HOUR),
})

// `prompt` makes a violation of everything that is due and not done within 15 seconds.
describe.each(references.map((reference) => [reference.name, reference] as const))('%s', (_name, reference) => {
  const same = { mayBeUnknown: false, sameActs: true }

  test('goes on without any queue, and ends the same', async () => {
    const oracle = await oracleOf(reference)
    const { end, violations } = await simulate(without(reference), { prompt: true })
    expect([...violations, ...(reference.open ? [] : compareEnds(oracle.end, end, same))]).toEqual([])
  })

  test('does not notice a queue that is emptied every ten seconds', async () => {
    const oracle = await oracleOf(reference)
    const { end, violations } = await simulate(emptied(reference), { prompt: true })
    expect([...violations, ...(reference.open ? [] : compareEnds(oracle.end, end, same))]).toEqual([])
  })
})
