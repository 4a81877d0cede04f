import { randomBytes } from 'node:crypto'
import type { Request } from 'express'
import type { ApiKey, Store } from '../store/port.ts'
import { hashSecret, isSession, makeSecret, SESSION_ID } from './keys.ts'

const WEEK_S = 7 * 86_400

/**
 * A session is a second, random secret that a browser got for an admin key. It ends with that key, by logging out, or
 * after seven days. `name` holds the id of the key it was made with.
 */
export async function openSession(store: Store, key: ApiKey, now: number): Promise<string> {
  const secret = makeSecret('session')
  const id = SESSION_ID + randomBytes(9).toString('base64url')
  await store.settings.addKey({
    id,
    kind: 'admin',
    name: key.id,
    hash: hashSecret(secret),
    createdAt: now,
    lastUsedAt: null,
  })
  return secret
}

export const hasEnded = (session: ApiKey, keys: readonly ApiKey[], now: number): boolean =>
  now - session.createdAt > WEEK_S * 1000 || !keys.some((key) => key.id === session.name && key.kind === 'admin')

/** Sessions that ended by themselves leave their rows behind; whoever logs in sweeps them. */
export async function removeEnded(store: Store, keys: readonly ApiKey[], now: number): Promise<void> {
  for (const key of keys) if (isSession(key) && hasEnded(key, keys, now)) await store.settings.removeKey(key.id)
}

/** With https the name makes browsers insist on Secure, this host and this path. */
const cookieName = (publicUrl: string): string => (isHttps(publicUrl) ? '__Host-perennial' : 'perennial')
const isHttps = (publicUrl: string): boolean => publicUrl.startsWith('https:')

/** `Set-Cookie` for a session; without a secret, the one that ends it. */
export function sessionCookie(publicUrl: string, secret: string | null): string {
  const parts = [`${cookieName(publicUrl)}=${secret ?? ''}`, 'Path=/', 'HttpOnly', 'SameSite=Strict']
  parts.push(`Max-Age=${secret === null ? 0 : WEEK_S}`)
  if (isHttps(publicUrl)) parts.push('Secure')
  return parts.join('; ')
}

export function readSessionCookie(request: Request, publicUrl: string): string | null {
  const wanted = `${cookieName(publicUrl)}=`
  const cookies = (request.headers.cookie ?? '').split(';').map((cookie) => cookie.trim())
  return cookies.find((cookie) => cookie.startsWith(wanted))?.slice(wanted.length) || null
}
