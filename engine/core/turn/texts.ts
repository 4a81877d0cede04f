import type { Enrollment } from '../model/enrollment.ts'
import type { CustomerEvent } from '../model/input.ts'
import type { JsonObject } from '../model/json.ts'
import type { TextScope } from '../text/index.ts'
import type { Turn } from './state.ts'

/** Values for Liquid: plain copies by name; the customer's own data never becomes a template. */
export function textScope(turn: Turn, e: Enrollment, zone: string): TextScope {
  const { customer } = turn
  const entryEvent = 'event' in e.entry ? e.entry.event : null
  const event = e.event ?? entryEvent
  return {
    customer: { id: customer.id, ...customer.traits },
    event: event ? eventValues(event) : {},
    entry: entryEvent ? eventValues(entryEvent) : 'data' in e.entry ? e.entry.data : {},
    vars: e.vars,
    loyalty: { points: customer.points.balance, tier: customer.tier },
    now: turn.now,
    zone,
  }
}

const eventValues = (event: CustomerEvent): JsonObject => ({
  ...event.properties,
  $name: event.name,
  $at: new Date(event.timestamp).toISOString(),
})
