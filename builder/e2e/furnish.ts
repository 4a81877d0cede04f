import { readFile } from 'node:fs/promises'
import { secondPurchase } from './second-purchase.ts'
import type { Shop } from './shop.ts'

const PEOPLE = 14

/** A shop in which every screen has something to show: a live journey with people in it, a draft, a segment, settings. */
export async function furnish(shop: Shop): Promise<void> {
  const example = JSON.parse(await readFile('examples/lifecycle.json', 'utf8')) as { steps: Step[] }
  // What the shop shows does not depend on the hour.
  const lifecycle = { ...example, quietHours: null }
  await shop.ask('/journeys', { method: 'POST', body: { ...lifecycle, tags: ['always on', 'Everyday/'] } })
  await shop.ask('/journeys/lifecycle/publish', { method: 'POST', body: { note: 'The first one' } })
  const withPause = lifecycle.steps.map((step) =>
    step.id === 'tips' ? { ...step, name: 'Tips for the kitchen' } : step,
  )
  await shop.ask('/journeys/lifecycle/draft', {
    method: 'PUT',
    body: { ...lifecycle, steps: withPause, tags: ['always on', 'Everyday/'] },
    headers: { 'if-match': '*' },
  })
  await shop.ask('/journeys', { method: 'POST', body: { ...secondPurchase, id: 'second', edges: [] } })
  const when = { all: [{ field: 'customer.country', op: 'eq', value: 'DE' }, { event: 'Order Completed' }] }
  await shop.ask('/segments/german-buyers', { method: 'PUT', body: { name: 'Buyers in Germany', when } })
  await shop.ask('/settings/workspace', {
    method: 'PUT',
    body: {
      timeZone: 'Europe/Berlin',
      quietHours: { from: '22:00', to: '07:00', channels: ['sms'] },
      tiers: [{ id: 'silver', points: 500 }],
      caps: [
        { max: 40, per: 'P7D' },
        { max: 5, per: 'P1D', channel: 'sms', topic: 'offers', over: 'drop' },
      ],
      topics: [
        { id: 'onboarding', name: 'First steps', description: 'How to get going, in the first weeks.' },
        { id: 'offers', name: 'Offers and sales' },
        { id: 'service', name: 'Service' },
        { id: 'newsletter', name: 'Newsletter' },
      ],
    },
  })
  await shop.ask('/batch', {
    method: 'POST',
    body: { batch: [...Array.from({ length: PEOPLE }, (_, i) => life(i)).flat(), OUTSIDE] },
  })
  await until(shop)
}

/** Is known, and in no journey. */
const OUTSIDE = { type: 'identify', userId: 'eva', traits: { firstName: 'Eva', country: 'DE' } }

interface Step {
  id: string
}

function life(index: number): object[] {
  const userId = `ada-${index}`
  const traits = {
    firstName: 'Ada',
    lastName: `No. ${index}`,
    email: `${userId}@example.com`,
    country: index % 2 ? 'DE' : 'FR',
  }
  const consent = { email: { onboarding: index % 5 !== 4, offers: true, newsletter: true, service: true } }
  return [
    { type: 'identify', userId, traits: { ...traits, timeZone: 'Europe/Paris' }, consent },
    { type: 'track', userId, event: 'Signed Up', properties: { source: 'search' } },
    ...(index % 3 === 0
      ? [{ type: 'track', userId, event: 'Order Completed', properties: { revenue: 20 + index, first: true } }]
      : []),
  ]
}

/** Waits until everybody has come in and the first message has gone out. */
async function until(shop: Shop): Promise<void> {
  for (;;) {
    const { entered } = await shop.ask<{ entered: number }>('/journeys/lifecycle/counts')
    const { items } = await shop.ask<{ items: unknown[] }>('/interactions?status=accepted')
    if (entered >= PEOPLE && items.length > 0) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
