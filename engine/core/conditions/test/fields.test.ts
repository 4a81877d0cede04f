import { describe, expect, test } from 'vitest'
import type { Condition, Operator } from '../../model/condition.ts'
import { OPERATORS } from '../../model/condition.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import { evaluate, readField } from '../index.ts'
import { at, customer, event, NOW, scope } from './scope.ts'

const T = true
const F = false

/** operator, value of the trait (undefined = missing), value of the condition, answer */
const rows: [Operator, Json | undefined, Json | undefined, boolean][] = [
  ['eq', 'DE', 'DE', T],
  ['eq', 'DE', 'de', F],
  ['eq', 1, 1, T],
  ['eq', 1, '1', F],
  ['eq', '1', 1, F],
  ['eq', true, true, T],
  ['eq', true, 1, F],
  ['eq', true, 'true', F],
  ['eq', null, null, T],
  ['eq', 0, null, F],
  ['eq', 0, false, F],
  ['eq', '', null, F],
  ['eq', '', false, F],
  ['eq', 0, -0, T],
  ['eq', [], '', F],
  ['eq', [1, 2], [1, 2], T],
  ['eq', [1, 2], [2, 1], F],
  ['eq', [1, 2], [1], F],
  ['eq', { a: 1, b: [2] }, { b: [2], a: 1 }, T],
  ['eq', { a: 1 }, { a: 1, b: 2 }, F],
  ['eq', {}, [], F],
  ['eq', undefined, 'DE', F],
  ['eq', undefined, null, F],
  ['ne', 'DE', 'AT', T],
  ['ne', 'DE', 'DE', F],
  ['ne', 1, '1', T],
  ['ne', undefined, 'DE', T],
  ['ne', null, 'DE', T],
  ['ne', undefined, null, T],
  ['gt', 3, 2, T],
  ['gt', 2, 2, F],
  ['gt', '3', 2, F],
  ['gt', 3, '2', F],
  ['gt', 'b', 'a', T],
  ['gt', '10', '9', F],
  ['gt', true, false, F],
  ['gt', null, -1, F],
  ['gt', [3], 2, F],
  ['gt', undefined, 0, F],
  ['gt', { a: 1 }, 0, F],
  ['gte', 2, 2, T],
  ['gte', 1, 2, F],
  ['gte', '2026-02-01', '2026-01-31', T],
  ['gte', undefined, 0, F],
  ['lt', 1, 2, T],
  ['lt', 2, 2, F],
  ['lt', null, 5, F],
  ['lt', '1', 2, F],
  ['lt', undefined, 5, F],
  ['lt', false, 1, F],
  ['lte', 2, 2, T],
  ['lte', 2.5, 2, F],
  ['lte', undefined, 2, F],
  ['between', 5, [1, 5], T],
  ['between', 1, [1, 5], T],
  ['between', 0.9, [1, 5], F],
  ['between', 6, [1, 5], F],
  ['between', '5', [1, 9], F],
  ['between', 'b', ['a', 'c'], T],
  ['between', 5, [5], F],
  ['between', 5, 5, F],
  ['between', 3, [5, 1], F],
  ['between', 5, [1, '9'], F],
  ['between', undefined, [1, 5], F],
  ['between', 5, [1, 5, 9], F],
  ['in', 'DE', ['DE', 'AT'], T],
  ['in', 'CH', ['DE', 'AT'], F],
  ['in', 1, ['1'], F],
  ['in', { a: 1 }, [{ a: 1 }], T],
  ['in', 'DE', 'DE', F],
  ['in', undefined, [null], F],
  ['in', null, [null], T],
  ['in', 'DE', [], F],
  ['in', 'D', 'DE', F],
  ['nin', 'CH', ['DE'], T],
  ['nin', 'DE', ['DE'], F],
  ['nin', 1, ['1'], T],
  ['nin', undefined, ['DE'], T],
  ['nin', 'DE', [], T],
  ['contains', 'Ada Lovelace', 'love', F],
  ['contains', 'Ada Lovelace', 'Love', T],
  ['contains', ['a', 'b'], 'b', T],
  ['contains', ['a', 'b'], 'c', F],
  ['contains', [1], '1', F],
  ['contains', [{ x: 1 }], { x: 1 }, T],
  ['contains', 'a1', 1, F],
  ['contains', { a: 1 }, 'a', F],
  ['contains', 5, 5, F],
  ['contains', undefined, 'a', F],
  ['contains', [[1]], [1], T],
  ['contains', '客户旅程', '旅程', T],
  ['startsWith', 'perennial', 'per', T],
  ['startsWith', 'perennial', 'nial', F],
  ['startsWith', 12, '1', F],
  ['startsWith', ['p'], 'p', F],
  ['startsWith', undefined, '', F],
  ['startsWith', 'x', 1, F],
  ['endsWith', 'a@x.de', '.de', T],
  ['endsWith', 'a@x.de', 'a@', F],
  ['endsWith', undefined, '', F],
  ['endsWith', 10, '0', F],
  ['matches', 'ada@x.de', '^[^@]+@x\\.de$', T],
  ['matches', 'xay', 'a', T],
  ['matches', 'x', '(', F],
  ['matches', 12, '1', F],
  ['matches', undefined, '.*', F],
  ['matches', 'aa', '(a)\\1', F],
  ['matches', 'A', '(?i)a', T],
  ['matches', '', '^$', T],
  ['exists', '', undefined, T],
  ['exists', 0, undefined, T],
  ['exists', false, undefined, T],
  ['exists', undefined, undefined, F],
  ['exists', null, undefined, F],
  ['exists', [], undefined, T],
  ['missing', undefined, undefined, T],
  ['missing', '', undefined, F],
  ['missing', null, undefined, T],
  ['missing', 0, undefined, F],
  ['before', '2026-05-09', '2026-05-10', T],
  ['before', '2026-05-10', '2026-05-10', F],
  ['before', '2026-05-10T11:59:59Z', 'now', T],
  ['before', '2026-05-10T12:00:00Z', 'now', F],
  ['before', 'soon', '2026-05-10', F],
  ['before', '2026-05-09', 'soon', F],
  ['before', '2026-05-09', undefined, F],
  ['before', undefined, '2026-05-10', F],
  ['before', true, 'now', F],
  ['before', '2026-05-10T13:00:00+02:00', '2026-05-10T11:30:00Z', T],
  ['before', '2026-02-30', 'now', F],
  ['after', '2026-05-10T12:00:01Z', 'now', T],
  ['after', '2026-05-10T12:00:00Z', 'now', F],
  ['after', '2026-05-11', '2026-05-10', T],
  ['after', NOW + 1, 'now', T],
  ['after', undefined, 'now', F],
  ['after', {}, 'now', F],
  ['withinLast', '2026-05-03T12:00:00Z', 'P7D', T],
  ['withinLast', '2026-05-03T11:59:59.999Z', 'P7D', F],
  ['withinLast', '2026-05-10T12:00:00Z', 'P7D', T],
  ['withinLast', '2026-05-10T12:00:00.001Z', 'P7D', F],
  ['withinLast', '2026-05-10T11:00:00Z', 'PT1H', T],
  ['withinLast', '2026-05-10T10:59:59.999Z', 'PT1H', F],
  ['withinLast', '2026-05-05', 'a week', F],
  ['withinLast', '2026-05-05', '-P7D', F],
  ['withinLast', undefined, 'P7D', F],
  ['withinLast', '2026-05-05', 7, F],
  ['withinLast', '2026-04-10T12:00:00Z', 'P1M', T],
  ['withinLast', '2025-05-10', 'P1Y', F],
  ['withinNext', '2026-05-17T12:00:00Z', 'P7D', T],
  ['withinNext', '2026-05-17T12:00:00.001Z', 'P7D', F],
  ['withinNext', '2026-05-10T12:00:00Z', 'P7D', T],
  ['withinNext', '2026-05-10T11:59:59.999Z', 'P7D', F],
  ['withinNext', undefined, 'P7D', F],
  ['withinNext', '2026-05-12', 'tomorrow', F],
  ['isToday', '2026-05-10', undefined, T],
  ['isToday', '2026-05-11', undefined, F],
  ['isToday', '2026-05-10T23:59:59Z', undefined, T],
  ['isToday', undefined, undefined, F],
  ['isToday', 'today', undefined, F],
  ['isToday', '2025-05-10', undefined, F],
  ['anniversaryToday', '1990-05-10', undefined, T],
  ['anniversaryToday', '1990-05-11', undefined, F],
  ['anniversaryToday', undefined, undefined, F],
  ['anniversaryToday', 'x', undefined, F],
  ['anniversaryToday', '2026-05-10', undefined, T],
  ['anniversaryToday', '2027-05-10', undefined, F],
]

