import type { Store } from '../../engine/store/port.ts'
import { startConsumers } from '../../workers/consume.ts'
import { drainBareJobs, withRedis } from '../bare.ts'
import { openEngine } from '../engine.ts'
import { dailyJourney, noteJourney, smallJourney, waitingJourney } from '../journeys.ts'
import type { Lab } from '../lab.ts'
import { inPairs, type Measured, millis, perSecond, type Unmeasured } from '../measure.ts'
import { enroll, idLots, NO_FACTS, person, started } from '../people.ts'

const CONSUMING = { concurrency: 8, batch: 200 }
const MINUTE = 60_000

/** P1: load, decide, commit and hint the next timer, for customers whose wait is over. */
export async function measureWakeUps(lab: Lab): Promise<Measured | Unmeasured> {
  const redisUrl = await lab.redis()
  if (typeof redisUrl !== 'string') return redisUrl
  const customers = lab.size(20_000)
  const store = await lab.store()
  const engine = await openEngine({ store, redisUrl, journeys: [waitingJourney('PT10M')] })
  const env = await engine.rt.catalog.env(NO_FACTS)
  await enroll({ store, env, count: customers, now: engine.rt.clock.now() })
  const base = (): Promise<number> => drainBareJobs(redisUrl, lab.size(10_000))
  const ours = async (): Promise<number> => {
    await withRedis(redisUrl, (redis) => redis.flushall())
    engine.skip(11 * MINUTE)
    for (const ids of idLots(customers, CONSUMING.batch)) await engine.queue.hint('advance', ids)
    let consumers: ReturnType<typeof startConsumers> | undefined
    const rate = await perSecond(customers, () => {
      consumers = startConsumers(engine.rt, CONSUMING)
      return engine.queue.idle()
    })
    await consumers?.stop()
    engine.check()
    const late = (await store.customers.due(engine.rt.clock.now(), 1)).length
    if (late > 0) throw new Error('Somebody was not woken.')
    return rate
  }
  const measured = await inPairs(lab.runs, 'wake-ups/s over jobs/s', base, ours)
  await engine.close()
  return { ...measured, note: `${customers} customers; ${lab.storeNote}` }
}

/** P2: the small journey from the entry event to its end, deliveries included. */
export async function measureSteps(lab: Lab): Promise<Measured | Unmeasured> {
  const redisUrl = await lab.redis()
  if (typeof redisUrl !== 'string') return redisUrl
  const small = await openSmallJourney(lab, redisUrl)
  const base = (): Promise<number> => drainBareJobs(redisUrl, lab.size(10_000))
  const ours = async (): Promise<number> => (await small.run()) * smallJourney.steps.length
  const measured = await inPairs(lab.runs, 'steps/s over jobs/s', base, ours)
  await small.close()
  return { ...measured, note: small.note }
}

/**
 * F2: the same without messages: updates in their places. What is between the two is what it costs that nothing is sent
 * twice: a claim on disk before each call, and the answer after it.
 */
export async function measureInstantSteps(lab: Lab): Promise<Measured | Unmeasured> {
  const redisUrl = await lab.redis()
  if (typeof redisUrl !== 'string') return redisUrl
  const customers = lab.size(10_000)
  const store = await lab.store()
  const engine = await openEngine({ store, redisUrl, journeys: [noteJourney] })
  // Counted here: to ask the store all the while would be part of what is measured.
  let turns = 0
  engine.rt.observe = { ...engine.rt.observe, turns: (count) => (turns += count) }
  const base = (): Promise<number> => drainBareJobs(redisUrl, lab.size(10_000))
  const ours = async (run: number): Promise<number> => {
    await withRedis(redisUrl, (redis) => redis.flushall())
    const first = run * customers
    await introduce(store, first, customers, engine.rt.clock.now())
    for (const ids of idLots(customers, CONSUMING.batch, first)) await engine.queue.hint('advance', ids)
    turns = 0
    let consumers: ReturnType<typeof startConsumers> | undefined
    const rate = await perSecond(customers, async () => {
      consumers = startConsumers(engine.rt, CONSUMING)
      // In, and on after the wait.
      await until(() => turns >= 2 * customers, engine.check)
      await engine.queue.idle()
    })
    await consumers?.stop()
    engine.check()
    const inside = await store.customers.countAt({ journeyId: noteJourney.id, status: 'active' }, 1)
    if (inside > 0) throw new Error('Somebody is still inside.')
    return rate * noteJourney.steps.length
  }
  const measured = await inPairs(lab.runs, 'steps/s over jobs/s', base, ours)
  await engine.close()
  return { ...measured, note: `${customers} customers a run, 7 steps and a wait of 1 s each; ${lab.storeNote}` }
}

