import type { Journey } from '../../model/journey.ts'
import { coreRegistry } from '../../steps/index.ts'
import type { Lookup } from '../index.ts'

const step = (id: string, type: string, config: Journey['steps'][number]['config']) => ({ id, type, config })
const edge = (from: string, path: string, to: string) => ({ from, path, to })

/** A journey with one step of each kind and nothing wrong with it, not even a warning: what is broken in the tables. */
export const goodJourney: Journey = {
  format: 1,
  id: 'good',
  name: 'Good',
  timeZone: 'Europe/Berlin',
  quietHours: { from: '22:00', to: '06:00' },
  holdout: { percent: 10 },
  steps: [
    step('start', 'entry', {
      trigger: { type: 'event', event: 'Order Completed', where: { field: 'event.first', op: 'eq', value: true } },
      reentry: { policy: 'always', cooldown: 'P30D', key: 'event.orderId' },
      where: { consent: { channel: 'email', topic: 'offers' } },
      maxEventAge: 'P2D',
      limit: { max: 100, per: 'P1D' },
    }),
    step('side', 'entry', { trigger: { type: 'api' } }),
    step('thanks', 'send', { channel: 'email', topic: 'onboarding', template: 'welcome' }),
    step('later', 'wait', { for: 'P14D', at: '09:00' }),
    step('again', 'wait-for', {
      branches: [
        { path: 'bought', event: 'Order Completed', where: { field: 'event.revenue', op: 'gt', value: 10 } },
        { path: 'opened', interaction: { step: 'thanks', outcome: 'opened' } },
        { path: 'moved', condition: { field: 'customer.country', op: 'ne', value: 'DE' } },
      ],
      timeout: 'P30D',
    }),
    step('hours', 'window', { weekdays: ['mon', 'tue'], from: '09:00', to: '17:00' }),
    step('ask', 'branch', {
      branches: [
        { path: 'vip', when: { segment: 'vip' } },
        { path: 'often', when: { event: 'Order Completed', count: { gte: 2 }, within: 'P90D' } },
      ],
    }),
    step('share', 'split', {
      arms: [
        { path: 'a', weight: 1 },
        { path: 'b', weight: 1 },
      ],
    }),
    step('room', 'cap', { max: 3, per: 'P7D', counts: 'all' }),
    step('winback', 'send', {
      channel: 'email',
      topic: 'offers',
      content: { subject: 'We miss you, {{ customer.firstName }}', text: 'Come back' },
      cap: { max: 1, per: 'P1D' },
    }),
    step('hook', 'webhook', { method: 'POST', url: 'https://example.com/hook', body: { id: '{{ customer.id }}' } }),
    step('mark', 'update', { set: { lastCampaign: 'spring' }, increment: { 'vars.tries': 1 } }),
    step('move', 'stage', { to: 'win-back' }),
    step('gift', 'points', { add: 100, reason: 'Thank you' }),
    step('code', 'coupon', { pool: 'spring', expires: 'P30D' }),
    step('score', 'survey', {
      kind: 'csat',
      channel: 'email',
      topic: 'surveys',
      question: 'How was it?',
      timeout: 'P7D',
    }),
    step('call', 'task', { queue: 'sales', title: 'Call', dueIn: 'P2D', waitForDone: true }),
    step('note', 'track', { event: 'Milestone', properties: { journey: 'good' } }),
    step('child', 'journey', { journey: 'other', data: { from: 'good' } }),
    step('loyal', 'exit', { reason: 'bought again' }),
    step('end', 'exit', { reason: 'done' }),
  ],
  edges: [
    edge('start', 'next', 'thanks'),
    edge('side', 'next', 'thanks'),
    edge('thanks', 'next', 'later'),
    edge('later', 'next', 'again'),
    edge('again', 'bought', 'loyal'),
    edge('again', 'opened', 'hours'),
    edge('again', 'moved', 'hours'),
    edge('again', 'timeout', 'hours'),
    edge('hours', 'next', 'ask'),
    edge('ask', 'vip', 'share'),
    edge('ask', 'often', 'share'),
    edge('ask', 'else', 'end'),
    edge('share', 'a', 'room'),
    edge('share', 'b', 'hook'),
    edge('room', 'under', 'winback'),
    edge('room', 'over', 'end'),
    edge('winback', 'next', 'again'),
    edge('hook', 'next', 'mark'),
    edge('mark', 'next', 'move'),
    edge('move', 'next', 'gift'),
    edge('gift', 'next', 'code'),
    edge('code', 'next', 'score'),
    edge('code', 'empty', 'score'),
    edge('score', 'satisfied', 'note'),
    edge('score', 'neutral', 'note'),
    edge('score', 'dissatisfied', 'call'),
    edge('score', 'timeout', 'note'),
    edge('call', 'done', 'note'),
    edge('call', 'overdue', 'note'),
    edge('note', 'next', 'child'),
    edge('child', 'next', 'end'),
  ],
  goals: [
    { id: 'second', name: 'Second order', event: 'Order Completed', within: 'P60D', value: 'event.revenue' },
    { id: 'rich', when: { field: 'score.monetary', op: 'gte', value: 5 }, exitOnGoal: true },
  ],
  exits: [{ id: 'gone', event: 'Account Deleted' }],
}

