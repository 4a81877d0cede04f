import type { z } from 'zod'
import type { Customer } from '../core/model/customer.ts'
import { notFound } from '../problem.ts'
import type { Store } from '../store/port.ts'
import { toEnrollment, type enrollmentDetail, type Owned } from './views/enrollment.ts'

export async function findCustomer(store: Store, id: string): Promise<Customer> {
  const customer = (await store.customers.load([id])).get(id)
  if (!customer) throw notFound('customer', id)
  return customer
}

/** All passages of one customer, newest first; those that moved to the archive as well. */
export async function enrollmentsOf(store: Store, customer: Customer): Promise<Owned[]> {
  const own = customer.enrollments.map((e): Owned => ({ ...e, customerId: customer.id }))
  const known = new Set(own.map((e) => e.id))
  for await (const rows of store.records.eachEnrollment({ customerId: customer.id })) {
    for (const row of rows) if (!known.has(row.id)) own.push(row)
  }
  return own.sort((a, b) => b.enteredAt - a.enteredAt || b.seq - a.seq)
}

/** With their whole histories, also what moved to the log. */
export async function withHistory(
  store: Store,
  enrollments: readonly Owned[],
): Promise<z.infer<typeof enrollmentDetail>[]> {
  const spilled = enrollments.filter((e) => e.spilled > 0).map((e) => e.id)
  const visits = spilled.length > 0 ? await store.records.visits(spilled) : new Map<string, never[]>()
  return enrollments.map((e) => toEnrollment(e, visits.get(e.id) ?? []))
}
