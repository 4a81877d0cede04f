import { createService, type Service, tsService } from './service.ts'

/** A redis-server that keeps nothing over a restart. */
export function redisService(port: number): Service {
  const keepsNothing = ['--save', '', '--appendonly', 'no', '--maxmemory-policy', 'noeviction']
  return createService({
    name: 'redis',
    command: 'redis-server',
    args: ['--bind', '127.0.0.1', '--port', String(port), ...keepsNothing],
    ready: /Ready to accept connections/,
  })
}

export function workerServices(count: number, env: Record<string, string>): Service[] {
  return Array.from({ length: count }, (_, n) =>
    tsService(`worker ${n + 1}`, 'workers/start-worker.ts', { ...env, PORT: '0' }, /Worker runs/),
  )
}
