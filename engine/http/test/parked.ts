import { expect } from 'vitest'
import type { Customer } from '../../core/model/customer.ts'
import { journey } from './samples.ts'
import { openWorld, type World } from './world.ts'

/** A journey whose mail needs a number, and customers some of whom have none. */
const picky = journey({
  id: 'picky',
  steps: [
    { id: 'start', type: 'entry', config: { trigger: { type: 'api' }, reentry: { policy: 'always' } } },
    { id: 'mail', type: 'send', config: { channel: 'email', topic: 'news', template: 'hello' } },
    { id: 'wait', type: 'wait', config: { for: 'P3D' } },
    { id: 'later', type: 'wait', config: { for: 'P9D' } },
  ],
  edges: [
    { from: 'start', path: 'next', to: 'mail' },
    { from: 'mail', path: 'next', to: 'wait' },
    { from: 'wait', path: 'next', to: 'later' },
  ],
  goals: [],
})

/** Published, and everybody named is inside; then whoever is to be is parked, as a step at fault would do it. */
export async function withParked(parked: readonly string[], active: readonly string[] = []): Promise<World> {
  const world = await openWorld()
  await world.ask('PUT', '/v1/templates/hello', { channel: 'email', subject: 'Hi', text: 'Hi' })
  await world.ask('POST', '/v1/journeys', picky)
  expect((await world.ask('POST', '/v1/journeys/picky/publish', {})).status).toBe(200)
  for (const id of [...parked, ...active]) {
    await world.ask('POST', '/v1/identify', { userId: id, traits: { email: `${id}@example.test` } })
    await world.ask('PUT', `/v1/customers/${id}/consent`, { channel: 'email', topic: 'news', allowed: true })
    await world.ask('POST', `/v1/customers/${id}/enter`, { journey: 'picky' })
  }
  for (const id of parked) await bend(world, id, park)
  return world
}

export function park({ enrollments: [e] }: Customer): void {
  if (!e) throw new Error('is not inside')
  e.status = 'parked'
  e.waiting = null
  e.parked = { code: 'template-error', step: e.step ?? '', detail: 'there is no "x"', at: 1 }
}

export async function bend({ store }: World, id: string, change: (customer: Customer) => void): Promise<void> {
  const customer = (await store.customers.load([id])).get(id) as Customer
  change(customer)
  await store.customers.save([customer])
}
