import type { Json, JsonObject } from './json.ts'

/** Nothing more happens to what has one of these. */
export const FINAL_STATUSES = ['accepted', 'unknown', 'failed', 'suppressed', 'cancelled'] as const

/**
 * Interaction status. `planned` may become `sending`, `suppressed` or `cancelled`; `sending` becomes `accepted`,
 * `unknown` or `failed`, or `planned` again where it is certain that nothing was sent.
 */
export const SEND_STATUSES = ['planned', 'sending', ...FINAL_STATUSES] as const
export type SendStatus = (typeof SEND_STATUSES)[number]

/** One thing sent or done to a customer. This is also the row of the send ledger. Instants are epoch milliseconds. */
export interface Interaction {
  /** Hash of (enrollment, step, visit): also the idempotency key at the provider. */
  id: string
  customerId: string
  enrollmentId: string
  journeyId: string
  version: number
  step: string
  visit: number
  /** Creation number within the customer, and order among all customers' causes of one instant: ties in listings. */
  seq: number
  order: number
  channel: string
  topic: string | null
  status: SendStatus
  reason: string | null
  plannedAt: number
  sentAt: number | null
  finalAt: number | null
  idempotencyKey: string
  /** Calls made to the provider so far. */
  attempts: number
  /** Frozen when planned: what exactly goes out. */
  content: JsonObject
  to: string | null
  outcomes: Record<string, number>
  /** The interaction that an operator sent once more with this one. */
  resends?: string
  /** The latest interaction with which an operator sent this one once more. */
  resentAs?: string
  response?: Json
  /** W3C trace context of what it was planned for; only while tracing is on. */
  traceparent?: string
  /** While planned and held back (quiet hours, caps, retries): not before this instant, as far as was known then. */
  dueAt?: number
}

/** An interaction on its way out, held in the customer document until it is final: this copy is the authority. */
export interface Send extends Interaction {
  /** Not before this instant. */
  dueAt: number
  /** While sending: who holds the claim is known by this instant, after which the answer counts as lost. */
  deadline: number | null
  /** Claims given back before the provider was called. */
  givenBack?: number
  /** Since this instant an attempt may have been accepted without our knowing. */
  unsureSince?: number
  /** The provider knows our key, so an unanswered call may be repeated. */
  idempotent: boolean
  quietHours: 'defer' | 'drop' | 'ignore'
  cap: { max: number; per: string; over: 'defer' | 'drop' } | null
  /** It counts for the workspace's caps, but is not held by them. */
  workspaceCaps?: 'ignore'
  priority: number
}

/** A message that counts for frequency caps. */
export interface SentMark {
  id: string
  at: number
  journeyId: string
  channel: string
  topic: string | null
}
