import type { Pressure } from '../engine/http/index.ts'
import type { Runtime } from './runtime.ts'

/** Customers with inputs older than this are a backlog. */
const STALE_MS = 10_000
const BUSY = 5_000
const LOOK_MS = 2_000
const SLOW_MS = 1_000

/** Looks at the store from time to time: how long it takes to answer, and how much accepted input waits. */
export function watchPressure(rt: Runtime): { level(): Pressure; stop(): void } {
  let level: Pressure = { level: 'free' }
  let stopped = false
  async function look(): Promise<void> {
    const began = performance.now()
    try {
      const waiting = (await rt.store.inputs.stale(rt.clock.now() - STALE_MS, BUSY)).length
      const took = performance.now() - began
      rt.observe.storeAnswered(took)
      const slow = took > SLOW_MS
      // In a pause of everything a backlog is what was asked for.
      const behind = waiting >= BUSY && (await rt.store.settings.pause()) === null
      level = behind || slow
        ? { level: 'busy', retryAfter: 5, reason: slow ? 'The store answers slowly.' : 'More was accepted than the workers have got through.' }
        : { level: 'free' }
    } catch (error) {
      level = { level: 'full', retryAfter: 5, reason: 'The store does not answer.' }
      if (!stopped) rt.onError(error, [])
    }
    if (!stopped) cancel = rt.clock.setTimer(rt.clock.now() + LOOK_MS, start)
  }
  let cancel = (): void => {}
  function start(): void {
    void look()
  }
  start()
  return {
    level: () => level,
    stop() {
      stopped = true
      cancel()
    },
  }
}
