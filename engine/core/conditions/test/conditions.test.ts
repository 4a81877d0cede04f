import { describe, expect, test } from 'vitest'
import type { Condition, CountBounds } from '../../model/condition.ts'
import type { StepResult } from '../../model/enrollment.ts'
import { compileCondition, dependsOnTime, eventNames, evaluate } from '../index.ts'
import { at, customer, enrollment, event, NOW, scope, type ScopeChange } from './scope.ts'

const DAY = 86_400_000
const yes: Condition = { tag: 'yes' }
const no: Condition = { tag: 'no' }
const tagged = scope({ customer: customer({ tags: ['yes'] }) })

describe('all, any, not', () => {
  test.each<[string, Condition, boolean]>([
    ['all of none', { all: [] }, true],
    ['any of none', { any: [] }, false],
    ['all true', { all: [yes, yes] }, true],
    ['all but one', { all: [yes, no] }, false],
    ['any one', { any: [no, yes] }, true],
    ['any of false ones', { any: [no, no] }, false],
    ['not', { not: no }, true],
    ['not not', { not: { not: no } }, false],
    ['nested', { all: [{ any: [no, yes] }, { not: { all: [yes, no] } }] }, true],
    ['no condition', {} as Condition, false],
    ['an unknown operator', { field: 'customer.x', op: 'constructor' as 'eq', value: 1 }, false],
  ])('%s', (_, condition, expected) => {
    expect(evaluate(condition, tagged)).toBe(expected)
    expect(compileCondition(condition)(tagged)).toBe(expected)
  })

  test('history is asked for only when the answer depends on it', () => {
    const history = (): never => {
      throw new Error('asked')
    }
    const scoped = { ...tagged, history }
    expect(evaluate({ any: [yes, { event: 'A' }] }, scoped)).toBe(true)
    expect(evaluate({ all: [no, { event: 'A' }] }, scoped)).toBe(false)
    expect(() => evaluate({ any: [no, { event: 'A' }] }, scoped)).toThrow('asked')
  })
})

describe('about the customer', () => {
  const ada = customer({
    tags: ['vip'],
    stage: 'retention',
    consent: { email: ['offers'], sms: ['offers'] },
    suppressed: { sms: 'bounced' },
  })
  test.each<[Condition, boolean]>([
    [{ tag: 'vip' }, true],
    [{ tag: 'VIP' }, false],
    [{ stage: 'retention' }, true],
    [{ stage: 'use' }, false],
    [{ consent: { channel: 'email', topic: 'offers' } }, true],
    [{ consent: { channel: 'email', topic: 'news' } }, false],
    [{ consent: { channel: 'push', topic: 'offers' } }, false],
    // A suppressed channel is not allowed, whatever was agreed to.
    [{ consent: { channel: 'sms', topic: 'offers' } }, false],
    [{ consent: { channel: 'constructor', topic: 'name' } }, false],
  ])('%j is %s', (condition, expected) => expect(evaluate(condition, scope({ customer: ada }))).toBe(expected))
})

describe('interaction', () => {
  const result = (status: StepResult['status'], outcomes: Record<string, number> = {}, visit = 1): StepResult => ({
    interactionId: 'i',
    channel: 'email',
    visit,
    status,
    at: 0,
    outcomes,
  })
  const inside = enrollment(
    {
      sent: result('accepted'),
      opened: result('accepted', { opened: 1 }),
      clicked: result('accepted', { clicked: 1 }),
      failed: result('failed'),
      none: result('suppressed'),
      lost: result('unknown'),
      again: result('accepted', { opened: 1 }, 1),
    },
    { sent: 1, opened: 1, clicked: 1, failed: 1, none: 1, lost: 1, again: 2 },
  )
  test.each<[string, string, boolean]>([
    ['sent', 'accepted', true],
    ['sent', 'sent', true],
    ['sent', 'opened', false],
    ['opened', 'opened', true],
    ['opened', 'clicked', false],
    ['clicked', 'opened', true],
    ['clicked', 'clicked', true],
    ['failed', 'failed', true],
    ['failed', 'sent', false],
    ['none', 'suppressed', true],
    ['lost', 'unknown', true],
    ['lost', 'accepted', false],
    ['missing', 'opened', false],
    ['constructor', 'name', false],
    ['sent', 'constructor', false],
    // Its latest visit has sent nothing yet.
    ['again', 'opened', false],
  ])('%s %s is %s', (step, outcome, expected) => {
    expect(evaluate({ interaction: { step, outcome } }, scope({ enrollment: inside }))).toBe(expected)
  })
  test('outside an enrollment there is none', () => {
    expect(evaluate({ interaction: { step: 'sent', outcome: 'sent' } }, scope())).toBe(false)
  })
})

