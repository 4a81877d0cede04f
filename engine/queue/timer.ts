import { createHeap } from './heap.ts'

/** Time as the queue needs it: an instant and an alarm. Instants are epoch milliseconds. */
export interface QueueClock {
  now(): number
  /**
   * Calls `run` once, later, when `now()` has reached `at`; never inside this call. If the clock is set back meanwhile, after
   * the time that was left: whoever is rung looks at the clock. Returns its cancellation.
   */
  setTimer(at: number, run: () => void): () => void
}

/** A clock that stands still until it is told to move. */
export interface VirtualClock extends QueueClock {
  /** The instant of the next alarm, if any is set. */
  next(): number | undefined
  /** Moves to `at`, ringing on the way every alarm due by then, each at its own instant. Never goes back. */
  advanceTo(at: number): void
}

// Long sleeps are cut up: setTimeout overflows at 24.8 days and does not notice when the wall clock jumps.
const LONGEST_SLEEP_MS = 30_000

export function systemClock(now: () => number = Date.now): QueueClock {
  return {
    now,
    setTimer(at, run) {
      let handle: ReturnType<typeof setTimeout>
      const sleep = (until: number) => {
        const from = now()
        const ms = Math.min(Math.max(until - from, 0), LONGEST_SLEEP_MS)
        handle = setTimeout(() => {
          const back = now() < from ? from + ms - now() : 0
          // setTimeout may ring a millisecond early by this clock; then it sleeps again.
          if (now() >= until - back) run()
          else sleep(until - back)
        }, ms)
      }
      sleep(at)
      return () => clearTimeout(handle)
    },
  }
}

export function virtualClock(start: number): VirtualClock {
  let current = start
  let order = 0
  const alarms = createHeap<Alarm>((a, b) => a.at < b.at || (a.at === b.at && a.order < b.order))

  function next(): Alarm | undefined {
    while (alarms.peek()?.cancelled) alarms.pop()
    return alarms.peek()
  }

  return {
    now: () => current,
    setTimer(at, run) {
      const alarm: Alarm = { at, order: order++, run, cancelled: false }
      alarms.push(alarm)
      return () => {
        alarm.cancelled = true
      }
    },
    next: () => next()?.at,
    advanceTo(at) {
      for (let alarm = next(); alarm && alarm.at <= at; alarm = next()) {
        alarms.pop()
        current = Math.max(current, alarm.at)
        alarm.run()
      }
      current = Math.max(current, at)
    },
  }
}

interface Alarm {
  at: number
  order: number
  run: () => void
  cancelled: boolean
}
