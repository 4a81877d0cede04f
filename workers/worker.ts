import type { ProcessReport } from '../engine/store/port.ts'
import { type ConsumeSettings, startConsumers } from './consume.ts'
import { type Presence, startPresence } from './presence.ts'
import type { Runtime } from './runtime.ts'
import { startSweeper, SWEEP_MS } from './sweep.ts'
import type { Workspace } from './workspace.ts'

export interface Worker {
  /** Works, or takes nothing new; what runs may finish. Resolves when that is so. */
  follow(wish: 'work' | 'pause' | 'drain'): Promise<void>
  report(): Pick<ProcessReport, 'state' | 'running' | 'sweptAt'>
  stop(): Promise<void>
}

const RESTING = { pause: ['pausing', 'paused'], drain: ['draining', 'drained'] } as const

/** Takes turns, delivers and sweeps. Any number of processes may do so at once. */
export function startWorker({ rt, settings }: Workspace, role: 'worker' | 'all' = 'worker'): Presence {
  const worker = createWorker(rt, { concurrency: settings.WORKER_CONCURRENCY, batch: settings.WORKER_BATCH })
  const presence = startPresence(rt, role, worker)
  return {
    trouble: presence.trouble,
    async stop() {
      await worker.stop()
      await presence.stop()
    },
  }
}

export function createWorker(rt: Runtime, options: ConsumeSettings): Worker {
  let work = begin()
  let wish: 'work' | 'pause' | 'drain' = 'work'
  let resting: Promise<void> | null = null
  let atRest = false
  let stopped = false

  function begin() {
    const consumers = startConsumers(rt, options)
    const sweeper = startSweeper(rt, SWEEP_MS)
    return {
      running: () => consumers.running() + (sweeper.isLooking() ? 1 : 0),
      sweptAt: () => sweeper.sweptAt(),
      async end() {
        await Promise.all([sweeper.stop(), consumers.stop()])
      },
    }
  }

  function rest(): Promise<void> {
    resting ??= work.end().then(() => {
      atRest = true
    })
    return resting
  }

  return {
    async follow(next) {
      if (stopped) return
      wish = next
      if (next !== 'work') return rest()
      if (resting === null) return
      await resting
      // Somebody may have thought better of it meanwhile.
      if (wish !== 'work' || resting === null || stopped) return
      resting = null
      atRest = false
      work = begin()
    },
    report() {
      const state = wish === 'work' ? 'working' : RESTING[wish][atRest ? 1 : 0]
      return { state, running: work.running(), sweptAt: work.sweptAt() }
    },
    async stop() {
      stopped = true
      wish = 'drain'
      await rest()
    },
  }
}
