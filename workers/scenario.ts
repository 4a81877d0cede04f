import { readFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { Command } from 'commander'
import { coreRegistry } from '../engine/core/steps/index.ts'
import { ProblemError } from '../engine/problem.ts'
import { createQueue } from '../engine/queue/index.ts'
import { connectStore } from '../engine/store/index.ts'
import { customSteps } from '../examples/custom-steps.ts'
import { runScenario } from './scenario/run.ts'

const program = new Command('scenario')
  .description('Runs a scenario on the real engine with a virtual clock and prints one JSON object.')
  .argument('<file>', 'scenario file (JSON)')
  .option('--profile <profile>', 'embedded, or production on MONGODB_URL and REDIS_URL', 'embedded')
  .parse()
const [file] = program.args as [string]
const { profile } = program.opts<{ profile: string }>()

try {
  const value = readJson(file)
  const output = profile === 'production' ? await runOnServers(value) : await runEmbedded(value)
  process.stdout.write(`${JSON.stringify(output, null, 2)}\n`)
} catch (error) {
  if (!(error instanceof ProblemError)) throw error
  process.stdout.write(`${JSON.stringify(error, null, 2)}\n`)
  process.exitCode = 2
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new ProblemError(400, 'scenario-unreadable', `${path} cannot be read as JSON: ${(error as Error).message}`)
  }
}

async function runEmbedded(value: unknown): Promise<unknown> {
  const store = await connectStore({ file: ':memory:' })
  try {
    return await runScenario(value, { store, registry: coreRegistry(...customSteps) })
  } finally {
    await store.close()
  }
}

/** In a database and under a key prefix of its own, which are dropped afterwards. */
async function runOnServers(value: unknown): Promise<unknown> {
  const mongodbUrl = required('MONGODB_URL')
  const redisUrl = required('REDIS_URL')
  const name = `scenario-${randomBytes(6).toString('hex')}`
  const store = await connectStore({ mongodbUrl, database: name })
  try {
    return await runScenario(value, { store, registry: coreRegistry(...customSteps), openQueue: (clock) => createQueue({ redisUrl, prefix: name, clock }) })
  } finally {
    await store.drop()
    await store.close()
  }
}

function required(name: 'MONGODB_URL' | 'REDIS_URL'): string {
  const value = process.env[name]
  if (!value) throw new ProblemError(400, 'setting-missing', `--profile production needs ${name}.`)
  return value
}
