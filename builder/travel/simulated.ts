import type { Interaction } from '../../engine/core/model/interaction.ts'
import type { Enrollment, Visit } from '../../engine/core/model/enrollment.ts'
import type { Input } from '../../engine/core/model/input.ts'
import type { SimulatedLife } from '../../engine/core/simulate/index.ts'
import { type Moment, type Passage, type PassageMessage, passageOfEnrollment } from './passage.ts'

/** The passages of a simulated customer through one journey, in order of entry, and what they did by themselves. */
export function passagesOf(
  { customer, items, deeds }: SimulatedLife,
  journeyId: string,
): { passages: Passage[]; deeds: Moment[] } {
  const rows = new Map<string, Interaction>()
  const outcomes = new Map<string, Record<string, number>>()
  const earlier = new Map<string, Visit[]>()
  const past: Enrollment[] = []
  for (const item of items) {
    if (item.type === 'interaction') rows.set(item.row.id, item.row)
    else if (item.type === 'outcome')
      outcomes.set(item.interactionId, { [item.outcome]: item.at, ...outcomes.get(item.interactionId) })
    else if (item.type === 'visits')
      earlier.set(item.enrollmentId, [...(earlier.get(item.enrollmentId) ?? []), ...item.rows])
    else if (item.type === 'enrollment') past.push(item.row)
  }
  const passages = [...past, ...customer.enrollments]
    .filter((e) => e.journeyId === journeyId)
    .map((e) => {
      const messages = [...rows.values()]
        .filter((row) => row.enrollmentId === e.id)
        .map((row) => messageOf(row, outcomes.get(row.id) ?? {}))
      return passageOfEnrollment(e, messages, earlier.get(e.id))
    })
  return { passages, deeds: deeds.flatMap((deed) => momentOf(deed)) }
}

function messageOf(row: Interaction, outcomes: Record<string, number>): PassageMessage {
  const { id, step, channel, status, reason, plannedAt, sentAt, finalAt, content } = row
  const title = content['subject'] ?? content['title'] ?? content['text']
  const at = sentAt ?? finalAt ?? plannedAt
  return {
    id,
    step,
    channel,
    status,
    reason,
    subject: typeof title === 'string' ? title.slice(0, 120) : null,
    plannedAt,
    at,
    outcomes,
  }
}

function momentOf(input: Input): Moment[] {
  const base = { at: input.acceptedAt, step: null }
  switch (input.kind) {
    case 'event':
      return [{ ...base, kind: 'deed', name: input.name, properties: input.properties }]
    case 'stage':
      return [{ ...base, kind: 'change', what: 'stage', value: input.to }]
    case 'enter':
      return [{ ...base, kind: 'change', what: 'enter', value: null }]
    case 'answer':
      return [{ ...base, kind: 'change', what: 'answer', value: input.value }]
    case 'task':
      return [{ ...base, kind: 'change', what: 'task', value: null }]
    default:
      // Outcomes are told with their messages.
      return []
  }
}
