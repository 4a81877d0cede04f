import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import express, { type RequestHandler, Router } from 'express'

/** The files of the builder. Addresses inside the builder are its own business: they get its one page. */
export function staticFiles(folder: string | null): Router {
  const router = Router()
  if (folder === null || !existsSync(path.join(folder, 'index.html'))) return router.get('/', notBuilt)
  const name: RequestHandler = (_request, response, next) => {
    response.locals.route = 'builder'
    next()
  }
  router.use(
    name,
    packed(folder),
    express.static(folder, { index: false, setHeaders: cacheForever(folder), redirect: false }),
  )
  router.get(/.*/, (request, response, next) => {
    if (!request.accepts('html') || path.extname(request.path) !== '') return next()
    response.set('cache-control', 'no-cache').sendFile(path.join(folder, 'index.html'))
  })
  return router
}

/** Scripts and styles lie packed beside themselves; whoever can unpack them gets them so. */
function packed(folder: string): RequestHandler {
  const assets = path.join(folder, 'assets')
  const files = new Set(existsSync(assets) ? readdirSync(assets).map((file) => `/assets/${file}`) : [])
  return (request, response, next) => {
    if (!files.has(`${request.path}.br`)) return next()
    response.vary('accept-encoding')
    const coding = (['br', 'gzip'] as const).find((known) => request.acceptsEncodings(known) !== false)
    if (coding === undefined) return next()
    response.set('content-encoding', coding).type(path.extname(request.path))
    request.url = `${request.path}.${coding === 'br' ? 'br' : 'gz'}`
    next()
  }
}

/** Names under `assets` carry a hash of their content. */
const cacheForever =
  (folder: string) =>
  (response: { setHeader(name: string, value: string): void }, file: string): void => {
    const isHashed = path.relative(folder, file).startsWith(`assets${path.sep}`)
    response.setHeader('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
  }

const notBuilt: RequestHandler = (_request, response) => {
  response.locals.route = 'builder'
  response
    .set('cache-control', 'no-store')
    .type('html')
    .send(
      '<!doctype html><meta charset="utf-8"><title>Perennial</title><p>Perennial is running. The builder is not built yet: run <code>npm run build</code>.',
    )
}
