import { Redis } from 'ioredis'
import { within } from './within.ts'

/**
 * The producer's connection to Redis, made so that a Redis that is absent, dying or hanging costs its callers one bounded wait
 * and then nothing: after a failure every command is refused at once until a ping has come back.
 */
export interface RedisLink {
  redis: Redis
  /** Runs `work`, or says why not: rejects within about a second when Redis is away or does not answer. */
  run<T>(work: () => Promise<T>): Promise<T>
  close(force: boolean): Promise<void>
}

export const LONGEST_WAIT_MS = 1_000
const PROBE_EVERY_MS = 250

export function createRedisLink(url: string, report: (error: unknown) => void): RedisLink {
  const redis = new Redis(url, FAIL_FAST)
  // Without a listener an 'error' event would end the process.
  redis.on('error', report)
  redis.on('ready', trust)
  const firstReady = new Promise<void>((resolve) => redis.once('ready', () => resolve()))
  let away = false
  let closed = false
  let probe: ReturnType<typeof setInterval> | undefined

  function suspect(): void {
    if (away || closed) return
    away = true
    let asking = false
    const ask = async (): Promise<void> => {
      asking = true
      const answered = await within(LONGEST_WAIT_MS, 'PING', redis.ping()).then(isPong, () => false)
      asking = false
      if (answered) trust()
    }
    probe = setInterval(() => {
      if (!asking && redis.status === 'ready') void ask()
    }, PROBE_EVERY_MS)
    probe.unref()
  }

  function trust(): void {
    away = false
    clearInterval(probe)
  }

  return {
    redis,
    async run(work) {
      if (away || closed) throw new Error(closed ? 'The queue is closed.' : 'Redis is unreachable.')
      try {
        return await within(LONGEST_WAIT_MS, 'Redis', firstReady.then(work))
      } catch (error) {
        suspect()
        throw error
      }
    },
    async close(force) {
      closed = true
      clearInterval(probe)
      if (!force && redis.status === 'ready') await within(LONGEST_WAIT_MS, 'QUIT', redis.quit()).catch(() => {})
      redis.disconnect()
    },
  }
}

/** Reconnect quickly and for ever; shared by producers and workers. */
export const RECONNECTING = {
  retryStrategy: (attempt: number) => Math.min(100 * attempt, 1_000),
  connectTimeout: 2_000,
}

/** A hint kept in memory for a Redis that is away is worth less than the sweeper that will find the work. */
export const FAIL_FAST = {
  ...RECONNECTING,
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
  autoResendUnfulfilledCommands: false,
  socketTimeout: 2 * LONGEST_WAIT_MS,
}

const isPong = (answer: string) => answer === 'PONG'
