import { startApi } from '../api.ts'
import { runProcess } from '../process.ts'
import { readSettings } from '../settings.ts'
import { startWorker } from '../worker.ts'
import { openWorkspace } from '../workspace.ts'

/** What `npm start` runs, without the builder and the sample workspace: everything in one process, data in one file. */
runProcess(async () => {
  const settings = readSettings(process.env)
  const ws = await openWorkspace(settings, `http://${settings.HOST}:${settings.PORT}`)
  const worker = startWorker(ws, 'all')
  const api = await startApi(ws)
  if (api.keys) console.log(`  write key  ${api.keys.write}`)
  console.log('All in one runs')
  return {
    async stop() {
      await api.stop()
      await worker.stop()
      await ws.close()
    },
  }
})