/** The example that the format description begins with. */
export const documented: unknown = {
  format: 1,
  id: 'second-purchase',
  name: 'From first to second purchase',
  timeZone: 'Europe/Berlin',
  steps: [
    {
      id: 'start',
      type: 'entry',
      stage: 'purchase',
      position: { x: 0, y: 0 },
      config: {
        trigger: {
          type: 'event',
          event: 'Order Completed',
          where: { field: 'event.first', op: 'eq', value: true },
        },
        reentry: { policy: 'never' },
      },
    },
    {
      id: 'thanks',
      type: 'send',
      stage: 'purchase',
      config: {
        channel: 'email',
        topic: 'onboarding',
        content: { subject: "Thank you, {{ customer.firstName | default: 'friend' }}", text: '...' },
      },
    },
    { id: 'later', type: 'wait', stage: 'use', config: { for: 'P14D', at: '09:00' } },
    {
      id: 'again',
      type: 'wait-for',
      stage: 'retention',
      config: { branches: [{ path: 'bought', event: 'Order Completed' }], timeout: 'P30D' },
    },
    {
      id: 'winback',
      type: 'send',
      stage: 'win-back',
      config: { channel: 'email', topic: 'offers', template: 'we-miss-you' },
    },
    { id: 'loyal', type: 'exit', stage: 'retention', config: { reason: 'bought again' } },
    { id: 'end', type: 'exit', stage: 'win-back', config: { reason: 'win-back sent' } },
  ],
  edges: [
    edge('start', 'next', 'thanks'),
    edge('thanks', 'next', 'later'),
    edge('later', 'next', 'again'),
    edge('again', 'bought', 'loyal'),
    edge('again', 'timeout', 'winback'),
    edge('winback', 'next', 'end'),
  ],
  goals: [{ id: 'second', name: 'Second order', event: 'Order Completed', within: 'P60D', value: 'event.revenue' }],
  exits: [{ id: 'gone', event: 'Account Deleted' }],
  holdout: { percent: 10 },
}

/** A journey that another may start. */
export const otherJourney: Journey = {
  format: 1,
  id: 'other',
  name: 'Other',
  steps: [step('in', 'entry', { trigger: { type: 'api' } }), step('out', 'exit', { reason: 'done' })],
  edges: [edge('in', 'next', 'out')],
}

export const lookup: Lookup = {
  registry: coreRegistry(),
  segments: new Set(['vip']),
  templates: new Set(['welcome']),
  pools: new Set(['spring']),
  journeys: new Map([['other', otherJourney]]),
}
