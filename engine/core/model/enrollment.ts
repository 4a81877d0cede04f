import type { SendStatus } from './interaction.ts'
import type { CustomerEvent, Input } from './input.ts'
import type { Json, JsonObject } from './json.ts'

export const ENROLLMENT_STATUSES = ['active', 'completed', 'exited', 'failed', 'parked', 'holdout'] as const
export type EnrollmentStatus = (typeof ENROLLMENT_STATUSES)[number]

/** One stay on one step. */
export interface Visit {
  step: string
  visit: number
  enteredAt: number
  leftAt: number | null
  path: string | null
  /** Time zone used for calendar rules of this visit. */
  zone: string
  /** What the decision rested on, for "why did she get this?". */
  why?: JsonObject
}

/** Why an active enrollment stays where it is. At least one way out must be stored, or the commit is refused. */
export interface Waiting {
  /** Timer: leave or look again at this instant; null = no timer. */
  dueAt: number | null
  /** The timer follows a calendar rule, so a changed time zone moves it. */
  calendar?: boolean
  /** Waits for the result of this interaction. */
  interactionId?: string
  /** Waits for the end of this enrollment. */
  childId?: string
  /** Waits for inputs (events, changes, answers). */
  inputs?: boolean
  /** The step type's own memory, plain JSON. */
  memo?: JsonObject
}

/** What became of the interaction of one step (its latest visit). */
export interface StepResult {
  interactionId: string
  /** Interactions with which an operator sent it once more: what comes back of them counts for this step. */
  resent?: string[]
  visit: number
  channel: string
  status: SendStatus
  at: number
  outcomes: Record<string, number>
}

export interface GoalReached {
  goal: string
  at: number
  value: number | null
  /** The last interaction accepted before it. */
  interactionId: string | null
}

/** What let the customer in: the entry event, or the data of an api or sub-journey entry. */
export type EntryCause = { event: CustomerEvent } | { data: JsonObject }

/** One customer's passage through one journey version. Instants are epoch milliseconds. */
export interface Enrollment {
  id: string
  journeyId: string
  version: number
  status: EnrollmentStatus
  key: Json
  /** Creation number within the customer, and order among all customers' entries of one instant. */
  seq: number
  order: number
  enteredAt: number
  entryStep: string
  entry: EntryCause
  /** Place of what let the customer in among all that was accepted: what comes later in this order is "after entry". */
  since: { at: number; ordinal: number }
  /** The event that ended the latest wait-for; null = still the entry event. */
  event: CustomerEvent | null
  vars: JsonObject
  /** The step the customer stands on; null once ended and for holdout. */
  step: string | null
  visit: number
  arrivedAt: number
  waiting: Waiting | null
  /** Steps run since the customer last had to wait for time or for an input (step limit). */
  stepsRun: number
  /** Visits so far, by step. */
  visits: Record<string, number>
  history: Visit[]
  /** Finished visits already moved to the log collection. */
  spilled: number
  results: Record<string, StepResult>
  goals: GoalReached[]
  exit: { reason: string | null; at: number } | null
  parked: { code: string; step: string; detail: string; at: number } | null
  /** Inputs kept in order while the journey is paused. */
  held: Input[]
  /** How many pauses and moves of the journey this enrollment has already followed. */
  pausesSeen: number
  movesSeen: number
  /** The enrollment and step that started this one and wait for its end. */
  parent: string | null
  /** W3C trace context of the input that last moved it, for what timers bring later; only while tracing is on. */
  traceparent?: string
}
