import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Condition, CountBounds, Operator } from '../../model/condition.ts'
import type { Json } from '../../model/json.ts'
import { dependsOnTime, evaluate, evaluateWithHorizon } from '../index.ts'
import { at, customer, event, NOW, scope, type ScopeChange } from './scope.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const iso = (instant: number | null): string | null => (instant === null ? null : new Date(instant).toISOString())

describe('the instant an answer changes', () => {
  const field = (op: Operator, value?: Json): Condition => ({
    field: 'customer.x',
    op,
    ...(value === undefined ? {} : { value }),
  })
  const UTC = 'UTC'
  const BERLIN = 'Europe/Berlin'
  /** trait, condition, zone, now, answer, changes at */
  test.each<[Json, Condition, string, string, boolean, string | null]>([
    ['2026-05-10', field('eq', '2026-05-10'), UTC, '2026-05-10T12:00:00Z', true, null],
    ['2026-05-10', field('before', '2026-05-11'), UTC, '2026-05-10T12:00:00Z', true, null],
    ['2026-05-12', field('before', 'now'), UTC, '2026-05-10T12:00:00Z', false, '2026-05-12T00:00:00.001Z'],
    ['2026-05-12', field('before', 'now'), UTC, '2026-05-12T00:00:00.001Z', true, null],
    ['2026-05-12', field('after', 'now'), UTC, '2026-05-10T12:00:00Z', true, '2026-05-12T00:00:00.000Z'],
    ['2026-05-12', field('after', 'now'), BERLIN, '2026-05-10T12:00:00Z', true, '2026-05-11T22:00:00.000Z'],
    ['2026-05-12', field('after', 'now'), UTC, '2026-05-12T00:00:00Z', false, null],
    ['2026-05-08', field('withinLast', 'P7D'), UTC, '2026-05-10T12:00:00Z', true, '2026-05-15T00:00:00.001Z'],
    ['2026-05-12', field('withinLast', 'P7D'), UTC, '2026-05-10T12:00:00Z', false, '2026-05-12T00:00:00.000Z'],
    ['2026-05-01', field('withinLast', 'P7D'), UTC, '2026-05-10T12:00:00Z', false, null],
    [
      '2026-10-20T10:00:00Z',
      field('withinLast', 'P7D'),
      BERLIN,
      '2026-10-21T12:00:00Z',
      true,
      '2026-10-27T11:00:00.001Z',
    ],
    [
      '2026-10-20T10:00:00Z',
      field('withinLast', 'PT168H'),
      BERLIN,
      '2026-10-21T12:00:00Z',
      true,
      '2026-10-27T10:00:00.001Z',
    ],
    ['2026-01-31T10:00:00Z', field('withinLast', 'P1M'), UTC, '2026-02-01T00:00:00Z', true, '2026-02-28T10:00:00.001Z'],
    ['2026-05-20', field('withinNext', 'P7D'), UTC, '2026-05-10T12:00:00Z', false, '2026-05-13T00:00:00.000Z'],
    ['2026-05-12', field('withinNext', 'P7D'), UTC, '2026-05-10T12:00:00Z', true, '2026-05-12T00:00:00.001Z'],
    ['2026-05-09', field('withinNext', 'P7D'), UTC, '2026-05-10T12:00:00Z', false, null],
    ['2026-05-10', field('isToday'), UTC, '2026-05-10T12:00:00Z', true, '2026-05-11T00:00:00.000Z'],
    ['2026-05-10', field('isToday'), BERLIN, '2026-05-10T12:00:00Z', true, '2026-05-10T22:00:00.000Z'],
    ['2026-06-01', field('isToday'), BERLIN, '2026-05-10T12:00:00Z', false, '2026-05-31T22:00:00.000Z'],
    ['2026-05-09', field('isToday'), UTC, '2026-05-10T12:00:00Z', false, null],
    ['1990-05-10', field('anniversaryToday'), UTC, '2026-05-10T12:00:00Z', true, '2026-05-11T00:00:00.000Z'],
    ['1990-05-11', field('anniversaryToday'), UTC, '2026-05-10T12:00:00Z', false, '2026-05-11T00:00:00.000Z'],
    ['1990-05-09', field('anniversaryToday'), UTC, '2026-05-10T12:00:00Z', false, '2027-05-09T00:00:00.000Z'],
    ['2024-02-29', field('anniversaryToday'), UTC, '2026-05-10T12:00:00Z', false, '2027-02-28T00:00:00.000Z'],
    ['2024-02-29', field('anniversaryToday'), UTC, '2027-05-10T12:00:00Z', false, '2028-02-29T00:00:00.000Z'],
    ['2030-05-10', field('anniversaryToday'), UTC, '2026-05-10T12:00:00Z', false, '2030-05-10T00:00:00.000Z'],
    ['soon', field('withinLast', 'P7D'), UTC, '2026-05-10T12:00:00Z', false, null],
    // One that decides stays, so it does not matter when the others change.
    ['2026-05-10', { all: [{ tag: 'none' }, field('isToday')] }, UTC, '2026-05-10T12:00:00Z', false, null],
    ['2026-05-10', { any: [field('exists'), field('isToday')] }, UTC, '2026-05-10T12:00:00Z', true, null],
    ['2026-05-12', { not: field('after', 'now') }, UTC, '2026-05-10T12:00:00Z', false, '2026-05-12T00:00:00.000Z'],
    // The first to change is not always a change of the whole.
    [
      '2026-05-10',
      { any: [field('isToday'), field('withinLast', 'P3D')] },
      UTC,
      '2026-05-10T12:00:00Z',
      true,
      '2026-05-13T00:00:00.001Z',
    ],
    [
      '2026-05-10',
      { all: [field('withinLast', 'P3D'), { not: field('isToday') }] },
      UTC,
      '2026-05-10T12:00:00Z',
      false,
      '2026-05-11T00:00:00.000Z',
    ],
    ['2026-05-10', { all: [field('isToday'), { not: field('isToday') }] }, UTC, '2026-05-10T12:00:00Z', false, null],
  ])('%j, %j in %s at %s: %s until %s', (value, condition, zone, now, holds, changesAt) => {
    const answer = evaluateWithHorizon(condition, scope({ traits: { x: value }, zone, now: at(now) }))
    expect({ ...answer, changesAt: iso(answer.changesAt) }).toEqual({ value: holds, changesAt })
  })

  const orders = [event('A', NOW - 5 * DAY, { due: '2026-05-20' }), event('A', NOW - 2 * DAY), event('A', NOW + DAY)]
  test.each<[string, Condition, boolean, number | null]>([
    ['whole history', { event: 'A', count: { eq: 3 } }, true, null],
    ['the last one leaves', { event: 'A', within: 'P7D' }, true, NOW + 8 * DAY + 1],
    ['one comes', { event: 'A', within: 'P7D', count: { gte: 3 } }, false, NOW + DAY],
    ['one leaves', { event: 'A', within: 'P7D', count: { gte: 2 } }, true, NOW + 5 * DAY + 1],
    ['none left', { event: 'A', within: 'P7D', count: { eq: 0 } }, false, NOW + 8 * DAY + 1],
    ['none of that name', { event: 'B', within: 'P7D' }, false, null],
    ['one comes as one leaves', { event: 'A', within: 'P3D', count: { eq: 1 } }, true, NOW + DAY],
    [
      'where about dates',
      { event: 'A', where: { field: 'event.due', op: 'after', value: 'now' } },
      true,
      at('2026-05-20'),
    ],
    ['in a segment', { segment: 'active' }, true, NOW + 8 * DAY + 1],
  ])('events, %s', (_, condition, value, changesAt) => {
    const segments: ScopeChange['segments'] = { active: { event: 'A', within: 'P7D' } }
    expect(evaluateWithHorizon(condition, scope({ events: orders, segments }))).toEqual({ value, changesAt })
  })
})

