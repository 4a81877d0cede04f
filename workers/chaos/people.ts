import { newCustomer } from '../../engine/core/model/new-customer.ts'
import { journeyOf, mail } from '../faults/reference.ts'
import type { Store } from '../../engine/store/port.ts'
import { publishJourney } from '../../engine/journeys/index.ts'
import { coreRegistry } from '../../engine/core/steps/index.ts'
import { pause } from './service.ts'

/** What everybody goes through: a mail nobody can recall, a wait, a webhook, a wait for an order. */
const journey = (hookUrl: string): object =>
  journeyOf('chaos', [
    {
      id: 'start',
      type: 'entry',
      config: { trigger: { type: 'event', event: 'Signed Up' }, reentry: { policy: 'never' } },
    },
    mail('hello'),
    { id: 'later', type: 'wait', config: { for: 'PT3S' } },
    { id: 'hook', type: 'webhook', config: { method: 'POST', url: hookUrl, body: { customer: '{{ customer.id }}' } } },
    {
      id: 'decide',
      type: 'wait-for',
      config: { branches: [{ path: 'bought', event: 'Ordered' }], timeout: 'PT8S', counts: 'since-entry' },
      then: { bought: 'count', timeout: 'end-silent' },
    },
    { id: 'count', type: 'update', config: { increment: { orders: 1 } } },
    { id: 'end-bought', type: 'exit', config: { reason: 'bought' } },
    { id: 'end-silent', type: 'exit', config: { reason: 'silent' } },
  ])

/** Whoever is asked to do something outside: the events of one customer, repeated until they are acknowledged. */
export const idOf = (n: number): string => `customer-${n}`
/** Every other customer orders. */
export const orders = (n: number): boolean => n % 2 === 0
/** When an order was acknowledged, by customer; while the API is away that may be later than the journey waits. */
export type Acknowledged = Map<number, number>

export async function prepare(store: Store, hookUrl: string, count: number): Promise<void> {
  const now = Date.now()
  const customers = Array.from({ length: count }, (_, n) => {
    const customer = newCustomer(idOf(n), now, n)
    customer.traits = { email: `${idOf(n)}@example.test` }
    customer.consent = { email: ['news'] }
    return customer
  })
  for (let i = 0; i < count; i += 500) await store.customers.save(customers.slice(i, i + 500))
  await publishJourney({ store, registry: coreRegistry(), now: () => now, broadcast: () => {} }, journey(hookUrl))
}

/** Signs everybody up, evenly over a time, and lets half of them order; each call is repeated until it is answered. */
export async function liveOn(apiUrl: string, writeKey: string, count: number, overMs: number): Promise<Acknowledged> {
  const began = Date.now()
  const acknowledged: Acknowledged = new Map()
  const waiting: Promise<void>[] = []
  for (let n = 0; n < count; n += 1) {
    await pause(Math.max(0, began + (overMs * n) / count - Date.now()))
    waiting.push(oneLife(apiUrl, writeKey, n, acknowledged))
  }
  await Promise.all(waiting)
  return acknowledged
}

async function oneLife(apiUrl: string, writeKey: string, n: number, acknowledged: Acknowledged): Promise<void> {
  await insist(apiUrl, writeKey, { userId: idOf(n), event: 'Signed Up', messageId: `signup-${n}` })
  if (!orders(n)) return
  await insist(apiUrl, writeKey, { userId: idOf(n), event: 'Ordered', messageId: `order-${n}` })
  acknowledged.set(n, Date.now())
}

async function insist(apiUrl: string, writeKey: string, body: object): Promise<void> {
  const authorization = `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`
  for (;;) {
    try {
      const response = await fetch(`${apiUrl}/v1/track`, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { authorization, 'content-type': 'application/json' },
        signal: AbortSignal.timeout(10_000),
      })
      const text = await response.text()
      if (response.ok) return
      if (response.status < 500 && response.status !== 429)
        throw new Error(`The API refuses: ${response.status} ${text}`)
    } catch (error) {
      if (error instanceof Error && error.message.startsWith('The API refuses')) throw error
    }
    await pause(500)
  }
}
