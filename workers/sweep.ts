import { continueBroadcasts } from './broadcast.ts'
import { createOverdue } from './overdue.ts'
import type { Runtime } from './runtime.ts'
import { hintTimers } from './timers.ts'

/** How often a worker looks, milliseconds. */
export const SWEEP_MS = 3_000
/** How often it is asked, while more is overdue than was hinted, whether the workers have taken that away. */
const REFILL_MS = 100

export interface Sweeper {
  /** The end of the last look, in epoch milliseconds; null = there was none. */
  sweptAt(): number | null
  isLooking(): boolean
  stop(): Promise<void>
}

/** Gives the queue the timers of the coming horizon, e.g. after a start or when the queue has lost its data. */
export async function promoteTimers(rt: Runtime): Promise<number> {
  const now = rt.clock.now()
  const near = await rt.store.customers.dueBetween(now, now + rt.horizonMs, 100_000)
  await hintTimers(
    rt,
    near.map(({ id, wakeAt }) => ({ id, at: wakeAt })),
  )
  return near.length
}

/** What follows a look: another one at once, for a broadcast; one as soon as the queue has run dry; or nothing for now. */
export type Next = 'broadcast' | 'refill' | 'rest'

/** One look of a sweeper; it remembers when it last gave the queue its timers, and which queue that was. */
export function createLook(rt: Runtime): (onlyDry?: boolean) => Promise<Next> {
  const hintOverdue = createOverdue(rt)
  let epoch = ''
  let promotedAt = -Infinity
  return async (onlyDry = false) => {
    try {
      const current = await rt.queue.epoch()
      const now = rt.clock.now()
      if (current !== epoch || now - promotedAt >= rt.horizonMs / 2) {
        epoch = current
        promotedAt = now
        await promoteTimers(rt)
      }
      const isMore = await hintOverdue(onlyDry)
      if ((await continueBroadcasts(rt)) > 0) return 'broadcast'
      return isMore ? 'refill' : 'rest'
    } catch (error) {
      rt.onError(error, [])
      return 'rest'
    }
  }
}

/** Who was erased may have left traces meanwhile: work that had begun ends by writing. */
async function finishErasures(rt: Runtime): Promise<void> {
  try {
    await rt.store.erasures.finish(rt.clock.now())
  } catch (error) {
    rt.onError(error, [])
  }
}

/**
 * Sweeps every `everyMs`, promotes near timers when the horizon has half passed or the queue's epoch has changed. In between
 * it goes on with a backlog as fast as the workers take it away.
 */
export function startSweeper(rt: Runtime, everyMs: number): Sweeper {
  const look = createLook(rt)
  const pause: Record<Next, number> = { broadcast: 0, refill: REFILL_MS, rest: everyMs }
  let stopped = false
  let cancel: () => void = () => {}
  let running: Promise<void> = Promise.resolve()
  let sweptAt: number | null = null
  let sinceFull = (): number => Infinity
  let looking = false

  async function round(): Promise<void> {
    looking = true
    const isFull = sinceFull() >= everyMs
    if (isFull) await finishErasures(rt)
    const next = await look(!isFull)
    looking = false
    if (isFull) sinceFull = rt.stopwatch()
    sweptAt = rt.clock.now()
    if (!stopped) cancel = rt.clock.setTimer(sweptAt + Math.min(pause[next], everyMs - sinceFull()), start)
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