describe('property', () => {
  const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu')
  const start = fc.constantFrom(
    ...[
      '2026-05-10T12:00:00Z',
      '2026-03-28T20:00:00Z',
      '2026-10-24T22:30:00Z',
      '2028-02-28T23:00:00Z',
      '2026-12-31T23:59:59Z',
    ],
  )
  const duration = fc.constantFrom('P1D', 'P7D', 'P1M', 'PT36H', 'P1DT1H', 'PT0S', 'P1Y', 'PT30M', 'P2W')
  const hours = fc.integer({ min: -24 * 40, max: 24 * 40 })
  const name = fc.constantFrom('A', 'B')
  const count: fc.Arbitrary<CountBounds> = fc.constantFrom<CountBounds>(
    { gte: 1 },
    { eq: 0 },
    { eq: 1 },
    { eq: 2 },
    { lt: 2 },
    { gt: 1 },
    { gte: 1, lte: 2 },
  )
  const timeField = (root: string): fc.Arbitrary<Condition> =>
    fc.oneof(
      fc.record({
        field: fc.constantFrom(`${root}.x`, `${root}.y`),
        op: fc.constantFrom<Operator>('withinLast', 'withinNext'),
        value: duration,
      }),
      fc.record({
        field: fc.constantFrom(`${root}.x`, `${root}.y`),
        op: fc.constantFrom<Operator>('before', 'after'),
        value: fc.constant('now'),
      }),
      fc.record({
        field: fc.constantFrom(`${root}.x`, `${root}.y`),
        op: fc.constantFrom<Operator>('isToday', 'anniversaryToday'),
      }),
    )
  const eventCondition: fc.Arbitrary<Condition> = fc.record(
    { event: name, within: duration, count, where: timeField('event') },
    { requiredKeys: ['event'] },
  )
  const condition = fc.letrec<{ any: Condition }>((tie) => ({
    any: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      timeField('customer'),
      eventCondition,
      fc.constantFrom<Condition>({ tag: 'yes' }, { tag: 'no' }, { segment: 's' }, { segment: 't' }),
      fc.record({ all: fc.array(tie('any'), { maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('any'), { maxLength: 3 }) }),
      fc.record({ not: tie('any') }),
    ),
  })).any
  const setting = fc.record({
    condition,
    zone,
    start,
    segments: fc.record({ s: condition, t: condition }),
    x: hours,
    y: hours,
    events: fc.array(fc.record({ name, at: hours, x: hours }), { maxLength: 6 }),
  })

  test('the answer stays until then, and is the other one then', () => {
    fc.assert(
      fc.property(
        setting,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 5, maxLength: 5 }),
        (given, fractions) => {
          const now = at(given.start)
          const local = (offset: number): string => new Date(now + offset * HOUR).toISOString()
          const scoped = scope({
            now,
            zone: given.zone,
            segments: given.segments,
            customer: customer({ tags: ['yes'], traits: { x: local(given.x), y: local(given.y).slice(0, 10) } }),
            events: given.events.map((e) => event(e.name, now + e.at * HOUR, { x: local(e.x) }, now)),
          })
          const { value, changesAt } = evaluateWithHorizon(given.condition, scoped)
          const then = (instant: number): boolean => evaluate(given.condition, { ...scoped, now: Math.floor(instant) })
          expect(value).toBe(then(now))
          if (changesAt !== null) {
            expect(changesAt).toBeGreaterThan(now)
            expect(dependsOnTime(given.condition, scoped.segment)).toBe(true)
            // What changes in its parts for ever but never as a whole is given up in the end.
            if (changesAt < now + 3 * 365 * DAY) expect(then(changesAt)).toBe(!value)
            expect(then(changesAt - 1)).toBe(value)
          }
          const end = changesAt ?? now + 800 * DAY
          for (const fraction of fractions) expect(then(Math.min(end - 1, now + fraction * (end - now)))).toBe(value)
          // Every day and every hour of the first days too: that is where changes lie.
          for (let hour = 0; hour <= 72; hour += 1)
            if (now + hour * HOUR < end) expect(then(now + hour * HOUR)).toBe(value)
        },
      ),
      { numRuns: 2_000, seed: 20_260_510 },
    )
  })

  test('following the changes one by one misses none', () => {
    fc.assert(
      fc.property(setting, (given) => {
        const start = at(given.start)
        const scoped = scope({
          now: start,
          zone: given.zone,
          segments: given.segments,
          customer: customer({ traits: { x: new Date(start + given.x * HOUR).toISOString() } }),
          events: given.events.map((e) => event(e.name, start + e.at * HOUR, { x: start + e.x * HOUR }, start)),
        })
        let next = evaluateWithHorizon(given.condition, scoped)
        for (let now = start; now < start + 90 * DAY; now += 6 * HOUR) {
          while (next.changesAt !== null && next.changesAt <= now) {
            next = evaluateWithHorizon(given.condition, { ...scoped, now: next.changesAt })
          }
          expect(evaluate(given.condition, { ...scoped, now })).toBe(next.value)
        }
      }),
      { numRuns: 300, seed: 7 },
    )
  })
})