/** Customers a second of Parcelvoy on the small journey, measured by hand beside a prototype of this engine. */
const PARCELVOY = 42

/** P14: the small journey end to end, in customers a second, over what another engine did on two cores. */
export async function measureSmallJourney(lab: Lab): Promise<Measured | Unmeasured> {
  const redisUrl = await lab.redis()
  if (typeof redisUrl !== 'string') return redisUrl
  const small = await openSmallJourney(lab, redisUrl)
  const measured = await inPairs(lab.runs, 'customers/s over customers/s', () => PARCELVOY, small.run)
  await small.close()
  return { ...measured, note: `the base is a figure of another day; ${small.note}` }
}

/** Lets new customers through the small journey; `run` gives customers per second. */
async function openSmallJourney(
  lab: Lab,
  redisUrl: string,
): Promise<{ run(): Promise<number>; close(): Promise<void>; note: string }> {
  const customers = lab.size(10_000)
  const store = await lab.store()
  let sent = 0
  const engine = await openEngine({ store, redisUrl, journeys: [smallJourney], onSend: () => (sent += 1) })
  let first = 0
  return {
    async run() {
      await withRedis(redisUrl, (redis) => redis.flushall())
      await introduce(store, first, customers, engine.rt.clock.now())
      for (const ids of idLots(customers, CONSUMING.batch, first)) await engine.queue.hint('advance', ids)
      first += customers
      const before = sent
      let consumers: ReturnType<typeof startConsumers> | undefined
      const rate = await perSecond(customers, async () => {
        consumers = startConsumers(engine.rt, CONSUMING)
        await until(() => sent === before + 2 * customers, engine.check)
        await engine.queue.idle()
      })
      await consumers?.stop()
      engine.check()
      return rate
    },
    close: () => engine.close(),
    note: `${customers} customers a run, 7 steps, 2 messages and a wait of 1 s each; ${lab.storeNote}`,
  }
}

/** P11: everybody waits for nine o'clock; from then to the last one moved on. */
export async function measureTimers(lab: Lab): Promise<Measured | Unmeasured> {
  const redisUrl = await lab.redis()
  if (typeof redisUrl !== 'string') return redisUrl
  const timers = lab.size(100_000)
  const jobs = lab.size(20_000)
  const store = await lab.store()
  const engine = await openEngine({ store, redisUrl, journeys: [dailyJourney] })
  const { clock, observe } = engine.rt
  // Counted here: to ask the store all the while for who is due would be part of what is measured.
  let moved = 0
  engine.rt.observe = { ...observe, turns: (count) => (moved += count) }
  const env = await engine.rt.catalog.env(NO_FACTS)
  await enroll({ store, env, count: timers, now: clock.now() })
  const base = async (): Promise<number> => timers / (await drainBareJobs(redisUrl, jobs))
  const ours = async (): Promise<number> => {
    await withRedis(redisUrl, (redis) => redis.flushall())
    const due = (await store.customers.nextWake()) ?? Number.NaN
    // Far enough ahead that all hints are in the queue by then.
    engine.skip(due - clock.now() - lab.size(6_000))
    for (const ids of idLots(timers, 1_000)) await engine.queue.hint('advance', ids, due)
    if (clock.now() >= due) throw new Error('The hints took too long.')
    const consumers = startConsumers(engine.rt, CONSUMING)
    await new Promise((resolve) => setTimeout(resolve, due - clock.now()))
    moved = 0
    const took = await millis(() => until(() => moved >= timers, engine.check))
    await consumers.stop()
    if ((await store.customers.nextWake()) === due) throw new Error('Somebody was not woken.')
    return took / 1_000
  }
  const measured = await inPairs(lab.runs, 's over s', base, ours)
  await engine.close()
  return { ...measured, note: `${timers} timers of one instant; base: ${jobs} jobs, scaled; ${lab.storeNote}` }
}

/** Stores customers who agreed to messages, and the events that let them in, as if ingest had just accepted those. */
async function introduce(store: Store, from: number, count: number, now: number): Promise<void> {
  for (let at = from; at < from + count; at += 2_000) {
    const lot = Array.from({ length: Math.min(2_000, from + count - at) }, (_, i) => at + i)
    await store.customers.save(lot.map((n) => person(n, now)))
    await store.inputs.append(lot.map((n) => started(n, now)))
  }
}

async function until(done: () => boolean | Promise<boolean>, check: () => void, everyMs = 5): Promise<void> {
  while (!(await done())) {
    check()
    await new Promise((resolve) => setTimeout(resolve, everyMs))
  }
}
