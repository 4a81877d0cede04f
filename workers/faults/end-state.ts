import type { Customer } from '../../engine/core/model/customer.ts'
import type { Interaction } from '../../engine/core/model/interaction.ts'
import type { Store } from '../../engine/store/port.ts'
import type { Taken } from './judge.ts'

/** How everybody ended up, told so that two runs can be held against each other. */
export interface EndState {
  customers: Customer[]
  ledger: Interaction[]
  refused: string[]
  points: string[]
  taken: string[]
  codes: string[]
  /** Inputs accepted and never applied. */
  pending: string[]
}

export async function readEndState(store: Store, taken: readonly Taken[]): Promise<EndState> {
  const customers: Customer[] = []
  for await (const page of store.customers.each()) customers.push(...page)
  const ledger: Interaction[] = []
  for await (const page of store.interactions.each()) ledger.push(...page)
  const points = await Promise.all(customers.map(({ id }) => store.records.listPoints(id, { limit: 100 })))
  const pending = await store.inputs.pending(customers.map(({ id }) => id))
  return {
    customers,
    ledger,
    refused: (await store.records.listRefused({ limit: 100 })).items
      .map((row) => `${row.customerId} ${row.journeyId} ${row.reason}`)
      .sort(),
    points: points.flatMap(({ items }) => items.map((row) => `${row.customerId} ${row.amount} ${row.reason}`)).sort(),
    taken: taken.map(({ interactionId }) => interactionId).sort(),
    codes: (await store.claims.pools()).map(({ id, left }) => `${id} ${left}`),
    pending: [...pending.values()].flat().map(({ id }) => id),
  }
}

export interface Lenience {
  /** Somebody died or fell silent with a message in hand. */
  mayBeUnknown: boolean
  /** Nobody outside had to repeat anything, so that they acted at the same instants. */
  sameActs: boolean
}

/** One line per difference that matters to somebody. Times may be later, never earlier. */
export function compareEnds(oracle: EndState, end: EndState, { mayBeUnknown, sameActs }: Lenience): string[] {
  const found: string[] = []
  const same = (what: string, a: unknown, b: unknown): void => {
    if (JSON.stringify(a) !== JSON.stringify(b))
      found.push(`I4: ${what}: ${JSON.stringify(b)} instead of ${JSON.stringify(a)}`)
  }
  for (const expected of oracle.customers) {
    const customer = end.customers.find(({ id }) => id === expected.id)
    if (customer) same(expected.id, factsOf(expected), factsOf(customer))
    else found.push(`I4: ${expected.id} is not there`)
    if (customer && sameActs) found.push(...tooEarly(expected, customer))
  }
  same('refused', oracle.refused, end.refused)
  same('points', oracle.points, end.points)
  same('codes left', oracle.codes, end.codes)
  if (end.pending.length > 0) found.push(`I2: never applied: ${end.pending.join(' ')}`)
  return [...found, ...compareLedgers(oracle, end, mayBeUnknown)]
}

function compareLedgers(oracle: EndState, end: EndState, mayBeUnknown: boolean): string[] {
  const found: string[] = []
  const rows = new Map(end.ledger.map((row) => [row.id, row]))
  for (const expected of oracle.ledger) {
    const row = rows.get(expected.id)
    rows.delete(expected.id)
    const known = row?.status === expected.status
    if (!known && !(mayBeUnknown && row?.status === 'unknown')) {
      found.push(
        `I4: ${expected.step} of ${expected.customerId} is ${row?.status ?? 'missing'} (${row?.reason ?? ''}) instead of ${expected.status}`,
      )
    }
    if (row?.status === 'accepted' && isSent(row) && !end.taken.includes(row.id))
      found.push(`I11: ${row.step} of ${row.customerId} counts as accepted, but nobody took it`)
  }
  for (const row of rows.values()) found.push(`I4: ${row.step} of ${row.customerId} should not be there`)
  return found
}

/** Coupons and tasks are there at once; everything else needs a provider. */
const isSent = ({ channel }: Interaction): boolean => channel !== 'coupon' && channel !== 'task'

function factsOf(customer: Customer): unknown {
  const { traits, tags, stage, consent, suppressed, points, enrollments } = customer
  return {
    traits,
    tags,
    stage,
    consent,
    suppressed,
    points: points.balance,
    enrollments: enrollments.map((e) => [
      e.journeyId,
      e.version,
      e.status,
      e.exit?.reason ?? null,
      e.history.map(({ step, visit, path }) => `${step}#${visit}>${path}`).join(' '),
      e.goals.map(({ goal }) => goal),
    ]),
  }
}

function tooEarly(expected: Customer, customer: Customer): string[] {
  return customer.enrollments.flatMap((e, i) =>
    e.history.flatMap((visit, j) => {
      const leftAt = expected.enrollments[i]?.history[j]?.leftAt ?? null
      return leftAt !== null && visit.leftAt !== null && visit.leftAt < leftAt
        ? [`I9: ${customer.id} left ${visit.step} ${leftAt - visit.leftAt} ms early`]
        : []
    }),
  )
}
