import type { Channel } from '../../engine/channels/index.ts'
import { coreRegistry } from '../../engine/core/steps/index.ts'
import { createIngest, type Ingest } from '../../engine/ingest/index.ts'
import type { JourneyPorts } from '../../engine/journeys/index.ts'
import type { Store } from '../../engine/store/port.ts'
import { untraced } from '../../engine/tracing/port.ts'
import { advance } from '../advance.ts'
import { continueBroadcasts } from '../broadcast.ts'
import { createCatalog } from '../catalog.ts'
import { startConsumers } from '../consume.ts'
import { createProviders } from '../providers/index.ts'
import { type Runtime, UNOBSERVED } from '../runtime.ts'
import { createLook } from '../sweep.ts'
import { gateStore } from './gate.ts'
import type { Hints } from './hints.ts'
import type { Judge } from './judge.ts'
import { type Process, type Scheduler, Unavailable } from './scheduler.ts'

/** What all processes share, and what a planted defect may bend. */
export interface Surroundings {
  scheduler: Scheduler
  store: Store
  hints: Hints
  judge: Judge
  /** Errors that no fault explains. */
  errors: string[]
  /** Bends the runtime of every process: how the test suite is tested. */
  bend: (rt: Runtime, process: string) => Runtime
  nextOrdinal: () => number
}

/** One process of the workspace with all it is made of: the engine's own code on ports that fail. */
export interface Node {
  process: Process
  rt: Runtime
  ingest: Ingest
  journeys: JourneyPorts
  look(): Promise<unknown>
}

const registry = coreRegistry()
const HORIZON_MS = 15 * 60_000

export function openNode(name: string, around: Surroundings): Node {
  const { scheduler, hints, judge, errors } = around
  const process: Process = { name, dead: false, frozenUntil: 0 }
  const store = gateStore(around.store, scheduler, process)
  const queue = hints.open(process)
  const channel = (channelName: string): Channel => ({
    name: channelName,
    send: (message) => judge.send(process, channelName, message),
  })
  const clock = {
    now: scheduler.now,
    setTimer: (at: number, run: () => void) =>
      scheduler.at(at, () => {
        if (!process.dead) run()
      }),
  }
  const rt = around.bend(
    {
      store,
      queue,
      clock,
      channels: new Map(['email', 'sms', 'push', 'webhook'].map((each) => [each, channel(each)])),
      catalog: createCatalog({
        store,
        registry,
        monotonic: scheduler.now,
        link: (kind) => `https://example.test/${kind}`,
      }),
      providers: createProviders({ email: { inFlight: 2 }, webhook: { inFlight: 2 } }, scheduler.now, UNOBSERVED),
      horizonMs: HORIZON_MS,
      due: scheduler.now,
      reach: () => {},
      stopwatch: () => {
        const began = scheduler.now()
        return () => scheduler.now() - began
      },
      unsubscribeUrl: (customerId) => `https://example.test/u/${customerId}`,
      observe: UNOBSERVED,
      tracing: untraced,
      onError(error, ids) {
        if (!(error instanceof Unavailable))
          errors.push(`${name} [${ids.join(' ')}]: ${error instanceof Error ? error.message : String(error)}`)
      },
      nextOrdinal: around.nextOrdinal,
    },
    name,
  )
  return {
    process,
    rt,
    ingest: createIngest(
      {
        store: rt.store,
        queue: rt.queue,
        now: scheduler.now,
        advance: async (ids) => {
          const { due, owing } = await advance(rt, ids)
          await rt.queue.hint('deliver', [...new Set([...due, ...owing])])
        },
      },
      around.nextOrdinal() * 1_000,
    ),
    journeys: {
      store: rt.store,
      registry,
      now: scheduler.now,
      broadcast: () => {
        rt.catalog.refresh()
        continueBroadcasts(rt).catch((error: unknown) => rt.onError(error, []))
      },
    },
    look: createLook(rt),
  }
}

/** Makes a node work on hints, as a worker process does. */
export function startWork(node: Node): void {
  startConsumers(node.rt, { concurrency: 2, batch: 50 })
  void node.look()
}