describe('operators', () => {
  test.each(rows)('%s: %j with %j is %s', (op, actual, value, expected) => {
    const condition: Condition = { field: 'customer.x', op, ...(value === undefined ? {} : { value }) }
    const traits: JsonObject = actual === undefined ? {} : { x: actual }
    expect(evaluate(condition, scope({ traits }))).toBe(expected)
  })

  test('every operator has rows, and one with a missing field', () => {
    expect(new Set(rows.map(([op]) => op))).toEqual(new Set(OPERATORS))
    expect(new Set(rows.filter(([, actual]) => actual === undefined).map(([op]) => op))).toEqual(new Set(OPERATORS))
  })

  test.each<[Operator, boolean]>(OPERATORS.map((op) => [op, op === 'missing' || op === 'ne' || op === 'nin']))(
    'a missing field makes %s %s, whatever the value',
    (op, expected) => {
      for (const value of [null, 0, '', 'x', [], ['x'], {}, 'P7D', '2026-05-10', 'now']) {
        expect(evaluate({ field: 'customer.none', op, value }, scope())).toBe(expected)
      }
    },
  )
})

describe('dates in a zone', () => {
  test.each<[string, string, Operator, Json, Json | undefined, boolean]>([
    ['2026-05-10T22:30:00Z', 'Europe/Berlin', 'isToday', '2026-05-11', undefined, true],
    ['2026-05-10T22:30:00Z', 'Europe/Berlin', 'isToday', '2026-05-10', undefined, false],
    ['2026-05-10T22:30:00Z', 'America/New_York', 'isToday', '2026-05-10', undefined, true],
    ['2026-02-28T12:00:00Z', 'UTC', 'anniversaryToday', '2024-02-29', undefined, true],
    ['2028-02-28T12:00:00Z', 'UTC', 'anniversaryToday', '2024-02-29', undefined, false],
    ['2028-02-29T12:00:00Z', 'UTC', 'anniversaryToday', '2024-02-29', undefined, true],
    // A calendar day across the spring clock change is 23 hours long.
    ['2026-03-29T08:00:00Z', 'Europe/Berlin', 'withinLast', '2026-03-28T09:00:00Z', 'P1D', true],
    ['2026-03-29T09:00:00.001Z', 'Europe/Berlin', 'withinLast', '2026-03-28T10:00:00Z', 'P1D', false],
    ['2026-03-29T09:00:00.001Z', 'Europe/Berlin', 'withinLast', '2026-03-28T10:00:00Z', 'PT24H', true],
    // Date-only values are local midnights.
    ['2026-05-09T22:00:00Z', 'Europe/Berlin', 'after', 'now', '2026-05-10', false],
    ['2026-05-09T21:59:59Z', 'Europe/Berlin', 'withinLast', '2026-05-10', 'P1D', false],
    ['2026-05-09T22:00:00Z', 'Europe/Berlin', 'withinLast', '2026-05-10', 'P1D', true],
  ])('at %s in %s: %s of %j, %j is %s', (now, zone, op, actual, value, expected) => {
    const condition: Condition = { field: 'customer.x', op, ...(value === undefined ? {} : { value }) }
    expect(evaluate(condition, scope({ now: at(now), zone, traits: { x: actual } }))).toBe(expected)
  })
})

