import { takeTurn } from '../engine/core/turn/index.ts'
import type { Env, Facts } from '../engine/core/env.ts'
import type { Customer } from '../engine/core/model/customer.ts'
import type { Input } from '../engine/core/model/input.ts'
import { derivedId } from '../engine/core/hash.ts'
import { newCustomer } from '../engine/core/model/new-customer.ts'
import type { Store } from '../engine/store/port.ts'

/** Journeys of the benchmarks ask for nothing that is not in the customer. */
export const NO_FACTS: Facts = { history: () => [], code: () => null, limit: () => true }

export const idOf = (n: number): string => `customer-${n}`

/** A customer as they come: some traits, consent to the one topic of the benchmarks. */
export function person(n: number, now: number): Customer {
  const id = idOf(n)
  return {
    ...newCustomer(id, now, n),
    traits: { firstName: 'Someone', email: `${id}@example.org`, plan: 'basic', country: 'DE', score: n % 100 },
    consent: { email: ['news'] },
  }
}

/** The event that lets a customer into the journeys of the benchmarks. */
export function started(n: number, at: number): Input {
  const base = { id: `started-${n}-${at}`, customerId: idOf(n), acceptedAt: at, ordinal: n }
  return { ...base, kind: 'event', name: 'Started', properties: { source: 'site' }, timestamp: at }
}

export interface Crowd {
  store: Store
  env: Env
  count: number
  /** The number of the first; the others follow. */
  first?: number
  now: number
  /** Due instant of each; without it, what the journey says. */
  dueAt?: (n: number) => number
}

const LOT = 2_000

/** Stores customers who have just entered: one of them decided by the engine, the others after that pattern. */
export async function enroll({ store, env, count, first = 0, now, dueAt }: Crowd): Promise<void> {
  const taken = takeTurn(person(0, now), [started(0, now)], [], now, env)
  if ('needs' in taken) throw new Error('The first turn of a benchmark needs nothing from a store.')
  const pattern = JSON.stringify({ ...taken.customer, outbox: [], applied: [] })
  const { enrollments, sends } = taken.customer
  if (enrollments.length === 0) throw new Error('Nobody entered.')
  // Ids are hashes, as scattered as they are in life; those of the ledger must differ, or there would be one row of it.
  const own = [...enrollments, ...sends].map(({ id }) => id)
  const ids = new RegExp([idOf(0), ...own].join('|'), 'g')
  const numbered = (n: number): Customer => {
    const text = pattern.replace(ids, (found) =>
      found === idOf(0) ? idOf(n) : derivedId(found.slice(0, 2), found, String(n)),
    )
    const customer = JSON.parse(text) as Customer
    if (dueAt) postpone(customer, dueAt(n))
    return customer
  }
  for (let from = 0; from < count; from += LOT) {
    const lot = Array.from({ length: Math.min(LOT, count - from) }, (_, i) => numbered(first + from + i))
    await store.customers.save(lot)
  }
}

function postpone(customer: Customer, at: number): void {
  const waiting = customer.enrollments[0]?.waiting
  if (waiting) waiting.dueAt = at
  customer.wakeAt = at
}

/** Consecutive ids in lots. */
export function idLots(count: number, size: number, from = 0): string[][] {
  const lots: string[][] = []
  for (let start = 0; start < count; start += size) {
    lots.push(Array.from({ length: Math.min(size, count - start) }, (_, i) => idOf(from + start + i)))
  }
  return lots
}