describe('events', () => {
  const entry = event('Order', NOW - 10 * DAY, { total: 10, order: 1 })
  const late = event('Order', NOW - 40 * DAY, { total: 5, order: '1' }, NOW - DAY)
  const fresh = event('Order', NOW - DAY, { total: 70, order: 1 })
  const ahead = event('Order', NOW + DAY, { total: 1, order: 2 }, NOW)
  const events = [event('Order', NOW - 50 * DAY, { total: 90 }), entry, late, fresh, event('Visit', NOW), ahead]
  const inside: ScopeChange = { events, entryEvent: entry, enteredAt: entry.acceptedAt }

  const counts: [CountBounds | undefined, boolean][] = [
    [undefined, true],
    [{}, true],
    [{ gte: 5 }, true],
    [{ gte: 6 }, false],
    [{ gt: 4 }, true],
    [{ gt: 5 }, false],
    [{ eq: 5 }, true],
    [{ eq: 4 }, false],
    [{ lt: 6 }, true],
    [{ lt: 5 }, false],
    [{ lte: 5 }, true],
    [{ lte: 4 }, false],
    [{ gte: 2, lte: 4 }, false],
    [{ gte: 2, lte: 5 }, true],
    [{ gt: 4.5 }, true],
    [{ lt: 5.5 }, true],
    [{ eq: 0 }, false],
  ]
  test.each(counts)('five orders, count %j is %s', (count, expected) => {
    expect(evaluate({ event: 'Order', ...(count && { count }) }, scope(inside))).toBe(expected)
  })

  test.each<[string, Condition, boolean]>([
    ['never happened', { event: 'Refund' }, false],
    ['never happened, at most none', { event: 'Refund', count: { eq: 0 } }, true],
    ['never happened, no lower bound', { event: 'Refund', count: { lte: 3 } }, true],
    ['where', { event: 'Order', where: { field: 'event.total', op: 'gt', value: 50 }, count: { eq: 2 } }, true],
    [
      'where $name',
      { event: 'Order', where: { field: 'event.$name', op: 'eq', value: 'Order' }, count: { eq: 5 } },
      true,
    ],
    ['where and the customer', { event: 'Order', where: { field: 'customer.x', op: 'missing' } }, true],
    ['within goes by the timestamp', { event: 'Order', within: 'P30D', count: { eq: 2 } }, true],
    ['within 40 days, start included', { event: 'Order', within: 'P40D', count: { eq: 3 } }, true],
    ['within, end included', { event: 'Visit', within: 'PT0S' }, true],
    ['an event dated ahead is not within', { event: 'Order', within: 'PT1H' }, false],
    [
      'since entry goes by acceptance, entry event not included',
      { event: 'Order', since: 'entry', count: { eq: 3 } },
      true,
    ],
    ['since entry and within', { event: 'Order', since: 'entry', within: 'P30D', count: { eq: 1 } }, true],
    ['a within that cannot be read', { event: 'Order', within: 'a month', count: { gte: 0 } }, false],
    ['a negative within', { event: 'Order', within: '-P3D' }, false],
    ['names are exact', { event: 'order' }, false],
  ])('%s', (_, condition, expected) => expect(evaluate(condition, scope(inside))).toBe(expected))

  test('the root event stays outside of where', () => {
    const condition: Condition = {
      all: [
        { field: 'event.total', op: 'eq', value: 7 },
        { event: 'Order', where: { field: 'event.total', op: 'eq', value: 90 } },
        { event: 'Order', where: { field: 'event.total', op: 'eq', valueField: 'entry.total' }, count: { eq: 1 } },
      ],
    }
    expect(evaluate(condition, scope({ ...inside, entry, event: event('Order', NOW, { total: 7 }) }))).toBe(true)
  })

  test('with a key only events with the same value and type count', () => {
    const counted = (value: number | string): number[] =>
      [0, 1, 2, 3].filter((n) =>
        evaluate({ event: 'Order', count: { eq: n } }, scope({ ...inside, key: { path: 'order', value } })),
      )
    expect([counted(1), counted('1'), counted(2), counted(3)]).toEqual([[2], [1], [1], [0]])
  })

  test('accepted at one instant, order decides what is after entry', () => {
    const first = event('A', NOW)
    const second = event('A', NOW)
    const condition: Condition = { event: 'A', since: 'entry' }
    expect(evaluate(condition, scope({ events: [first, second], entryEvent: first, enteredAt: NOW }))).toBe(true)
    expect(evaluate(condition, scope({ events: [first, second], entryEvent: second, enteredAt: NOW }))).toBe(false)
    // Entered without an event: what was accepted at that very instant came before.
    expect(evaluate(condition, scope({ events: [first, second], enteredAt: NOW }))).toBe(false)
    expect(evaluate(condition, scope({ events: [first, second], enteredAt: NOW - 1 }))).toBe(true)
  })

  test('what happened on the last day of February leaves "the last month" once', () => {
    const events = [event('A', at('2026-02-28T12:00:00Z'))]
    const seen = (now: string): boolean => evaluate({ event: 'A', within: 'P1M' }, scope({ events, now: at(now) }))
    const days = ['2026-03-28T12:00:00Z', '2026-03-28T12:00:00.001Z', '2026-03-29T00:00:00Z', '2026-03-31T12:00:00Z']
    expect(days.map(seen)).toEqual([true, false, false, false])
  })
})

