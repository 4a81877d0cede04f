/** Failures in a row after which a provider gets no calls for a while. */
const FAILURES = 5
/** How long the first time; twice as long each time a probe fails, up to the longest. Milliseconds. */
const FIRST_MS = 10_000
const LONGEST_MS = 5 * 60_000
/** While a probe is under way, the others ask again after this time. Milliseconds. */
const PROBING_MS = 5_000

/**
 * Cuts off a provider that fails, so that an outage costs a handful of unknown messages and not a campaign. After a while
 * one call is let through as a probe: its answer decides for all. Instants are epoch milliseconds.
 */
export interface Breaker {
  /** Null = call; else not before this instant. The first to ask after a cut is the probe. */
  ask(id: string, now: number): number | null
  /** The call that was let through was never made. */
  withdraw(id: string): void
  succeeded(): void
  /** @returns true if this cut the provider off */
  failed(id: string, now: number): boolean
  /** Null = healthy. */
  state(now: number): { state: 'open' | 'probing'; failures: number; until: number } | null
}

export function createBreaker(): Breaker {
  let failures = 0
  let openMs = FIRST_MS
  let openUntil = -Infinity
  let probe: string | null = null
  const isOpen = (): boolean => failures >= FAILURES

  return {
    ask(id, now) {
      if (!isOpen()) return null
      if (now < openUntil) return openUntil
      if (probe !== null && probe !== id) return now + PROBING_MS
      probe = id
      return null
    },
    withdraw(id) {
      if (probe === id) probe = null
    },
    succeeded() {
      failures = 0
      openMs = FIRST_MS
      probe = null
    },
    failed(id, now) {
      failures += 1
      const again = probe === id
      // What was under way when it opened tells nothing new.
      if (!again && failures !== FAILURES) return false
      if (again) openMs = Math.min(2 * openMs, LONGEST_MS)
      probe = null
      openUntil = now + openMs
      return true
    },
    state(now) {
      if (!isOpen()) return null
      return now < openUntil
        ? { state: 'open', failures, until: openUntil }
        : { state: 'probing', failures, until: now + PROBING_MS }
    },
  }
}
