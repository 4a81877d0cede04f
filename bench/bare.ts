import { Queue as Bull, Worker } from 'bullmq'
import { Redis } from 'ioredis'
import Libsql from 'libsql'
import { perSecond } from './measure.ts'

const LOT = 1_000

/** Bare BullMQ: jobs without data that do nothing, all added first, then drained by one worker. @returns jobs per second */
export async function drainBareJobs(redisUrl: string, count: number): Promise<number> {
  const options = { connection: { url: redisUrl, maxRetriesPerRequest: null }, prefix: 'bare' }
  const queue = new Bull('bare', { ...options, defaultJobOptions: { removeOnComplete: true } })
  for (let left = count; left > 0; left -= LOT) {
    await queue.addBulk(Array.from({ length: Math.min(LOT, left) }, () => ({ name: 'nothing', data: {} })))
  }
  let handled = 0
  let finish = (): void => {}
  const finished = new Promise<void>((resolve) => {
    finish = resolve
  })
  const nothing = async (): Promise<void> => {
    handled += 1
    if (handled === count) finish()
  }
  const worker = new Worker('bare', nothing, { ...options, concurrency: 100, autorun: false })
  await worker.waitUntilReady()
  const rate = await perSecond(count, () => {
    worker.run().catch((error: unknown) => console.error(error))
    return finished
  })
  await worker.close()
  await queue.close()
  return rate
}

/** A bare SQLite table that survives power loss, written in groups. */
export function openBareTable(file: string): {
  insert(rows: readonly { id: string; doc: string }[]): void
  close(): void
} {
  const db = new Libsql(file)
  db.exec(
    'PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=4000',
  )
  db.exec('CREATE TABLE t (rid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, doc TEXT NOT NULL)')
  const insert = db.prepare('INSERT INTO t(id, doc) VALUES (?,?)')
  const begin = db.prepare('BEGIN IMMEDIATE')
  const commit = db.prepare('COMMIT')
  return {
    insert(rows) {
      begin.run([])
      for (const { id, doc } of rows) insert.run([id, doc])
      commit.run([])
    },
    close: () => void db.close(),
  }
}

/** Runs something with a plain connection to the Redis. */
export async function withRedis<T>(url: string, use: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(url, { maxRetriesPerRequest: null })
  try {
    return await use(redis)
  } finally {
    await redis.quit()
  }
}
