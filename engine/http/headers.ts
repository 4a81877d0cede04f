import { createHash } from 'node:crypto'
import type { RequestHandler } from 'express'
import helmet from 'helmet'

type Directives = Record<string, readonly string[]>

const NOTHING: Directives = {
  'default-src': ["'none'"],
  'base-uri': ["'none'"],
  'frame-ancestors': ["'none'"],
  'form-action': ["'none'"],
}

/** Answers that are data: no browser has any reason to do something with them. */
const DATA: Directives = NOTHING

/** Our own pages. Styles may be inline: the component library writes them; scripts may not. */
const BUILDER: Directives = {
  ...NOTHING,
  'script-src': ["'self'"],
  'style-src': ["'self'", "'unsafe-inline'"],
  // Previews of mails show the pictures the mail will have.
  'img-src': ["'self'", 'data:', 'blob:', 'https:'],
  'font-src': ["'self'", 'data:'],
  'connect-src': ["'self'"],
  'worker-src': ["'self'", 'blob:'],
  'frame-src': ["'self'"],
  'manifest-src': ["'self'"],
  'form-action': ["'self'"],
}

/** Pages for customers: one style sheet, known by its hash, and a form to ourselves. */
const pageDirectives = (styles: string): Directives => ({
  ...NOTHING,
  'style-src': [`'sha256-${createHash('sha256').update(styles).digest('base64')}'`],
  'form-action': ["'self'"],
})

/** The pages of the queue give a base for their addresses. What they want from elsewhere (a font) stays out. */
const BOARD: Directives = { ...BUILDER, 'base-uri': ["'self'"], 'img-src': ["'self'", 'data:'] }

export const boardHeaders = (publicUrl: string): RequestHandler => headers(BOARD, publicUrl)
export const dataHeaders = (publicUrl: string): RequestHandler => headers(DATA, publicUrl)
export const builderHeaders = (publicUrl: string): RequestHandler => headers(BUILDER, publicUrl)
export const pageHeaders = (publicUrl: string, styles: string): RequestHandler =>
  headers(pageDirectives(styles), publicUrl)

/** Nothing of what the API says may lie around in a cache. */
export const noStore: RequestHandler = (_request, response, next) => {
  response.set('cache-control', 'no-store')
  next()
}

function headers(directives: Directives, publicUrl: string): RequestHandler {
  const isHttps = publicUrl.startsWith('https:')
  return helmet({
    contentSecurityPolicy: { useDefaults: false, directives },
    strictTransportSecurity: isHttps ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  })
}
