import { randomBytes } from 'node:crypto'
import { Redis } from 'ioredis'
import { newCustomer } from '../../engine/core/model/new-customer.ts'
import { coreRegistry } from '../../engine/core/steps/index.ts'
import { publishJourney } from '../../engine/journeys/index.ts'
import { connectStore, type Store } from '../../engine/store/index.ts'
import { journeyOf, mail } from '../faults/reference.ts'
import { compareEnds, endsOf } from './crowd-ends.ts'
import { freePort, pause, type Service } from './service.ts'
import { redisService, workerServices } from './town.ts'

export interface CrowdOptions {
  mongodbUrl: string
  customers: number
  /** Redis is emptied this often while the second crowd is under way. */
  flushEveryMs: number
  say(line: string): void
}

export interface CrowdReport {
  customers: number
  messages: number
  calmMs: number
  flushedMs: number
  flushes: number
  /** Keys that were lost, all flushes together. */
  keysLost: number
  /** What ended otherwise than without faults. */
  differences: string[]
}

const WORKERS = 3
const LOT = 2_000
const PATIENCE_MS = 60 * 60_000

/** Everybody at once: a mail, a wait, a question, another mail or none. */
const journey = journeyOf('crowd', [
  { id: 'start', type: 'entry', config: { trigger: { type: 'segment', segment: 'all', on: 'enter', existing: true } } },
  mail('hello'),
  { id: 'later', type: 'wait', config: { for: 'PT20S' } },
  {
    id: 'ask',
    type: 'branch',
    config: { branches: [{ path: 'odd', when: { field: 'customer.odd', op: 'eq', value: true } }] },
    then: { odd: 'again', else: 'count' },
  },
  { ...mail('again'), then: { next: 'count' } },
  { id: 'count', type: 'update', config: { increment: { rounds: 1 } } },
  { id: 'rest', type: 'wait', config: { for: 'PT10S' } },
  { id: 'end', type: 'exit', config: { reason: 'through' } },
])

/** The same crowd twice through the same journey, the second time with Redis emptied again and again. */
export async function runCrowd(options: CrowdOptions): Promise<CrowdReport> {
  const calm = await passThrough(options, null)
  options.say(`without faults: ${seconds(calm.tookMs)}`)
  const flushed = await passThrough(options, options.flushEveryMs)
  options.say(`with ${flushed.flushes} times FLUSHALL: ${seconds(flushed.tookMs)}`)
  return {
    customers: options.customers,
    messages: flushed.ends.messages,
    calmMs: calm.tookMs,
    flushedMs: flushed.tookMs,
    flushes: flushed.flushes,
    keysLost: flushed.keysLost,
    differences: compareEnds(calm.ends, flushed.ends),
  }
}

async function passThrough({ mongodbUrl, customers, say }: CrowdOptions, flushEveryMs: number | null) {
  const database = `crowd-${randomBytes(6).toString('hex')}`
  const store = await connectStore({ mongodbUrl, database })
  const port = await freePort()
  const redis = redisService(port)
  const url = new URL(mongodbUrl)
  url.pathname = database
  const env = {
    MONGODB_URL: url.href,
    REDIS_URL: `redis://127.0.0.1:${port}`,
    QUEUE_PREFIX: database,
    HOST: '127.0.0.1',
    // Nobody follows a link here.
    PUBLIC_URL: 'http://127.0.0.1:3000',
  }
  const workers = workerServices(WORKERS, { ...env, SMTP_URL: '', LOG_LEVEL: 'error' })
  try {
    await redis.start()
    await introduce(store, customers)
    await Promise.all(workers.map((worker) => worker.start()))
    const began = Date.now()
    await publish(store)
    const flusher = flushEveryMs === null ? null : startFlusher(env.REDIS_URL, flushEveryMs)
    await allThrough(store, customers, say, workers)
    const lost = (await flusher?.stop()) ?? { flushes: 0, keysLost: 0 }
    return { tookMs: Date.now() - began, ends: await endsOf(store), ...lost }
  } finally {
    for (const service of [...workers, redis]) await service.kill()
    await store.drop()
    await store.close()
  }
}

async function introduce(store: Store, count: number): Promise<void> {
  const now = Date.now()
  for (let from = 0; from < count; from += LOT) {
    const lot = Array.from({ length: Math.min(LOT, count - from) }, (_, i) => {
      const id = `customer-${from + i}`
      const traits = { email: `${id}@example.test`, odd: (from + i) % 2 === 1, plan: 'basic' }
      return { ...newCustomer(id, now, from + i), traits, consent: { email: ['news'] } }
    })
    await store.customers.save(lot)
  }
}

async function publish(store: Store): Promise<void> {
  await store.journeys.saveSegment({
    id: 'all',
    name: 'all',
    when: { field: 'customer.plan', op: 'eq', value: 'basic' },
  })
  await store.journeys.touchCatalog()
  await publishJourney({ store, registry: coreRegistry(), now: () => Date.now(), broadcast: () => {} }, journey)
}

/** Waits until the journey has taken everybody in and nobody is under way any more. */
async function allThrough(
  store: Store,
  count: number,
  say: CrowdOptions['say'],
  workers: readonly Service[],
): Promise<void> {
  for (const began = Date.now(); Date.now() - began < PATIENCE_MS; await pause(3_000)) {
    const record = await store.journeys.get('crowd')
    if (record?.broadcast) {
      say(`being taken in, up to ${record.broadcast.cursor ?? 'nobody yet'}`)
      continue
    }
    const { items } = await store.customers.list({ limit: 1, journeyId: 'crowd', status: 'active' })
    if (items.length === 0) return
    say(`under way, next wake-up ${new Date((await store.customers.nextWake()) ?? 0).toISOString()}`)
  }
  throw new Error(
    `Not all of ${count} came through.\n${workers.map((worker) => worker.output().slice(-2_000)).join('\n')}`,
  )
}

function startFlusher(redisUrl: string, everyMs: number): { stop(): Promise<{ flushes: number; keysLost: number }> } {
  const redis = new Redis(redisUrl, { maxRetriesPerRequest: null })
  const done = { flushes: 0, keysLost: 0 }
  const timer = setInterval(() => void flush(), everyMs)
  async function flush(): Promise<void> {
    const keys = await redis.dbsize()
    await redis.flushall()
    done.flushes += 1
    done.keysLost += keys
  }
  return {
    async stop() {
      clearInterval(timer)
      await redis.quit()
      return done
    },
  }
}

const seconds = (ms: number): string => `${Math.round(ms / 1_000)} s`
