import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'

/** A real process that can be started, killed, frozen and started again. */
export interface Service {
  readonly name: string
  start(): Promise<void>
  /** Dies at once, in the middle of whatever it does. */
  kill(): Promise<void>
  /** Is asked to end, and waited for. @returns its exit code; null = by a signal */
  stop(): Promise<number | null>
  /** Stands still until the returned function is called. */
  freeze(): () => void
  /** Everything it has printed. */
  output(): string
}

export interface ServiceOptions {
  name: string
  command: string
  args: readonly string[]
  env?: Readonly<Record<string, string>>
  /** Ready once it has printed this. */
  ready: RegExp
}

const START_MS = 180_000

/** So often a process that ends before it is ready is started. */
const TRIES = 3

/** Nobody outlives the run that started them. */
const running = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

export function createService({ name, command, args, env = {}, ready }: ServiceOptions): Service {
  let child: ChildProcess | null = null
  let printed = ''

  async function end(signal: NodeJS.Signals): Promise<number | null> {
    const dying = child
    if (!dying) return null
    child = null
    if (dying.exitCode !== null || dying.signalCode !== null) return dying.exitCode
    const gone = once(dying, 'exit')
    dying.kill(signal)
    if (signal === 'SIGKILL') dying.kill('SIGCONT')
    await gone
    return dying.exitCode
  }

  /** Resolves when it is ready. */
  async function begin(): Promise<void> {
    const started = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    child = started
    running.add(started)
    started.once('exit', () => running.delete(started))
    let said = ''
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(
        () => reject(new Error(`${name} is not ready after ${START_MS / 1_000} s:\n${said}`)),
        START_MS,
      )
      const hear = (chunk: Buffer): void => {
        printed += chunk.toString()
        said += chunk.toString()
        if (!ready.test(said)) return
        clearTimeout(late)
        resolve()
      }
      started.stdout?.on('data', hear)
      started.stderr?.on('data', hear)
      started.once('exit', (code) => {
        clearTimeout(late)
        reject(new Error(`${name} ended with ${code} before it was ready:\n${said}`))
      })
    })
  }

  return {
    name,
    async start() {
      for (let left = TRIES - 1; ; left--) {
        try {
          return await begin()
        } catch (error) {
          // Ended by itself, since the store was away for instance: whoever keeps processes running starts it again.
          const hasEnded = child !== null && child.exitCode !== null
          if (!hasEnded || left === 0) throw error
        }
      }
    },
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
    freeze() {
      const frozen = child
      frozen?.kill('SIGSTOP')
      return () => void frozen?.kill('SIGCONT')
    },
    output: () => printed,
  }
}

/** A TypeScript file of ours as a process. */
export function tsService(name: string, file: string, env: Record<string, string>, ready: RegExp): Service {
  const path = new URL(`../../${file}`, import.meta.url).pathname
  return createService({ name, command: process.execPath, args: ['--import', 'tsx', path], env, ready })
}

/** The whole product as one process on one file, listening on `port` of the loopback address. */
export function oneProcess(file: string, port: number, env: Record<string, string>): Service {
  const own = { MONGODB_URL: '', REDIS_URL: '', DATA_FILE: file, HOST: '127.0.0.1', PORT: String(port) }
  const settings = { ...own, LOG_LEVEL: 'error', WEBHOOK_ALLOW: '127.0.0.0/8', ...env }
  return tsService('all in one', 'workers/chaos/one-process.ts', settings, /All in one runs/)
}

/** A port of the loopback address that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
