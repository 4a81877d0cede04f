import type { Customer } from '../model/customer.ts'
import type { Enrollment } from '../model/enrollment.ts'
import type { CustomerEvent } from '../model/input.ts'
import type { JsonObject } from '../model/json.ts'
import type { TextScope } from '../text/index.ts'
import type { Turn } from './state.ts'

/** Values for Liquid: plain copies by name; the customer's own data never becomes a template. */
export function textScope(turn: Turn, e: Enrollment, zone: string): TextScope {
  const { customer } = turn
  const entryEvent = 'event' in e.entry ? e.entry.event : null
  const entry = entryEvent ? eventValues(entryEvent) : 'data' in e.entry ? e.entry.data : {}
  return {
    customer: customerValues(customer),
    event: e.event ? eventValues(e.event) : entry,
    entry,
    vars: e.vars,
    loyalty: { points: customer.points.balance, tier: customer.tier },
    now: turn.now,
    zone,
  }
}

/** By the names conditions know; a trait of the same name wins, as it does there. */
const customerValues = ({ id, stage, timeZone, traits }: Customer): JsonObject => ({
  id,
  stage,
  $id: id,
  $stage: stage,
  $timeZone: timeZone,
  ...traits,
})

const eventValues = (event: CustomerEvent): JsonObject => ({
  ...event.properties,
  $name: event.name,
  $at: new Date(event.timestamp).toISOString(),
})
