import { createRequire } from 'node:module'
import path from 'node:path'
import { type RequestHandler, Router } from 'express'
import { builderHeaders, noStore } from './headers.ts'
import { refuseMethod } from './mount.ts'
import { openApi } from './openapi.ts'
import type { Route } from './route.ts'
import type { Services } from './services.ts'

const FILES = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png']

/** The reference as data (`/openapi.json`) and as a page (`/docs`), for those who have a key or a session. */
export function docsRouter(services: Services, routes: readonly Route[]): Router {
  const router = Router()
  let document: string | null = null
  const folder = path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
  const guard: RequestHandler = async (request, response, next) => {
    response.locals.route = 'GET /docs'
    await services.guard.admit(request, 'admin')
    next()
  }
  const at = (address: string, answer: RequestHandler): void => {
    router
      .route(address)
      .get(builderHeaders(services.publicUrl), noStore, guard, answer)
      .all(refuseMethod(['GET']))
  }
  at('/openapi.json', (_request, response) => {
    document ??= JSON.stringify(openApi(routes))
    response.type('json').send(document)
  })
  at('/docs', (_request, response) => void response.type('html').send(PAGE))
  at('/docs/start.js', (_request, response) => void response.type('js').send(START))
  for (const file of FILES) at(`/docs/${file}`, (_request, response) => response.sendFile(path.join(folder, file)))
  return router
}

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Perennial API</title>
    <link rel="icon" href="/docs/favicon-32x32.png">
    <link rel="stylesheet" href="/docs/swagger-ui.css">
  </head>
  <body>
    <main id="reference"></main>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`

/** Logged in, "try it out" works with the session; changes need the header that only our own pages send. */
const START = `SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#reference',
  deepLinking: true,
  validatorUrl: null,
  defaultModelsExpandDepth: 0,
  requestInterceptor(request) {
    request.headers['x-perennial'] = '1'
    return request
  },
})
`
