import type { RequestHandler } from 'express'
import type { Tracing } from '../tracing/port.ts'

/**
 * One span per request for the API or a page, within the trace of the caller if it has one. Its name is the route, not
 * the address: that may hold a token.
 */
export function traceRequests(tracing: Tracing): RequestHandler {
  return (request, response, next) => {
    if (!TRACED.test(request.path)) return next()
    const { traceparent } = request.headers
    const span = tracing.begin(request.method, {
      kind: 'server',
      parent: typeof traceparent === 'string' ? traceparent : null,
      attributes: { 'http.request.method': request.method, 'perennial.request': String(response.locals.requestId) },
    })
    response.once('close', () => {
      const route = typeof response.locals.route === 'string' ? response.locals.route : `${request.method} other`
      const status = response.writableFinished ? response.statusCode : 499
      span.rename(route)
      span.set({ 'http.route': route.slice(request.method.length + 1), 'http.response.status_code': status })
      if (status >= 500) span.fail(String(status))
      span.end()
    })
    tracing.within(span, next)
  }
}

/** What machines look at every few seconds, and the files of the builder, would bury the rest. */
const TRACED = /^\/(v1|u|a|t)\//
