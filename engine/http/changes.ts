import { type Change, changesOf, type Stay } from '../insight/changes.ts'
import type { Customer } from '../core/model/customer.ts'
import type { Input } from '../core/model/input.ts'
import type { Journey } from '../core/model/journey.ts'
import type { Store } from '../store/port.ts'
import { enrollmentsOf } from './enrollments.ts'

/** Inputs that are looked through for one customer. */
const MOST = 20_000
const PAGE = 1_000

export interface Changes {
  changes: Change[]
  /** Since when all of them are known, in epoch milliseconds: normally since the customer is. */
  since: number
}

/** Everything that changed what is known of a customer, put together from what was said and from their passages. */
export async function readChanges(store: Store, customer: Customer): Promise<Changes> {
  const { inputs, isComplete } = await saidAbout(store, customer.id)
  const referred = inputs.flatMap((input) => (input.kind === 'outcome' ? (input.interactionId ?? []) : []))
  const sent = await store.interactions.get([...new Set(referred)])
  const stays = await staysOf(store, customer)
  const since = isComplete ? customer.createdAt : (inputs[0]?.acceptedAt ?? customer.createdAt)
  return { changes: changesOf(inputs, stays, sent), since }
}

/** Oldest first. */
async function saidAbout(store: Store, id: string): Promise<{ inputs: Input[]; isComplete: boolean }> {
  const newestFirst: Input[] = []
  let cursor: string | null = ''
  while (cursor !== null && newestFirst.length < MOST) {
    const page: { items: Input[]; next: string | null } = await store.inputs.timeline(id, {
      limit: PAGE,
      ...(cursor === '' ? {} : { cursor }),
    })
    newestFirst.push(...page.items)
    cursor = page.next
  }
  return { inputs: newestFirst.reverse(), isComplete: cursor === null }
}

async function staysOf(store: Store, customer: Customer): Promise<Stay[]> {
  const passages = await enrollmentsOf(store, customer)
  const spilled = passages.filter((e) => e.spilled > 0).map((e) => e.id)
  const earlier = await store.records.visits(spilled)
  const drawings = new Map<string, Journey | null>()
  const stays: Stay[] = []
  for (const e of passages) {
    const key = `${e.journeyId} ${e.version}`
    if (!drawings.has(key)) drawings.set(key, (await store.journeys.version(e.journeyId, e.version))?.journey ?? null)
    const steps = new Map((drawings.get(key)?.steps ?? []).map((step) => [step.id, step]))
    for (const visit of [...(earlier.get(e.id) ?? []), ...e.history]) {
      const step = steps.get(visit.step)
      if (step !== undefined) stays.push({ journey: e.journeyId, step, visit })
    }
  }
  return stays
}
