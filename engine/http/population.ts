import { pickZone } from '../core/calendar/index.ts'
import { compileCondition, type ConditionScope, usesHistory } from '../core/conditions/index.ts'
import type { Condition } from '../core/model/condition.ts'
import type { Customer } from '../core/model/customer.ts'
import type { CustomerEvent } from '../core/model/input.ts'
import type { Store } from '../store/port.ts'

export interface Membership {
  /** Customers looked at and, of those, members. */
  total: number
  count: number
  examples: Customer[]
  /** False where time ran out before everybody was looked at. */
  isComplete: boolean
}

const EXAMPLES = 10
/** Milliseconds a preview may take. */
const PATIENCE_MS = 5_000

/** Who a condition is true for at this instant, over all customers. */
export async function countMembers(store: Store, condition: Condition, now: number): Promise<Membership> {
  const until = performance.now() + PATIENCE_MS
  const { scopeOf, segment } = await scopes(store, now)
  const holds = compileCondition(condition)
  const needsHistory = usesHistory(condition, segment)
  const found: Membership = { total: 0, count: 0, examples: [], isComplete: true }
  for await (const customers of store.customers.each({ batch: 2_000 })) {
    const histories = needsHistory ? await store.inputs.history(customers.map(({ id }) => id)) : NONE
    for (const customer of customers) {
      found.total += 1
      if (!holds(scopeOf(customer, histories.get(customer.id) ?? []))) continue
      found.count += 1
      if (found.examples.length < EXAMPLES) found.examples.push(customer)
    }
    if (performance.now() < until) continue
    found.isComplete = false
    break
  }
  return found
}

const NONE: ReadonlyMap<string, CustomerEvent[]> = new Map()

/** What a segment sees of a customer: nothing of any journey. Instants are epoch milliseconds. */
export async function scopes(
  store: Store,
  now: number,
): Promise<{
  scopeOf(customer: Customer, history: readonly CustomerEvent[]): ConditionScope
  segment(id: string): Condition | undefined
}> {
  const workspace = await store.settings.workspace()
  const segments = new Map((await store.journeys.segments()).map(({ id, when }) => [id, when]))
  const segment = (id: string): Condition | undefined => segments.get(id)
  const outside = {
    now,
    segment,
    event: null,
    entry: {},
    vars: {},
    enrollment: null,
    entryEvent: null,
    enteredAt: now,
    key: null,
  }
  return {
    segment,
    scopeOf: (customer, history) => ({
      ...outside,
      customer,
      zone: pickZone(customer.timeZone, null, workspace.timeZone),
      history: () => history,
    }),
  }
}
