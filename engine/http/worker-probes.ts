import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { ProblemError } from '../problem.ts'
import type { Store } from '../store/port.ts'
import { mayDo } from './access.ts'
import { createKeyring, isSession } from './keys.ts'
import type { Metrics } from './metrics.ts'
import { createRate } from './rate.ts'

export interface WorkerProbes {
  store: Store
  metrics: Metrics
  /** False while it shuts down. */
  isReady(): boolean
  clock: { now(): number }
}

/** Wrong keys all askers together may try at once, and per second after that. */
const WRONG = { burst: 30, perSecond: 0.5 }

/** What a worker process answers: `/healthz`, `/readyz` and, with a metrics or admin key, `/metrics`. */
export function workerProbes({ store, metrics, isReady, clock }: WorkerProbes): RequestListener {
  const monotonic = (): number => performance.now()
  const keyring = createKeyring(store, monotonic, () => clock.now())
  const failures = createRate(WRONG.burst, WRONG.perSecond, monotonic)

  async function mayWatch({ headers }: IncomingMessage): Promise<boolean> {
    const [, secret] = /^bearer\s+(\S+)\s*$/i.exec(headers.authorization ?? '') ?? []
    // Figures are wanted most while the store is away; nothing of it can be had with the key then.
    const key =
      secret === undefined
        ? null
        : await keyring.find(secret).catch((error: unknown) => keyring.remember(secret) ?? Promise.reject(error))
    return key !== null && mayDo(key, 'metrics') && !isSession(key)
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url === '/healthz') return say(response, 200, { status: 'up' })
    if (request.url === '/readyz') {
      return isReady()
        ? say(response, 200, { status: 'ready' })
        : refuse(response, 503, 'stopping', 'The worker is shutting down.')
    }
    if (request.url !== '/metrics')
      return refuse(response, 404, 'not-found', 'A worker has /healthz, /readyz and /metrics.')
    if (!failures.has(''))
      return refuse(response, 429, 'too-many-requests', 'Too many wrong keys were tried. Try again in 60 seconds.')
    if (await mayWatch(request)) {
      const text = await metrics.text()
      response.writeHead(200, { 'content-type': metrics.contentType, 'cache-control': 'no-store' }).end(text)
      return
    }
    failures.take('')
    refuse(response, 401, 'unauthorized', 'Send a metrics key or an admin key as Authorization: Bearer.')
  }

  return (request, response) => {
    answer(request, response).catch(() => refuse(response, 503, 'store-unavailable', 'The store does not answer.'))
  }
}

function say(response: ServerResponse, status: number, body: object, type = 'application/json'): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(JSON.stringify(body))
}

function refuse(response: ServerResponse, status: number, code: string, detail: string): void {
  say(response, status, new ProblemError(status, code, detail).toJSON(), 'application/problem+json')
}
