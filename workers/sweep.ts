import { continueBroadcasts } from './broadcast.ts'
import type { Runtime } from './runtime.ts'

/** At most this many customers are hinted per look, so that a backlog stays in the store and not in the queue. */
const LIMIT = 2_000
/** A timer this late has lost its hint; younger ones are still on their way. */
const LATE_MS = 3_000
/** Inputs younger than this are still on their way through the queue. */
const PENDING_MS = 5_000

export interface Sweeper {
  stop(): Promise<void>
}

/**
 * Finds everything that should have happened and did not: lost hints, workers that died, an emptied Redis. Idempotent;
 * any number of processes may sweep.
 */
export async function sweepOnce(rt: Runtime): Promise<number> {
  const now = rt.clock.now()
  const [due, stale] = await Promise.all([rt.store.customers.due(rt.horizonMs > 0 ? now - LATE_MS : now, LIMIT), rt.store.inputs.stale(now - PENDING_MS, LIMIT)])
  const ids = [...new Set([...due, ...stale])]
  if (ids.length > 0) await rt.queue.hint('advance', ids)
  return ids.length + (await continueBroadcasts(rt))
}

/** Gives the queue the timers of the coming horizon, e.g. after a start or when the queue has lost its data. */
export async function promoteTimers(rt: Runtime): Promise<number> {
  const now = rt.clock.now()
  const near = await rt.store.customers.dueBetween(now, now + rt.horizonMs, 100_000)
  const byInstant = new Map<number, string[]>()
  for (const { id, wakeAt } of near) byInstant.set(wakeAt, [...(byInstant.get(wakeAt) ?? []), id])
  for (const [at, ids] of byInstant) await rt.queue.hint('advance', ids, at)
  return near.length
}

/**
 * Sweeps every `everyMs`, promotes near timers when the horizon has half passed or the queue's epoch has changed.
 * While broadcasts run it looks again at once.
 */
export function startSweeper(rt: Runtime, everyMs: number): Sweeper {
  let stopped = false
  let cancel: () => void = () => {}
  let running: Promise<void> = Promise.resolve()
  let epoch = ''
  let promotedAt = -Infinity

  async function look(): Promise<void> {
    try {
      const current = await rt.queue.epoch()
      const now = rt.clock.now()
      if (current !== epoch || now - promotedAt >= rt.horizonMs / 2) {
        epoch = current
        promotedAt = now
        await promoteTimers(rt)
      }
      await sweepOnce(rt)
    } catch (error) {
      rt.onError(error, [])
    }
    if (!stopped) cancel = rt.clock.setTimer(rt.clock.now() + everyMs, start)
  }
  function start(): void {
    running = look()
  }
  start()
  return {
    async stop() {
      stopped = true
      cancel()
      await running
    },
  }
}
