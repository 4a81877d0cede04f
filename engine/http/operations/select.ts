import type { Customer } from '../../core/model/customer.ts'
import type { EnrollmentStatus } from '../../core/model/enrollment.ts'
import { notFound } from '../../problem.ts'
import type { Store } from '../../store/port.ts'
import { given } from '../fields.ts'
import type { Owned } from '../views/enrollment.ts'

/** Which enrollments an operator means. */
export interface Selection {
  status: Extract<EnrollmentStatus, 'parked' | 'active'>
  journey?: string | undefined
  step?: string | undefined
  /** Code of why it is parked. */
  reason?: string | undefined
  customerId?: string | undefined
  enrollmentId?: string | undefined
}

/** Customers read for one page: where few match, the next page goes on from there. */
const MOST_READ = 2_000

/**
 * Enrollments that match, in order of customer; at least `limit` where there are as many, all of one customer together.
 * @throws ProblemError 404 for a journey that does not exist: "nobody" would look like good news
 */
export async function selectEnrollments(
  store: Store,
  selection: Selection,
  { limit, cursor }: { limit: number; cursor?: string },
): Promise<{ items: Owned[]; next: string | null }> {
  const { status, journey, step, customerId } = selection
  if (journey !== undefined && !(await store.journeys.get(journey))) throw notFound('journey', journey)
  if (customerId !== undefined) {
    const customer = (await store.customers.load([customerId])).get(customerId)
    return { items: customer ? matching([customer], selection) : [], next: null }
  }
  // The index knows a step by its journey.
  const place = given({ status, journeyId: journey, step: journey === undefined ? undefined : step })
  const items: Owned[] = []
  let next = cursor
  for (let read = 0; read < MOST_READ; read += limit) {
    const page = await store.customers.list({ ...place, limit, ...given({ cursor: next }) })
    items.push(...matching(page.items, selection))
    if (page.next === null) return { items, next: null }
    next = page.next
    if (items.length >= limit) break
  }
  return { items, next: next ?? null }
}

function matching(customers: readonly Customer[], { status, journey, step, reason, enrollmentId }: Selection): Owned[] {
  const found: Owned[] = []
  for (const { id: customerId, enrollments } of customers) {
    for (const e of enrollments) {
      const fits =
        e.status === status &&
        (journey ?? e.journeyId) === e.journeyId &&
        (step ?? e.step) === e.step &&
        (reason === undefined || e.parked?.code === reason) &&
        (enrollmentId ?? e.id) === e.id
      if (fits) found.push({ ...e, customerId })
    }
  }
  return found
}
