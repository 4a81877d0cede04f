import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { differenceOf, shareOf } from './experiment.ts'

describe('Wilson interval (Newcombe 1998, Statistics in Medicine 17, 857-872, table I)', () => {
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%d of %d is between %f and %f', (count, of, low, high) => {
    const share = shareOf(count, of)
    expect(share.rate).toBe(count / of)
    expect(share.low).toBeCloseTo(low, 4)
    expect(share.high).toBeCloseTo(high, 4)
  })
})

describe('Newcombe interval (1998, Statistics in Medicine 17, 873-890, table II, method 10)', () => {
  test.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [0, 10, 0, 10, -0.2775, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
    [10, 10, 0, 10, 0.6075, 1],
  ])('%d/%d against %d/%d is between %f and %f', (a, m, b, n, low, high) => {
    const difference = differenceOf(shareOf(a, m), shareOf(b, n))
    expect(difference.estimate).toBeCloseTo(a / m - b / n, 10)
    expect(difference.low).toBeCloseTo(low, 4)
    expect(difference.high).toBeCloseTo(high, 4)
  })
})

describe('properties', () => {
  const share = fc
    .integer({ min: 1, max: 1_000_000 })
    .chain((of) => fc.tuple(fc.integer({ min: 0, max: of }), fc.constant(of)))
    .map(([count, of]) => shareOf(count, of))

  it('a share lies in its interval, and that between 0 and 1', () => {
    fc.assert(
      fc.property(share, ({ rate, low, high }) => {
        expect(low).toBeGreaterThanOrEqual(0)
        expect(low).toBeLessThanOrEqual(rate as number)
        expect(high).toBeGreaterThanOrEqual(rate as number)
        expect(high).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('a difference turned round is the same with its sign changed', () => {
    fc.assert(
      fc.property(share, share, (a, b) => {
        const [there, back] = [differenceOf(a, b), differenceOf(b, a)]
        expect(back.estimate).toBeCloseTo(-(there.estimate as number), 12)
        expect(back.low).toBeCloseTo(-(there.high as number), 12)
        expect(back.high).toBeCloseTo(-(there.low as number), 12)
      }),
    )
  })

  it('nobody at all says nothing', () => {
    expect(shareOf(0, 0)).toEqual({ count: 0, of: 0, rate: null, low: null, high: null })
    expect(differenceOf(shareOf(0, 0), shareOf(1, 2))).toEqual({ estimate: null, low: null, high: null })
  })
})
