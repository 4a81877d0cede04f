import { setTimeout as sleep } from 'node:timers/promises'
import { startTracing } from '../engine/tracing/start.ts'
import { startApi } from './api.ts'
import { type Presence, startPresence } from './presence.ts'
import { runProcess } from './process.ts'
import { publicUrlOf, readSharedSettings } from './settings.ts'
import { openWorkspace } from './workspace.ts'

/** The API process of the production profile. */
runProcess(async () => {
  const settings = readSharedSettings(process.env)
  const ws = await openWorkspace(settings, publicUrlOf(settings), { tracing: await startTracing(process.env) })
  let presence: Presence | null = null
  const api = await startApi(ws, () => presence?.trouble() ?? null)
  presence = startPresence(ws.rt, 'api', null)
  if (api.keys)
    console.log(
      `Made at this first start, shown this once:\n  write key  ${api.keys.write}\n  admin key  ${api.keys.admin}`,
    )
  if (!api.hasBuilder) console.log('Without the builder: make it with `npm run build`, then start again.')
  console.log(`API on http://${settings.HOST}:${api.port}`)
  return {
    async stop() {
      await api.stop(sleep(settings.STOP_DELAY * 1_000))
      await presence.stop()
      await ws.close()
    },
  }
})
