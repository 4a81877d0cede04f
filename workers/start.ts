import { Command } from 'commander'
import { startTracing } from '../engine/tracing/start.ts'
import { startApi } from './api.ts'
import { buildBuilder, isBuilderStale } from './build-builder.ts'
import { fillDemo, isDemo, isNew, startDemoFeed } from './demo/demo.ts'
import { logWarnings } from './log.ts'
import { runProcess } from './process.ts'
import { publicUrlOf, readSettings, type Settings } from './settings.ts'
import { startWorker } from './worker.ts'
import { openWorkspace, type Workspace } from './workspace.ts'

const values = new Command('npm start --')
  .description('Everything in one process, with a sample workspace at the first start.')
  .option('--empty', 'without the sample', false)
  .addHelpText('after', '\nSettings are environment variables: see docs/operations.md.')
  .allowExcessArguments(false)
  .parse()
  .opts<{ empty: boolean }>()

/** Everything in one process: API, builder and workers; without settings, data live in one file. */
runProcess(async () => {
  const settings = readSettings(process.env)
  const publicUrl = publicUrlOf(settings)
  const isStale = isBuilderStale()
  if (isStale) console.log('Building the builder (first start or changed sources) ...')
  // Beside everything else that a first start does.
  const [ws] = await Promise.all([openSample(settings, publicUrl), isStale ? buildBuilder() : null])
  logWarnings(ws.log)
  const worker = startWorker(ws, 'all')
  const api = await startApi(ws, worker.trouble)
  const feed = !values.empty && (await isDemo(ws)) ? await startDemoFeed(ws) : null
  console.log(welcome(publicUrl, api.keys, settings.MONGODB_URL ? 'MongoDB' : settings.DATA_FILE))
  return {
    async stop() {
      feed?.stop()
      await api.stop()
      await worker.stop()
      await ws.close()
    },
  }
})

/** The workspace, with the sample in it where that is wanted and nothing was there before. */
async function openSample(settings: Settings, publicUrl: string): Promise<Workspace> {
  const ws = await openWorkspace(settings, publicUrl, { tracing: await startTracing(process.env) })
  if (!values.empty && (await isNew(ws))) {
    console.log('Making a sample workspace: 120 days of a small shop ...')
    await fillDemo(ws)
  }
  return ws
}

function welcome(url: string, keys: { write: string; admin: string } | null, where: string): string {
  const lines = ['', `Perennial is ready at ${url}${keys ? `/#key=${keys.admin}` : ''}`, `Data in ${where}.`]
  if (keys) {
    lines.push(
      '',
      'Made at this first start and shown this once; keep them:',
      `  admin key  ${keys.admin}   (builder, everything)`,
      `  write key  ${keys.write}   (sending events in)`,
    )
  }
  return `${lines.join('\n')}\n`
}
