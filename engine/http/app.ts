import { randomUUID } from 'node:crypto'
import express, { type Express, type RequestHandler } from 'express'
import { ProblemError } from '../problem.ts'
import { createGuard, refuseKeysInUrl } from './access.ts'
import { BOARD, boardRouter } from './board.ts'
import { createCountsReader } from './counts.ts'
import { createKept } from './kept.ts'
import { docsRouter } from './docs.ts'
import { errorHandler } from './errors.ts'
import { builderHeaders, dataHeaders, noStore } from './headers.ts'
import { createKeyring } from './keys.ts'
import { mount } from './mount.ts'
import { pagesRouter } from './pages/index.ts'
import type { Ports } from './ports.ts'
import { createRate } from './rate.ts'
import { routes } from './routes/index.ts'
import { probesRouter } from './routes/probes.ts'
import type { Services } from './services.ts'
import { staticFiles } from './static.ts'
import { streamRouter } from './stream.ts'
import { seldom } from './workspace-metrics.ts'
import { traceRequests } from './trace.ts'

/**
 * The HTTP side of Perennial, over the ports. It listens to nothing by itself: whoever starts the process does.
 *
 * Without a key it answers: liveness and readiness, the signed pages for customers, provider callbacks that are signed,
 * and the files of the builder.
 */
export function createApp(ports: Ports): Express {
  const services = createServices(ports)
  const app = express()
  app.disable('x-powered-by')
  app.set('etag', false)
  app.set('query parser', 'simple')
  app.set('trust proxy', ports.trustedProxies ? [...ports.trustedProxies] : false)

  app.use(identify, observe(ports))
  app.use(refuseKeys)
  if (ports.tracing?.on) app.use(traceRequests(ports.tracing))
  app.use('/v1', dataHeaders(ports.publicUrl), noStore, streamRouter(services), mount(routes, services), refuseUnknown)
  app.use(probesRouter(services))
  app.use(pagesRouter(services))
  app.use(docsRouter(services, routes))
  app.use(BOARD, boardRouter(services))
  app.use(builderHeaders(ports.publicUrl), staticFiles(ports.staticDir))
  app.use(dataHeaders(ports.publicUrl), noStore, refuseUnknown)
  app.use(errorHandler(ports.log))
  return app
}

/** Wrong keys an address may try at once, and per second after that. */
const WRONG_KEYS = { burst: 30, perSecond: 0.5 }
/** Requests per second that a key may make, unless the operator says otherwise. */
const KEY_RATE = 1_000
/** Messages a second about one customer, unless the operator says otherwise: far more than anybody does, less than does harm. */
const CUSTOMER_RATE = 100
/** Seconds of that rate that may come at once: whoever was offline, or an import, has a full batch about one customer. */
const SAVED_UP = 10
/** Narrowings of counts and of results that are kept. */
const MOST_CUTS = 100
/** Looks at the whole population that one key may have at once, and per second after that. */
const COSTLY = { burst: 20, perSecond: 2 }

function createServices(ports: Ports): Services {
  const { monotonic, keyRate = KEY_RATE, customerRate = CUSTOMER_RATE } = ports
  const keyring = createKeyring(ports.store, monotonic, () => ports.clock.now())
  const failures = createRate(WRONG_KEYS.burst, WRONG_KEYS.perSecond, monotonic)
  return {
    ...ports,
    keyring,
    guard: createGuard(ports, keyring, failures),
    counts: createCountsReader(ports),
    cuts: createKept(MOST_CUTS, ports.clock),
    results: createKept(MOST_CUTS, ports.clock),
    ledger: seldom(monotonic, () => ports.store.interactions.countBy(['channel', 'status'])),
    calls: createRate(2 * keyRate, keyRate, monotonic),
    sayings: createRate(SAVED_UP * customerRate, customerRate, monotonic, customerRate),
    costly: createRate(COSTLY.burst, COSTLY.perSecond, monotonic),
  }
}

/** A request has an id of ours, which its answer and our log both carry. */
const identify: RequestHandler = (_request, response, next) => {
  response.locals.requestId = randomUUID()
  response.set('x-request-id', response.locals.requestId as string)
  next()
}

/** One line and one measurement per request. The route, not the address: that may hold a signed token. */
function observe({ metrics, log }: Ports): RequestHandler {
  return (request, response, next) => {
    const began = performance.now()
    response.once('close', () => {
      const route = typeof response.locals.route === 'string' ? response.locals.route : 'other'
      const status = response.writableFinished ? response.statusCode : 499
      const ms = performance.now() - began
      metrics.request(route, status, ms / 1000)
      log.info(
        { requestId: response.locals.requestId, method: request.method, route, status, ms: Math.round(ms) },
        'request',
      )
    })
    next()
  }
}

const refuseKeys: RequestHandler = (request, response, next) => {
  if (request.originalUrl.includes('?')) {
    response.set('cache-control', 'no-store')
    refuseKeysInUrl(request)
  }
  next()
}

const refuseUnknown: RequestHandler = (request) => {
  throw new ProblemError(404, 'not-found', `There is nothing at this address for ${request.method}.`)
}
