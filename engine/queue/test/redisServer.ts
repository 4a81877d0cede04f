import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { Redis } from 'ioredis'

/** A redis-server of our own on a free loopback port, without persistence: to be flushed, frozen and killed at will. */
export interface RedisServer {
  url: string
  port: number
  signal(name: 'SIGSTOP' | 'SIGCONT'): void
  /** SIGKILL, and gone when it resolves. */
  kill(): Promise<void>
}

/** Why no redis-server can be started here, or undefined when one can. */
export async function redisServerMissing(): Promise<string | undefined> {
  const child = spawn('redis-server', ['--version'], { stdio: 'ignore' })
  const found = await new Promise<boolean>((resolve) => {
    child.once('error', () => resolve(false))
    child.once('exit', (code) => resolve(code === 0))
  })
  return found ? undefined : 'no redis-server in PATH (on Debian: apt-get install redis-server)'
}

export async function startRedisServer(port?: number): Promise<RedisServer> {
  const chosen = port ?? (await freePort())
  const child = spawn(
    'redis-server',
    ['--port', `${chosen}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    { stdio: 'ignore' },
  )
  const url = `redis://127.0.0.1:${chosen}`
  await answering(url)
  return {
    url,
    port: chosen,
    signal: (name) => void child.kill(name),
    kill: () => end(child),
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

async function answering(url: string): Promise<void> {
  const redis = new Redis(url, { retryStrategy: () => 20, maxRetriesPerRequest: null })
  redis.on('error', () => {})
  await redis.ping()
  await redis.quit()
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}
