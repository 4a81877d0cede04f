import { type CountedJourney, countEnrollment, emptyCounts } from '../core/counts/index.ts'
import type { Enrollment } from '../core/model/enrollment.ts'
import type { Store } from '../store/port.ts'

/** Every enrollment of a journey (or of all), from the customers and from the archive, each once. */
export async function* eachEnrollment(
  store: Store,
  journeyId?: string,
): AsyncGenerator<Enrollment & { customerId: string }> {
  const scope = journeyId === undefined ? {} : { journeyId }
  // The archive may already hold what a customer document still carries; an id counts once.
  const seen = new Set<string>()
  for await (const customers of store.customers.each(scope)) {
    for (const customer of customers) {
      for (const e of customer.enrollments) {
        if (journeyId !== undefined && e.journeyId !== journeyId) continue
        if (e.exit !== null) seen.add(e.id)
        yield { ...e, customerId: customer.id }
      }
    }
  }
  for await (const rows of store.records.eachEnrollment(scope)) for (const row of rows) if (!seen.has(row.id)) yield row
}

const DAY_MS = 86_400_000

/**
 * Counts derived from the enrollments and the log, over all versions (N1, N2).
 * @param only narrows them to some of the passages
 */
export async function countJourney(
  store: Store,
  journeyId: string,
  only: (passage: Enrollment & { customerId: string }) => boolean = () => true,
): Promise<CountedJourney> {
  const versions = await store.journeys.versions(journeyId)
  const counts = emptyCounts(versions.map((version) => version.journey))
  const days = new Map<number, number>()
  const spilled: (Enrollment & { customerId: string })[] = []
  for await (const e of eachEnrollment(store, journeyId)) {
    if (!only(e)) continue
    if (e.spilled > 0) spilled.push(e)
    countEnrollment(counts, e)
    const day = Math.floor(e.enteredAt / DAY_MS)
    days.set(day, (days.get(day) ?? 0) + 1)
  }
  if (spilled.length > 0) {
    const visits = await store.records.visits(spilled.map((e) => e.id))
    for (const e of spilled) {
      countEnrollment(counts, e, [], -1)
      countEnrollment(counts, e, visits.get(e.id) ?? [])
    }
  }
  return { ...counts, days }
}
