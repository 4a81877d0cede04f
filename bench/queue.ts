/**
 * What a wake-up costs on BullMQ: ids per second through our queue (hinted in lots, handled in batches, by a handler that does
 * nothing) over bare BullMQ no-op jobs per second, same Redis, same run, alternating.
 *
 *   npx tsx bench/queue.ts [--json] [--rounds 5]
 *
 * Uses REDIS_URL, or a redis-server of its own on a free port.
 */
import { pathToFileURL } from 'node:url'
import { Queue as Bull, Worker } from 'bullmq'
import { createBullQueue, HINT_KINDS, systemClock } from '../engine/queue/index.ts'
import { redisServerMissing, startRedisServer } from '../engine/queue/test/redisServer.ts'

const JOBS = 10_000
const IDS = 500_000
const LOT = 1_000

export interface QueueFigures {
  runs: number
  /** Per second, medians over the runs. `hinted` ids come in lots of 1,000; `single` ids one hint each, 200 in flight. */
  ids: { hinted: number; drained: number; single: number }
  jobs: { added: number; drained: number }
  /** Drained ids over drained jobs: median and range. */
  ratio: { median: number; min: number; max: number }
}

export async function measureQueue(rounds: number): Promise<QueueFigures | { reason: string }> {
  const missing = process.env.REDIS_URL ? undefined : await redisServerMissing()
  if (missing) return { reason: missing }
  const own = process.env.REDIS_URL ? undefined : await startRedisServer()
  const url = process.env.REDIS_URL ?? own?.url ?? ''
  try {
    await measureBare(url, 1_000)
    await measureOurs(url, 10_000)
    const bare: Awaited<ReturnType<typeof measureBare>>[] = []
    const ours: Awaited<ReturnType<typeof measureOurs>>[] = []
    for (let round = 0; round < rounds; round++) {
      bare.push(await measureBare(url, JOBS))
      ours.push(await measureOurs(url, IDS))
    }
    const ratios = ours.map((figure, round) => figure.drained / (bare[round]?.drained ?? Number.NaN))
    return {
      runs: rounds,
      ids: {
        hinted: median(ours.map((figure) => figure.hinted)),
        drained: median(ours.map((figure) => figure.drained)),
        single: median(ours.map((figure) => figure.single)),
      },
      jobs: {
        added: median(bare.map((figure) => figure.added)),
        drained: median(bare.map((figure) => figure.drained)),
      },
      ratio: { median: median(ratios), min: Math.min(...ratios), max: Math.max(...ratios) },
    }
  } finally {
    await own?.kill()
  }
}

/** Add all, then drain all: jobs without data, concurrency 100, nothing kept. */
async function measureBare(url: string, count: number) {
  const options = { connection: { url, maxRetriesPerRequest: null }, prefix: `bench-${process.pid}` }
  const queue = new Bull('bare', { ...options, defaultJobOptions: { removeOnComplete: true } })
  await queue.waitUntilReady()
  const added = await perSecond(count, async () => {
    for (let start = 0; start < count; start += LOT) {
      await queue.addBulk(Array.from({ length: Math.min(LOT, count - start) }, () => ({ name: 'nothing', data: {} })))
    }
  })
  let handled = 0
  let finish = () => {}
  const finished = new Promise<void>((resolve) => {
    finish = resolve
  })
  const worker = new Worker('bare', async () => (++handled === count ? finish() : undefined), {
    ...options,
    concurrency: 100,
    autorun: false,
  })
  await worker.waitUntilReady()
  const drained = await perSecond(count, async () => {
    worker.run().catch((error) => console.error(error))
    await finished
  })
  await worker.close()
  await queue.obliterate({ force: true })
  await queue.close()
  return { added, drained }
}

/** The same through our queue, then ids hinted one by one from 200 callers, as ingest does. */
async function measureOurs(url: string, count: number) {
  const queue = createBullQueue({ url, prefix: `bench-${process.pid}`, clock: systemClock() })
  await queue.healthy()
  const hinted = await perSecond(count, async () => {
    for (let start = 0; start < count; start += LOT)
      await queue.hint('advance', idsFrom(start, Math.min(LOT, count - start)))
  })
  let handled = 0
  const drained = await perSecond(count, async () => {
    queue.consume('advance', async (ids) => void (handled += ids.length), { concurrency: 16, batch: 256 })
    await queue.idle()
  })
  if (handled < count) throw new Error(`Only ${handled} of ${count} ids were handled.`)
  const few = Math.ceil(count / 25)
  const single = await perSecond(few, async () => {
    let next = 0
    const caller = async () => {
      while (next < few) await queue.hint('advance', [`customer-${next++}`])
    }
    await Promise.all(Array.from({ length: 200 }, caller))
    await queue.idle()
  })
  await queue.close()
  await removeJobs(url)
  return { hinted, drained, single }
}

async function removeJobs(url: string): Promise<void> {
  for (const kind of HINT_KINDS) {
    const queue = new Bull(kind, { connection: { url }, prefix: `bench-${process.pid}` })
    await queue.obliterate({ force: true })
    await queue.close()
  }
}

const idsFrom = (start: number, count: number) =>
  Array.from({ length: count }, (_, index) => `customer-${start + index}`)

async function perSecond(count: number, work: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return Math.round(count / ((performance.now() - start) / 1_000))
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? Number.NaN
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const rounds = Number(process.argv[process.argv.indexOf('--rounds') + 1]) || 5
  const figures = await measureQueue(rounds)
  if (process.argv.includes('--json')) console.log(JSON.stringify(figures))
  else console.dir(figures)
}
