import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../model/json.ts'
import type { Signal } from '../sdk.ts'
import { waitFor } from '../wait-for.ts'
import { arrive, at, event, resume, type Situation } from './fakeContext.ts'

const bought: JsonObject = { path: 'bought', event: 'Order Completed' }
const big: JsonObject = { ...bought, path: 'big', where: { field: 'event.revenue', op: 'gte', value: 100 } }
const german: JsonObject = { path: 'german', condition: { field: 'customer.country', op: 'eq', value: 'DE' } }
const french: JsonObject = { path: 'french', condition: { field: 'customer.country', op: 'eq', value: 'FR' } }
const opened: JsonObject = { path: 'opened', interaction: { step: 'mail', outcome: 'opened' } }
const result = (outcomes: Record<string, number>, visit = 1): NonNullable<Situation['enrollment']> => ({
  visits: { mail: 1 },
  results: { mail: { interactionId: 'in_1', visit, channel: 'email', status: 'accepted', at: 0, outcomes } },
})
const order = (revenue: number, id?: string) => event('Order Completed', { revenue }, id)

describe('arriving', () => {
  test.each<[string, JsonObject, Situation, object]>([
    [
      'nothing yet',
      { branches: [bought], timeout: 'P7D' },
      {},
      { wait: { dueAt: at('2026-03-09T09:00:00Z'), inputs: true, calendar: true } },
    ],
    ['no timeout', { branches: [bought], timeout: 'never' }, {}, { wait: { dueAt: null, inputs: true } }],
    ['true already', { branches: [bought, german], timeout: 'P7D' }, {}, { leave: 'german' }],
    [
      'opened already',
      { branches: [opened], timeout: 'P7D' },
      { enrollment: result({ opened: 1 }) },
      { leave: 'opened' },
    ],
    [
      'clicked implies opened',
      { branches: [opened], timeout: 'P7D' },
      { enrollment: result({ clicked: 1 }) },
      { leave: 'opened' },
    ],
    ['an earlier event does not count', { branches: [bought], timeout: 'P7D' }, { events: [order(1)] }, { wait: {} }],
    [
      'since entry it does: the earliest that matches',
      { branches: [big], timeout: 'P7D', counts: 'since-entry' },
      { events: [order(5, 'a'), order(100, 'b'), order(200, 'c')] },
      { leave: 'big', event: { id: 'b' } },
    ],
    [
      'branches in order, also since entry',
      { branches: [french, big, bought], timeout: 'P7D', counts: 'since-entry' },
      { events: [order(5, 'a'), order(100, 'b')] },
      { leave: 'big', event: { id: 'b' } },
    ],
    [
      'until a date',
      { branches: [bought], timeout: { until: '2026-03-10' } },
      {},
      { wait: { dueAt: at('2026-03-09T23:00:00Z') } },
    ],
    ['until a date that is over', { branches: [bought], timeout: { until: '2026-03-01' } }, {}, { leave: 'timeout' }],
    [
      'true wins over a timeout that is over',
      { branches: [german], timeout: { until: '2026-03-01' } },
      {},
      { leave: 'german' },
    ],
    [
      'until a missing field',
      { branches: [bought], timeout: { untilField: { field: 'customer.none' } } },
      {},
      { leave: 'timeout' },
    ],
  ])('%s', (_name, config, situation, expected) => {
    expect(arrive(waitFor, config, situation).decision).toMatchObject(expected)
  })
})

describe('waiting', () => {
  const change: Signal = { type: 'change' }
  const happens = (revenue: number): Signal => ({ type: 'event', event: order(revenue) })
  const week = { branches: [big, bought, french], timeout: 'P7D' }
  const france: Situation = { customer: { traits: { country: 'FR' } } }

  test.each<[string, JsonObject, Signal, Situation, object | null]>([
    ['a big order', week, happens(100), {}, { leave: 'big', event: { properties: { revenue: 100 } } }],
    ['a small order', week, happens(5), {}, { leave: 'bought' }],
    ['another event', week, { type: 'event', event: event('Page Viewed') }, {}, null],
    ['a condition becomes true', week, change, france, { leave: 'french' }],
    [
      'branches in order, whatever moved them',
      { ...week, branches: [french, bought] },
      happens(5),
      france,
      { leave: 'french' },
    ],
    [
      'an outcome',
      { branches: [opened], timeout: 'P7D' },
      change,
      { enrollment: result({ opened: 1 }) },
      { leave: 'opened' },
    ],
    ['a change that changes nothing', week, change, {}, null],
    ['the timeout', week, { type: 'timer' }, { now: '2026-03-09T09:00:00Z' }, { leave: 'timeout' }],
    ['a timer too early', week, { type: 'timer' }, { now: '2026-03-09T08:59:59Z' }, null],
    ['an event at the timeout wins', week, happens(5), { now: '2026-03-09T09:00:00Z' }, { leave: 'bought' }],
    [
      'a condition at the timeout wins',
      week,
      { type: 'timer' },
      { ...france, now: '2026-03-09T09:00:00Z' },
      { leave: 'french' },
    ],
    [
      'a new zone moves the timeout',
      week,
      change,
      { zone: 'UTC', now: '2026-03-02T12:00:00Z' },
      { wait: { memo: { zone: 'UTC' } } },
    ],
    ['a new zone leaves an exact timeout', { ...week, timeout: 'PT168H' }, change, { zone: 'UTC' }, null],
    [
      'a pause moves the timeout',
      week,
      { type: 'retime', shift: 86_400_000 },
      {},
      { wait: { dueAt: at('2026-03-10T09:00:00Z') } },
    ],
    ['a pause without timeout', { ...week, timeout: 'never' }, { type: 'retime', shift: 86_400_000 }, {}, null],
  ])('%s', (_name, config, signal, later, expected) => {
    const { decision } = resume(waitFor, config, {}, signal, later)
    if (expected === null) expect(decision).toBeNull()
    else expect(decision).toMatchObject(expected)
  })

  test('the engine learns all conditions it must watch', () => {
    const config = waitFor.config.parse({ branches: [big, german, opened], timeout: 'P1D' })
    expect(waitFor.conditions?.(config)).toEqual([big.where, german.condition, { interaction: opened.interaction }])
  })
})
