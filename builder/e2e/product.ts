import { startApi } from '../../workers/api.ts'
import { runProcess } from '../../workers/process.ts'
import { readSettings } from '../../workers/settings.ts'
import { startWorker } from '../../workers/worker.ts'
import { openWorkspace } from '../../workers/workspace.ts'

/** What `npm start -- --empty` runs, but that the pages were built before: the whole product in a process of its own. */
runProcess(async () => {
  const settings = readSettings(process.env)
  const ws = await openWorkspace(settings, `http://${settings.HOST}:${settings.PORT}`)
  const worker = startWorker(ws)
  const api = await startApi(ws)
  console.log(JSON.stringify({ ready: true, ...api.keys }))
  return {
    async stop() {
      await api.stop()
      await worker.stop()
      await ws.close()
    },
  }
})
