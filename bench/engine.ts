import type { Channel } from '../engine/channels/index.ts'
import { coreRegistry } from '../engine/core/steps/index.ts'
import { publishJourney } from '../engine/journeys/index.ts'
import { createMemoryQueue, createQueue, type Queue, systemClock } from '../engine/queue/index.ts'
import type { Store } from '../engine/store/port.ts'
import { untraced } from '../engine/tracing/port.ts'
import { createCatalog } from '../workers/catalog.ts'
import { LIMITLESS } from '../workers/providers/index.ts'
import { createStopwatch, type Runtime, UNOBSERVED } from '../workers/runtime.ts'

export const registry = coreRegistry()

export interface EngineOptions {
  store: Store
  journeys: readonly unknown[]
  /** Without it the queue lives in this process. */
  redisUrl?: string
  /** Called for each message "sent"; every one is accepted at once. */
  onSend?: () => void
}

export interface Engine {
  rt: Runtime
  queue: Queue
  /** Puts the clock forward; Redis's own delays stay as long as they were. */
  skip(ms: number): void
  /** What went wrong, if anything did: a figure with errors in it is none. */
  check(): void
  close(): Promise<void>
}

/** The runtime as a worker process has it, with channels that accept everything. */
export async function openEngine({ store, journeys, redisUrl, onSend = () => {} }: EngineOptions): Promise<Engine> {
  let ahead = 0
  const clock = systemClock(() => Date.now() + ahead)
  const errors: unknown[] = []
  const onError = (error: unknown): void => void errors.push(error)
  const queue = redisUrl ? createQueue({ redisUrl, prefix: 'bench', clock, onError }) : createMemoryQueue({ clock })
  const channel: Channel = {
    name: 'email',
    async send() {
      onSend()
      return { answer: 'accept' }
    },
  }
  const link: Parameters<typeof createCatalog>[0]['link'] = (kind) => `https://example.test/${kind}`
  const catalog = createCatalog({ store, registry, monotonic: () => performance.now(), link })
  for (const journey of journeys) {
    await publishJourney({ store, registry, now: () => clock.now(), broadcast: () => {} }, journey)
  }
  let ordinal = 0
  const rt: Runtime = {
    store,
    queue,
    channels: new Map([['email', channel]]),
    clock,
    catalog,
    providers: LIMITLESS,
    horizonMs: 15 * 60_000,
    due: () => clock.now(),
    reach: () => {},
    stopwatch: createStopwatch(clock),
    unsubscribeUrl: () => 'https://example.test/u',
    observe: UNOBSERVED,
    tracing: untraced,
    onError,
    nextOrdinal: () => ordinal++,
  }
  return {
    rt,
    queue,
    skip(ms) {
      ahead += ms
    },
    check() {
      if (errors.length > 0) throw errors[0] as Error
    },
    close: () => queue.close(),
  }
}
