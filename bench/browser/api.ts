import type { Connect, Plugin } from 'vite'
import type { Journey } from '../../engine/core/model/journey.ts'

/**
 * What the builder asks, answered from memory by the server of its files: a workspace with nothing in it but journeys. Not by
 * whoever drives the browser: it would stop every request of the page, also for files, and the page would look slow.
 */
export function playedApi(): { plugin: Plugin; hold(journey: Journey): void } {
  const journeys = new Map<string, string>()
  const answer: Connect.NextHandleFunction = (request, response, next) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    if (!pathname.startsWith('/v1/')) return next()
    if (pathname === '/v1/stream') {
      response.setHeader('content-type', 'text/event-stream')
      return response.end('retry: 60000\n\n')
    }
    response.setHeader('content-type', 'application/json')
    if (request.method === 'PUT') return response.end('{"draftRev":2}')
    const known = journeys.get(pathname) ?? ANSWERS[pathname]
    response.statusCode = known === undefined ? 404 : 200
    response.end(known ?? '{}')
  }
  return {
    plugin: {
      name: 'played-api',
      configurePreviewServer(server) {
        server.middlewares.use(answer)
      },
    },
    hold(journey) {
      const detail = { id: journey.id, draft: journey, draftRev: 1, live: null, state: null }
      journeys.set(`/v1/journeys/${journey.id}`, JSON.stringify(detail))
    },
  }
}

const NOTHING = '{"items":[],"next":null}'
const ANSWERS: Record<string, string> = {
  '/v1/session': '{"loggedIn":true}',
  '/v1/step-types': NOTHING,
  '/v1/journeys': NOTHING,
  '/v1/segments': NOTHING,
  '/v1/templates': NOTHING,
  '/v1/pools': NOTHING,
  '/v1/settings/workspace': '{"timeZone":"Europe/Berlin","quietHours":{"from":"22:00","to":"07:00"}}',
}
