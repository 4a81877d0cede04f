import type { OutboxItem } from '../engine/core/model/customer.ts'
import type { Store } from '../engine/store/port.ts'

/**
 * Carries an outbox to where it belongs. Every write is keyed by a derived id, so doing it twice does nothing.
 * @param claimed interactions claimed in the same turn: their rows are written with the claim instead
 */
export async function handOff(store: Store, items: readonly OutboxItem[], claimed: ReadonlySet<string>): Promise<void> {
  if (items.length === 0) return
  const of = <T extends OutboxItem['type']>(type: T) =>
    items.filter((item): item is Extract<OutboxItem, { type: T }> => item.type === type)
  const rows = of('interaction')
    .map((item) => item.row)
    .filter((row) => !claimed.has(row.id))
  const inputs = of('input').map((item) => item.input)
  const refused = of('refused').map((item) => item.row)
  const points = of('points').map((item) => item.row)
  const outcomes = of('outcome')
  const enrollments = of('enrollment').map((item) => item.row)
  const visits = of('visits')
  if (rows.length > 0) await store.interactions.upsert(rows)
  if (outcomes.length > 0) await store.interactions.addOutcomes(outcomes)
  if (inputs.length > 0) await store.inputs.record(inputs)
  if (refused.length > 0) await store.records.refused(refused)
  if (points.length > 0) await store.records.points(points)
  if (enrollments.length > 0) await store.records.archiveEnrollments(enrollments)
  if (visits.length > 0) await store.records.archiveVisits(visits)
}
