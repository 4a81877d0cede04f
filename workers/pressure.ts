import type { Pressure } from '../engine/http/index.ts'
import type { Runtime } from './runtime.ts'

/** Inputs older than this wait too long. Milliseconds. */
const STALE_MS = 10_000
/** So many customers with such inputs are a backlog: bulk senders have to wait. */
const BUSY = 5_000
/** From one look to the next. Milliseconds. */
const LOOK_MS = 2_000
/** A store that takes longer for a look is slow: bulk senders have to wait. Milliseconds. */
const SLOW_MS = 1_000
/** A store that takes longer than this is away: everybody has to wait. Milliseconds. */
const SILENT_MS = 5_000

/**
 * Looks at the store from time to time: whether and how fast it answers, and how much accepted input waits.
 * @param trouble why nothing can be written, as far as this process knows; reading may go on then
 */
export function watchPressure(rt: Runtime, trouble: () => string | null): { level(): Pressure; stop(): void } {
  let level: Pressure = { level: 'free' }
  let stopped = false
  async function look(): Promise<void> {
    const began = performance.now()
    // A store that hangs lets every question wait: clients are told before that.
    const giveUp = rt.clock.setTimer(rt.clock.now() + SILENT_MS, () => (level = full('The store does not answer.')))
    try {
      const waiting = (await rt.store.inputs.stale(rt.clock.now() - STALE_MS, BUSY)).length
      const took = performance.now() - began
      rt.observe.storeAnswered(took)
      const slow = took > SLOW_MS
      // In a pause of everything a backlog is what was asked for.
      const behind = waiting >= BUSY && (await rt.store.settings.pause()) === null
      const unwritten = trouble()
      level =
        unwritten !== null
          ? full(unwritten)
          : behind || slow
            ? {
                level: 'busy',
                retryAfter: 5,
                reason: slow ? 'The store answers slowly.' : 'More was accepted than the workers have got through.',
              }
            : { level: 'free' }
    } catch (error) {
      level = full('The store does not answer.')
      if (!stopped) rt.onError(error, [])
    } finally {
      giveUp()
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

const full = (reason: string): Pressure => ({ level: 'full', retryAfter: 5, reason })
