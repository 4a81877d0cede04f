import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../model/json.ts'
import { wait } from '../wait.ts'
import { arrive, at, NOW, resume, type Situation } from './fakeContext.ts'

// Monday 2 March 2026, 10:00 in Berlin.
describe('arriving', () => {
  test.each<[string, JsonObject, string]>([
    ['exact', { for: 'PT36H' }, '2026-03-03T21:00:00Z'],
    ['days', { for: 'P3D' }, '2026-03-05T09:00:00Z'],
    ['over the clock change, by local time', { for: 'P28D' }, '2026-03-30T08:00:00Z'],
    ['over the clock change, exact', { for: 'PT672H' }, '2026-03-30T09:00:00Z'],
    ['then forward to a time', { for: 'P3D', at: '09:00' }, '2026-03-06T08:00:00Z'],
    ['local dates', { days: 2, at: '09:00' }, '2026-03-04T08:00:00Z'],
    ['until a local time', { until: '2026-03-10T12:00' }, '2026-03-10T11:00:00Z'],
    ['until an instant', { until: '2026-03-10T12:00:00Z' }, '2026-03-10T12:00:00Z'],
    ['until a weekday', { until: { weekdays: ['fri'], at: '09:00' } }, '2026-03-06T08:00:00Z'],
    [
      'until a date of the customer',
      { untilField: { field: 'customer.renewal', offset: '-P3D', at: '08:00' } },
      '2026-04-07T06:00:00Z',
    ],
  ])('%s', (_name, config, due) => {
    const { decision } = arrive(wait, config, { customer: { traits: { renewal: '2026-04-10' } } })
    expect(decision).toMatchObject({ wait: { dueAt: at(due) } })
  })

  test.each<[string, JsonObject, string]>([
    ['no time at all', { for: 'PT0S' }, 'next'],
    ['due exactly on arrival is not past', { until: NOW, ifPast: 'path' }, 'next'],
    ['past goes on', { until: '2026-03-02T08:59:59Z' }, 'next'],
    ['past by its own path', { until: '2026-03-02T08:59:59Z', ifPast: 'path' }, 'past'],
    ['a missing field is past', { untilField: { field: 'customer.none' }, ifPast: 'path' }, 'past'],
    ['an unreadable field is past', { untilField: { field: 'customer.firstName' }, ifPast: 'path' }, 'past'],
  ])('%s', (_name, config, leave) => {
    expect(arrive(wait, config).decision).toMatchObject({ leave })
  })

  test('a wait that was moved here counts from its arrival, and is over at once if past', () => {
    const moved: Situation = { enrollment: { arrivedAt: at('2026-02-01T09:00:00Z') } }
    expect(arrive(wait, { for: 'P7D', ifPast: 'path' }, moved).decision).toEqual({ leave: 'next' })
  })

  test('between: inside, and the same again for the same visit', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 50 }), (id, visit) => {
        const situation = { enrollment: { id, visit } }
        const config = { between: { min: 'PT1H', max: 'PT3H' } }
        const { decision } = arrive(wait, config, situation)
        const due = 'wait' in decision ? (decision.wait.dueAt ?? 0) : 0
        expect(due).toBeGreaterThanOrEqual(at('2026-03-02T10:00:00Z'))
        expect(due).toBeLessThan(at('2026-03-02T12:00:00Z'))
        expect(arrive(wait, config, situation).decision).toEqual(decision)
      }),
    )
  })
})

