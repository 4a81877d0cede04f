import type { ErrorRequestHandler, Response } from 'express'
import { firstProblems } from '../core/format/order.ts'
import type { Problem } from '../core/model/problem.ts'
import { ProblemError } from '../problem.ts'
import type { Log } from './ports.ts'
import { storeAway } from './store-away.ts'
import { troubleOf } from './store-trouble.ts'

/** The one place where failures become answers. What is not a fault of the caller stays in the log, under the request's id. */
export function errorHandler(log: Log): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    const problem = toProblem(error)
    if (problem.status >= 500) {
      log.error({ requestId: requestId(response), route: response.locals.route, err: error }, 'a request failed')
    }
    // Too late for an answer: the connection is all that can still tell.
    if (response.headersSent) return next(error)
    sendProblem(response, problem)
  }
}

export function sendProblem(response: Response, problem: ProblemError): void {
  const { problems, count } = firstProblems(problem.problems)
  const { retryAfter } = problem.extra
  if (typeof retryAfter === 'number') response.set('retry-after', String(retryAfter))
  if (problem.status === 401) response.set('www-authenticate', 'Bearer realm="perennial"')
  response
    .status(problem.status)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        ...problem.toJSON(),
        instance: `urn:request:${requestId(response)}`,
        problems,
        ...(count > problems.length ? { problemCount: count } : {}),
      }),
    )
}

export const requestId = (response: Response): string => String(response.locals.requestId ?? '')

function toProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error
  const known = problemOfStore(error)
  if (known !== null) return new ProblemError(400, known.code, known.message, [known])
  const trouble = troubleOf(error)
  if (trouble !== null) {
    return storeAway(`${trouble} Whether anything was changed is not known. Try again in 5 seconds.`)
  }
  const status = statusOf(error)
  // Express throws these for addresses it cannot decode and files it does not serve.
  if (error instanceof URIError || status === 400) {
    return new ProblemError(400, 'invalid-address', 'The address cannot be read. Check its percent encoding.')
  }
  if (status === 403 || status === 404) return new ProblemError(404, 'not-found', 'There is no such file.')
  if (typeof status === 'number' && status > 400 && status < 500) {
    return new ProblemError(status, 'invalid-request', 'The file cannot be served as it was asked for.')
  }
  return new ProblemError(
    500,
    'internal',
    'Something went wrong here; nothing is known to have changed. The log has the details under this id.',
  )
}

/** A request the store cannot serve as it was made says so in a problem of its own. */
function problemOfStore(error: unknown): Problem | null {
  return error instanceof Error && error.name === 'StoreProblem'
    ? (error as Error & { problem: Problem }).problem
    : null
}

const statusOf = (error: unknown): unknown => (error as { status?: unknown } | null)?.status
