/**
 * The queue port. The store is the only truth; the queue carries wake-up hints and nothing else.
 *
 * A hint may be lost (sweepers find the work in the store), may arrive twice, and the same id may be in two handlers
 * at once: handlers load the customer, compare and set, and so make both harmless.
 */

/**
 * `advance`: look at this customer's enrollments. `deliver`: look at this customer's planned sends. Each has a second lane
 * for crowds, so that somebody who has just done something does not wait behind a million whose time has come.
 */
export type HintKind = 'advance' | 'deliver' | 'advance-crowd' | 'deliver-crowd'

export const HINT_KINDS: readonly HintKind[] = ['advance', 'deliver', 'advance-crowd', 'deliver-crowd']

/** One of something for each kind. */
export function eachKind<T>(make: (kind: HintKind) => T): Record<HintKind, T> {
  return Object.fromEntries(HINT_KINDS.map((kind) => [kind, make(kind)])) as Record<HintKind, T>
}

export interface Queue {
  /**
   * Wake these ids (customer ids) at an instant (epoch milliseconds); without `at`, or with one that has passed, now.
   * Resolves to whether the hint was taken. `false` (the backend is unreachable, or the queue is closed) is harmless and
   * never takes longer than about a second. Rejects only for an `at` that is not a finite number.
   */
  hint(kind: HintKind, ids: readonly string[], at?: number): Promise<boolean>

  /**
   * Start consuming. The handler gets distinct ids, at least one and at most `batch` of them. What it throws goes to
   * `onError` and does not stop the consumer; the queue does not retry those ids (the sweepers do).
   */
  consume(kind: HintKind, handler: HintHandler, options: ConsumeOptions): Consumer

  /**
   * Resolves when everything hinted for now has been handled; delayed hints do not count. Never resolves while ready
   * hints have no consumer. Rejects when the backend is unreachable, since nobody can tell then.
   */
  idle(): Promise<void>

  /** How much is held, per kind. In memory the unit is ids; on BullMQ it is jobs (batches of ids). Rejects when unreachable. */
  depth(): Promise<Record<HintKind, QueueDepth>>

  /** Is the backend reachable right now? Answers within about a second, never rejects. */
  healthy(): Promise<boolean>

  /**
   * A token that changes when the backend may have lost hints (flushed, restarted, failed over), so that sweepers rebuild them.
   * While the backend is unreachable, the last token known, or `unknown`. Never rejects.
   */
  epoch(): Promise<string>

  /**
   * Of all processes that ask within `ms` milliseconds, one is told `true`. It only spares needless work: while the backend is
   * unreachable, or has lost its data, more of them are. Answers within about a second, never rejects.
   */
  once(name: string, ms: number): Promise<boolean>

  /**
   * Stops every consumer (waiting for running handlers) and lets go of timers and connections. With `force`, running
   * handlers are abandoned: they go on, but nobody waits for them. Hints not handled stay in Redis, or are gone with the process.
   */
  close(options?: { force?: boolean }): Promise<void>
}

export type HintHandler = (ids: string[]) => Promise<void>

export interface ConsumeOptions {
  /** Handlers of this consumer that may run at the same time. */
  concurrency: number
  /** Most ids one call of the handler gets; looked at each time, it may change. */
  batch: number
  onError?: (error: unknown, ids: string[]) => void
}

export interface Consumer {
  /** Takes no more and resolves when the running handlers have finished. */
  stop(): Promise<void>
}

export interface QueueDepth {
  ready: number
  active: number
  delayed: number
}
