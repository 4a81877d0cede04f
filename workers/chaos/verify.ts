import type { Customer } from '../../engine/core/model/customer.ts'
import type { Store } from '../../engine/store/port.ts'
import type { Judge } from './judge.ts'
import { type Acknowledged, idOf, orders } from './people.ts'
import { pause } from './service.ts'

const LOT = 500

export interface Verdict {
  violations: string[]
  customers: number
  accepted: number
  /** Messages whose fate nobody can know, openly listed. */
  unknown: number
  /** Customers whose message failed several times, and is tried again later than anybody waits here. */
  waiting: number
  /** From the end of the last trouble until everything had come to rest. Milliseconds. */
  settledMs: number
}

/** Waits until everybody has come through, or says who has not. */
export async function verify(
  store: Store,
  judge: Judge,
  count: number,
  patienceMs: number,
  acknowledged: Acknowledged,
): Promise<Verdict> {
  const began = Date.now()
  let open = Array.from({ length: count }, (_, n) => idOf(n))
  let waiting = new Set<string>()
  while (open.length > waiting.size && Date.now() - began < patienceMs) {
    const looked = performance.now()
    const found = await stillOpen(store, open)
    open = found.map(({ id }) => id)
    waiting = new Set(found.flatMap((customer) => (isTriedAfter(customer, began + patienceMs) ? [customer.id] : [])))
    // The wire and the providers live in this process too: looking must not keep them from their work.
    await pause(Math.max(1_000, 10 * (performance.now() - looked)))
  }
  const settledMs = Date.now() - began
  const violations: string[] = []
  const customers = await store.customers.load(Array.from({ length: count }, (_, n) => idOf(n)))
  for (let n = 0; n < count; n += 1) {
    if (!waiting.has(idOf(n))) violations.push(...checkCustomer(n, customers.get(idOf(n)), acknowledged))
  }
  let accepted = 0
  let unknown = 0
  for await (const rows of store.interactions.each({ journeyId: 'chaos' })) {
    for (const row of rows) {
      const taken = (row.channel === 'email' ? judge.mails : judge.hooks).get(row.id) ?? 0
      if (row.status === 'accepted') accepted += 1
      else if (row.status === 'unknown') unknown += 1
      else if (!waiting.has(row.customerId))
        violations.push(`${row.step} of ${row.customerId} ended as ${row.status}: ${row.reason}`)
      if (row.status === 'accepted' && taken === 0)
        violations.push(`${row.step} of ${row.customerId} counts as accepted, but nobody took it`)
    }
  }
  for (const [id, times] of judge.mails) if (times > 1) violations.push(`I1: the mail ${id} went out ${times} times`)
  const pending = await store.inputs.stale(Date.now() + 1, 10)
  if (pending.length > 0) violations.push(`I2: inputs of ${pending.join(' ')} were never applied`)
  return { violations: violations.slice(0, 30), customers: count, accepted, unknown, waiting: waiting.size, settledMs }
}

function checkCustomer(n: number, customer: Customer | undefined, acknowledged: Acknowledged): string[] {
  const passages = customer?.enrollments.filter((e) => e.journeyId === 'chaos') ?? []
  const [passage] = passages
  if (!customer || passages.length !== 1 || !passage) return [`${idOf(n)} entered ${passages.length} times`]
  if (passage.status !== 'completed')
    return [`${idOf(n)} is ${passage.status} at ${passage.step}, wakes at ${customer.wakeAt}, now ${Date.now()}`]
  // An order that was only acknowledged when the journey had stopped waiting may have come too late for it.
  const decided = passage.history.find(({ step }) => step === 'decide')?.leftAt ?? Infinity
  const mayBeLate = (acknowledged.get(n) ?? Infinity) >= decided
  const bought = orders(n) && !(mayBeLate && passage.exit?.reason === 'silent')
  const found: string[] = []
  if (passage.exit?.reason !== (bought ? 'bought' : 'silent')) found.push(`${idOf(n)} left by ${passage.exit?.reason}`)
  if ((customer.traits['orders'] ?? 0) !== (bought ? 1 : 0))
    found.push(`${idOf(n)} has ${String(customer.traits['orders'])} orders`)
  if (customer.outbox.length > 0 || customer.sends.length > 0) found.push(`${idOf(n)} still owes something`)
  return found
}

async function stillOpen(store: Store, ids: readonly string[]): Promise<(Partial<Customer> & { id: string })[]> {
  const open: (Partial<Customer> & { id: string })[] = []
  for (let start = 0; start < ids.length; start += LOT) {
    const lot = ids.slice(start, start + LOT)
    const customers = await store.customers.load(lot)
    open.push(...lot.map((id) => customers.get(id) ?? { id }).filter(isUnderWay))
  }
  return open
}

function isUnderWay({ enrollments = [], outbox = [] }: Partial<Customer>): boolean {
  const passage = enrollments.find((e) => e.journeyId === 'chaos')
  return passage?.status !== 'completed' || outbox.length > 0
}

/** The second attempt comes after a minute, the third after five, the fourth after thirty: each may meet the next trouble. */
function isTriedAfter({ sends = [], wakeAt = null }: Partial<Customer>, at: number): boolean {
  return wakeAt !== null && wakeAt > at && sends.some(({ status, attempts }) => status === 'planned' && attempts > 1)
}
