import type { JsonObject } from '../../model/json.ts'
import type { TextScope } from '../index.ts'

export function scope(change: Partial<{ customer: JsonObject; vars: JsonObject; zone: string }> = {}): TextScope {
  return {
    customer: {
      id: 'ada',
      firstName: 'Ada',
      nick: null,
      vip: true,
      tier: 'gold',
      tags: ['x', 'y'],
      address: { city: 'Berlin' },
      ...change.customer,
    },
    event: {
      total: 40.5,
      items: [
        { sku: 'a-1', price: 35.5 },
        { sku: 'b-2', price: 5 },
      ],
      $name: 'Order Completed',
      $at: '2026-05-10T12:00:00.000Z',
    },
    entry: {},
    vars: { code: 'A1', 称呼: '林女士', ...change.vars },
    loyalty: { points: 120, tier: null },
    now: Date.parse('2026-05-10T12:00:00Z'),
    zone: change.zone ?? 'Europe/Berlin',
  }
}
