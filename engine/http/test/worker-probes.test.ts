import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { addKey } from '../keys.ts'
import { workerProbes } from '../worker-probes.ts'
import { openWorld } from './world.ts'

it('a worker shows its figures to metrics keys and admin keys, and to nobody else', async () => {
  const { store, ports, write, admin } = await openWorld()
  const { secret } = await addKey(store, 'metrics', 'Prometheus', 0)
  const server = createServer(workerProbes({ store, metrics: ports.metrics, isReady: () => true, clock: ports.clock }))
  onTestFinished(() => void server.close())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`
  const status = async (authorization: string) => (await fetch(url, { headers: { authorization } })).status
  const keys = [secret, admin, write, 'pm_wrong']
  expect(await Promise.all(keys.map((key) => status(`Bearer ${key}`)))).toEqual([200, 200, 401, 401])
  expect(await status('')).toBe(401)
})
