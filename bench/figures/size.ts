import type { Store } from '../../engine/store/port.ts'
import { advance } from '../../workers/advance.ts'
import { startConsumers } from '../../workers/consume.ts'
import { startSweeper, SWEEP_MS } from '../../workers/sweep.ts'
import { withRedis } from '../bare.ts'
import { type Engine, openEngine } from '../engine.ts'
import { waitingJourney } from '../journeys.ts'
import type { Lab } from '../lab.ts'
import { absolute, alone, inPairs, type Measured, millis, type Unmeasured } from '../measure.ts'
import { enroll, idOf, NO_FACTS } from '../people.ts'

const MINUTE = 60_000
const DAY = 1_440 * MINUTE
const CUSTOMERS = 1_000_000
const BATCH = 200
const journey = waitingJourney('P30D')

/** P3: batches of wake-ups of customers picked anywhere, in a large and in a small workspace in turn. */
export async function measureSize(lab: Lab): Promise<Measured> {
  const large = await openEngine({ store: await crowd(lab), journeys: [journey] })
  const small = await openEngine({ store: await lab.fileStore('normal'), journeys: [journey] })
  const few = lab.size(10_000)
  await enroll({
    store: small.rt.store,
    env: await small.rt.catalog.env(NO_FACTS),
    count: few,
    now: small.rt.clock.now(),
  })
  const cost = async ({ rt, skip, check }: Engine, count: number, run: number): Promise<number> => {
    skip(run === 0 ? 32 * DAY : 0)
    // Every customer at most once in all runs: a stride that meets everybody, from another start each time.
    const stride = Math.floor(count * 0.618) | 1
    const size = lab.size(5 * BATCH)
    const ids = Array.from({ length: size }, (_, i) => idOf(((run * size + i) * stride) % count))
    const took = await millis(async () => {
      for (let at = 0; at < ids.length; at += BATCH) await advance(rt, ids.slice(at, at + BATCH))
    })
    check()
    return (took * 1_000) / ids.length
  }
  const measured = await inPairs(
    lab.runs,
    'microseconds an advance',
    (run) => cost(small, few, run),
    (run) => cost(large, lab.size(CUSTOMERS), run),
  )
  await large.close()
  await small.close()
  return {
    ...measured,
    note: `${lab.size(CUSTOMERS)} and ${few} customers, one file each, normal sync: it is about size, not about the disk`,
  }
}

/** P4: what Redis holds for customers whose wait ends beyond the horizon, besides what it holds for none. */
export async function measureRedisBytes(lab: Lab): Promise<Measured | Unmeasured> {
  const redisUrl = await lab.redis()
  if (typeof redisUrl !== 'string') return redisUrl
  const customers = lab.size(10_000)
  const used = (): Promise<number> =>
    withRedis(redisUrl, async (redis) => Number(/used_memory_dataset:(\d+)/.exec(await redis.info('memory'))?.[1]))
  return alone(1, 'bytes', async () => {
    const engine = await openEngine({
      store: await lab.fileStore('full'),
      journeys: [waitingJourney('PT20M')],
      redisUrl,
    })
    await enroll({
      store: engine.rt.store,
      env: await engine.rt.catalog.env(NO_FACTS),
      count: customers,
      now: engine.rt.clock.now(),
    })
    engine.skip(21 * MINUTE)
    const consumers = startConsumers(engine.rt, { concurrency: 8, batch: BATCH })
    // Everything a worker keeps in Redis is there after one customer; the others tell what each of them adds.
    await engine.queue.hint('advance', [idOf(0)])
    await engine.queue.idle()
    const before = await used()
    await engine.queue.hint(
      'advance',
      Array.from({ length: customers - 1 }, (_, i) => idOf(i + 1)),
    )
    await engine.queue.idle()
    const after = await used()
    await consumers.stop()
    engine.check()
    await engine.close()
    return Math.max(0, (after - before) / (customers - 1))
  })
}

/** P12: hints of all overdue and all near timers are back after the queue was emptied. */
export async function measureFlush(lab: Lab): Promise<Measured | Unmeasured> {
  const redisUrl = await lab.redis()
  if (typeof redisUrl !== 'string') return redisUrl
  const store = await crowd(lab)
  const engine = await openEngine({ store, redisUrl, journeys: [journey] })
  const { clock } = engine.rt
  const then = clock.now() + 60 * MINUTE
  const overdue = (await store.customers.due(then, CUSTOMERS)).length
  const near = (await store.customers.dueBetween(then, then + engine.rt.horizonMs - MINUTE, CUSTOMERS)).length
  const hinted = new Set<string>()
  const { hint } = engine.queue
  engine.rt.queue = {
    ...engine.queue,
    hint: (kind, ids, at) => {
      for (const id of ids) hinted.add(id)
      return hint(kind, ids, at)
    },
  }
  const consumers = startConsumers(engine.rt, { concurrency: 8, batch: BATCH })
  const sweeper = startSweeper(engine.rt, SWEEP_MS)
  // The sweeper has seen the queue before it is emptied; then, in the same moment, an hour's work is due.
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  hinted.clear()
  await withRedis(redisUrl, (redis) => redis.flushall())
  engine.skip(then - clock.now())
  const took = await millis(async () => {
    while (hinted.size < overdue + near) {
      engine.check()
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  })
  await sweeper.stop()
  await consumers.stop()
  await engine.close()
  return {
    ...absolute([took / 1_000], 's'),
    note: `${lab.size(CUSTOMERS)} waiting, ${overdue} overdue, ${near} due within the quarter hour; one file, normal sync`,
  }
}

const crowds = new WeakMap<Lab, Promise<Store>>()

/** The large workspace, made once: one in a hundred due within an hour, one in the ten minutes after it, the rest later. */
function crowd(lab: Lab): Promise<Store> {
  const known = crowds.get(lab) ?? gather(lab)
  crowds.set(lab, known)
  return known
}

async function gather(lab: Lab): Promise<Store> {
  const store = await lab.fileStore('normal')
  const engine = await openEngine({ store, journeys: [journey] })
  const count = lab.size(CUSTOMERS)
  const now = engine.rt.clock.now()
  const dueAt = (n: number): number => {
    const share = n / count
    if (n % 100 === 0) return now + 20 * MINUTE + share * 35 * MINUTE
    if (n % 100 === 1) return now + 61 * MINUTE + share * 10 * MINUTE
    return now + DAY + share * 29 * DAY
  }
  await enroll({ store, env: await engine.rt.catalog.env(NO_FACTS), count, now, dueAt: (n) => Math.round(dueAt(n)) })
  await engine.close()
  return store
}
