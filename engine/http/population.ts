import { pickZone } from '../core/calendar/index.ts'
import { compileCondition, type ConditionScope } from '../core/conditions/index.ts'
import type { Condition } from '../core/model/condition.ts'
import type { Customer } from '../core/model/customer.ts'
import type { CustomerEvent } from '../core/model/input.ts'
import type { Page, PageQuery, Store } from '../store/port.ts'

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
  const membersOf = await createSieve(store, condition, now)
  const found: Membership = { total: 0, count: 0, examples: [], isComplete: true }
  for await (const customers of store.customers.each({ batch: BATCH })) {
    const members = await membersOf(customers)
    found.count += members.length
    found.examples.push(...members.slice(0, EXAMPLES - found.examples.length))
    found.total += customers.length
    if (performance.now() < until) continue
    found.isComplete = false
    break
  }
  return found
}

/** Ids of everybody a condition is true for at this instant. */
export async function memberIds(store: Store, condition: Condition, now: number): Promise<Set<string>> {
  const membersOf = await createSieve(store, condition, now)
  const ids = new Set<string>()
  for await (const customers of store.customers.each({ batch: BATCH }))
    for (const { id } of await membersOf(customers)) ids.add(id)
  return ids
}

/**
 * The next page of those a condition is true for, in order of id. Where few of many belong to it a page ends early, also
 * empty, and `next` goes on from there.
 */
export async function listMembers(
  store: Store,
  condition: Condition,
  now: number,
  { limit, cursor, ...query }: PageQuery & { search?: string; journeyId?: string; step?: string; status?: string },
): Promise<Page<Customer>> {
  const until = performance.now() + PATIENCE_MS
  const membersOf = await createSieve(store, condition, now)
  // A page of the store is taken whole, so that its cursor is ours.
  const batch = Math.max(1, Math.floor(limit / 4))
  const items: Customer[] = []
  let next: string | null = cursor ?? ''
  while (next !== null && items.length + batch <= limit && performance.now() < until) {
    const page: Page<Customer> = await store.customers.list({
      ...query,
      limit: batch,
      ...(next === '' ? {} : { cursor: next }),
    })
    items.push(...(await membersOf(page.items)))
    next = page.next
  }
  return { items, next }
}

/** Keeps those of a batch that a condition is true for; events are loaded only for whom they decide. */
async function createSieve(
  store: Store,
  condition: Condition,
  now: number,
): Promise<(customers: readonly Customer[]) => Promise<Customer[]>> {
  const viewer = await createViewer(store, now)
  const holds = compileCondition(condition)
  return async (customers) => {
    const answers = customers.map((customer) => withoutHistory(() => holds(viewer(customer))))
    const open = customers.filter((_, i) => answers[i] === null).map(({ id }) => id)
    const histories = open.length > 0 ? await store.inputs.history(open) : NONE
    return customers.filter((customer, i) => answers[i] ?? holds(viewer(customer, histories.get(customer.id) ?? [])))
  }
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
