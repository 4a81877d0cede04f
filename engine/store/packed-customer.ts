import type { Customer, OutboxItem } from '../core/model/customer.ts'
import type { Enrollment, EntryCause, StepResult, Visit, Waiting } from '../core/model/enrollment.ts'
import type { CustomerEvent } from '../core/model/input.ts'
import type { Interaction, Send, SentMark } from '../core/model/interaction.ts'
import { byName, listOf, type Packing, record } from './packing.ts'

const event = record<CustomerEvent>({
  id: 'plain',
  name: 'plain',
  properties: 'plain',
  timestamp: 'instant',
  acceptedAt: 'instant',
  ordinal: 'plain',
  messageId: 'optional',
})

const cause: Packing<EntryCause> = {
  pack: (value, base) => ('event' in value ? event.pack(value.event, base) : value),
  unpack: (packed, base) => (Array.isArray(packed) ? { event: event.unpack(packed, base) } : (packed as EntryCause)),
}

const visit = record<Visit>({
  step: 'plain',
  visit: 'plain',
  enteredAt: 'instant',
  leftAt: 'instant',
  path: 'plain',
  zone: 'plain',
  why: 'optional',
})

const waiting = record<Waiting>({
  dueAt: 'instant',
  calendar: 'optional',
  interactionId: 'optional',
  childId: 'optional',
  inputs: 'optional',
  memo: 'optional',
})

const result = record<StepResult>({
  interactionId: 'plain',
  visit: 'plain',
  channel: 'plain',
  status: 'plain',
  at: 'instant',
  outcomes: 'plain',
  resent: 'optional',
})

const enrollment = record<Enrollment>({
  id: 'plain',
  journeyId: 'plain',
  version: 'plain',
  status: 'plain',
  key: 'plain',
  seq: 'plain',
  order: 'plain',
  enteredAt: 'instant',
  entryStep: 'plain',
  entry: cause,
  since: 'plain',
  event,
  vars: 'plain',
  step: 'plain',
  visit: 'plain',
  arrivedAt: 'instant',
  waiting,
  stepsRun: 'plain',
  visits: 'plain',
  history: listOf(visit),
  spilled: 'plain',
  results: byName(result),
  goals: 'plain',
  exit: 'plain',
  parked: 'plain',
  held: 'plain',
  pausesSeen: 'plain',
  movesSeen: 'plain',
  parent: 'plain',
  traceparent: 'optional',
})

const interaction = record<Interaction>({
  id: 'plain',
  customerId: 'plain',
  enrollmentId: 'plain',
  journeyId: 'plain',
  version: 'plain',
  step: 'plain',
  visit: 'plain',
  seq: 'plain',
  order: 'plain',
  channel: 'plain',
  topic: 'plain',
  status: 'plain',
  reason: 'plain',
  plannedAt: 'instant',
  sentAt: 'instant',
  finalAt: 'instant',
  idempotencyKey: 'plain',
  attempts: 'plain',
  content: 'plain',
  to: 'plain',
  outcomes: 'plain',
  resends: 'optional',
  resentAs: 'optional',
  response: 'optional',
  traceparent: 'optional',
  dueAt: 'optional',
})

/** All fields once more: were they those of an interaction and its own, a new one of the first would move the second. */
const send = record<Send>({
  id: 'plain',
  customerId: 'plain',
  enrollmentId: 'plain',
  journeyId: 'plain',
  version: 'plain',
  step: 'plain',
  visit: 'plain',
  seq: 'plain',
  order: 'plain',
  channel: 'plain',
  topic: 'plain',
  status: 'plain',
  reason: 'plain',
  plannedAt: 'instant',
  sentAt: 'instant',
  finalAt: 'instant',
  idempotencyKey: 'plain',
  attempts: 'plain',
  content: 'plain',
  to: 'plain',
  outcomes: 'plain',
  dueAt: 'instant',
  deadline: 'instant',
  idempotent: 'plain',
  quietHours: 'plain',
  cap: 'plain',
  priority: 'plain',
  resends: 'optional',
  resentAs: 'optional',
  response: 'optional',
  traceparent: 'optional',
  givenBack: 'optional',
  unsureSince: 'optional',
  workspaceCaps: 'optional',
})

const sentMark = record<SentMark>({ id: 'plain', at: 'instant', journeyId: 'plain', channel: 'plain', topic: 'plain' })

/** Interactions are most of what an outbox holds; everything else stays as it is. */
const outboxItem: Packing<OutboxItem> = {
  pack: (item, base) => (item.type === 'interaction' ? interaction.pack(item.row, base) : item),
  unpack: (packed, base) =>
    Array.isArray(packed) ? { type: 'interaction', row: interaction.unpack(packed, base) } : (packed as OutboxItem),
}

const customer = record<Customer>({
  id: 'plain',
  rev: 'plain',
  createdAt: 'instant',
  ordinal: 'plain',
  traits: 'plain',
  tags: 'plain',
  timeZone: 'plain',
  stage: 'plain',
  stageAt: 'instant',
  consent: 'plain',
  suppressed: 'plain',
  points: 'plain',
  tier: 'plain',
  enrollments: listOf(enrollment),
  entries: 'plain',
  sends: listOf(send),
  sent: listOf(sentMark),
  triggers: 'plain',
  heldEntries: 'plain',
  outbox: listOf(outboxItem),
  applied: 'plain',
  recheckAt: 'instant',
  seq: 'plain',
  wakeAt: 'instant',
})

/** The customer as text for the store: the instant that others are counted from, and the values. */
export function writeCustomer(value: Customer): string {
  // What changes lies near the latest arrival; whatever the base is, it is written down.
  const base = value.enrollments.at(-1)?.arrivedAt ?? value.createdAt
  return JSON.stringify([base, customer.pack(value, base)])
}

/** Also reads customers as they were stored once: values with instants since 1970, or JSON with all names. */
export function readCustomer(text: string): Customer {
  const stored: unknown = JSON.parse(text)
  if (!Array.isArray(stored)) return stored as Customer
  const [base, values] = typeof stored[0] === 'number' ? (stored as [number, unknown]) : [0, stored]
  return customer.unpack(values, base)
}
