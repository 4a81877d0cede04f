import type { z } from 'zod'
import type { Refused } from '../core/model/customer.ts'
import type { Store } from '../store/port.ts'
import { enrollmentsOf, findCustomer } from './enrollments.ts'
import { type enrollmentSummary, type Owned, toEnrollmentSummary } from './views/enrollment.ts'

export interface Entered {
  enrollment: z.infer<typeof enrollmentSummary> | null
  /** Why the customer was not let in; `kept` = will be, when the journey is resumed. */
  refused: string | null
}

/**
 * What came of an applied wish to enter a journey: the first passage or refusal there after the wish was accepted. Told
 * from what is stored, so that a repeat of the wish is answered like the wish itself.
 */
export async function entryAfter(
  inputId: string,
  customerId: string,
  journeyId: string,
  store: Store,
): Promise<Entered> {
  const since = await acceptedAt(inputId, customerId, store)
  const customer = await findCustomer(store, customerId)
  const passages = (await enrollmentsOf(store, customer)).filter(
    (e) => e.journeyId === journeyId && e.enteredAt >= since,
  )
  const recorded = await store.records.listRefused({ customerId, journeyId, limit: 100 })
  // A refusal is with the customer until it is handed off to the records.
  const waiting = customer.outbox.flatMap((item) => (item.type === 'refused' ? [item.row] : []))
  const refusals = [...recorded.items, ...waiting].filter((row) => row.journeyId === journeyId && row.at >= since)
  const passage = earliest<Owned>(passages)
  const refusal = earliest<Refused>(refusals)
  const isIn = passage !== undefined && (refusal === undefined || passage.seq < refusal.seq)
  if (isIn) return { enrollment: toEnrollmentSummary(passage), refused: null }
  return { enrollment: null, refused: refusal?.reason ?? 'kept' }
}

/** Creation numbers within the customer order passages and refusals alike. */
const earliest = <T extends { seq: number }>(items: readonly T[]): T | undefined =>
  items.reduce<T | undefined>((first, item) => (first && first.seq <= item.seq ? first : item), undefined)

async function acceptedAt(inputId: string, customerId: string, store: Store): Promise<number> {
  let cursor: string | null = null
  do {
    const page = await store.inputs.timeline(customerId, { limit: 200, ...(cursor === null ? {} : { cursor }) })
    const input = page.items.find((candidate) => candidate.id === inputId)
    if (input) return input.acceptedAt
    cursor = page.next
  } while (cursor !== null)
  throw new Error(`The input ${inputId} was accepted but is not stored.`)
}
