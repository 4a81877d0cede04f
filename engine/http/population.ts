import { pickZone } from '../core/calendar/index.ts'
import { compileCondition, type ConditionScope } from '../core/conditions/index.ts'
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
const BATCH = 2_000

/** Who a condition is true for at this instant, over all customers. */
export async function countMembers(store: Store, condition: Condition, now: number): Promise<Membership> {
  const until = performance.now() + PATIENCE_MS
  const viewer = await createViewer(store, now)
  const holds = compileCondition(condition)
  const found: Membership = { total: 0, count: 0, examples: [], isComplete: true }
  for await (const customers of store.customers.each({ batch: BATCH })) {
    const answers = customers.map((customer) => withoutHistory(() => holds(viewer(customer))))
    const open = customers.filter((_, i) => answers[i] === null).map(({ id }) => id)
    const histories = open.length > 0 ? await store.inputs.history(open) : NONE
    for (const [i, customer] of customers.entries()) {
      if (!(answers[i] ?? holds(viewer(customer, histories.get(customer.id) ?? [])))) continue
      found.count += 1
      if (found.examples.length < EXAMPLES) found.examples.push(customer)
    }
    found.total += customers.length
    if (performance.now() < until) continue
    found.isComplete = false
    break
  }
  return found
}

const NONE: ReadonlyMap<string, CustomerEvent[]> = new Map()

/** Thrown where a condition wants to see the events of a customer: most are decided without. */
const NEEDS_HISTORY = new Error('needs history')

/** The answer, or null if it takes the customer's events to know. */
function withoutHistory(ask: () => boolean): boolean | null {
  try {
    return ask()
  } catch (error) {
    if (error === NEEDS_HISTORY) return null
    throw error
  }
}

/**
 * What a segment sees of a customer: nothing of any journey. Each call gives the same scope, turned to that customer, so
 * it is good until the next. Without a history, asking for it throws.
 */
export async function createViewer(
  store: Store,
  now: number,
): Promise<(customer: Customer, history?: readonly CustomerEvent[]) => ConditionScope> {
  const workspace = await store.settings.workspace()
  const segments = new Map((await store.journeys.segments()).map(({ id, when }) => [id, when]))
  let [customer, history]: [Customer | null, readonly CustomerEvent[] | null] = [null, null]
  const scope: ConditionScope = {
    get customer() {
      return customer as Customer
    },
    get zone() {
      return pickZone(customer?.timeZone, null, workspace.timeZone)
    },
    history() {
      if (history === null) throw NEEDS_HISTORY
      return history
    },
    segment: (id) => segments.get(id),
    ...{ now, event: null, entry: {}, vars: {}, enrollment: null, entryEvent: null, enteredAt: now, key: null },
  }
  return (nextCustomer, nextHistory) => {
    customer = nextCustomer
    history = nextHistory ?? null
    return scope
  }
}
