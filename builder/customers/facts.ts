import type { TFunction } from 'i18next'
import type { CustomerDetail } from '../api/types.ts'
import { valueInWords } from '../words/condition.ts'
import { listOf } from '../words/list.ts'

/** Traits by which clients tell a zone: what the engine understood of them is told once, by its name. */
const ZONE_TRAITS = ['timeZone', 'timezone']

type Known = Pick<CustomerDetail, 'traits' | 'tags' | 'timeZone' | 'points' | 'tier'>

/** What is known of a customer, as names and values. */
export function factsOf({ traits, tags = [], timeZone, points, tier }: Known, t: TFunction): [string, string][] {
  const balance = typeof points === 'number' ? points : points?.balance
  const told = Object.entries(traits).filter(([key, value]) => !ZONE_TRAITS.includes(key) || value !== timeZone)
  return [
    ...told.map(([key, value]): [string, string] => [key, typeof value === 'string' ? value : valueInWords(value, t)]),
    ...(tags.length === 0 ? [] : [[t('customers.tags'), listOf(tags, 'unit')] as [string, string]]),
    ...(timeZone == null ? [] : [[t('customers.zone'), timeZone] as [string, string]]),
    ...(balance ? [[t('customers.loyalty'), t('customers.points', { count: balance })] as [string, string]] : []),
    ...(tier == null ? [] : [[t('customers.tier'), tier] as [string, string]]),
  ]
}
