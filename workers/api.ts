import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import { answerBroken, BOARD, createApp, ensureKeys } from '../engine/http/index.ts'
import {
  archiveJourney,
  checkJourney,
  countJourney,
  eachEnrollment,
  pauseJourney,
  previewMove,
  publishJourney,
  resumeJourney,
  stopJourney,
} from '../engine/journeys/index.ts'
import type { Board } from '../engine/queue/board.ts'
import { foreseeResend } from './foresee.ts'
import { listen } from './process.ts'
import { watchPressure } from './pressure.ts'
import type { Workspace } from './workspace.ts'

export interface Api {
  port: number
  /** The keys made at this first start; null = they were made earlier. */
  keys: { write: string; admin: string } | null
  /** False = its pages were not built, so there are none. */
  hasBuilder: boolean
  /** Is not ready at once, and stops serving when `released`: whoever balances load has let go by then. */
  stop(released?: Promise<unknown>): Promise<void>
}

const BUILDER = new URL('../builder/dist', import.meta.url).pathname

/**
 * Serves the API and the builder.
 * @param trouble why the store takes nothing, as far as this process knows
 */
export async function startApi(ws: Workspace, trouble: () => string | null = () => null): Promise<Api> {
  const { settings, rt, journeys: ports } = ws
  const stopping = new AbortController()
  const pressure = watchPressure(rt, trouble)
  ws.metrics.watchWorkspace({
    store: rt.store,
    queue: { depth: () => rt.queue.depth() },
    now: () => rt.clock.now(),
  })
  const board = await openBoardOf(ws)
  const hasBuilder = existsSync(BUILDER)
  const app = createApp({
    store: rt.store,
    ingest: ws.ingest,
    journeys: {
      check: (journey) => checkJourney(ports, journey),
      publish: (journey, options) => publishJourney(ports, journey, options),
      preview: (journey, move) => previewMove(ports, journey, move),
      pause: (id, entries) => pauseJourney(ports, id, entries),
      resume: (id, policy) => resumeJourney(ports, id, policy),
      stop: (id) => stopJourney(ports, id),
      archive: (id) => archiveJourney(ports, id),
      counts: (id, only) => countJourney(rt.store, id, only),
      enrollments: (id) => eachEnrollment(rt.store, id),
    },
    foresee: (originals) => foreseeResend(rt, originals),
    registry: ports.registry,
    clock: rt.clock,
    monotonic: () => performance.now(),
    log: ws.log,
    metrics: ws.metrics,
    tracing: rt.tracing,
    tokens: ws.tokens,
    publicUrl: ws.publicUrl,
    channels: [...rt.channels.keys()],
    channel: (name) => rt.channels.get(name),
    bodies: ws.bodies,
    callbackSecrets: () => Promise.resolve(settings.CALLBACK_SECRETS),
    keyRate: settings.KEY_RATE,
    customerRate: settings.CUSTOMER_RATE,
    pressure: pressure.level,
    queue: { healthy: () => rt.queue.healthy(), depth: () => rt.queue.depth() },
    ...(board && { board: board.pages }),
    staticDir: hasBuilder ? BUILDER : null,
    stopping: stopping.signal,
    trustedProxies: settings.TRUSTED_PROXIES,
  })
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 15_000, keepAliveTimeout: 10_000 }, app)
  server.on('clientError', answerBroken)
  const port = await listen(server, settings.PORT, settings.HOST)
  // Keys are shown once: a start that fails, for the port is taken, must not make them.
  const keys = await ensureKeys(rt.store, rt.clock.now())
  return {
    port,
    keys,
    hasBuilder,
    async stop(released) {
      stopping.abort()
      await released
      pressure.stop()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeIdleConnections()
      })
      await board?.close()
    },
  }
}

/** Only with a queue to show; what shows it is not loaded otherwise. */
async function openBoardOf({
  settings: { REDIS_URL: url, QUEUE_PREFIX: prefix },
  log,
}: Workspace): Promise<Board | null> {
  if (!url) return null
  const { openBoard } = await import('../engine/queue/board.ts')
  return openBoard({ url, prefix, address: BOARD, onError: (error) => log.warn({ err: error }, 'queue board') })
}
