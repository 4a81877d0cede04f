/** Tokens that come back with time: so many per second, and no more than one second's worth at once. */
export interface Bucket {
  /**
   * @param sparing leaves a fifth for others
   * @returns whether there was one
   */
  take(now: number, sparing?: boolean): boolean
  giveBack(): void
}

/** @param perSecond null = without limit */
export function createBucket(perSecond: number | null): Bucket {
  if (perSecond === null) return { take: () => true, giveBack: () => {} }
  const most = Math.max(1, perSecond)
  let left = most
  let at = -Infinity
  return {
    take(now, sparing = false) {
      left = Math.min(most, left + (Math.max(0, now - at) / 1000) * perSecond)
      at = now
      if (left < 1 + (sparing ? Math.min(most / 5, most - 1) : 0)) return false
      left -= 1
      return true
    },
    giveBack() {
      left = Math.min(most, left + 1)
    },
  }
}
