import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chanceOf, sharesOf, wayBy } from '../index.ts'

const given = (paths: readonly string[], assumed?: Record<string, number>): number[] =>
  sharesOf(paths, assumed).map(({ share }) => share)

describe('the shares of the ways out of a step', () => {
  it.each<[string, string[], Record<string, number> | undefined, number[]]>([
    ['are equal where nothing is assumed', ['a', 'b'], undefined, [0.5, 0.5]],
    ['are as assumed', ['a', 'b'], { a: 0.7, b: 0.3 }, [0.7, 0.3]],
    ['count in proportion', ['a', 'b'], { a: 3, b: 1 }, [0.75, 0.25]],
    ['leave the rest to what is not named', ['a', 'b', 'c'], { b: 0.5 }, [0.25, 0.5, 0.25]],
    ['leave nothing where all is given', ['a', 'b', 'c'], { a: 1, b: 1 }, [0.5, 0.5, 0]],
    ['are equal where all are nothing', ['a', 'b'], { a: 0, b: 0 }, [0.5, 0.5]],
    ['take no notice of ways that are gone', ['a', 'b'], { c: 1 }, [0.5, 0.5]],
    ['are never below nothing', ['a', 'b'], { a: -1, b: 1 }, [0, 1]],
    ['do not mistake names of objects for ways', ['constructor', 'b'], { b: 1 }, [0, 1]],
    ['of a step without ways are none', [], undefined, []],
  ])('%s', (_name, paths, assumed, expected) => {
    expect(given(paths, assumed)).toEqual(expected)
  })

  it.each([
    ['at the beginning', 0, 'a'],
    ['below the first border', 0.499, 'a'],
    ['on the border', 0.5, 'c'],
    ['at the end', 0.999_999, 'c'],
  ])('lie in order on [0, 1), and nobody takes a way of nothing: %s', (_name, chance, path) => {
    expect(wayBy(chance, sharesOf(['a', 'b', 'c', 'd'], { a: 1, c: 1 }))?.path).toBe(path)
  })

  it('have no way out of a step without ways', () => {
    expect(wayBy(0.5, [])).toBeUndefined()
  })

  const weights = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 6 })
  const paths = (count: number): string[] => Array.from({ length: count }, (_, at) => `way-${at}`)
  const assumedOf = (numbers: readonly number[]): Record<string, number> =>
    Object.fromEntries(numbers.map((weight, at) => [`way-${at}`, weight]))

  it('are 1 together, and every chance takes a way that somebody takes', () => {
    fc.assert(
      fc.property(weights, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (numbers, chance) => {
        const shares = sharesOf(paths(numbers.length), assumedOf(numbers))
        expect(shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9)
        expect(wayBy(chance, shares)?.share).toBeGreaterThan(0)
      }),
      { seed: 1 },
    )
  })

  it('are what comes of many chances', () => {
    fc.assert(
      fc.property(weights, fc.integer({ min: 1, max: 999 }), (numbers, seed) => {
        const shares = sharesOf(paths(numbers.length), assumedOf(numbers))
        const drawn = new Map<string, number>()
        for (let i = 0; i < 2_000; i += 1) {
          const path = wayBy(chanceOf(seed, `sim-${i}`, 'en_1', 'step', '1', 'way'), shares)?.path ?? ''
          drawn.set(path, (drawn.get(path) ?? 0) + 1)
        }
        for (const { path, share } of shares)
          expect(Math.abs((drawn.get(path) ?? 0) / 2_000 - share)).toBeLessThan(5 * Math.sqrt(0.25 / 2_000))
      }),
      { numRuns: 20, seed: 1 },
    )
  })
})
