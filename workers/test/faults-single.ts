import { describe, expect, test } from 'vitest'
import { eachFault, type Failure } from '../faults/explore.ts'
import type { Reference } from '../faults/reference.ts'

/** One fault at every port call of a reference, in every mode. */
export function singleFaults(references: readonly Reference[]): void {
  describe.each(references.map((reference) => [reference.name, reference] as const))('%s', (_name, reference) => {
    test('nothing is lost, late or twice, whatever call goes wrong', { timeout: 240_000 }, async () => {
      const failures: Failure[] = []
      const { sites, runs } = await eachFault(reference, (failure) => failures.push(failure))
      expect(failures.slice(0, 5)).toEqual([])
      expect(runs).toBeGreaterThan(150)
      // The kinds of calls every life makes; one that is missing was not tested here.
      expect([...sites]).toEqual(
        expect.arrayContaining([
          'customers.load',
          'customers.save',
          'inputs.pending',
          'inputs.append',
          'inputs.markApplied',
          'journeys.catalogRev',
          'queue.hint-advance',
        ]),
      )
    })
  })
}
