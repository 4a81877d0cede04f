import { Command, Option } from 'commander'
import { ProblemError } from '../engine/problem.ts'
import { StoreConfigError } from '../engine/store/index.ts'
import { readScenarioFile } from './scenario/files.ts'
import { runEmbedded, runOnServers } from './scenario/profiles.ts'
import { workspaceRegistry } from './step-types.ts'

const program = new Command('scenario')
  .description('Runs a scenario on the real engine with a virtual clock and prints one JSON object.')
  .argument('<file>', 'scenario file (JSON)')
  .addOption(
    new Option('--profile <profile>', 'where it runs; production: on MONGODB_URL and REDIS_URL')
      .choices(['embedded', 'production'])
      .default('embedded'),
  )
  .parse()
const [file] = program.args as [string]
const { profile } = program.opts<{ profile: string }>()
const registry = workspaceRegistry()

try {
  const scenario = readScenarioFile(file)
  const output =
    profile === 'production'
      ? await runOnServers(
          scenario,
          registry,
          { mongodbUrl: required('MONGODB_URL'), redisUrl: required('REDIS_URL') },
          warn,
        )
      : await runEmbedded(scenario, registry, warn)
  process.stdout.write(`${JSON.stringify(output, null, 2)}\n`)
} catch (error) {
  const problem = error instanceof StoreConfigError ? new ProblemError(400, 'setting-unusable', error.message) : error
  if (!(problem instanceof ProblemError)) throw error
  process.stdout.write(`${JSON.stringify(problem, null, 2)}\n`)
  process.exitCode = 2
}

/** On standard error: what is printed on standard output stays one JSON object. */
function warn(pointer: string, message: string): void {
  process.stderr.write(`${pointer}: ${message}\n`)
}

function required(name: 'MONGODB_URL' | 'REDIS_URL'): string {
  const value = process.env[name]
  if (!value) throw new ProblemError(400, 'setting-missing', `--profile production needs ${name}.`)
  return value
}
