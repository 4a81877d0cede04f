import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { redisServerMissing, type RedisServer, startRedisServer } from '../engine/queue/test/redisServer.ts'
import { connectStore, type Store } from '../engine/store/index.ts'
import type { Unmeasured } from './measure.ts'

/** What measurements share: servers of their own, a folder, and how thorough to be. Everything is gone after `close`. */
export interface Lab {
  /** Pairs per figure. */
  runs: number
  /** A tenth of everything, to see that it works. */
  quick: boolean
  /** The size to measure at. */
  size(full: number): number
  /** A new file name in the lab's folder. */
  file(name: string): string
  /** Our own redis-server. */
  redis(): Promise<string | Unmeasured>
  /** An empty store: a database of its own on MONGODB_URL, else a file with full sync. */
  store(): Promise<Store>
  /** An empty store in a file, worked on as the product does it; with `normal` sync the disk's own speed counts little. */
  fileStore(sync: 'full' | 'normal'): Promise<Store>
  /** Which of the two, in words. */
  storeNote: string
  close(): Promise<void>
}

export function openLab({ quick }: { quick: boolean }): Lab {
  const folder = mkdtempSync(join(tmpdir(), 'perennial-bench-'))
  const mongodbUrl = process.env.MONGODB_URL
  const stores: Store[] = []
  let redis: Promise<RedisServer | Unmeasured> | undefined
  let server: RedisServer | undefined
  let files = 0
  const file = (name: string): string => join(folder, `${name}-${files++}`)

  // Also when the run is broken off: gigabytes would stay behind.
  process.once('exit', () => {
    void server?.kill()
    rmSync(folder, { recursive: true, force: true })
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

  async function keep(opening: Promise<Store>): Promise<Store> {
    const store = await opening
    stores.push(store)
    return store
  }

  return {
    runs: quick ? 2 : 5,
    quick,
    size: (full) => (quick ? Math.ceil(full / 10) : full),
    file,
    async redis() {
      redis ??= startRedis()
      const started = await redis
      if (!('url' in started)) return started
      server = started
      return started.url
    },
    store: () =>
      keep(
        mongodbUrl
          ? connectStore({ mongodbUrl, database: `bench-${randomBytes(6).toString('hex')}` })
          : connectStore({ file: file('store.db'), thread: true }),
      ),
    fileStore: (sync) => keep(connectStore({ file: file('store.db'), sync, thread: true })),
    storeNote: mongodbUrl ? 'store: MONGODB_URL' : 'store: one file, full sync (no MONGODB_URL)',
    async close() {
      for (const store of stores) {
        if (mongodbUrl) await store.drop()
        await store.close()
      }
      await server?.kill()
    },
  }
}

async function startRedis(): Promise<RedisServer | Unmeasured> {
  const reason = await redisServerMissing()
  return reason === undefined ? startRedisServer() : { reason }
}
