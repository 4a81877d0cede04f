import { continueBroadcasts } from './broadcast.ts'
import { workDirectly } from './consume.ts'
import type { Runtime } from './runtime.ts'
import { hintTimers } from './timers.ts'

/** How often a worker looks, milliseconds. */
export const SWEEP_MS = 3_000
/** At most this many customers are hinted per look, so that a backlog stays in the store and not in the queue. */
const LIMIT = 2_000
/** A timer this late has lost its hint; younger ones are still on their way. */
const LATE_MS = 1_000
/** Inputs younger than this are still on their way through the queue. */
const PENDING_MS = 5_000
/** Customers per batch when the queue is away. */
const BATCH = 200

export interface Sweeper {
  /** The end of the last look, in epoch milliseconds; null = there was none. */
  sweptAt(): number | null
  isLooking(): boolean
  stop(): Promise<void>
}

/**
 * Finds everything that should have happened and did not: lost hints, workers that died, an emptied Redis. Idempotent;
 * any number of processes may sweep. While the queue cannot be reached, the work is done right here.
 * @returns how many broadcasts reached: as long as it is not 0, there is more to do at once
 */
export async function sweepOnce(rt: Runtime): Promise<number> {
  const now = rt.clock.now()
  const [due, stale] = await Promise.all([rt.store.customers.due(rt.horizonMs > 0 ? now - LATE_MS : now, LIMIT), rt.store.inputs.stale(now - PENDING_MS, LIMIT)])
  const waiting = new Set(stale)
  const late = due.filter((id) => !waiting.has(id))
  rt.observe.swept(stale.length + late.length)
  for (const [kind, ids] of [['advance', stale], ['advance-crowd', late]] as const) {
    if (ids.length > 0 && !(await rt.queue.hint(kind, ids))) await workDirectly(rt, ids, BATCH)
  }
  return continueBroadcasts(rt)
}

/** Gives the queue the timers of the coming horizon, e.g. after a start or when the queue has lost its data. */
export async function promoteTimers(rt: Runtime): Promise<number> {
  const now = rt.clock.now()
  const near = await rt.store.customers.dueBetween(now, now + rt.horizonMs, 100_000)
  await hintTimers(rt, near.map(({ id, wakeAt }) => ({ id, at: wakeAt })))
  return near.length
}

/** One look of a sweeper; it remembers when it last gave the queue its timers, and which queue that was. */
export function createLook(rt: Runtime): () => Promise<number> {
  let epoch = ''
  let promotedAt = -Infinity
  return async () => {
    try {
      const current = await rt.queue.epoch()
      const now = rt.clock.now()
      if (current !== epoch || now - promotedAt >= rt.horizonMs / 2) {
        epoch = current
        promotedAt = now
        await promoteTimers(rt)
      }
      return await sweepOnce(rt)
    } catch (error) {
      rt.onError(error, [])
      return 0
    }
  }
}

/** Sweeps every `everyMs`, promotes near timers when the horizon has half passed or the queue's epoch has changed. */
export function startSweeper(rt: Runtime, everyMs: number): Sweeper {
  const look = createLook(rt)
  let stopped = false
  let cancel: () => void = () => {}
  let running: Promise<void> = Promise.resolve()
  let sweptAt: number | null = null
  let looking = false

  async function round(): Promise<void> {
    looking = true
    const more = await look()
    looking = false
    sweptAt = rt.clock.now()
    if (!stopped) cancel = rt.clock.setTimer(rt.clock.now() + (more > 0 ? 0 : everyMs), start)
  }
  function start(): void {
    running = round()
  }
  start()
  return {
    sweptAt: () => sweptAt,
    isLooking: () => looking,
    async stop() {
      stopped = true
      cancel()
      await running
    },
  }
}
