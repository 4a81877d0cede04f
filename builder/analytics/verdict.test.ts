import { beforeAll, describe, expect, it } from 'vitest'
import { i18n, startI18n } from '../i18n/index.ts'
import { clarityOf, shortVerdict, verdict } from './verdict.ts'

beforeAll(() => startI18n('en'))
const difference = (estimate: number | null, low: number | null, high: number | null) => ({
  ...{ goal: 'g', group: 'treated', against: 'holdout' },
  ...{ estimate, low, high },
})

describe('what can be said of a difference', () => {
  it.each([
    [
      difference(0.05, 0.01, 0.09),
      'better',
      /^5 percentage points more .*between 1 and 9/,
      '+5 points against held out (+1 to +9)',
    ],
    [
      difference(-0.05, -0.09, -0.01),
      'worse',
      /^5 percentage points fewer .*between 1 and 9/,
      '−5 points against held out (−9 to −1)',
    ],
    [
      difference(0.05, -0.01, 0.09),
      undefined,
      /no clear difference yet \(between −1 and 9/,
      '+5 points against held out (−1 to +9)',
    ],
    [difference(0, 0, 0), undefined, /no clear difference/, '0 points against held out (0 to 0)'],
    [difference(null, null, null), undefined, /^–$/, ''],
  ])('%j', (difference, clarity, sentence, short) => {
    expect(clarityOf(difference)).toBe(clarity)
    expect(verdict(difference, 'Second order', i18n.t)).toMatch(sentence)
    expect(shortVerdict(difference, i18n.t)).toBe(short)
  })
})