describe('segments', () => {
  const segments: Record<string, Condition> = {
    vip: { any: [{ tag: 'yes' }, { segment: 'rich' }] },
    rich: { field: 'customer.spent', op: 'gte', value: 1000 },
    ring: { any: [{ segment: 'ring2' }, { tag: 'yes' }] },
    ring2: { any: [{ segment: 'ring' }, { tag: 'other' }] },
    self: { not: { segment: 'self' } },
    nosy: {
      any: [
        { field: 'event.x', op: 'exists' },
        { field: 'vars.x', op: 'exists' },
        { field: 'entry.x', op: 'exists' },
      ],
    },
    bought: { event: 'Order', count: { eq: 2 } },
  }
  const inside: ScopeChange = {
    segments,
    traits: { spent: 1000 },
    vars: { x: 1 },
    entry: { x: 1 },
    event: event('A', NOW, { x: 1 }),
    events: [event('Order', NOW, { order: 1 }), event('Order', NOW, { order: 2 })],
    key: { path: 'order', value: 1 },
  }
  test.each<[string, boolean]>([
    ['vip', true],
    ['rich', true],
    ['unknown', false],
    ['ring', false],
    ['ring2', false],
    ['self', true],
    // The same answer everywhere: nothing of the enrollment is seen, and not only the events of its key.
    ['nosy', false],
    ['bought', true],
  ])('%s is %s', (segment, expected) => expect(evaluate({ segment }, scope(inside))).toBe(expected))

  test('a cycle ends, and what is true in it is found', () => {
    expect(evaluate({ segment: 'ring2' }, { ...tagged, segment: (id) => segments[id] })).toBe(true)
  })

  const lookUp = (id: string): Condition | undefined =>
    ({ ...segments, recent: { event: 'Login', within: 'P1D' } as Condition })[id]
  test.each<[Condition, boolean, string[]]>([
    [{ tag: 'x' }, false, []],
    [{ segment: 'vip' }, false, []],
    [{ segment: 'self' }, false, []],
    [{ segment: 'bought' }, false, ['Order']],
    [{ any: [{ segment: 'bought' }, { not: { segment: 'recent' } }] }, true, ['Order', 'Login']],
    [{ event: 'A', where: { event: 'B' } }, false, ['A', 'B']],
    [{ event: 'A', where: { field: 'event.x', op: 'isToday' } }, true, ['A']],
    [{ field: 'customer.x', op: 'before', value: '2026-05-10' }, false, []],
    [{ field: 'customer.x', op: 'before', value: 'now' }, true, []],
    [{ field: 'customer.x', op: 'withinLast', value: 'P1D' }, true, []],
    [{ all: [{ field: 'customer.x', op: 'anniversaryToday' }] }, true, []],
  ])('%j depends on time: %s, events: %j', (condition, time, names) => {
    expect(dependsOnTime(condition, lookUp)).toBe(time)
    expect(eventNames(condition, lookUp)).toEqual(names)
  })
})
