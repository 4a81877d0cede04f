import { createServer } from 'node:http'
import { workerProbes } from '../engine/http/index.ts'
import { startTracing } from '../engine/tracing/start.ts'
import { logWarnings } from './log.ts'
import { listen, runProcess } from './process.ts'
import { readSharedSettings } from './settings.ts'
import { startWorker } from './worker.ts'
import { openWorkspace } from './workspace.ts'

/** Where the API usually is, which a worker does not know. */
const THIS_MACHINE = 'http://127.0.0.1:3000'

/** A worker process of the production profile; run as many as you like. */
runProcess(async () => {
  const settings = readSharedSettings({ PORT: '8081', ...process.env })
  if (!settings.PUBLIC_URL) {
    console.warn(
      `PUBLIC_URL is not set: links in messages begin with ${THIS_MACHINE}, which only this machine reaches.`,
    )
  }
  const ws = await openWorkspace(settings, settings.PUBLIC_URL ?? THIS_MACHINE, {
    tracing: await startTracing(process.env),
  })
  logWarnings(ws.log)
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
