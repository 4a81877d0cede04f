import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { ApiKey, Store } from '../store/port.ts'
import { asked } from './store-away.ts'

/** Write keys feed events in, metrics keys read figures, admin keys may do everything, sessions are what a browser got for an admin key. */
const PREFIX = { write: 'pw_', metrics: 'pm_', admin: 'pa_', session: 'ps_' } as const
type Kind = keyof typeof PREFIX

/** 256 random bits behind a prefix that tells people, and scanners for leaked keys, what it is. */
export const makeSecret = (kind: Kind): string => PREFIX[kind] + randomBytes(32).toString('base64url')

export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex')

export const looksLikeKey = (text: string): boolean => /^p[wmas]_[A-Za-z0-9_-]{20,}/.test(text)

/** Makes a key and stores its hash. The key itself is only ever known to the caller. */
export async function addKey(
  store: Store,
  kind: ApiKey['kind'],
  name: string,
  createdAt: number,
): Promise<{ key: ApiKey; secret: string }> {
  const secret = makeSecret(kind)
  const id = `key_${randomBytes(9).toString('base64url')}`
  const key: ApiKey = { id, kind, name, hash: hashSecret(secret), createdAt, lastUsedAt: null }
  await store.settings.addKey(key)
  return { key, secret }
}

/** At the first start of a workspace: one key of each kind, in plain text this once; null = it has keys already. */
export async function ensureKeys(store: Store, now: number): Promise<{ write: string; admin: string } | null> {
  const known = await store.settings.keys()
  if (known.some((key) => !isSession(key))) return null
  const write = await addKey(store, 'write', 'First write key', now)
  const admin = await addKey(store, 'admin', 'First admin key', now)
  return { write: write.secret, admin: admin.secret }
}

/** Sessions lie among the keys, so that ending one, or the key it was made with, counts on every process. */
export const SESSION_ID = 'ses_'
export const isSession = (key: ApiKey): boolean => key.id.startsWith(SESSION_ID)

export interface Keyring {
  /** The key or session with this secret; null = there is none (any more). @throws ProblemError 503 while the store is away */
  find(secret: string): Promise<ApiKey | null>
  /** The same among the keys as they were last read, without asking the store: for what has to work above all while it is away. */
  remember(secret: string): ApiKey | null
  /** All keys and sessions as last read. */
  all(): Promise<readonly ApiKey[]>
  /** Forgets what was read: after a change made here. */
  forget(): void
}

/** Revoked elsewhere, a key works here for this long at most. Milliseconds. */
const FRESH_MS = 2_000

/** How exactly it is known when a key was last used. Milliseconds. */
const USED_MS = 60_000

/**
 * @param now a clock that only has to count milliseconds
 * @param wall epoch milliseconds
 */
export function createKeyring(store: Store, now: () => number, wall: () => number): Keyring {
  const used = new Map<string, number>()
  let known: { keys: readonly ApiKey[]; at: number } | null = null
  let reading: Promise<readonly ApiKey[]> | null = null

  async function all(): Promise<readonly ApiKey[]> {
    if (known && Math.abs(now() - known.at) < FRESH_MS) return known.keys
    reading ??= read().finally(() => {
      reading = null
    })
    return reading
  }

  async function read(): Promise<readonly ApiKey[]> {
    // Asked before, not after: what is removed while we read counts as old from then on.
    const at = now()
    const keys = await asked(store.settings.keys())
    known = { keys, at }
    return keys
  }

  /** Not waited for: an answer may not depend on whether this can be written. A session is its key at work. */
  function touch(key: ApiKey): void {
    const id = isSession(key) ? key.name : key.id
    const at = now()
    if (at - (used.get(id) ?? -Infinity) < USED_MS) return
    used.set(id, at)
    store.settings.touchKey(id, wall()).catch(() => used.delete(id))
  }

  return {
    all,
    async find(secret) {
      const found = matching(await all(), secret)
      if (found) touch(found)
      return found
    },
    remember: (secret) => matching(known?.keys ?? [], secret),
    forget() {
      known = null
    },
  }
}

function matching(keys: readonly ApiKey[], secret: string): ApiKey | null {
  const hash = Buffer.from(hashSecret(secret))
  let found: ApiKey | null = null
  // Every key is compared in full, so that the time taken says nothing about any of them.
  for (const key of keys) if (equal(hash, Buffer.from(key.hash))) found = key
  return found
}

const equal = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b)
