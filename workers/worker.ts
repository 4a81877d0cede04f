import { startConsumers } from './consume.ts'
import { startSweeper } from './sweep.ts'
import type { Workspace } from './workspace.ts'

const SWEEP_MS = 3_000

/** Takes turns, delivers and sweeps. Any number of processes may do so at once. */
export function startWorker(ws: Workspace): { stop(): Promise<void> } {
  const consumers = startConsumers(ws.rt, { concurrency: ws.settings.WORKER_CONCURRENCY, batch: ws.settings.WORKER_BATCH })
  const sweeper = startSweeper(ws.rt, SWEEP_MS)
  return {
    async stop() {
      await sweeper.stop()
      await consumers.stop()
    },
  }
}
