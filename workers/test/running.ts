import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Logger } from 'pino'
import { onTestFinished } from 'vitest'
import { connectStore } from '../../engine/store/index.ts'
import type { Tracing } from '../../engine/tracing/port.ts'
import { startApi } from '../api.ts'
import { readSettings } from '../settings.ts'
import { startWorker } from '../worker.ts'
import { openWorkspace, type Workspace } from '../workspace.ts'

/** The product as it runs: one process on a file, or API and worker apart on the servers of the environment. */
export interface Running {
  url: string
  /** Keys in plain text. */
  admin: string
  write: string
  /** What the API works with; in one process the worker does as well. */
  api: Workspace
  worker: Workspace
  ask(method: string, address: string, body?: unknown, headers?: Record<string, string>): Promise<Response>
  /** A message as Segment's clients send it. */
  say(kind: 'track' | 'identify' | 'batch', message: object, headers?: Record<string, string>): Promise<Response>
}

export interface Wish {
  env?: Record<string, string>
  /** One per process, closed with it. */
  tracing?: { api: Tracing; worker: Tracing }
  /** Instead of standard output; in one process. */
  log?: Logger
  /** What the worker process has different: another queue prefix means a queue that lost everything. */
  workerEnv?: Record<string, string>
}

let count = 0

/** Everything in one process, on a file of its own; gone when the test is. */
export async function runEmbedded({ env = {}, tracing, log }: Wish = {}): Promise<Running> {
  const folder = await mkdtemp(path.join(tmpdir(), 'perennial-'))
  const settings = readSettings({ PORT: '0', DATA_FILE: path.join(folder, 'data.db'), ...env })
  const ws = await openWorkspace(settings, 'http://127.0.0.1:3000', {
    ...(log && { log }),
    ...(tracing && { tracing: tracing.api }),
  })
  const worker = startWorker(ws)
  const api = await startApi(ws)
  onTestFinished(async () => {
    await api.stop()
    await worker.stop()
    await ws.close()
    await rm(folder, { recursive: true })
  })
  return running(ws, ws, api)
}

/** API and worker as processes have them, each with its own connections. Needs MONGODB_URL and REDIS_URL. */
export async function runProduction({ env = {}, workerEnv = {}, tracing }: Wish = {}): Promise<Running> {
  const mongodbUrl = process.env['MONGODB_URL'] as string
  const database = `running-${process.pid}-${(count += 1)}`
  const common = {
    PORT: '0',
    MONGODB_URL: mongodbUrl.replace(/^(mongodb(?:\+srv)?:\/\/[^/?]+)[^?]*/, `$1/${database}`),
    REDIS_URL: process.env['REDIS_URL'],
    QUEUE_PREFIX: database,
    ...env,
  }
  const own = await openWorkspace(readSettings(common), 'http://127.0.0.1:3000', tracing && { tracing: tracing.api })
  const other = await openWorkspace(
    readSettings({ ...common, ...workerEnv }),
    'http://127.0.0.1:3000',
    tracing && { tracing: tracing.worker },
  )
  const worker = startWorker(other)
  const api = await startApi(own)
  onTestFinished(async () => {
    await api.stop()
    await worker.stop()
    await Promise.all([own.close(), other.close()])
    const store = await connectStore({ mongodbUrl, database })
    await store.drop()
    await store.close()
  })
  return running(own, other, api)
}

/** Why the production profile cannot be tried here; empty = it can. */
export const noServers = ['MONGODB_URL', 'REDIS_URL']
  .filter((name) => !process.env[name])
  .map((name) => `${name} is not set`)
  .join(', ')

function running(
  own: Workspace,
  worker: Workspace,
  { port, keys }: { port: number; keys: { write: string; admin: string } | null },
): Running {
  if (!keys) throw new Error('a new workspace has no keys')
  const url = `http://127.0.0.1:${port}`
  const send = (method: string, address: string, key: string, body: unknown, headers: object): Promise<Response> =>
    fetch(url + address, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  return {
    url,
    ...keys,
    api: own,
    worker,
    ask: (method, address, body, headers = {}) => send(method, address, keys.admin, body, headers),
    say: (kind, message, headers = {}) => send('POST', `/v1/${kind}`, keys.write, message, headers),
  }
}
