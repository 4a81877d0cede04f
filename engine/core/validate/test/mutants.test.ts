import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileVersion } from '../../compile/index.ts'
import { randomJourneys } from '../../compile/test/random-journeys.ts'
import { pointerOf } from '../../format/index.ts'
import { hasErrors } from '../../model/problem.ts'
import { reviewJourney } from '../index.ts'
import { goodJourney, lookup } from './good-journey.ts'
import { type Change, patched, REMOVE } from './patch.ts'

/** Every place in a document. */
function placesIn(value: unknown, path: readonly string[] = []): string[] {
  const inside = value !== null && typeof value === 'object' ? Object.entries(value) : []
  return [pointerOf(path), ...inside.flatMap(([key, child]) => placesIn(child, [...path, key]))]
}

const places = placesIn(goodJourney).filter((pointer) => pointer !== '')

const strange = fc.constantFrom<unknown>(
  ...[REMOVE, null, true, 0, -1, 1.5, 1e308, '', 'x', 'P1D', '{{', '__proto__', 'constructor', 'next', 'again'],
  ...[[], {}, [null], [{}], { all: [] }, { any: [] }, { not: {} }, { type: 'api' }, { id: 'again' }, { toString: 1 }],
)

const change: fc.Arbitrary<Change> = fc.tuple(fc.constantFrom(...places), strange)

describe('mutants of the good journey', () => {
  test('have well-formed problems, and run if they have no errors', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(change, (mutation) => {
        const mutant = patched(goodJourney, [mutation])
        const { journey, problems } = reviewJourney(mutant, lookup)
        for (const { code, message, pointer } of problems) {
          expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/)
          expect(message).toMatch(/^["A-Z].{15,}\.$/s)
          expect(pointer).toMatch(/^(\/[^/]*)*$/)
        }
        if (journey === null) expect(hasErrors(problems)).toBe(true)
        else if (!hasErrors(problems)) compileVersion(journey, 1, lookup.registry)
      }),
      { numRuns: 2000, seed: 3 },
    )
  })

  test('never throw when two things are wrong', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(change, change, (first, second) => {
        try {
          patched(goodJourney, [first, second])
        } catch {
          return // The first change took away the place of the second.
        }
        const { journey, problems } = reviewJourney(patched(goodJourney, [first, second]), lookup)
        if (journey !== null && !hasErrors(problems)) compileVersion(journey, 1, lookup.registry)
      }),
      { numRuns: 1000, seed: 4 },
    )
  })
})

test('a random journey without errors runs', { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(randomJourneys, (journey) => {
      const { problems } = reviewJourney(journey, lookup)
      if (!hasErrors(problems)) compileVersion(journey, 1, lookup.registry)
    }),
    { numRuns: 300, seed: 5 },
  )
})
