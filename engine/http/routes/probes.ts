import { type RequestHandler, Router } from 'express'
import { sendProblem } from '../errors.ts'
import { dataHeaders, noStore } from '../headers.ts'
import { refuseMethod } from '../mount.ts'
import type { Services } from '../services.ts'
import { asked } from '../store-away.ts'
import { ProblemError } from '../../problem.ts'

/** For those who watch the process: `/healthz`, `/readyz` and, with a metrics or admin key, `/metrics`. */
export function probesRouter(services: Services): Router {
  const router = Router()
  const headers = [dataHeaders(services.publicUrl), noStore]
  const at = (path: string, answer: RequestHandler): void => {
    const name: RequestHandler = (_request, response, next) => {
      response.locals.route = `GET ${path}`
      next()
    }
    router
      .route(path)
      .get(...headers, name, answer)
      .all(...headers, refuseMethod(['GET']))
  }
  at('/healthz', (_request, response) => {
    response.json({ status: 'up' })
  })
  at('/readyz', readiness(services))
  at('/metrics', async (request, response) => {
    await services.guard.admitWatcher(request)
    response.type(services.metrics.contentType).send(await services.metrics.text())
  })
  return router
}

/** Who balances load asks often and waits little. */
const STORE_MS = 2_000

/** Ready while the store answers and nobody is shutting down. The queue is told but not asked: without it all goes on, slower. */
function readiness({ store, queue, stopping, log }: Services): RequestHandler {
  return async (_request, response) => {
    if (stopping.aborted) {
      return sendProblem(
        response,
        new ProblemError(503, 'stopping', 'The server is shutting down.', [], { retryAfter: 5 }),
      )
    }
    try {
      await asked(store.now(), STORE_MS)
    } catch (error) {
      log.warn({ err: error }, 'the store does not answer')
      return sendProblem(response, error as ProblemError)
    }
    const healthy = await queue?.healthy()
    response.json({ status: 'ready', store: 'up', queue: healthy === undefined ? null : healthy ? 'up' : 'down' })
  }
}
