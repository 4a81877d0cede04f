import type { Request } from 'express'
import { ProblemError } from '../problem.ts'
import type { ApiKey, KeyKind } from '../store/port.ts'
import { isSession, type Keyring, looksLikeKey } from './keys.ts'
import type { Ports } from './ports.ts'
import { type Rate, tooMany } from './rate.ts'
import { hasEnded, readSessionCookie } from './sessions.ts'

/** `write`: write keys and whoever may do everything. `admin`: admin keys and sessions. `open`: anybody; the route has proof of its own. */
export type Access = 'open' | 'write' | 'admin'

export interface Caller {
  key: ApiKey
  /** Came in with a cookie, which a browser sends without being asked. */
  isSession: boolean
}

export interface Guard {
  /** Who is asking. @throws ProblemError 401, 403 or 429 */
  admit(request: Request, access: Access): Promise<Caller>
  /** Who asks for figures: admitted by the keys last read while the store is away, for then they are wanted most. @throws ProblemError */
  admitWatcher(request: Request): Promise<void>
  /** The key with this secret. @throws ProblemError 401, or 429 after too many wrong ones from one address */
  find(request: Request, secret: string): Promise<ApiKey>
}

const ANYBODY: Caller = {
  key: { id: '', kind: 'write', name: 'anybody', hash: '', createdAt: 0, lastUsedAt: null },
  isSession: false,
}

export function createGuard({ clock, publicUrl }: Ports, keyring: Keyring, failures: Rate): Guard {
  async function find(request: Request, secret: string): Promise<ApiKey> {
    const key = await keyring.find(secret)
    if (key) return key
    // Only who fails is slowed down: others behind the same address keep their access.
    if (!failures.take(request.ip ?? '')) throw tooMany('Too many wrong keys came from this address.', 60)
    throw unauthorized('This key is not known here, or was revoked.')
  }

  async function identify(request: Request, access: KeyKind): Promise<Caller> {
    const header = request.headers.authorization
    if (header !== undefined) {
      const key = await find(request, secretOf(header, access))
      if (isSession(key)) throw unauthorized('A session works in its cookie only.')
      return { key, isSession: false }
    }
    const cookie = readSessionCookie(request, publicUrl)
    if (cookie === null) throw unauthorized(MISSING[access])
    const key = await find(request, cookie)
    if (!isSession(key) || hasEnded(key, await keyring.all(), clock.now()))
      throw unauthorized('This session has ended.')
    refuseForgery(request, publicUrl)
    return { key, isSession: true }
  }

  async function enter(request: Request, access: KeyKind): Promise<Caller> {
    const caller = await identify(request, access)
    if (!mayDo(caller.key, access)) throw new ProblemError(403, 'forbidden', ONLY[caller.key.kind])
    return caller
  }

  return {
    find,
    admit: (request, access) => (access === 'open' ? Promise.resolve(ANYBODY) : enter(request, access)),
    async admitWatcher(request) {
      try {
        await enter(request, 'metrics')
      } catch (error) {
        const header = request.headers.authorization
        const isAway = error instanceof ProblemError && error.status === 503 && header !== undefined
        const key = isAway ? keyring.remember(secretOf(header, 'metrics')) : null
        if (key === null || !mayDo(key, 'metrics') || isSession(key)) throw error
      }
    },
  }
}

/** An admin key may do everything, any other only what it is called after. */
export const mayDo = ({ kind }: ApiKey, access: KeyKind): boolean => kind === 'admin' || kind === access

const ONLY: Record<KeyKind, string> = {
  write: 'A write key can only send events. Use an admin key.',
  metrics: 'A metrics key can only read figures. Use an admin key.',
  admin: '',
}

const MISSING: Record<KeyKind, string> = {
  write: 'Send the write key as the user name of Basic authorization, or as a Bearer token.',
  metrics: 'Send a metrics key or an admin key as Authorization: Bearer.',
  admin: 'Send an admin key as Authorization: Bearer, or log in.',
}

const unauthorized = (detail: string): ProblemError => new ProblemError(401, 'unauthorized', detail)

/** Basic carries the key as user name (the way of Segment's clients), and only where events are sent in. */
function secretOf(header: string, access: KeyKind): string {
  const [, scheme = '', value = ''] = /^(\S+)\s+(\S+)\s*$/.exec(header) ?? []
  if (scheme.toLowerCase() === 'bearer') return value
  if (scheme.toLowerCase() === 'basic' && access === 'write') {
    return Buffer.from(value, 'base64').toString('utf8').replace(/:.*$/s, '')
  }
  throw unauthorized(`The authorization scheme is not usable here. ${MISSING[access]}`)
}

/** A cookie alone proves nothing: another site may have made the browser send it. */
function refuseForgery(request: Request, publicUrl: string): void {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return
  const { origin, host, 'sec-fetch-site': site } = request.headers
  const isOurs =
    (site === undefined || site === 'same-origin') &&
    (origin === undefined || originOf(origin) === host || origin === publicUrl)
  if (isOurs && request.headers['x-perennial'] === '1') return
  const detail = 'A change made with a session needs the header "x-perennial: 1" and has to come from our own pages.'
  throw new ProblemError(403, 'forbidden', detail)
}

function originOf(origin: string): string | null {
  try {
    return new URL(origin).host
  } catch {
    return null
  }
}

const NAMES = /^(api[-_]?key|key|write[-_]?key|access[-_]?token|token|authorization|secret|password)$/i

/** Addresses end up in logs and histories, so a key has no place there. @throws ProblemError 400 */
export function refuseKeysInUrl(request: Request): void {
  const query = new URLSearchParams(request.originalUrl.split('?').slice(1).join('?'))
  for (const [name, value] of query) {
    if (!NAMES.test(name) && !looksLikeKey(value)) continue
    const detail =
      'Keys are not taken from the address, where logs would keep them. Send the key in the Authorization header; make a new one if this one was real.'
    throw new ProblemError(400, 'key-in-url', detail)
  }
}
