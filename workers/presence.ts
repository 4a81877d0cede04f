import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import { troubleOf } from '../engine/http/index.ts'
import type { ProcessRecord } from '../engine/store/port.ts'
import type { Runtime } from './runtime.ts'
import type { Worker } from './worker.ts'

/** Operators see, and are obeyed, within this time. */
const BEAT_MS = 2_000
/** A process that was not heard of for so long is forgotten. */
const FORGET_MS = 10 * 60_000

export interface Presence {
  /** Why the store takes nothing, as a sentence: what came of the last thing written here. Null = it does. */
  trouble(): string | null
  stop(): Promise<void>
}

/**
 * Says every two seconds that this process lives and how it does, and hears what operators want: that everything pauses,
 * or that this process drains. The pause itself does not rest on it: every turn asks before it claims.
 * @param worker null = this process serves the API alone
 */
export function startPresence(rt: Runtime, role: ProcessRecord['role'], worker: Worker | null): Presence {
  const { store, clock, providers } = rt
  const host = hostname()
  const id = `${role}-${host.split('.')[0]}-${randomBytes(3).toString('hex')}`
  const startedAt = clock.now()
  let stopped = false
  let trouble: string | null = null
  let cancel = (): void => {}
  let beating: Promise<void> = Promise.resolve()

  async function beat(): Promise<void> {
    const now = clock.now()
    try {
      const work = worker?.report() ?? { state: 'working', running: 0, sweptAt: null }
      const report = { ...work, troubled: providers.troubled() }
      const drain = await store.processes.beat(
        { id, role, host, pid: process.pid, startedAt, seenAt: now, report },
        now - FORGET_MS,
      )
      trouble = null
      const pause = await store.settings.pause()
      worker
        ?.follow(drain ? 'drain' : pause === null ? 'work' : 'pause')
        .catch((error: unknown) => rt.onError(error, []))
    } catch (error) {
      trouble = troubleOf(error)
      rt.onError(error, [])
    }
    if (!stopped) cancel = clock.setTimer(clock.now() + BEAT_MS, start)
  }
  function start(): void {
    beating = beat()
  }
  start()

  return {
    trouble: () => trouble,
    async stop() {
      stopped = true
      cancel()
      await beating
      await store.processes.remove(id).catch((error: unknown) => rt.onError(error, []))
    },
  }
}
