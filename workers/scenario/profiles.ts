import { randomBytes } from 'node:crypto'
import type { StepRegistry } from '../../engine/core/steps/registry.ts'
import { ProblemError } from '../../engine/problem.ts'
import { createQueue, systemClock } from '../../engine/queue/index.ts'
import { connectStore } from '../../engine/store/index.ts'
import type { ScenarioOutput } from './output.ts'
import type { Warn } from './meant.ts'
import { runScenario } from './run.ts'

/** Runs a scenario on a store and a queue of its own in this process. @throws ProblemError */
export async function runEmbedded(value: unknown, registry: StepRegistry, warn?: Warn): Promise<ScenarioOutput> {
  const store = await connectStore({ file: ':memory:' })
  try {
    return await runScenario(value, { store, registry, ...(warn && { warn }) })
  } finally {
    await store.close()
  }
}

/** Runs a scenario on MongoDB and Redis, in a database and under a key prefix of its own, dropped afterwards. @throws ProblemError */
export async function runOnServers(
  value: unknown,
  registry: StepRegistry,
  { mongodbUrl, redisUrl }: { mongodbUrl: string; redisUrl: string },
  warn?: Warn,
): Promise<ScenarioOutput> {
  const name = `scenario-${randomBytes(6).toString('hex')}`
  await requireRedis(redisUrl)
  const store = await connectStore({ mongodbUrl, database: name })
  try {
    return await runScenario(value, {
      store,
      registry,
      openQueue: (clock) => createQueue({ redisUrl, prefix: name, clock }),
      ...(warn && { warn }),
    })
  } finally {
    await store.drop()
    await store.close()
  }
}

/** @throws ProblemError 400 that says why nobody answers there */
async function requireRedis(redisUrl: string): Promise<void> {
  let why = 'it does not answer'
  const onError = (error: unknown): void => {
    const { message, code } = error as { message?: string; code?: string }
    // Where a name has several addresses, only the code says something.
    why = message || code || why
  }
  const queue = createQueue({ redisUrl, clock: systemClock(), onError })
  const isThere = await queue.healthy()
  await queue.close({ force: true })
  if (isThere) return
  const message = `REDIS_URL cannot be used: ${why}. Start Redis there, or correct REDIS_URL.`
  throw new ProblemError(400, 'setting-unusable', message)
}
