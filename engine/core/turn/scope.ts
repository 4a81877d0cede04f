import type { ConditionScope } from '../conditions/index.ts'
import { evaluate } from '../conditions/index.ts'
import type { CompiledVersion } from '../compile/version.ts'
import { canonical } from '../hash.ts'
import type { Condition } from '../model/condition.ts'
import type { Customer } from '../model/customer.ts'
import type { Enrollment, EntryCause } from '../model/enrollment.ts'
import type { CustomerEvent } from '../model/input.ts'
import type { EntryConfig } from '../model/journey.ts'
import type { Json, JsonObject } from '../model/json.ts'
import { historyOf, zoneFor, type Turn } from './state.ts'

/**
 * What a condition sees. A class, because one is made for nearly every condition asked: what is seldom looked at
 * (history, segments) costs nothing until then.
 */
class Scope implements ConditionScope {
  readonly customer: Customer
  readonly now: number
  readonly zone: string
  readonly event: CustomerEvent | null
  readonly entry: CustomerEvent | JsonObject
  readonly vars: JsonObject
  readonly enrollment: Enrollment | null
  readonly entryEvent: CustomerEvent | null
  readonly enteredAt: number
  readonly key: ConditionScope['key']
  readonly #turn: Turn

  constructor(
    turn: Turn,
    own: Pick<ConditionScope, 'zone' | 'event' | 'enrollment' | 'entryEvent' | 'key'>,
    cause: EntryCause | null,
  ) {
    const { enrollment } = own
    this.#turn = turn
    this.customer = turn.customer
    this.now = turn.now
    this.zone = own.zone
    this.event = own.event
    this.entry = cause ? causeRoot(cause) : {}
    this.vars = enrollment ? enrollment.vars : {}
    this.enrollment = enrollment
    this.entryEvent = own.entryEvent
    this.enteredAt = enrollment ? enrollment.enteredAt : turn.now
    this.key = own.key
  }

  history(): readonly CustomerEvent[] {
    return historyOf(this.#turn)
  }

  segment(id: string): Condition | undefined {
    return this.#turn.env.segments.get(id)?.when
  }
}

/** What conditions of an enrollment see. `event` stands in for the enrollment's own event root. */
export function enrollmentScope(
  turn: Turn,
  version: CompiledVersion,
  e: Enrollment,
  event?: CustomerEvent | null,
): ConditionScope {
  const entryEvent = 'event' in e.entry ? e.entry.event : null
  const own = {
    zone: zoneFor(turn, version),
    event: event ?? e.event ?? entryEvent,
    enrollment: e,
    entryEvent: entryEvent ?? placeOf(e),
    key: keyOf(version, e),
  }
  return new Scope(turn, own, e.entry)
}

/** What entry rules and segments see: the customer, and the event that knocks. */
export function customerScope(
  turn: Turn,
  zone: string,
  cause: EntryCause | null,
  key: ConditionScope['key'] = null,
): ConditionScope {
  const event = cause && 'event' in cause ? cause.event : null
  return new Scope(turn, { zone, event, enrollment: null, entryEvent: event, key }, cause)
}

export function holds(condition: Condition | undefined, scope: ConditionScope): boolean {
  return condition === undefined || evaluate(condition, scope)
}

/** E5: with a key, an enrollment sees only events that carry the same value at the same path. */
export function seesEvent(version: CompiledVersion, e: Enrollment, event: CustomerEvent): boolean {
  const key = keyOf(version, e)
  return key === null || canonical(valueAt(event.properties, key.path) ?? null) === canonical(key.value)
}

/** Accepted after what let the customer in. */
export function isAfterEntry({ since }: Enrollment, event: CustomerEvent): boolean {
  return event.acceptedAt === since.at ? event.ordinal > since.ordinal : event.acceptedAt > since.at
}

/** Path below the event's properties of the key of an entry step; null = no key. */
export function keyPath(config: EntryConfig): string | null {
  const key = config.reentry?.key
  return key === undefined ? null : key.replace(/^event\./, '')
}

export function valueAt(properties: JsonObject, path: string): Json | undefined {
  let value: Json | undefined = properties
  for (const part of path.split('.')) {
    if (value === null || typeof value !== 'object' || Array.isArray(value) || !Object.hasOwn(value, part))
      return undefined
    value = value[part]
  }
  return value
}

function keyOf(version: CompiledVersion, e: Enrollment): { path: string; value: Json } | null {
  if (e.key === null) return null
  const entry = version.steps.get(e.entryStep) ?? version.entries[0]
  const path = entry ? keyPath(entry.config as EntryConfig) : null
  return path === null ? null : { path, value: e.key }
}

/** Stands in for the entry event of those who came in without one. */
const placeOf = ({ since, enteredAt }: Enrollment): CustomerEvent => ({
  id: '',
  name: '',
  properties: {},
  timestamp: enteredAt,
  acceptedAt: since.at,
  ordinal: since.ordinal,
})

function causeRoot(cause: EntryCause): CustomerEvent | JsonObject {
  return 'event' in cause ? cause.event : cause.data
}
