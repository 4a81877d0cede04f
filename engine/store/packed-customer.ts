import type { Customer, OutboxItem } from '../core/model/customer.ts'
import type { Enrollment, EntryCause, StepResult, Visit, Waiting } from '../core/model/enrollment.ts'
import type { CustomerEvent } from '../core/model/input.ts'
import type { Interaction, Send, SentMark } from '../core/model/interaction.ts'
import { byName, listOf, type Packing, record } from './packing.ts'

const event = record<CustomerEvent>({
  id: 'plain',
  name: 'plain',
  properties: 'plain',
  timestamp: 'plain',
  acceptedAt: 'plain',
  ordinal: 'plain',
  messageId: 'optional',
})

const cause: Packing<EntryCause> = {
  pack: (value) => ('event' in value ? event.pack(value.event) : value),
  unpack: (packed) => (Array.isArray(packed) ? { event: event.unpack(packed) } : (packed as EntryCause)),
}

const visit = record<Visit>({
  step: 'plain',
  visit: 'plain',
  enteredAt: 'plain',
  leftAt: 'plain',
  path: 'plain',
  zone: 'plain',
  why: 'optional',
})

const waiting = record<Waiting>({
  dueAt: 'plain',
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
  at: 'plain',
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
  enteredAt: 'plain',
  entryStep: 'plain',
  entry: cause,
  since: 'plain',
  event,
  vars: 'plain',
  step: 'plain',
  visit: 'plain',
  arrivedAt: 'plain',
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
  plannedAt: 'plain',
  sentAt: 'plain',
  finalAt: 'plain',
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
  plannedAt: 'plain',
  sentAt: 'plain',
  finalAt: 'plain',
  idempotencyKey: 'plain',
  attempts: 'plain',
  content: 'plain',
  to: 'plain',
  outcomes: 'plain',
  dueAt: 'plain',
  deadline: 'plain',
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

const sentMark = record<SentMark>({ id: 'plain', at: 'plain', journeyId: 'plain', channel: 'plain', topic: 'plain' })

/** Interactions are most of what an outbox holds; everything else stays as it is. */
const outboxItem: Packing<OutboxItem> = {
  pack: (item) => (item.type === 'interaction' ? interaction.pack(item.row) : item),
  unpack: (packed) =>
    Array.isArray(packed) ? { type: 'interaction', row: interaction.unpack(packed) } : (packed as OutboxItem),
}

const customer = record<Customer>({
  id: 'plain',
  rev: 'plain',
  createdAt: 'plain',
  ordinal: 'plain',
  traits: 'plain',
  tags: 'plain',
  timeZone: 'plain',
  stage: 'plain',
  stageAt: 'plain',
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
  recheckAt: 'plain',
  seq: 'plain',
  wakeAt: 'plain',
})

/** The customer as text for the store. */
export const writeCustomer = (value: Customer): string => JSON.stringify(customer.pack(value))

/** Also reads customers stored as JSON with all names, as they were once. */
export function readCustomer(text: string): Customer {
  const stored: unknown = JSON.parse(text)
  return Array.isArray(stored) ? customer.unpack(stored) : (stored as Customer)
}
