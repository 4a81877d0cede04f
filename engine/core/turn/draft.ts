import type { Customer } from '../model/customer.ts'
import type { Enrollment, Visit } from '../model/enrollment.ts'
import type { Send } from '../model/interaction.ts'
import { cloneJson } from './clone.ts'

/**
 * A copy to take a turn on. What is never changed once it is written is shared with the original: visits that are over, causes
 * and events, contents, what waits to be handed off. A full copy is what a turn would feel most.
 */
export function draftOf(customer: Customer): Customer {
  return {
    ...customer,
    traits: cloneJson(customer.traits),
    tags: [...customer.tags],
    consent: cloneJson(customer.consent),
    suppressed: { ...customer.suppressed },
    points: cloneJson(customer.points),
    enrollments: customer.enrollments.map(draftOfEnrollment),
    entries: cloneJson(customer.entries),
    sends: customer.sends.map(draftOfSend),
    sent: [...customer.sent],
    triggers: cloneJson(customer.triggers),
    heldEntries: [...customer.heldEntries],
    outbox: [...customer.outbox],
    applied: [...customer.applied],
  }
}

function draftOfEnrollment(enrollment: Enrollment): Enrollment {
  const history = [...enrollment.history]
  const latest = history.pop()
  if (latest) history.push(draftOfVisit(latest))
  return {
    ...enrollment,
    vars: cloneJson(enrollment.vars),
    waiting: cloneJson(enrollment.waiting),
    visits: { ...enrollment.visits },
    history,
    results: cloneJson(enrollment.results),
    goals: [...enrollment.goals],
    held: [...enrollment.held],
  }
}

const draftOfVisit = (visit: Visit): Visit => (visit.why ? { ...visit, why: { ...visit.why } } : { ...visit })

const draftOfSend = (send: Send): Send => ({ ...send, outcomes: { ...send.outcomes } })
