import { cached } from '../calendar/cache.ts'
import type { Customer } from '../model/customer.ts'
import type { CustomerEvent } from '../model/input.ts'
import type { Json, JsonObject } from '../model/json.ts'
import { valueAt } from './json.ts'
import type { Roots } from './scope.ts'

/** Reads one path; `event` stands in for the root of that name. */
export type Reader = (roots: Roots, event: CustomerEvent | null) => Json | undefined

/**
 * The value at a field path such as `customer.country` or `event.$name`; undefined = missing.
 *
 * `customer` is the traits, and besides them `customer.$id`, `$stage`, `$timeZone`; `customer.id` and `customer.stage` mean
 * the same where no trait has that name. `event` and `entry` are the properties, and besides them `$name` and `$at` (ISO).
 * `loyalty` has `points` and `tier`. `score` has nothing as long as nobody scores customers.
 */
export function readField(path: string, roots: Roots): Json | undefined {
  return fieldReader(path)(roots, roots.event)
}

/** A path, split once. */
export const fieldReader: (path: string) => Reader = cached(4096, (path): Reader => {
  const [root, ...keys] = path.split('.')
  if (keys.length === 0) return missing
  switch (root) {
    case 'customer':
      return (roots) => ofCustomer(roots.customer, keys)
    case 'event':
      // Before any event, what let the customer in: the data of an entry by API or by another journey.
      return ({ entry }, event) => (event === null ? ofCause(entry, keys) : ofEvent(event, keys))
    case 'entry':
      return ({ entry }) => ofCause(entry, keys)
    case 'vars':
      return (roots) => valueAt(roots.vars, keys)
    case 'loyalty':
      return (roots) => (keys.length === 1 ? ofLoyalty(roots.customer, keys[0] as string) : undefined)
    default:
      return missing
  }
})

/** True for an event, false for the data of an api or sub-journey entry. */
export function isEvent(entry: CustomerEvent | JsonObject | null): entry is CustomerEvent {
  return (
    entry !== null &&
    typeof entry['ordinal'] === 'number' &&
    typeof entry['acceptedAt'] === 'number' &&
    typeof entry['timestamp'] === 'number' &&
    typeof entry['properties'] === 'object'
  )
}

const missing: Reader = () => undefined

function ofCustomer(customer: Customer, keys: readonly string[]): Json | undefined {
  const trait = valueAt(customer.traits, keys)
  if (trait !== undefined || keys.length !== 1) return trait
  switch (keys[0]) {
    case 'id':
    case '$id':
      return customer.id
    case 'stage':
    case '$stage':
      return customer.stage ?? undefined
    case '$timeZone':
      return customer.timeZone ?? undefined
    default:
      return undefined
  }
}

function ofCause(cause: CustomerEvent | JsonObject | null, keys: readonly string[]): Json | undefined {
  return isEvent(cause) ? ofEvent(cause, keys) : valueAt(cause, keys)
}

function ofEvent(event: CustomerEvent, keys: readonly string[]): Json | undefined {
  if (keys.length === 1) {
    if (keys[0] === '$name') return event.name
    if (keys[0] === '$at') return new Date(event.timestamp).toISOString()
  }
  return valueAt(event.properties, keys)
}

function ofLoyalty(customer: Customer, key: string): Json | undefined {
  if (key === 'points') return customer.points.balance
  return key === 'tier' ? (customer.tier ?? undefined) : undefined
}
