import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, tsService } from '../../workers/chaos/service.ts'

/** A running Perennial with a store of its own: what a story clicks on, and what it asks afterwards. */
export interface Shop {
  address: string
  adminKey: string
  writeKey: string
  /** Asks the API with the admin key; `path` is below /v1. Throws what the server answered. */
  ask<T>(path: string, options?: { method?: string; body?: unknown; headers?: Record<string, string> }): Promise<T>
  /** Ends the server's process; what it holds stays. */
  stop(): Promise<void>
  start(): Promise<void>
  close(): Promise<void>
}

export async function openShop(): Promise<Shop> {
  const folder = await mkdtemp(join(tmpdir(), 'perennial-story-'))
  const port = await freePort()
  const env = {
    PORT: String(port),
    DATA_FILE: join(folder, 'shop.db'),
    MONGODB_URL: '',
    REDIS_URL: '',
    LOG_LEVEL: 'warn',
  }
  const service = tsService('the product', 'builder/e2e/product.ts', env, /"ready":true/)
  await service.start()
  const { admin = '', write = '' } = keysIn(service.output())
  const address = `http://127.0.0.1:${port}`

  return {
    address,
    adminKey: admin,
    writeKey: write,
    async ask(path, { method = 'GET', body, headers = {} } = {}) {
      const response = await fetch(`${address}/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${admin}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await response.text()
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
      return (text === '' ? null : JSON.parse(text)) as never
    },
    stop: async () => void (await service.stop()),
    start: () => service.start(),
    async close() {
      await service.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function keysIn(output: string): { admin?: string; write?: string } {
  const line = output.split('\n').find((line) => line.includes('"ready":true')) ?? '{}'
  return JSON.parse(line) as { admin?: string; write?: string }
}
