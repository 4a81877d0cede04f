import { countEnrollment, emptyCounts, type JourneyCounts } from '../../engine/core/counts/index.ts'
import type { Enrollment } from '../../engine/core/model/enrollment.ts'
import { eachEnrollment } from '../../engine/journeys/index.ts'
import type { Store } from '../../engine/store/port.ts'

export interface ReplayReport {
  counts: Record<string, JourneyCounts>
  interactions: Record<string, Record<string, number>>
  customers: { total: number; byStage: Record<string, number> }
  goals: Record<string, { reached: number; value: number }>
}

/** Sums over the whole workspace in one pass; memory does not grow with customers. */
export async function reportOn(store: Store): Promise<ReplayReport> {
  const counts: Record<string, JourneyCounts> = {}
  for (const record of await store.journeys.list()) {
    if (record.state)
      counts[record.id] = emptyCounts((await store.journeys.versions(record.id)).map((version) => version.journey))
  }
  const goals: ReplayReport['goals'] = {}
  for (const journeyId of Object.keys(counts)) {
    for (const version of await store.journeys.versions(journeyId)) {
      for (const goal of version.journey.goals ?? []) goals[`${journeyId}/${goal.id}`] = { reached: 0, value: 0 }
    }
  }
  const spilled: (Enrollment & { customerId: string })[] = []
  for await (const e of eachEnrollment(store)) {
    const count = counts[e.journeyId]
    if (!count) continue
    if (e.spilled > 0) spilled.push(e)
    else countEnrollment(count, e)
    for (const { goal, value } of e.goals) {
      const sum = (goals[`${e.journeyId}/${goal}`] ??= { reached: 0, value: 0 })
      sum.reached += 1
      sum.value += value ?? 0
    }
  }
  const visits = await store.records.visits(spilled.map((e) => e.id))
  for (const e of spilled) countEnrollment(counts[e.journeyId] as JourneyCounts, e, visits.get(e.id))

  const interactions: ReplayReport['interactions'] = {}
  for (const { key, count } of await store.interactions.countBy(['channel', 'status'])) {
    const [channel = '', status = ''] = key
    interactions[channel] = { ...interactions[channel], [status]: count }
  }
  const byStage: Record<string, number> = {}
  let total = 0
  for await (const customers of store.customers.each()) {
    total += customers.length
    for (const { stage } of customers) byStage[stage ?? 'none'] = (byStage[stage ?? 'none'] ?? 0) + 1
  }
  return { counts, interactions, customers: { total, byStage }, goals }
}
