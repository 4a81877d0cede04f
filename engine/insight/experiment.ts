/** 97.5 % quantile of the normal distribution: all intervals here are two-sided at 95 %. */
const Z = 1.959963984540054

/** A share with its 95 % interval; all three are null where there is nobody to speak of. */
export interface Share {
  count: number
  of: number
  rate: number | null
  low: number | null
  high: number | null
}

/** How much larger one share is than another, with its 95 % interval. */
export interface Difference {
  estimate: number | null
  low: number | null
  high: number | null
}

/**
 * A share with Wilson's score interval, which stays inside 0 and 1 and is right for small numbers too.
 * E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927), 209-212.
 *
 *     (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n)
 */
export function shareOf(count: number, of: number): Share {
  if (of === 0) return { count, of, rate: null, low: null, high: null }
  const rate = count / of
  const centre = rate + Z ** 2 / (2 * of)
  const margin = Z * Math.sqrt((rate * (1 - rate)) / of + Z ** 2 / (4 * of ** 2))
  const scale = 1 + Z ** 2 / of
  return {
    count,
    of,
    rate,
    // Exactly 0 and 1 at the ends, where the formula is off by the last bit.
    low: count === 0 ? 0 : (centre - margin) / scale,
    high: count === of ? 1 : (centre + margin) / scale,
  }
}

/**
 * The difference of two independent shares with Newcombe's hybrid score interval, built from the two Wilson intervals.
 * R. G. Newcombe, Interval estimation for the difference between independent proportions: comparison of eleven methods,
 * Statistics in Medicine 17 (1998), 873-890, method 10.
 *
 *     d - √((a - lowA)² + (highB - b)²)   to   d + √((highA - a)² + (b - lowB)²)
 */
export function differenceOf(a: Share, b: Share): Difference {
  if (!isKnown(a) || !isKnown(b)) return { estimate: null, low: null, high: null }
  const estimate = a.rate - b.rate
  return {
    estimate,
    low: estimate - Math.hypot(a.rate - a.low, b.high - b.rate),
    high: estimate + Math.hypot(a.high - a.rate, b.rate - b.low),
  }
}

type Known = { [K in keyof Share]: number }
const isKnown = (share: Share): share is Known => share.rate !== null