describe('valueField', () => {
  const traits = { a: 3, b: 3, c: '3', days: 'P7D', list: [1, 3] }
  test.each<[string, Operator, string, boolean]>([
    ['a', 'eq', 'b', true],
    ['a', 'eq', 'c', false],
    ['a', 'eq', 'none', false],
    ['a', 'ne', 'none', true],
    ['none', 'ne', 'a', true],
    ['a', 'in', 'list', true],
    ['a', 'nin', 'none', true],
    ['a', 'gte', 'b', true],
    ['a', 'gt', 'none', false],
    ['none', 'eq', 'none', false],
  ])('%s %s %s is %s', (field, op, other, expected) => {
    const condition: Condition = { field: `customer.${field}`, op, valueField: `customer.${other}` }
    expect(evaluate(condition, scope({ traits }))).toBe(expected)
  })

  test('a duration may come from a field', () => {
    const condition: Condition = { field: 'vars.at', op: 'withinLast', valueField: 'customer.days' }
    expect(evaluate(condition, scope({ traits, vars: { at: NOW - 7 * 86_400_000 } }))).toBe(true)
    expect(evaluate(condition, scope({ traits, vars: { at: NOW - 7 * 86_400_000 - 1 } }))).toBe(false)
  })
})

describe('readField', () => {
  const order = event('Order Completed', NOW, { total: 40, items: [{ sku: 'a' }], 'a.b': 1, $name: 'spoofed' })
  const entry = event('Signed Up', at('2026-05-01T00:00:00Z'), { source: 'ad' })
  const who = customer({
    traits: { country: 'DE', address: { city: 'Berlin' }, nick: null },
    stage: 'use',
    timeZone: 'Europe/Berlin',
    tier: 'gold',
    points: { balance: 120, earned: 120, lots: [] },
  })
  const roots = scope({ customer: who, event: order, entry, vars: { code: 'A1' } })

  test.each<[string, Json | undefined]>([
    ['customer.country', 'DE'],
    ['customer.address.city', 'Berlin'],
    ['customer.address', { city: 'Berlin' }],
    ['customer.nick', null],
    ['customer.id', 'ada'],
    ['customer.$id', 'ada'],
    ['customer.stage', 'use'],
    ['customer.$stage', 'use'],
    ['customer.$timeZone', 'Europe/Berlin'],
    ['customer.tags', undefined],
    ['customer.consent', undefined],
    ['event.total', 40],
    ['event.items.0.sku', 'a'],
    ['event.items.1.sku', undefined],
    ['event.a.b', undefined],
    ['event.$name', 'Order Completed'],
    ['event.$at', '2026-05-10T12:00:00.000Z'],
    ['event.name', undefined],
    ['event.id', undefined],
    ['entry.source', 'ad'],
    ['entry.$name', 'Signed Up'],
    ['entry.$at', '2026-05-01T00:00:00.000Z'],
    ['vars.code', 'A1'],
    ['vars.none', undefined],
    ['loyalty.points', 120],
    ['loyalty.tier', 'gold'],
    ['loyalty.lots', undefined],
    ['loyalty.points.x', undefined],
    ['score.churn', undefined],
    ['customer', undefined],
    ['event', undefined],
    ['', undefined],
    ['nobody.x', undefined],
    ['customer.', undefined],
    ['.country', undefined],
    ['customer..country', undefined],
    ['customer.country.length', undefined],
    ['customer.country.0', undefined],
  ])('%s is %j', (path, expected) => expect(readField(path, roots)).toEqual(expected))

  test('a trait goes before what the engine knows', () => {
    const own = scope({ traits: { id: 'crm-7', stage: 'lead' } })
    expect([readField('customer.id', own), readField('customer.stage', own)]).toEqual(['crm-7', 'lead'])
    expect(readField('customer.$id', own)).toBe('ada')
  })

  test('data of an api entry is read as it is, also with keys of an event', () => {
    const data = { name: 'x', timestamp: 5, properties: { y: 1 } }
    const api = scope({ entry: data })
    expect([readField('entry.name', api), readField('entry.properties.y', api)]).toEqual(['x', 1])
    expect(readField('entry.$name', scope())).toBeUndefined()
  })

  test.each([
    'customer.__proto__',
    'customer.constructor',
    'customer.toString',
    'customer.hasOwnProperty',
    'customer.__proto__.x',
    'customer.constructor.prototype',
    'customer.address.__proto__',
    'customer.address.valueOf',
    'event.__proto__.polluted',
    'event.items.map',
    'event.items.__proto__',
    'vars.__defineGetter__',
    'vars.constructor.name',
    'entry.isPrototypeOf',
    'loyalty.__proto__',
    'loyalty.constructor',
    '__proto__.x',
    'constructor.name',
    'prototype.x',
    'score.__proto__',
  ])('%s reaches no prototype', (path) => {
    expect(readField(path, roots)).toBeUndefined()
    expect(evaluate({ field: path, op: 'missing' }, roots)).toBe(true)
    expect(evaluate({ field: path, op: 'exists' }, roots)).toBe(false)
  })

  test('an own __proto__ key, as JSON may bring, is missing too', () => {
    const traits = JSON.parse('{"__proto__": {"admin": true}, "a": {"__proto__": 1}}') as JsonObject
    expect(readField('customer.__proto__.admin', scope({ traits }))).toBeUndefined()
    expect(readField('customer.a.__proto__', scope({ traits }))).toBeUndefined()
  })
})
