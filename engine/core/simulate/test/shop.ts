import { compileVersion } from '../../compile/index.ts'
import type { Journey } from '../../model/journey.ts'
import { coreRegistry } from '../../steps/index.ts'
import { assume, assumePopulation, type SimulationSetup } from '../index.ts'

export const START = Date.UTC(2026, 2, 2, 9)
export const DAY = 86_400_000
export const registry = coreRegistry()

/** All six stages, with messages, waits, a split, a survey, a cap, points, quiet hours, a goal, an exit and a holdout. */
export const lifecycle: Journey = {
  format: 1,
  id: 'lifecycle',
  name: 'Lifecycle',
  quietHours: { from: '21:00', to: '08:00' },
  holdout: { percent: 10 },
  steps: [
    { id: 'signed-up', type: 'entry', stage: 'awareness', config: { trigger: { type: 'event', event: 'Signed Up' } } },
    {
      id: 'welcome',
      type: 'send',
      stage: 'awareness',
      config: {
        channel: 'email',
        topic: 'onboarding',
        content: { subject: 'Hello {{ customer.firstName }}', text: 'Welcome.' },
      },
    },
    {
      id: 'opened',
      type: 'wait-for',
      stage: 'evaluation',
      config: {
        branches: [
          { path: 'opened', interaction: { step: 'welcome', outcome: 'opened' } },
          { path: 'bought', event: 'Order Completed' },
        ],
        timeout: 'P3D',
      },
    },
    {
      id: 'arms',
      type: 'split',
      stage: 'evaluation',
      config: {
        arms: [
          { path: 'a', weight: 1 },
          { path: 'b', weight: 1 },
        ],
      },
    },
    {
      id: 'offer',
      type: 'send',
      stage: 'evaluation',
      config: {
        channel: 'email',
        topic: 'offers',
        content: { subject: 'An offer', text: '10 %' },
        cap: { max: 1, per: 'P7D' },
      },
    },
    {
      id: 'nudge',
      type: 'send',
      stage: 'evaluation',
      config: { channel: 'sms', topic: 'offers', content: { text: 'Still there?' } },
    },
    {
      id: 'buy',
      type: 'wait-for',
      stage: 'purchase',
      config: { branches: [{ path: 'bought', event: 'Order Completed' }], timeout: 'P14D', counts: 'since-entry' },
    },
    { id: 'points', type: 'points', stage: 'use', config: { add: 50, reason: 'first order' } },
    { id: 'use', type: 'wait', stage: 'use', config: { for: 'P7D', at: '10:00' } },
    {
      id: 'rating',
      type: 'survey',
      stage: 'retention',
      config: { kind: 'nps', channel: 'email', topic: 'surveys', question: 'Would you recommend us?', timeout: 'P7D' },
    },
    {
      id: 'country',
      type: 'branch',
      stage: 'retention',
      config: { branches: [{ path: 'de', when: { field: 'customer.country', op: 'eq', value: 'DE' } }] },
    },
    {
      id: 'back',
      type: 'send',
      stage: 'win-back',
      config: { channel: 'email', topic: 'offers', content: { subject: 'We miss you', text: 'Come back' } },
    },
    { id: 'happy', type: 'exit', stage: 'retention', config: { reason: 'customer' } },
    { id: 'lost', type: 'exit', stage: 'win-back', config: { reason: 'lost' } },
  ],
  edges: [
    { from: 'signed-up', path: 'next', to: 'welcome' },
    { from: 'welcome', path: 'next', to: 'opened' },
    { from: 'opened', path: 'opened', to: 'arms' },
    { from: 'opened', path: 'bought', to: 'points' },
    { from: 'opened', path: 'timeout', to: 'nudge' },
    { from: 'arms', path: 'a', to: 'offer' },
    { from: 'arms', path: 'b', to: 'buy' },
    { from: 'offer', path: 'next', to: 'buy' },
    { from: 'nudge', path: 'next', to: 'buy' },
    { from: 'buy', path: 'bought', to: 'points' },
    { from: 'buy', path: 'timeout', to: 'back' },
    { from: 'points', path: 'next', to: 'use' },
    { from: 'use', path: 'next', to: 'rating' },
    { from: 'rating', path: 'promoter', to: 'happy' },
    { from: 'rating', path: 'passive', to: 'country' },
    { from: 'rating', path: 'detractor', to: 'country' },
    { from: 'rating', path: 'timeout', to: 'country' },
    { from: 'country', path: 'de', to: 'happy' },
    { from: 'country', path: 'else', to: 'back' },
    { from: 'back', path: 'next', to: 'lost' },
  ],
  goals: [{ id: 'order', event: 'Order Completed', within: 'P30D', value: 'event.revenue' }],
  exits: [{ id: 'gone', event: 'Account Deleted' }],
}

export function setupOf(count: number, seed = 1, days = 90): SimulationSetup {
  const versions = [compileVersion(lifecycle, 1, registry)]
  return {
    versions,
    registry,
    workspace: { timeZone: 'UTC', quietHours: null },
    segments: [],
    templates: [],
    customers: { made: { ...assumePopulation(versions, []), count } },
    assumptions: assume(versions),
    start: START,
    until: START + days * DAY,
    seed,
  }
}
