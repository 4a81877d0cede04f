import type { Journey } from '../../engine/core/model/journey.ts'
import type { Shop } from './shop.ts'

/** What the marketers of these stories have in mind: a thank-you, two weeks, and a reminder to those who do not buy again. */
export const secondPurchase: Omit<Journey, 'id'> = {
  format: 1,
  name: 'From first to second purchase',
  steps: [
    {
      id: 'entry',
      type: 'entry',
      stage: 'purchase',
      name: 'First order',
      config: {
        trigger: {
          type: 'event',
          event: 'Order Completed',
          where: { field: 'event.first', op: 'eq', value: true },
        },
        reentry: { policy: 'never' },
      },
    },
    { id: 'wait', type: 'wait', stage: 'use', config: { for: 'P14D', at: '09:00' } },
    {
      id: 'send',
      type: 'send',
      stage: 'purchase',
      name: 'Thank you',
      config: { channel: 'email', topic: 'onboarding', content: { subject: 'Thank you!', text: 'See you soon.' } },
    },
    {
      id: 'wait-for',
      type: 'wait-for',
      stage: 'retention',
      name: 'Second order?',
      config: { branches: [{ path: 'bought', event: 'Order Completed' }], timeout: 'P30D' },
    },
    { id: 'exit', type: 'exit', stage: 'retention', config: { reason: 'bought again' } },
    {
      id: 'send-2',
      type: 'send',
      stage: 'win-back',
      name: 'We miss you',
      config: { channel: 'email', topic: 'offers', content: { subject: 'We miss you', text: 'Come back.' } },
    },
    { id: 'exit-2', type: 'exit', stage: 'win-back', config: { reason: 'reminded' } },
  ],
  edges: [
    { from: 'entry', path: 'next', to: 'send' },
    { from: 'send', path: 'next', to: 'wait' },
    { from: 'wait', path: 'next', to: 'wait-for' },
    { from: 'wait-for', path: 'bought', to: 'exit' },
    { from: 'wait-for', path: 'timeout', to: 'send-2' },
    { from: 'send-2', path: 'next', to: 'exit-2' },
  ],
  goals: [{ id: 'goal', name: 'Second order', event: 'Order Completed', within: 'P60D', value: 'event.revenue' }],
  exits: [{ id: 'exit', event: 'Account Deleted' }],
}

/** The draft that the server has. */
export async function draftOf(shop: Shop, id: string): Promise<Journey> {
  const { draft } = await shop.ask<{ draft: Journey }>(`/journeys/${id}`)
  return draft
}

/** What a journey says, whatever its id, the places of its steps, and the order in which they were drawn. */
export function meaningOf({ id: _, ...journey }: Journey): Omit<Journey, 'id'> {
  const byKey = (a: object, b: object): number => JSON.stringify(a).localeCompare(JSON.stringify(b))
  return {
    ...journey,
    steps: journey.steps.map(({ position: _, ...step }) => step).sort(byKey),
    edges: [...journey.edges].sort(byKey),
  }
}

/** Puts a journey into the workspace as a draft, under an id of its own. */
export async function draftJourney(shop: Shop, id: string, change: Partial<Journey> = {}): Promise<Journey> {
  const journey: Journey = { ...secondPurchase, id, ...change }
  await shop.ask('/journeys', { method: 'POST', body: journey })
  return journey
}
