import { describe, expect, it } from 'vitest'
import { arrowHead } from './routing.ts'

describe('the head of an arrow', () => {
  it('has its tip at the last corner, and its two ends as far behind it as beside it', () => {
    expect(
      arrowHead([
        { x: 0, y: 0 },
        { x: 100, y: 0 },
      ]),
    ).toBe('M94.6 -4L100 0L94.6 4')
    expect(
      arrowHead([
        { x: 0, y: 0 },
        { x: 50, y: 0 },
        { x: 50, y: 80 },
      ]),
    ).toBe('M54 74.6L50 80L46 74.6')
  })

  it('follows the last part that has a length; a point has none', () => {
    expect(
      arrowHead([
        { x: 0, y: 0 },
        { x: 100, y: 0 },
        { x: 100, y: 0.2 },
      ]),
    ).toMatch(/^M94\.6/)
    expect(arrowHead([{ x: 5, y: 5 }])).toBe('')
  })
})
