/** Answers that are dear to make, kept for as long as making them took is little beside it. */
export interface Kept<T> {
  /** Made now, or a moment ago; however many ask, it is made once. */
  read(key: string, make: () => Promise<T>): Promise<T>
}

/** Making may take this share of the time at most: the slower it is, the longer its result is kept. */
const SHARE = 0.2

/**
 * @param most keys that are remembered; the oldest are forgotten first
 * @param clock a clock that only has to count milliseconds
 */
export function createKept<T>(most: number, clock: { now(): number }): Kept<T> {
  const known = new Map<string, { until: number; result: Promise<T> }>()
  return {
    read(key, make) {
      const last = known.get(key)
      if (last && clock.now() < last.until) return last.result
      const began = clock.now()
      const entry = { until: Infinity, result: make() }
      known.delete(key)
      known.set(key, entry)
      for (const old of known.keys()) {
        if (known.size <= most) break
        known.delete(old)
      }
      entry.result.then(
        () => (entry.until = clock.now() + (clock.now() - began) / SHARE),
        // Perhaps it was forgotten and is being made anew.
        () => known.get(key) === entry && known.delete(key),
      )
      return entry.result
    },
  }
}
