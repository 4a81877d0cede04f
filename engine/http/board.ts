import { type RequestHandler, Router } from 'express'
import { ProblemError } from '../problem.ts'
import { boardHeaders, noStore } from './headers.ts'
import { refuseMethod } from './mount.ts'
import type { Services } from './services.ts'

/** Where the pages that show the queue are. */
export const BOARD = '/admin/queues'

/** The pages that show the queue in Redis, for those with an admin key or a session. They only show: nothing is taken but GET. */
export function boardRouter({ board, guard, publicUrl }: Services): Router {
  const admit: RequestHandler = async (request, response, next) => {
    response.locals.route = `GET ${BOARD}`
    await guard.admit(request, 'admin')
    if (board) return next()
    const detail =
      'There is no queue to look at: without REDIS_URL, hints wait in the memory of this process. /metrics tells how many.'
    throw new ProblemError(404, 'no-queue', detail)
  }
  const router = Router()
  router.use(boardHeaders(publicUrl), noStore)
  router
    .route('/{*page}')
    .get(admit, ...(board ? [board] : []))
    .all(refuseMethod(['GET']))
  return router
}
