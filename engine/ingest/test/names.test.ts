import { describe, expect, test } from 'vitest'
import type { InputBody } from '../../core/model/input.ts'
import type { JsonObject } from '../../core/model/json.ts'
import type { NameStore, SeenName } from '../../store/port.ts'
import { createNames } from '../names.ts'

const happened = (name: string, properties: JsonObject = {}): InputBody => ({
  kind: 'event',
  name,
  properties,
  timestamp: 0,
})
const traits = (traits: JsonObject): InputBody => ({ kind: 'identify', traits })

/** A store that remembers every telling. */
function listening(learn: (names: readonly SeenName[]) => void = () => {}) {
  const told: string[][] = []
  const errors: unknown[] = []
  const store: Pick<NameStore, 'learn'> = {
    async learn(names) {
      told.push(names.map(({ kind, name }) => (kind === 'event' ? `! ${name}` : name)))
      learn(names)
    },
  }
  return { told, errors, names: createNames(store as NameStore, (error) => void errors.push(error)) }
}

describe('names that come in', () => {
  test('are told once', async () => {
    const { told, names } = listening()
    names.note([happened('Order Completed', { revenue: 5, coupon: null }), traits({ plan: 'pro' })])
    names.note([happened('Order Completed', { revenue: 6 })])
    await names.settled()
    names.note([traits({ plan: 'free' }), happened('Order Completed', { orderId: 7 })])
    await names.settled()
    expect(told).toEqual([['! Order Completed', 'event.revenue', 'event.coupon', 'customer.plan'], ['event.orderId']])
  })

  test('of objects are told as paths, down to three keys', async () => {
    const { told, names } = listening()
    names.note([traits({ address: { city: 'Rome', at: { lat: 1, more: { deep: 2 } } }, list: [{ a: 1 }] })])
    names.note([traits({ address: { zip: '1' } })])
    await names.settled()
    expect(told.flat()).toEqual([
      'customer.address',
      'customer.address.city',
      'customer.address.at',
      'customer.address.at.lat',
      'customer.address.at.more',
      'customer.list',
      'customer.address.zip',
    ])
  })

  test('are those of entries by API, and none of what else is said', async () => {
    const { told, names } = listening()
    names.note([
      { kind: 'enter', journey: 'welcome', data: { code: 'x' } },
      { kind: 'consent', channel: 'email', topic: 'news', allowed: true },
      { kind: 'identify', addTags: ['vip'] },
    ])
    await names.settled()
    expect(told).toEqual([['event.code']])
  })

  test('that no path can name are left out', async () => {
    const { told, names } = listening()
    names.note([traits({ 'a.b': 1, 'c[0]': 1, '{{x}}': 1, '': 1, ['y'.repeat(101)]: 1, ok: 1 })])
    names.note([happened('z'.repeat(101))])
    await names.settled()
    expect(told).toEqual([['customer.ok']])
  })

  test('are told again when the store was away', async () => {
    let isAway = true
    const { told, errors, names } = listening(() => {
      if (isAway) throw new Error('away')
    })
    names.note([happened('A')])
    await names.settled()
    isAway = false
    names.note([happened('A')])
    await names.settled()
    expect(told).toEqual([['! A'], ['! A']])
    expect(errors).toHaveLength(1)
  })

  test('that never end are not all remembered', async () => {
    const { told, names } = listening()
    for (let i = 0; i < 5_000; i++) names.note([happened(`Viewed ${i}`)])
    await names.settled()
    expect(told.flat()).toHaveLength(3_000)
  })
})
