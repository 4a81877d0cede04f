import type { Channel } from '../engine/channels/index.ts'
import type { Metrics } from '../engine/http/index.ts'
import type { Queue, QueueClock } from '../engine/queue/index.ts'
import type { Store } from '../engine/store/port.ts'
import type { Tracing } from '../engine/tracing/port.ts'
import type { Catalog } from './catalog.ts'
import type { Providers } from './providers/index.ts'

/**
 * Named points between two durable writes. Tests and scenarios kill the worker there; production does nothing.
 * `after-commit`: customers are stored, nothing else is. `after-claim`: claims are stored, no byte has left.
 * `after-send`: the provider has answered, nothing of it is recorded.
 */
export type KillPoint = 'after-commit' | 'after-claim' | 'after-send'

/** What the workers share: the ports, the clock, and how far ahead timers go to the queue. */
export interface Runtime {
  store: Store
  queue: Queue
  channels: ReadonlyMap<string, Channel>
  clock: QueueClock
  catalog: Catalog
  providers: Providers
  /** Timers due within this span become delayed hints; 0 = none (virtual time drives itself). Milliseconds. */
  horizonMs: number
  /** Timers due by then run in a turn; the clock's now outside virtual time. */
  due(): number
  reach(point: KillPoint): void
  /** Starts to measure; the function tells how many milliseconds have passed since. */
  stopwatch(): () => number
  /** Where a customer ends the consent for one channel and topic. */
  unsubscribeUrl(customerId: string, channel: string, topic: string): string
  observe: Observe
  tracing: Tracing
  onError(error: unknown, ids: readonly string[]): void
  /** Order of creation for customers first seen in an input. */
  nextOrdinal(): number
}

/** What the workers tell metrics. */
export type Observe = Pick<
  Metrics,
  'turns' | 'batch' | 'storeAnswered' | 'lateness' | 'sent' | 'deferred' | 'opened' | 'swept'
>

/** For lives that nobody measures. */
export const UNOBSERVED: Observe = {
  turns: () => {},
  batch: () => {},
  storeAnswered: () => {},
  lateness: () => {},
  sent: () => {},
  deferred: () => {},
  opened: () => {},
  swept: () => {},
}

/** Time by the clock that saw more of it: one stops while the machine sleeps, the other may be set back. */
export function createStopwatch(clock: Pick<QueueClock, 'now'>): () => () => number {
  return () => {
    const wall = clock.now()
    const monotonic = performance.now()
    return () => Math.max(clock.now() - wall, performance.now() - monotonic)
  }
}