describe('waiting', () => {
  const change = { type: 'change' } as const
  const timer = { type: 'timer' } as const
  const field = { untilField: { field: 'customer.renewal' } }
  const renewal = (date: string): Situation => ({ customer: { traits: { renewal: date } } })

  test.each<[string, JsonObject, Situation, Parameters<typeof resume>[3], Situation, object | null]>([
    ['the timer', { for: 'P1D' }, {}, timer, { now: '2026-03-03T09:00:00Z' }, { leave: 'next' }],
    ['a timer too early', { for: 'P1D' }, {}, timer, { now: '2026-03-03T08:59:59Z' }, null],
    ['an unrelated change', { for: 'P1D' }, {}, change, { now: '2026-03-02T12:00:00Z' }, null],
    [
      'a new zone moves calendar waits',
      { for: 'P1D', at: '12:00' },
      {},
      change,
      { zone: 'America/New_York' },
      { wait: { dueAt: at('2026-03-03T17:00:00Z'), memo: { zone: 'America/New_York' } } },
    ],
    ['a new zone leaves exact ones', { for: 'PT24H' }, {}, change, { zone: 'America/New_York' }, null],
    [
      'a new zone in which it is over',
      { until: '2026-03-02T12:00' },
      {},
      change,
      { now: '2026-03-02T10:00:00Z', zone: 'Asia/Tokyo' },
      { leave: 'next' },
    ],
    [
      'a changed field moves it',
      field,
      renewal('2026-04-10'),
      change,
      renewal('2026-04-12'),
      { wait: { dueAt: at('2026-04-11T22:00:00Z') } },
    ],
    [
      'a field that now lies between arrival and now',
      { ...field, ifPast: 'path' },
      renewal('2026-04-10'),
      change,
      { ...renewal('2026-03-03'), now: '2026-03-04T09:00:00Z' },
      { leave: 'next' },
    ],
    [
      'a field that now lies before arrival',
      { ...field, ifPast: 'path' },
      renewal('2026-04-10'),
      change,
      renewal('2026-01-01'),
      { leave: 'past' },
    ],
    [
      'a field that was removed',
      { ...field, ifPast: 'path' },
      renewal('2026-04-10'),
      change,
      { customer: { traits: {} } },
      { leave: 'past' },
    ],
    ['the same field again', field, renewal('2026-04-10'), change, renewal('2026-04-10'), null],
  ])('%s', (_name, config, before, signal, later, expected) => {
    const { decision } = resume(wait, config, before, signal, later)
    if (expected === null) expect(decision).toBeNull()
    else expect(decision).toMatchObject(expected)
  })
})

describe('after a pause of two days, resumed with retime', () => {
  const retime = { type: 'retime', shift: 2 * 86_400_000 } as const
  test.each<[string, JsonObject, string, string | null]>([
    ['durations move by it', { for: 'P3D' }, '2026-03-05T09:00:00Z', '2026-03-07T09:00:00Z'],
    ['overdue durations too', { for: 'PT1H' }, '2026-03-05T09:00:00Z', '2026-03-04T10:00:00Z'],
    ['and then to their time', { for: 'P3D', at: '12:00' }, '2026-03-05T09:00:00Z', '2026-03-07T11:00:00Z'],
    ['a date ahead stays', { until: '2026-03-10' }, '2026-03-05T09:00:00Z', '2026-03-09T23:00:00Z'],
    ['a date missed is over', { until: '2026-03-04' }, '2026-03-05T09:00:00Z', null],
    [
      'a weekday ahead stays',
      { until: { weekdays: ['fri'], at: '09:00' } },
      '2026-03-05T09:00:00Z',
      '2026-03-06T08:00:00Z',
    ],
    [
      'a weekday missed is the next',
      { until: { weekdays: ['tue'], at: '09:00' } },
      '2026-03-05T09:00:00Z',
      '2026-03-10T08:00:00Z',
    ],
  ])('%s', (_name, config, now, due) => {
    const { decision } = resume(wait, config, {}, retime, { now })
    const moved = due !== null && at(due) > at(now)
    expect(decision).toMatchObject(moved ? { wait: { dueAt: at(due) } } : { leave: 'next' })
  })

  test('a zone that changes later still leaves the pause out', () => {
    const { decision } = resume(wait, { for: 'P3D' }, {}, retime, { now: '2026-03-04T09:00:00Z' })
    const waiting = decision && 'wait' in decision ? decision.wait : null
    const later = { now: '2026-03-05T09:00:00Z', zone: 'UTC', enrollment: { waiting } }
    const after = resume(wait, { for: 'P3D' }, {}, { type: 'change' }, later).decision
    expect(after).toMatchObject({ wait: { dueAt: at('2026-03-07T09:00:00Z'), memo: { zone: 'UTC' } } })
  })
})
