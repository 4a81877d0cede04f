import { counted } from '../core/counted.ts'
import { ProblemError } from '../problem.ts'

/** Lets so many through at once and `perSecond` on average after that, for each name by itself. */
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
 * @param lot whoever has used up everything is let through again when there is room for so many: a few large helpings cost
 *   far less than many small ones
 */
export function createRate(most: number, perSecond: number, now: () => number, lot = 1): Rate {
  const burst = Math.max(1, most)
  const enough = Math.min(burst, Math.max(1, lot))
  const buckets = new Map<string, { left: number; at: number; usedUp: boolean }>()
  const leftOf = (name: string): number => {
    const bucket = buckets.get(name)
    return bucket ? Math.min(burst, bucket.left + (Math.max(0, now() - bucket.at) / 1000) * perSecond) : burst
  }
  /** How many there must be room for before one is let through. */
  const neededFor = (name: string): number => (buckets.get(name)?.usedUp ? enough : 1)
  /** Names come from outside: the table may not grow with them. Who has all of it again need not be remembered. */
  function forget(): void {
    for (const name of buckets.keys()) if (leftOf(name) >= burst) buckets.delete(name)
    if (buckets.size >= MOST_NAMES) buckets.clear()
  }
  return {
    has: (name) => leftOf(name) >= neededFor(name),
    wait: (name) => Math.max(1, Math.ceil((neededFor(name) - leftOf(name)) / perSecond)),
    take(name) {
      const left = leftOf(name)
      const needed = neededFor(name)
      const isLet = left >= needed
      const after = isLet ? left - 1 : left
      if (buckets.size >= MOST_NAMES) forget()
      buckets.set(name, { left: after, at: now(), usedUp: after < 1 || !isLet })
      return isLet
    },
  }
}

export const tooMany = (what: string, retryAfter: number): ProblemError =>
  new ProblemError(429, 'too-many-requests', `${what} Try again in ${counted(retryAfter, 'second')}.`, [], {
    retryAfter,
  })
