import { randomBytes } from 'node:crypto'
import type { StepRegistry } from '../../engine/core/steps/registry.ts'
import { createQueue } from '../../engine/queue/index.ts'
import { connectStore } from '../../engine/store/index.ts'
import type { ScenarioOutput } from './output.ts'
import { runScenario } from './run.ts'

/** Runs a scenario on a store and a queue of its own in this process. @throws ProblemError */
export async function runEmbedded(value: unknown, registry: StepRegistry): Promise<ScenarioOutput> {
  const store = await connectStore({ file: ':memory:' })
  try {
    return await runScenario(value, { store, registry })
  } finally {
    await store.close()
  }
}

/** Runs a scenario on MongoDB and Redis, in a database and under a key prefix of its own, dropped afterwards. @throws ProblemError */
export async function runOnServers(
  value: unknown,
  registry: StepRegistry,
  { mongodbUrl, redisUrl }: { mongodbUrl: string; redisUrl: string },
): Promise<ScenarioOutput> {
  const name = `scenario-${randomBytes(6).toString('hex')}`
  const store = await connectStore({ mongodbUrl, database: name })
  try {
    return await runScenario(value, {
      store,
      registry,
      openQueue: (clock) => createQueue({ redisUrl, prefix: name, clock }),
    })
  } finally {
    await store.drop()
    await store.close()
  }
}
