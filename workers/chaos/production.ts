import { createRandom } from '../faults/random.ts'
import { startProxy } from '../../engine/store/test/proxy.ts'
import { connectStore } from '../../engine/store/index.ts'
import { startJudge } from './judge.ts'
import { liveOn, prepare } from './people.ts'
import { freePort, pause, tsService } from './service.ts'
import { redisService, workerServices } from './town.ts'
import { type Town, troubles } from './troubles.ts'
import { type Verdict, verify } from './verify.ts'

export interface ChaosOptions {
  mongodbUrl: string
  /** How long trouble lasts. */
  seconds: number
  customers: number
  seed: number
  say(line: string): void
}

export interface ChaosReport extends Verdict {
  troubles: Record<string, number>
}

const WORKERS = 3
/** A keyed message whose answer was lost is repeated after a minute. Whoever met trouble twice is tried again later: see `verify`. */
const PATIENCE_MS = 240_000

/** API, workers, Redis and the store as processes of their own, in trouble for a while; then everything must add up. */
export async function runProduction({ mongodbUrl, seconds, customers, seed, say }: ChaosOptions): Promise<ChaosReport> {
  const random = createRandom(seed)
  const database = `chaos-${process.pid}-${seed}`
  const judge = await startJudge()
  const wire = await startProxy(mongodbUrl)
  const store = await connectStore({ mongodbUrl, database })
  const [redisPort, apiPort] = [await freePort(), await freePort()]
  const env = {
    MONGODB_URL: `${wire.url}${database}`,
    REDIS_URL: `redis://127.0.0.1:${redisPort}`,
    QUEUE_PREFIX: database,
    SMTP_URL: judge.smtpUrl,
    SMTP_FROM: 'shop@example.test',
    WEBHOOK_ALLOW: '127.0.0.0/8',
    HOST: '127.0.0.1',
    PUBLIC_URL: `http://127.0.0.1:${apiPort}`,
    LOG_LEVEL: 'error',
    STOP_DELAY: '0',
  }
  const redis = redisService(redisPort)
  const api = tsService('api', 'workers/start-api.ts', { ...env, PORT: String(apiPort) }, /API on http/)
  const workers = workerServices(WORKERS, env)
  const town: Town = { api, workers, redis, redisUrl: env.REDIS_URL, wire, judge }
  const counts: Record<string, number> = {}
  try {
    await redis.start()
    await prepare(store, judge.hookUrl, customers)
    await api.start()
    await Promise.all(workers.map((worker) => worker.start()))
    const writeKey = /write key\s+(\S+)/.exec(api.output())?.[1]
    if (!writeKey) throw new Error(`The API printed no write key:\n${api.output()}`)
    const living = liveOn(`http://127.0.0.1:${apiPort}`, writeKey, customers, seconds * 800)
    living.catch(() => undefined)
    await makeTrouble(town, counts, { until: Date.now() + seconds * 1_000, random, say })
    const verdict = await verify(store, judge, customers, PATIENCE_MS, await living)
    if (verdict.violations.length > 0)
      say([api, ...workers].map((service) => `--- ${service.name}\n${service.output().slice(-3_000)}`).join('\n'))
    return { ...verdict, troubles: counts }
  } finally {
    for (const service of [...workers, api, redis]) await service.kill()
    await store.drop()
    await store.close()
    await wire.close()
    await judge.close()
  }
}

/** One trouble after the other, each kind once before any comes again, with little rest in between. */
async function makeTrouble(
  town: Town,
  counts: Record<string, number>,
  { until, random, say }: { until: number; random: () => number; say: (line: string) => void },
): Promise<void> {
  let bag: string[] = []
  const frozen: Promise<void>[] = []
  while (Date.now() < until) {
    if (bag.length === 0) bag = Object.keys(troubles).sort(() => random() - 0.5)
    const name = bag.pop() as string
    say(name)
    const trouble = (troubles[name] as (typeof troubles)[string])(town, random).then((bit) => {
      if (bit !== false) counts[name] = (counts[name] ?? 0) + 1
    })
    // A frozen process stays so while other things go wrong.
    if (name.includes('frozen')) frozen.push(trouble)
    else await trouble
    await pause(300 + random() * 1_500)
  }
  await Promise.all(frozen)
}
