import { createRequire } from 'node:module'
import { Analytics } from '@segment/analytics-node'
import { describe, expect, it } from 'vitest'
import type { Input, InputOf } from '../../core/model/input.ts'
import { openWorld, type World } from './world.ts'

// Types of this client name another module system than the file it ships.
const Rudder = createRequire(import.meta.url)('@rudderstack/rudder-sdk-node') as new (
  key: string,
  options: Record<string, unknown>,
) => Record<'identify' | 'track' | 'page' | 'group' | 'alias', (message: object, done?: () => void) => void> & {
  flush(done?: (error?: Error) => void): Promise<unknown>
}

const inputsOf = async ({ store }: World, customerId: string): Promise<Input[]> =>
  (await store.inputs.timeline(customerId, { limit: 50 })).items.reverse()

const isEvent = (input: Input): input is InputOf<'event'> => input.kind === 'event'

const MESSAGES = [
  ['identify', { userId: 'ada', traits: { email: 'ada@example.test', plan: 'pro', timeZone: 'Europe/Berlin' } }],
  ['track', { userId: 'ada', event: 'Order Completed', properties: { revenue: 40, items: [{ sku: 'a' }] } }],
  ['page', { userId: 'ada', name: 'Pricing', properties: { path: '/pricing' } }],
  ['group', { userId: 'ada', groupId: 'acme', traits: { seats: 5 } }],
  ['alias', { userId: 'ada', previousId: 'anonymous-1' }],
] as const

async function expectEverything(world: World): Promise<void> {
  const inputs = await inputsOf(world, 'ada')
  expect(inputs.map((input) => (isEvent(input) ? input.name : input.kind))).toEqual([
    'identify',
    'Order Completed',
    'Page Viewed',
    'identify',
    'Identity Linked',
  ])
  const [identify, order, page, group] = inputs as [Input, InputOf<'event'>, InputOf<'event'>, Input]
  expect(identify).toMatchObject({ traits: { email: 'ada@example.test', plan: 'pro' }, timeZone: 'Europe/Berlin' })
  expect(order).toMatchObject({ properties: { revenue: 40, items: [{ sku: 'a' }] } })
  expect(Math.abs(order.timestamp - order.acceptedAt)).toBeLessThan(60_000)
  expect(page.properties).toMatchObject({ path: '/pricing', name: 'Pricing' })
  expect(group).toMatchObject({ traits: { groupId: 'acme', group: { seats: 5 } } })
}

describe('official clients, as they come from the registry', () => {
  it('@segment/analytics-node delivers every kind of message', async () => {
    const world = await openWorld()
    const client = new Analytics({ writeKey: world.write, host: world.url, maxRetries: 0 })
    const failures: unknown[] = []
    client.on('error', (error) => failures.push(error))
    for (const [kind, message] of MESSAGES) (client[kind] as (message: object) => void).call(client, message)
    await client.closeAndFlush()
    expect(failures).toEqual([])
    await expectEverything(world)
  })

  it('@segment/analytics-node hears of a wrong key', async () => {
    const world = await openWorld()
    const client = new Analytics({ writeKey: 'pw_wrong', host: world.url, maxRetries: 0 })
    const failures: unknown[] = []
    client.on('error', (error) => failures.push(error))
    client.track({ userId: 'ada', event: 'Order Completed' })
    await client.closeAndFlush()
    expect(failures).toHaveLength(1)
    expect(await inputsOf(world, 'ada')).toEqual([])
  })

  it.each([true, false])('@rudderstack/rudder-sdk-node delivers with gzip: %s', async (gzip) => {
    const world = await openWorld()
    const client = new Rudder(world.write, {
      dataPlaneUrl: world.url,
      gzip,
      flushInterval: 0,
      retryCount: 0,
      logLevel: 'none',
    })
    const delivered = MESSAGES.map(
      ([kind, message]) => new Promise<void>((resolve) => client[kind](message, () => resolve())),
    )
    await client.flush()
    await Promise.all(delivered)
    await expectEverything(world)
  })
})
