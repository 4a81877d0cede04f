import { Redis } from 'ioredis'
import type { Proxy } from '../../engine/store/test/proxy.ts'
import type { Judge } from './judge.ts'
import { pause, type Service } from './service.ts'

/** Everything that can be broken. */
export interface Town {
  api: Service
  workers: readonly Service[]
  redis: Service
  redisUrl: string
  /** The wire to the store. */
  wire: Proxy
  judge: Judge
}

/** Longer than any lock of the queue (5 s) and any claim (10 s). */
const FROZEN_MS = 14_000
const MOOD_MS = 3_000
const ANSWER_MS = 5_000

/** @returns false = nobody could notice, so it does not count */
export type Trouble = (town: Town, random: () => number) => Promise<boolean | void>

const pick = <T>(list: readonly T[], random: () => number): T => list[Math.floor(random() * list.length)] as T

/** What may happen, by name. Each is over when it resolves; all but `freeze` within seconds. */
export const troubles: Readonly<Record<string, Trouble>> = {
  async 'kill -9 of a worker'({ workers }, random) {
    const worker = pick(workers, random)
    await worker.kill()
    await worker.start()
  },
  async 'kill -9 of the API'({ api }) {
    await api.kill()
    await api.start()
  },
  async 'a worker frozen longer than any lock'({ workers }, random) {
    const worker = pick(workers, random)
    const thaw = worker.freeze()
    await pause(FROZEN_MS)
    thaw()
  },
  async FLUSHALL({ redisUrl }) {
    const redis = new Redis(redisUrl, { maxRetriesPerRequest: 1, retryStrategy: () => null, lazyConnect: true })
    redis.on('error', () => undefined)
    try {
      await redis.connect()
      const keys = await redis.dbsize()
      await redis.flushall()
      return keys > 0
    } catch {
      return false
    } finally {
      redis.disconnect()
    }
  },
  async 'Redis restarted without data'({ redis }, random) {
    await redis.kill()
    await pause(500 + random() * 3_000)
    await redis.start()
  },
  async 'the wire to the store cut'({ wire }, random) {
    await wire.goAway()
    await pause(200 + random() * 1_500)
    await wire.comeBack()
  },
  async 'an answer of the store lost'({ wire }, random) {
    const lost = wire.loseNextAnswer(pick(['update', 'insert', 'find'], random)).then(() => true)
    return Promise.race([lost, pause(ANSWER_MS).then(() => false)])
  },
  async 'providers that hang'({ judge }) {
    return inMood(judge, 'hang')
  },
  async 'providers that reset'({ judge }) {
    return inMood(judge, 'reset')
  },
  async 'providers that answer late'({ judge }) {
    return inMood(judge, 'late')
  },
  async 'a rolling restart'({ workers }) {
    for (const worker of workers) {
      await worker.stop()
      await worker.start()
    }
  },
}

async function inMood(judge: Judge, mood: Judge['mood']): Promise<boolean> {
  const before = judge.suffered()
  judge.mood = mood
  await pause(MOOD_MS)
  judge.mood = 'ok'
  return judge.suffered() > before
}
