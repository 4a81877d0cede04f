import type { Condition } from '../model/condition.ts'
import type { Customer } from '../model/customer.ts'
import type { Enrollment } from '../model/enrollment.ts'
import type { CustomerEvent } from '../model/input.ts'
import type { Json, JsonObject } from '../model/json.ts'

/** All a condition may look at; everything is already at hand, nothing is fetched. Instants are epoch milliseconds. */
export interface ConditionScope {
  customer: Customer
  now: number
  /** For date-only values, "today" and calendar durations. */
  zone: string
  /** Root `event`. */
  event: CustomerEvent | null
  /** Root `entry`: the entry event, or the data of an api or sub-journey entry, or `{}`. */
  entry: CustomerEvent | JsonObject | null
  /** Root `vars`. */
  vars: JsonObject
  /** For outcomes of interactions; null outside an enrollment. */
  enrollment: Enrollment | null
  /** For `since: entry`: events accepted after this one count; without one, those accepted after `enteredAt`. */
  entryEvent: CustomerEvent | null
  enteredAt: number
  /** Event conditions see only events with this value (and type) at this path below their properties. */
  key: { path: string; value: Json } | null
  /** All events of the customer in order of acceptance. May throw MissingFact, so it is called only when needed. */
  history(): readonly CustomerEvent[]
  segment(id: string): Condition | undefined
}

/** What field paths can reach. */
export type Roots = Pick<ConditionScope, 'customer' | 'event' | 'entry' | 'vars'>

/** One evaluation under way: the scope, but at `now` and with `event` as the root of that name. */
export interface Frame {
  readonly scope: ConditionScope
  readonly now: number
  readonly event: CustomerEvent | null
  /** Segments being looked into, so that a cycle of segments ends. */
  readonly segments: readonly string[]
}

/** A condition made ready to run. */
export interface Test {
  holds(frame: Frame): boolean
  /**
   * The answer stays as it is until this instant (later than `frame.now`, may be too early, never too late); Infinity =
   * for ever. Absent where time alone changes nothing.
   */
  until?(frame: Frame): number
}
