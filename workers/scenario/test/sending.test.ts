import { expect } from 'vitest'
import {
  ADA,
  branch,
  byApi,
  end,
  enter,
  event,
  journey,
  mail,
  NIGHT,
  on,
  scenario,
  step,
  traits,
  wait,
} from './building.ts'
import { chapter } from './rules.ts'
import { hello } from './shared-journeys.ts'

chapter('Sending', [
  {
    rule: 'S1 one interaction per enrollment, step and visit; its id is the key at the provider',
    given: scenario(hello(), [event('+PT0S', 'Go'), event('+PT1H', 'Go')]),
    also: ({ interactions }) => {
      expect(interactions).toHaveLength(2)
      expect(interactions.every((row) => row.id === row.idempotencyKey)).toBe(true)
    },
  },
  {
    rule: 'S1 each visit sends once more',
    given: scenario(
      journey([
        on('Go'),
        mail('hello'),
        wait('w', 'P1D'),
        branch(
          'again',
          { yes: { not: { field: 'customer.done', op: 'eq', value: true } } },
          { yes: 'hello', else: 'end' },
        ),
        end(),
      ]),
      [event('+PT0S', 'Go'), traits('+P1D', { done: true })],
    ),
    paths: ['ada: start hello w@03-03 09:00 again>else end! | completed end 03-03 09:00'],
    sent: ['ada hello accepted 03-02 09:00'],
  },
  {
    rule: 'S5 everything that did not go out says why',
    given: scenario(hello(), [event('+PT0S', 'Go')], { provider: { email: { answer: 'reject' } } }),
    sent: ['ada hello failed the provider answers reject 03-02 09:00 x1'],
    also: ({ interactions }) => expect(interactions[0]?.sentAt).toBeNull(),
  },
  {
    rule: 'S6 the customer stays on the step until the message is final; plannedAt = arrival',
    given: scenario(hello({}, NIGHT), [event('+PT14H', 'Go')]),
    paths: ['ada: start hello@03-03 08:00 end! | completed end 03-03 08:00'],
    also: ({ interactions }) =>
      expect(interactions[0]).toMatchObject({
        plannedAt: '2026-03-02T23:00:00.000Z',
        sentAt: '2026-03-03T08:00:00.000Z',
      }),
  },
  {
    rule: 'S8 customer data is never parsed as a template',
    given: scenario(
      journey([byApi(), mail('hello', { content: { subject: 'Hi {{ customer.name }}', text: '{{ entry.note }}' } })]),
      [enter('+PT0S', { note: '{% raw %}{{ customer.name }}' })],
      {
        customers: [{ ...ADA, traits: { name: '{{ customer.id }}' } }],
      },
    ),
    also: ({ interactions }) => {
      expect(interactions[0]?.subject).toBe('Hi {{ customer.id }}')
      expect(interactions[0]?.content['text']).toBe('{% raw %}{{ customer.name }}')
    },
  },
  {
    rule: 'S9 texts know the customer by the names conditions do',
    given: scenario(
      journey([
        on('Go'),
        step('move', 'stage', { to: 'use' }),
        mail('hi', {
          content: { subject: '{{ customer.$id }} {{ customer.$stage }} {{ customer.$timeZone }}', text: 'x' },
        }),
        step('note', 'update', { set: { self: '{{ customer.$id }}' } }),
      ]),
      [event('+PT0S', 'Go')],
      { customers: [{ ...ADA, timeZone: 'Europe/Berlin' }] },
    ),
    also: ({ interactions, customers }) => {
      expect(interactions.map(({ subject }) => subject)).toEqual(['ada use Europe/Berlin'])
      expect(customers[0]?.traits).toMatchObject({ self: 'ada' })
    },
  },
  {
    rule: 'S8 a stored template with defaults',
    given: scenario(
      journey([on('Go'), step('hi', 'send', { channel: 'email', topic: 'news', template: 'hi' })]),
      [event('+PT0S', 'Go')],
      {
        templates: [{ id: 'hi', subject: "Hello {{ customer.firstName | default: 'friend' }}", text: 'x' }],
      },
    ),
    also: ({ interactions }) => expect(interactions[0]?.subject).toBe('Hello friend'),
  },
])
