import { ProblemError } from '../problem.ts'

/** Lets so many through at once and `perSecond` after that, for each name by itself. */
export interface Rate {
  /** True if one more is allowed now. */
  take(name: string): boolean
  /** Seconds until one more is allowed, at least 1. */
  wait(name: string): number
  /** True if one more would be allowed; takes nothing. */
  has(name: string): boolean
}

const MOST_NAMES = 10_000

/**
 * @param most let through at once; less than one would let nobody through, ever
 * @param now a clock that only has to count milliseconds
 */
export function createRate(most: number, perSecond: number, now: () => number): Rate {
  const burst = Math.max(1, most)
  const buckets = new Map<string, { left: number; at: number }>()
  const leftOf = (name: string): number => {
    const bucket = buckets.get(name)
    return bucket ? Math.min(burst, bucket.left + (Math.max(0, now() - bucket.at) / 1000) * perSecond) : burst
  }
  /** Names come from outside: the table may not grow with them. Who has all of it again need not be remembered. */
  function forget(): void {
    for (const name of buckets.keys()) if (leftOf(name) >= burst) buckets.delete(name)
    if (buckets.size >= MOST_NAMES) buckets.clear()
  }
  return {
    has: (name) => leftOf(name) >= 1,
    wait: (name) => Math.max(1, Math.ceil((1 - leftOf(name)) / perSecond)),
    take(name) {
      const left = leftOf(name)
      if (buckets.size >= MOST_NAMES) forget()
      buckets.set(name, { left: left >= 1 ? left - 1 : left, at: now() })
      return left >= 1
    },
  }
}

export const tooMany = (what: string, retryAfter: number): ProblemError =>
  new ProblemError(429, 'too-many-requests', `${what} Try again in ${retryAfter} seconds.`, [], { retryAfter })
