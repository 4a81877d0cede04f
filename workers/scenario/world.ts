import { createStubProvider, type StubProvider } from '../../engine/channels/index.ts'
import { createIngest, type Ingest } from '../../engine/ingest/index.ts'
import type { JourneyPorts } from '../../engine/journeys/index.ts'
import {
  type Consumer,
  createMemoryQueue,
  type Queue,
  type VirtualClock,
  virtualClock,
} from '../../engine/queue/index.ts'
import type { StepRegistry } from '../../engine/core/steps/registry.ts'
import type { Store } from '../../engine/store/port.ts'
import { untraced } from '../../engine/tracing/port.ts'
import { advance } from '../advance.ts'
import { continueBroadcasts } from '../broadcast.ts'
import { createCatalog } from '../catalog.ts'
import { startConsumers } from '../consume.ts'
import { LIMITLESS } from '../providers/index.ts'
import { type KillPoint, type Runtime, UNOBSERVED } from '../runtime.ts'

/** A worker that was killed by the scenario: nothing after the point it stood at happens. */
export class Killed extends Error {}

export interface WorldOptions {
  store: Store
  registry: StepRegistry
  start: number
  /** Makes the queue anew after it was lost. */
  openQueue?: (clock: VirtualClock) => Queue
}

/**
 * The engine as it runs in production, under a virtual clock: the same store, queue, workers and ingest. Months pass in
 * seconds because nothing waits for real time: the driver jumps to the next instant at which something is due.
 */
export interface World {
  rt: Runtime
  clock: VirtualClock
  provider: StubProvider
  ingest: Ingest
  journeys: JourneyPorts
  /** Inputs of an instant run before its timers. */
  phase: 'inputs' | 'timers'
  readonly down: boolean
  /** Kills the worker at this point of its next work. */
  arm(point: KillPoint): void
  /** Resolves when all that was hinted is done; false = the worker was killed meanwhile. */
  settle(): Promise<boolean>
  kill(loseQueue: boolean): Promise<void>
  restart(): Promise<void>
  /** Carries out broadcasts to their end. */
  broadcast(): Promise<void>
  close(): Promise<void>
}

export function createWorld({
  store,
  registry,
  start,
  openQueue = (clock) => createMemoryQueue({ clock }),
}: WorldOptions): World {
  const clock = virtualClock(start)
  const provider = createStubProvider()
  const errors: unknown[] = []
  let queue = openQueue(clock)
  let consumers: Consumer | null = null
  let armed: KillPoint | null = null
  let killed = false
  let ordinal = 0

  const anyChannel = new Proxy(new Map(), {
    get: (_target, key) => (key === 'get' ? (name: string) => provider.channel(name) : undefined),
  }) as unknown as Runtime['channels']
  const catalog = createCatalog({
    store,
    registry,
    monotonic: () => 0,
    link: (kind, claims) => `https://example.test/${kind}/${encodeURIComponent(JSON.stringify(claims))}`,
  })
  const rt: Runtime = {
    store,
    get queue() {
      return queue
    },
    channels: anyChannel,
    clock,
    catalog,
    // Who is to die after the commit that plans a message does not claim it there.
    providers: { ...LIMITLESS, take: () => armed !== 'after-commit' },
    horizonMs: 0,
    due: () => (world.phase === 'inputs' ? clock.now() - 1 : clock.now()),
    reach(point) {
      if (killed) throw new Killed(point)
      if (armed !== point) return
      armed = null
      killed = true
      throw new Killed(point)
    },
    stopwatch: () => () => 0,
    unsubscribeUrl: (customerId, channel, topic) => `https://example.test/u/${customerId}/${channel}/${topic}`,
    observe: UNOBSERVED,
    tracing: untraced,
    onError(error) {
      if (!(error instanceof Killed)) errors.push(error)
    },
    nextOrdinal: () => ordinal++,
  }
  const hints: Queue['hint'] = (kind, ids, at) => (world.down ? Promise.resolve(false) : queue.hint(kind, ids, at))

  const world: World = {
    rt,
    clock,
    provider,
    ingest: createIngest({
      store,
      queue: { ...queue, hint: hints },
      now: () => clock.now(),
      advance: async (ids) => {
        await advance(rt, ids)
      },
    }),
    journeys: { store, registry, now: () => clock.now(), broadcast: () => {} },
    phase: 'inputs',
    get down() {
      return consumers === null
    },
    arm(point) {
      armed = point
    },
    async settle() {
      if (world.down) return true
      await queue.idle()
      if (errors.length > 0) throw errors[0]
      return !killed
    },
    async kill(loseQueue) {
      await consumers?.stop()
      consumers = null
      if (loseQueue) {
        await queue.close()
        queue = openQueue(clock)
      }
    },
    async restart() {
      killed = false
      consumers = startConsumers(rt, { concurrency: 1, batch: 500 })
    },
    async broadcast() {
      // Workers that are down find it when they come back.
      if (world.down) return
      try {
        while ((await continueBroadcasts(rt)) > 0) if (!(await world.settle())) return
      } catch (error) {
        if (!(error instanceof Killed)) throw error
      }
      await world.settle()
    },
    async close() {
      await consumers?.stop()
      consumers = null
      await queue.close()
    },
  }
  return world
}
