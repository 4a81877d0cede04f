import { randomUUID } from 'node:crypto'
import { Queue as Bull } from 'bullmq'
import { type BullConsumer, startBullConsumer } from './bullConsumer.ts'
import { chunks } from './chunks.ts'
import { createCollector, NOW } from './collect.ts'
import { requireInstant } from './instant.ts'
import { eachKind, HINT_KINDS, type HintKind, type Queue, type QueueDepth } from './port.ts'
import { quietly } from './quietly.ts'
import { createRedisLink } from './redisLink.ts'
import type { QueueClock } from './timer.ts'

export interface BullQueueOptions {
  url: string
  /** Goes before every key; queues with different prefixes never touch each other. Letters, digits and `. _ - { }`. */
  prefix?: string
  /** Delays are counted from this clock's now; BullMQ adds them to the machine's own. */
  clock: Pick<QueueClock, 'now'>
  /** Most ids in one job. */
  batchSize?: number
  /** How long small hints are held back to share a job. */
  collectMs?: number
  /** Delayed hints are rounded up to this grain, so that neighbours share a job: never early, at most this late. */
  grainMs?: number
  /** What went wrong with Redis; the same error at most every ten seconds. */
  onError?: (error: unknown) => void
}

// One pipeline carries this many jobs, so that even a hint for a million ids is written in pieces that answer in time.
const JOBS_PER_WRITE = 100

/** The production queue: BullMQ on Redis, one BullMQ queue per kind, a job being a batch of ids and nothing else. */
export function createBullQueue(options: BullQueueOptions): Queue {
  const { url, clock, prefix = 'perennial', batchSize = 200, collectMs = 2, grainMs = 50 } = options
  if (!/^[\w.{}-]+$/.test(prefix))
    throw new RangeError(`A queue prefix is made of letters, digits and . _ - { }, got "${prefix}".`)

  const report = quietly(options.onError ?? ((error) => console.error('queue:', error)))
  const link = createRedisLink(url, report)
  const bulls = eachKind(openBull)
  const collectors = eachKind(collectorOf)
  const consumers = new Set<BullConsumer>()
  let activity = 0
  let lastEpoch = 'unknown'
  let closed = false

  function openBull(kind: HintKind): Bull<string[]> {
    const bull = new Bull<string[]>(kind, {
      connection: link.redis,
      prefix,
      skipVersionCheck: true,
      skipWaitingForReady: true,
      // The events stream is written by BullMQ whether or not anybody reads it; keep it short.
      streams: { events: { maxLen: 100 } },
      defaultJobOptions: { attempts: 1, removeOnComplete: true, removeOnFail: true },
    })
    bull.on('error', report)
    return bull
  }

  function collectorOf(kind: HintKind) {
    return createCollector({ windowMs: collectMs, limit: batchSize, write: (byDue) => write(kind, byDue) })
  }

  async function write(kind: HintKind, byDue: Map<number, Set<string>>): Promise<boolean> {
    activity++
    const jobs = [...byDue].flatMap(([due, ids]) =>
      chunks([...ids], batchSize).map((data) => ({ name: 'wake', data, due })),
    )
    try {
      for (const lot of chunks(jobs, JOBS_PER_WRITE)) {
        await link.run(() =>
          bulls[kind].addBulk(lot.map(({ name, data, due }) => ({ name, data, opts: { delay: delayUntil(due) } }))),
        )
      }
      return true
    } catch (error) {
      report(error)
      return false
    }
  }

  const delayUntil = (due: number) => (due === NOW ? 0 : Math.max(0, due - clock.now()))

  // One MULTI for all kinds: counted one after the other, a hint that hops between them could be missed.
  async function depth(): Promise<Record<HintKind, QueueDepth>> {
    const ask = link.redis.multi()
    for (const kind of HINT_KINDS) {
      const key = (state: string) => bulls[kind].toKey(state)
      ask.llen(key('wait')).llen(key('active')).zcard(key('delayed'))
    }
    const counts = ((await link.run(() => ask.exec())) ?? []).map(([error, count]) => (error ? NaN : Number(count)))
    const at = (start: number): QueueDepth => ({
      ready: counts[start] ?? NaN,
      active: counts[start + 1] ?? NaN,
      delayed: counts[start + 2] ?? NaN,
    })
    return eachKind((kind) => at(3 * HINT_KINDS.indexOf(kind)))
  }

  // Quiet in Redis and here, with nothing begun while we asked. Handlers are counted here as well because a FLUSHALL
  // takes away the jobs but not the handlers that are at work on them.
  async function isIdle(): Promise<boolean> {
    await Promise.all(HINT_KINDS.map((kind) => collectors[kind].flush()))
    const before = activity
    const restful = () => [...consumers].every((consumer) => consumer.running() === 0)
    if (!restful()) return false
    const counts = await depth()
    const quiet = HINT_KINDS.every((kind) => counts[kind].ready === 0 && counts[kind].active === 0)
    return quiet && restful() && activity === before && !HINT_KINDS.some((kind) => collectors[kind].pending())
  }

  const healthy = () =>
    link
      .run(() => link.redis.ping())
      .then(
        () => true,
        () => false,
      )

  return {
    async hint(kind, ids, at) {
      requireInstant(at)
      if (closed) return false
      if (ids.length === 0) return true
      const due = at === undefined || at <= clock.now() ? NOW : Math.ceil(at / grainMs) * grainMs
      return collectors[kind].add(due, ids)
    },

    consume(kind, handler, consuming) {
      const onStart = () => activity++
      const consumer = startBullConsumer({
        url,
        prefix,
        kind,
        handler,
        options: consuming,
        reachable: healthy,
        onStart,
        report,
      })
      consumers.add(consumer)
      return {
        async stop() {
          await consumer.stop()
          consumers.delete(consumer)
        },
      }
    },

    async idle() {
      for (let pauseMs = 2; !closed && !(await isIdle()); pauseMs = Math.min(pauseMs * 1.5, 50)) {
        await new Promise((resolve) => setTimeout(resolve, pauseMs))
      }
    },

    depth,
    healthy,

    // The key goes with a FLUSHALL; the server's run id also tells a restart from an old dump, or a failover, from no loss.
    async epoch() {
      const key = `${prefix}:epoch`
      try {
        const ask = link.redis.pipeline().set(key, randomUUID(), 'NX').get(key).info('server')
        const [, stored, server] = (await link.run(() => ask.exec())) ?? []
        const runId = /run_id:(\w+)/.exec(String(server?.[1]))?.[1] ?? ''
        if (typeof stored?.[1] === 'string') lastEpoch = `${stored[1]}@${runId}`
      } catch (error) {
        report(error)
      }
      return lastEpoch
    },

    async once(name, ms) {
      try {
        return (await link.run(() => link.redis.set(`${prefix}:once:${name}`, '1', 'PX', ms, 'NX'))) !== null
      } catch (error) {
        report(error)
        return true
      }
    },

    async close({ force = false } = {}) {
      // Consumers first: handlers that are finishing may still hint.
      await Promise.all([...consumers].map((consumer) => consumer.stop(force)))
      closed = true
      if (!force) await Promise.all(HINT_KINDS.map((kind) => collectors[kind].flush()))
      await Promise.all(HINT_KINDS.map((kind) => bulls[kind].close().catch(report)))
      await link.close(force)
    },
  }
}
