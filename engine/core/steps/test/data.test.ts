import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../model/json.ts'
import { coupon } from '../coupon.ts'
import { points } from '../points.ts'
import { stage } from '../stage.ts'
import { track } from '../track.ts'
import { update } from '../update.ts'
import { arrive, type Effect, type Situation } from './fakeContext.ts'

test('stage moves the customer', () => {
  expect(arrive(stage, { to: 'use' })).toEqual({ decision: { leave: 'next' }, effects: [['moveStage', 'use']] })
})

test('track records an event with values in it', () => {
  const { effects } = arrive(track, { event: 'Joined', properties: { from: '{{ customer.country }}', n: 1 } })
  expect(effects).toEqual([['track', 'Joined', { from: 'DE', n: 1 }]])
})

describe('update', () => {
  const situation: Situation = {
    customer: { traits: { firstName: 'Ada', orders: 2, since: 2020, likes: ['tea', 'cake'] } },
    enrollment: { vars: { tries: 1 } },
  }
  test.each<[string, JsonObject, Effect[]]>([
    ['nothing', {}, []],
    [
      'traits',
      { set: { greeting: 'Hi {{ customer.firstName }}' } },
      [['change', { set: { greeting: 'Hi Ada' }, unset: [], increment: {} }]],
    ],
    [
      'a lone placeholder keeps its type',
      { set: { year: '{{ customer.since }}' } },
      [['change', { set: { year: 2020 }, unset: [], increment: {} }]],
    ],
    [
      'notes',
      { set: { 'vars.name': '{{ customer.firstName }}' }, unset: ['vars.old'] },
      [['setVars', { name: 'Ada' }, ['old']]],
    ],
    ['clears', { unset: ['since'] }, [['change', { set: {}, unset: ['since'], increment: {} }]]],
    [
      'counts',
      { increment: { orders: 1, visits: 1 } },
      [['change', { set: {}, unset: [], increment: { orders: 1, visits: 1 } }]],
    ],
    ['counts notes', { increment: { 'vars.tries': 2, 'vars.new': 1 } }, [['setVars', { tries: 3, new: 1 }, []]]],
    [
      'counts by Liquid',
      { increment: { orders: '{{ vars.tries }}', 'vars.tries': '{{ customer.orders }}' } },
      [
        ['change', { set: {}, unset: [], increment: { orders: 1 } }],
        ['setVars', { tries: 3 }, []],
      ],
    ],
    [
      'counts up from what it sets',
      { set: { orders: 10, 'vars.tries': 10 }, increment: { orders: 1, 'vars.tries': 1 } },
      [
        ['change', { set: { orders: 10 }, unset: [], increment: { orders: 1 } }],
        ['setVars', { tries: 11 }, []],
      ],
    ],
    [
      'tags by Liquid: none for nothing, one for each of a list',
      {
        addTags: ['since-{{ customer.since }}', '{{ customer.none }}', '{{ customer.likes }}'],
        removeTags: ['{{ vars.tries }}'],
      },
      [['change', { set: {}, unset: [], increment: {}, addTags: ['since-2020', 'tea', 'cake'], removeTags: ['1'] }]],
    ],
    [
      'tags',
      { addTags: ['vip'], removeTags: ['new'] },
      [['change', { set: {}, unset: [], increment: {}, addTags: ['vip'], removeTags: ['new'] }]],
    ],
  ])('%s', (_name, config, effects) => {
    expect(arrive(update, config, situation)).toEqual({ decision: { leave: 'next' }, effects })
  })

  test('by what is no number nothing is counted up', () => {
    const { decision, effects } = arrive(update, { increment: { orders: '{{ customer.firstName }}' } }, situation)
    expect(decision).toMatchObject({ park: 'step-error', detail: expect.stringContaining('"orders"') as string })
    expect(effects).toEqual([])
  })

  test('what is no number is not counted up, and nothing is changed', () => {
    const { decision, effects } = arrive(update, { set: { a: 1 }, increment: { firstName: 1 } }, situation)
    expect(decision).toMatchObject({ park: 'step-error' })
    expect(effects).toEqual([])
  })
})

describe('points', () => {
  const rich: Situation = {
    customer: { points: { balance: 50, earned: 50, lots: [] }, traits: { gift: 30, name: 'Ada' } },
  }
  test.each<[string, JsonObject, object, Effect[]]>([
    ['adds', { add: 10, reason: 'Welcome' }, { leave: 'next' }, [['points', 10, 'Welcome']]],
    ['spends', { spend: 50, reason: 'Gift' }, { leave: 'next' }, [['points', -50, 'Gift']]],
    ['not enough', { spend: 51, reason: 'Gift' }, { leave: 'insufficient' }, []],
    [
      'a number from a field',
      { add: '{{ customer.gift }}', reason: 'For {{ customer.name }}' },
      { leave: 'next' },
      [['points', 30, 'For Ada']],
    ],
    ['a number as text', { add: '1{{ customer.gift }}', reason: 'x' }, { leave: 'next' }, [['points', 130, 'x']]],
    ['no number', { add: '{{ customer.name }}', reason: 'x' }, { park: 'step-error' }, []],
    ['a missing field', { add: '{{ customer.none }}', reason: 'x' }, { park: 'step-error' }, []],
    ['an empty text', { add: ' {{ customer.none }}', reason: 'x' }, { park: 'step-error' }, []],
  ])('%s', (_name, config, decision, effects) => {
    const got = arrive(points, config, rich)
    expect(got.decision).toMatchObject(decision)
    expect(got.effects).toEqual(effects)
  })
})

describe('coupon', () => {
  const codeOf = (effects: Effect[]) => (effects.at(-1)?.[1] as { coupon: { code: string } }).coupon.code

  test('a code from a pool, in the ledger and in vars', () => {
    const config = { pool: 'spring', value: { percent: 10 }, expires: 'P30D' }
    const content = { code: 'A1', value: { percent: 10 }, expires: '2026-04-01T08:00:00.000Z' }
    const { decision, effects } = arrive(coupon, config, { codes: { spring: ['A1', 'A2'] } })
    expect(decision).toEqual({ leave: 'next' })
    expect(effects).toEqual([
      ['plan', { channel: 'coupon', topic: null, content, immediate: true }],
      ['setVars', { coupon: content }],
    ])
  })

  test('an empty pool', () => {
    expect(arrive(coupon, { pool: 'spring' })).toEqual({ decision: { leave: 'empty' }, effects: [] })
  })

  test('until a local date', () => {
    const { effects } = arrive(coupon, { generate: {}, expires: '2026-04-01' })
    expect(effects.at(-1)?.[1]).toMatchObject({ coupon: { expires: '2026-03-31T22:00:00.000Z', value: null } })
  })

  test.each<[JsonObject, RegExp]>([
    [{}, /^[A-HJKMNP-Z2-9]{8}$/],
    [{ prefix: 'HI-', length: 12 }, /^HI-[A-HJKMNP-Z2-9]{12}$/],
    [{ pattern: '###-###' }, /^[A-HJKMNP-Z2-9]{3}-[A-HJKMNP-Z2-9]{3}$/],
  ])('made up by %j', (generate, shape) => {
    const code = codeOf(arrive(coupon, { generate }).effects)
    expect(code).toMatch(shape)
    expect(codeOf(arrive(coupon, { generate }).effects)).toBe(code)
    expect(codeOf(arrive(coupon, { generate }, { enrollment: { visit: 2 } }).effects)).not.toBe(code)
  })
})
