import { createServer } from 'node:http'
import { startTracing } from '../engine/tracing/start.ts'
import { listen, runProcess } from './process.ts'
import { readSettings, SettingError } from './settings.ts'
import { startWorker } from './worker.ts'
import { openWorkspace } from './workspace.ts'

/** A worker process of the production profile; run as many as you like. */
runProcess(async () => {
  const settings = readSettings({ PORT: '8081', ...process.env })
  if (!settings.MONGODB_URL || !settings.REDIS_URL) {
    throw new SettingError('MONGODB_URL and REDIS_URL: a worker process needs both. Without servers, run `npm start`, which holds everything in one process.')
  }
  const ws = await openWorkspace(settings, settings.PUBLIC_URL ?? 'http://127.0.0.1:3000', { tracing: await startTracing(process.env) })
  const worker = startWorker(ws)
  let ready = true
  const health = createServer((request, response) => {
    const ok = request.url === '/healthz' || (request.url === '/readyz' && ready)
    response.writeHead(ok ? 200 : request.url === '/readyz' ? 503 : 404, { 'content-type': 'application/json' }).end(JSON.stringify({ status: ok ? 'ok' : 'no' }))
  })
  const port = await listen(health, settings.PORT, settings.HOST)
  console.log(`Worker runs; health on http://${settings.HOST}:${port}/healthz`)
  return {
    async stop() {
      ready = false
      await worker.stop()
      health.close()
      await ws.close()
    },
  }
})
