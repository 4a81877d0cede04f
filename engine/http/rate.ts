import { ProblemError } from '../problem.ts'

/** Lets `burst` through at once and `perSecond` after that, for each name by itself. */
export interface Rate {
  /** True if one more is allowed now. */
  take(name: string): boolean
  /** True if one more would be allowed; takes nothing. */
  has(name: string): boolean
}

const MOST_NAMES = 10_000

/** @param now a clock that only has to count milliseconds */
export function createRate(burst: number, perSecond: number, now: () => number): Rate {
  const buckets = new Map<string, { left: number; at: number }>()
  const leftOf = (name: string): number => {
    const bucket = buckets.get(name)
    return bucket ? Math.min(burst, bucket.left + (Math.max(0, now() - bucket.at) / 1000) * perSecond) : burst
  }
  return {
    has: (name) => leftOf(name) >= 1,
    take(name) {
      const left = leftOf(name)
      // Names come from outside: the table may not grow with them. Who is forgotten starts afresh.
      if (buckets.size >= MOST_NAMES) buckets.clear()
      buckets.set(name, { left: left >= 1 ? left - 1 : left, at: now() })
      return left >= 1
    },
  }
}

export const tooMany = (what: string, retryAfter: number): ProblemError =>
  new ProblemError(429, 'too-many-requests', `${what} Try again in ${retryAfter} seconds.`, [], { retryAfter })
