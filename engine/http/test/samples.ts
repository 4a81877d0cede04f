import type { Journey } from '../../core/model/journey.ts'

/** Welcomes, asks how it was after a wait, and hands a task to sales. */
export const journey = (changes: Partial<Journey> = {}): Journey => ({
  format: 1,
  id: 'welcome',
  name: 'Welcome',
  description: 'From sign-up to first order',
  tags: ['start'],
  timeZone: 'UTC',
  steps: [
    {
      id: 'start',
      type: 'entry',
      stage: 'awareness',
      config: { trigger: { type: 'event', event: 'Signed Up' }, reentry: { policy: 'after-exit' } },
    },
    {
      id: 'by-hand',
      type: 'entry',
      stage: 'awareness',
      config: { trigger: { type: 'api' }, reentry: { policy: 'after-exit' } },
    },
    {
      id: 'hello',
      type: 'send',
      stage: 'awareness',
      config: { channel: 'email', topic: 'news', content: { subject: 'Hello {{ customer.name }}', text: 'Hi' } },
    },
    { id: 'pause', type: 'wait', stage: 'evaluation', config: { for: 'P3D' } },
    {
      id: 'ask',
      type: 'survey',
      stage: 'use',
      config: { kind: 'nps', channel: 'email', topic: 'news', question: 'How likely?', timeout: 'P7D' },
    },
    {
      id: 'call',
      type: 'task',
      stage: 'retention',
      config: { queue: 'sales', title: 'Call {{ customer.name }}', dueIn: 'P2D' },
    },
    { id: 'end', type: 'exit', stage: 'retention', config: { reason: 'done' } },
  ],
  edges: [
    { from: 'start', path: 'next', to: 'hello' },
    { from: 'by-hand', path: 'next', to: 'hello' },
    { from: 'hello', path: 'next', to: 'pause' },
    { from: 'pause', path: 'next', to: 'ask' },
    { from: 'ask', path: 'promoter', to: 'end' },
    { from: 'ask', path: 'passive', to: 'end' },
    { from: 'ask', path: 'detractor', to: 'call' },
    { from: 'ask', path: 'timeout', to: 'end' },
    { from: 'call', path: 'next', to: 'end' },
  ],
  goals: [{ id: 'bought', name: 'First order', event: 'Order Completed', value: 'event.revenue' }],
  ...changes,
})
