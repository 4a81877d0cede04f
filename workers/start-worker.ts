import { createServer } from 'node:http'
import { workerProbes } from '../engine/http/index.ts'
import { startTracing } from '../engine/tracing/start.ts'
import { listen, runProcess } from './process.ts'
import { readSharedSettings } from './settings.ts'
import { startWorker } from './worker.ts'
import { openWorkspace } from './workspace.ts'

/** A worker process of the production profile; run as many as you like. */
runProcess(async () => {
  const settings = readSharedSettings({ PORT: '8081', ...process.env }, console.warn)
  const ws = await openWorkspace(settings, settings.PUBLIC_URL, { tracing: await startTracing(process.env) })
  const worker = startWorker(ws)
  let ready = true
  const health = createServer(
    workerProbes({ store: ws.rt.store, metrics: ws.metrics, isReady: () => ready, clock: ws.rt.clock }),
  )
  const port = await listen(health, settings.PORT, settings.HOST)
  console.log(`Worker runs; http://${settings.HOST}:${port} has /healthz, /readyz and /metrics`)
  return {
    async stop() {
      ready = false
      await worker.stop()
      health.close()
      await ws.close()
    },
  }
})
