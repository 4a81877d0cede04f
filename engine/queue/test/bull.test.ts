import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import { afterAll, describe, test } from 'vitest'
import { createBullQueue } from '../bull.ts'
import { systemClock } from '../timer.ts'
import { describeQueueContract } from './queue.contract.ts'
import { redisServerMissing, startRedisServer } from './redisServer.ts'

// REDIS_URL may be shared: every test has a prefix of its own and removes its keys.
const missing = process.env.REDIS_URL ? undefined : await redisServerMissing()

if (missing) {
  describe('queue contract: BullMQ', () => {
    console.warn(`Skipped: no REDIS_URL, and ${missing}.`)
    test.skip(`needs REDIS_URL; ${missing}`, () => {})
  })
} else {
  const own = process.env.REDIS_URL ? undefined : await startRedisServer()
  const url = process.env.REDIS_URL ?? own?.url ?? ''
  afterAll(() => own?.kill())

  describeQueueContract('BullMQ', async () => {
    const prefix = `test-${randomUUID()}`
    const queue = createBullQueue({ url, prefix, clock: systemClock(), onError: (error) => console.error(error) })
    return {
      queue,
      now: Date.now,
      passTo: () => {},
      async dispose() {
        await queue.close({ force: true })
        await removeKeys(url, prefix)
      },
    }
  })
}

async function removeKeys(url: string, prefix: string): Promise<void> {
  const redis = new Redis(url)
  for await (const keys of redis.scanStream({ match: `${prefix}:*`, count: 1_000 })) {
    if ((keys as string[]).length > 0) await redis.unlink(...(keys as string[]))
  }
  await redis.quit()
}
