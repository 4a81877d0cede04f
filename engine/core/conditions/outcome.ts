import type { Customer } from '../model/customer.ts'
import type { Enrollment } from '../model/enrollment.ts'

/**
 * True if the interaction of a step, at the latest visit of that step, has this outcome (`opened`, `clicked`, ...) or this
 * status (`accepted`, `failed`, `suppressed`, `unknown`, ...; `sent` means accepted). Who clicked has opened.
 */
export function hasOutcome(enrollment: Enrollment, step: string, outcome: string): boolean {
  if (!Object.hasOwn(enrollment.results, step)) return false
  const result = enrollment.results[step]
  if (result === undefined || result.visit < latestVisit(enrollment, step)) return false
  if (result.status === (outcome === 'sent' ? 'accepted' : outcome)) return true
  return Object.hasOwn(result.outcomes, outcome) || (outcome === 'opened' && Object.hasOwn(result.outcomes, 'clicked'))
}

/** True if the customer agreed to this topic on this channel and the channel is not suppressed. */
export function mayReach(customer: Customer, channel: string, topic: string): boolean {
  const topics = Object.hasOwn(customer.consent, channel) ? customer.consent[channel] : undefined
  return topics !== undefined && topics.includes(topic) && !Object.hasOwn(customer.suppressed, channel)
}

function latestVisit(enrollment: Enrollment, step: string): number {
  return (Object.hasOwn(enrollment.visits, step) && enrollment.visits[step]) || 0
}
