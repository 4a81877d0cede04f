import type { Stage } from './condition.ts'
import type { Enrollment, EntryCause, Visit } from './enrollment.ts'
import type { Input } from './input.ts'
import type { Interaction, Send, SentMark } from './interaction.ts'
import type { Json, JsonObject } from './json.ts'

/** What the customer still owes the outside world after a commit; handed off idempotently, then cleared. */
export type OutboxItem =
  | { type: 'interaction'; row: Interaction }
  | { type: 'input'; input: Input }
  | { type: 'refused'; row: Refused }
  | { type: 'outcome'; interactionId: string; outcome: string; at: number; data: Json }
  | { type: 'points'; row: PointsEntry }
  | { type: 'enrollment'; row: Enrollment & { customerId: string } }
  | { type: 'visits'; enrollmentId: string; journeyId: string; version: number; from: number; rows: Visit[] }

/** An entry that was not let in, and why. */
export interface Refused {
  id: string
  journeyId: string
  customerId: string
  messageId: string | null
  at: number
  reason: string
  /** Creation number within the customer, and order among all customers' causes of one instant. */
  seq: number
  order: number
}

/**
 * A transfer in the points ledger, double entry: `amount` points leave the account `debit` and reach the account
 * `credit`. Accounts are `customer` and the programme's `issued`, `redeemed` and `expired`, so the sum over all accounts
 * is always 0 and the customer's balance is what they were credited less what they were debited.
 */
export interface PointsEntry {
  id: string
  customerId: string
  debit: PointsAccount
  credit: PointsAccount
  /** Always positive. */
  amount: number
  reason: string
  at: number
  /** The customer's balance after it. */
  balance: number
  expiresAt: number | null
}
export type PointsAccount = 'customer' | 'issued' | 'redeemed' | 'expired'

/** Per entry step: what a segment, date or schedule trigger must remember between inputs. */
export interface TriggerState {
  /** Version the state belongs to; another version starts afresh. */
  version: number
  /** Segment membership as last seen. */
  member?: boolean
  /** `existing: true` has been honoured. */
  existingDone?: boolean
  /** Next instant of a date or schedule trigger. */
  nextAt?: number | null
  /** What `nextAt` was computed from, or the segment watched; another value plans anew. */
  basis?: string
}

export interface HeldEntry {
  journeyId: string
  step: string
  cause: EntryCause
  messageId: string | null
}

/** Entries into one journey (and key), kept for life so that re-entry rules hold after the enrollment is archived. */
export interface EntryRecord {
  count: number
  lastAt: number
}

/**
 * Everything that is decided about one customer, in one document: one compare-and-set on `rev` moves all of it.
 * That is why an exit, an opt-out, a cap and a claim can never disagree.
 */
export interface Customer {
  id: string
  /** Compare-and-set number, +1 per commit. 0 = not stored yet. */
  rev: number
  createdAt: number
  /** Order of creation among customers; breaks ties between customers. */
  ordinal: number
  traits: JsonObject
  tags: string[]
  timeZone: string | null
  stage: Stage | null
  stageAt: number | null
  /** Topics allowed, by channel. Nothing listed = no consent. */
  consent: Record<string, string[]>
  /** Channels on which nothing may be sent any more, with the reason. */
  suppressed: Record<string, string>
  /** `earned` counts everything ever credited: tiers rest on it. */
  points: { balance: number; earned: number; lots: { id: string; left: number; expiresAt: number | null }[] }
  tier: string | null
  /** Active and recently ended enrollments, in order of entry. */
  enrollments: Enrollment[]
  /** By journey id, or journey id + key hash. */
  entries: Record<string, EntryRecord>
  sends: Send[]
  sent: SentMark[]
  /** By `journey/step` of the entry step. */
  triggers: Record<string, TriggerState>
  /** Entries that came while a journey was paused with `keep`. */
  heldEntries: HeldEntry[]
  outbox: OutboxItem[]
  /** Inputs applied by the last commits that may still be marked pending in the store. */
  applied: string[]
  /** The next instant at which a watched condition may change by time alone. */
  recheckAt: number | null
  /** Next creation number. */
  seq: number
  /** The earliest instant at which this customer has something to do; null = only an input can move them. */
  wakeAt: number | null
}
