import type { Customer } from '../core/model/customer.ts'
import { ENROLLMENT_STATUSES } from '../core/model/enrollment.ts'

/**
 * Where a customer's enrollments stand, as words for one index: `#parked`, `welcome#active`, `welcome/wait-1#active`.
 * Ids hold neither `#` nor `/`.
 */
export function whereaboutsOf(customer: Customer): string[] {
  const words = new Set<string>()
  for (const { journeyId, status, step } of customer.enrollments) {
    words.add(`#${status}`)
    words.add(`${journeyId}#${status}`)
    if (step !== null) words.add(`${journeyId}/${step}#${status}`)
  }
  return [...words]
}

/** The words any of which a customer must have; empty = everybody. */
export function wordsFor(query: { journeyId?: string; step?: string; status?: string }): string[] {
  const { journeyId, step, status } = query
  if (journeyId === undefined && status === undefined) return []
  const place = journeyId === undefined ? '' : step === undefined ? journeyId : `${journeyId}/${step}`
  return (status === undefined ? ENROLLMENT_STATUSES : [status]).map((each) => `${place}#${each}`)
}
