import { type RequestHandler, Router } from 'express'
import { ProblemError } from '../problem.ts'
import type { Caller } from './access.ts'
import { refusePressure } from './pressure.ts'
import { tooMany } from './rate.ts'
import type { Reply, Route } from './route.ts'
import type { Services } from './services.ts'

/** The routes as a router: who may ask, then what they ask, then the answer. */
export function mount(routes: readonly Route[], services: Services): Router {
  const router = Router({ caseSensitive: true, strict: false })
  for (const route of routes) router[route.method](route.path, handler(route, services))
  for (const [path, methods] of methodsByPath(routes)) router.all(path, refuseMethod(methods))
  return router
}

function handler(route: Route, services: Services): RequestHandler {
  const name = `${route.method.toUpperCase()} /v1${route.path}`
  return async (request, response) => {
    response.locals.route = name
    const caller = await services.guard.admit(request, route.access)
    if (request.accepts('application/json') === false) throw notAcceptable()
    if (!route.always) {
      refuseFlood(caller, services)
      if (!route.sheds) refusePressure(services.pressure(), route)
    }
    send(response, await route.run(request, caller, services))
  }
}

function send(response: Parameters<RequestHandler>[1], { status, body, headers }: Reply): void {
  response.status(status).set(headers ?? {})
  if (body === undefined) response.end()
  else response.json(body)
}

/** Answers everything else at a known address. @throws ProblemError 405 */
export function refuseMethod(methods: readonly string[]): RequestHandler {
  const allowed = [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ')
  return (request, response) => {
    response.set('allow', allowed)
    if (request.method === 'OPTIONS') return void response.status(204).end()
    throw new ProblemError(405, 'method-not-allowed', `${request.method} is not possible here. Use ${allowed}.`)
  }
}

/** @throws ProblemError 429 */
function refuseFlood({ key }: Caller, { calls }: Services): void {
  if (key.id !== '' && !calls.take(key.id)) throw tooMany('This key asks for more than one server answers.', 1)
}

const notAcceptable = (): ProblemError =>
  new ProblemError(
    406,
    'not-acceptable',
    'The answer is application/json. Let the Accept header allow it, or leave it out.',
  )

function methodsByPath(routes: readonly Route[]): Map<string, string[]> {
  const methods = new Map<string, string[]>()
  for (const { path, method } of routes) methods.set(path, [...(methods.get(path) ?? []), method.toUpperCase()])
  return methods
}
