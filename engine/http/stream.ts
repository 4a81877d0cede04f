import { Router } from 'express'
import { z } from 'zod'
import { idSchema } from '../core/format/index.ts'
import { notFound, ProblemError } from '../problem.ts'
import { refuseMethod } from './mount.ts'
import { readQuery } from './request.ts'
import type { Services } from './services.ts'
import { toCounts } from './views/journey.ts'

const streamQuery = z.strictObject({ journey: idSchema.optional() })

/** Server-sent events: `counts` of one journey when they changed, `catalog` when journeys, segments or templates did. */
export function streamRouter(services: Services): Router {
  const router = Router()
  let open = 0
  router.get('/stream', async (request, response) => {
    response.locals.route = 'GET /v1/stream'
    const ended = new AbortController()
    // From the beginning: who goes while we still ask whether they may come would be told of things for ever.
    response.once('close', () => ended.abort())
    await services.guard.admit(request, 'admin')
    const { journey } = readQuery(request, streamQuery) as z.output<typeof streamQuery>
    if (journey !== undefined && !(await services.store.journeys.get(journey))) throw notFound('journey', journey)
    if (open >= MOST_STREAMS) {
      throw new ProblemError(503, 'too-many-streams', 'Too many live views are open.', [], { retryAfter: 30 })
    }
    if (ended.signal.aborted) return
    open += 1
    response.set({ 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' }).flushHeaders()
    const signal = AbortSignal.any([ended.signal, services.stopping])
    const send = (text: string): void => void response.write(text)
    try {
      await tell(journey, send, signal, services, async () => void (await services.guard.admit(request, 'admin')))
    } finally {
      open -= 1
      response.end()
    }
  })
  router.all('/stream', refuseMethod(['GET']))
  return router
}

const MOST_STREAMS = 100
/** At most two `counts` a second. */
const LOOK_MS = 500
const HEARTBEAT_MS = 15_000
/** How often the key is asked for again: revoked, it also ends what it opened. */
const ADMIT_MS = 2_000

async function tell(
  journey: string | undefined,
  send: (text: string) => void,
  signal: AbortSignal,
  { counts, store, log, monotonic }: Services,
  admit: () => Promise<void>,
): Promise<void> {
  let catalog = await store.journeys.catalogRev()
  let last = ''
  let [saidAt, admittedAt] = [monotonic(), monotonic()]
  const say = (event: string, data: unknown): void => {
    send(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
    saidAt = monotonic()
  }
  send(`retry: ${LOOK_MS * 4}\n\n`)
  while (!signal.aborted) {
    try {
      if (monotonic() - admittedAt > ADMIT_MS) {
        await admit()
        admittedAt = monotonic()
      }
      const rev = await store.journeys.catalogRev()
      if (rev !== catalog) say('catalog', { rev })
      catalog = rev
      if (journey !== undefined) {
        const { asOf, ...now } = toCounts(await counts.read(journey))
        const text = JSON.stringify(now)
        if (text !== last) say('counts', { journey, asOf, ...now })
        last = text
      }
    } catch (error) {
      if (error instanceof ProblemError) return
      log.warn({ err: error }, 'a live view had to end')
      return
    }
    if (monotonic() - saidAt > HEARTBEAT_MS) {
      send(': still here\n\n')
      saidAt = monotonic()
    }
    await pause(LOOK_MS, signal)
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done)
  })
}
