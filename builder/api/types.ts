import type { Condition, Stage } from '../../engine/core/model/condition.ts'
import type { SendStatus } from '../../engine/core/model/interaction.ts'
import type { EnrollmentStatus } from '../../engine/core/model/enrollment.ts'
import type { Journey, QuietHours } from '../../engine/core/model/journey.ts'
import type { Topic, WorkspaceCap } from '../../engine/core/model/workspace.ts'
import type { Json, JsonObject } from '../../engine/core/model/json.ts'

/** Shapes of the API's answers. Instants are ISO strings with Z. */

export interface Page<T> {
  items: T[]
  next: string | null
}

export type JourneyStatus = 'draft' | 'live' | 'paused' | 'stopped' | 'archived'

export interface Totals {
  entered: number
  active: number
  completed: number
  exited: number
  failed: number
  parked: number
  holdout: number
}

export interface JourneySummary {
  id: string
  name: string
  description?: string | null
  tags?: string[]
  status: JourneyStatus
  liveVersion: number | null
  draftRev: number | null
  hasDraftChanges: boolean
  stages: Stage[]
  updatedAt: string
  counts: Totals | null
  /** How many came in on each of the last 14 days, the latest last. */
  trend: number[] | null
}

export interface StepCounts {
  arrived: number
  waiting: number
  exited: number
  paths: Record<string, number>
}

export interface JourneyCounts extends Totals {
  asOf: string
  steps: Record<string, StepCounts>
  goals?: Record<string, number>
}

export interface JourneyDetail {
  id: string
  draft: Journey | null
  draftRev: number | null
  live: Journey | null
  state: { status: JourneyStatus; liveVersion: number | null; publishedAt?: string | null } | null
}

export interface CustomerSummary {
  id: string
  traits: JsonObject
  tags?: string[]
  stage: Stage | null
  timeZone?: string | null
  createdAt?: string
  lastSeenAt?: string | null
}

export interface CustomerDetail extends CustomerSummary {
  stageAt?: string | null
  consent: Record<string, string[]>
  suppressed?: Record<string, string>
  points?: number | { balance: number }
  tier?: string | null
}

/** One line of a customer's timeline. What else it holds depends on `kind`. */
export interface TimelineItem {
  at: string
  kind: string
  [key: string]: Json | undefined
}

export interface EnrollmentSummary {
  id: string
  journey: string
  version: number
  status: EnrollmentStatus
  step: string | null
  enteredAt: string
  arrivedAt?: string | null
  waitsUntil?: string | null
  exit?: { reason: string | null; at: string } | null
  /** Why the step cannot run; null = nobody is parked. */
  parked?: { code: string; detail: string } | null
}

/** A customer in a journey, with the passages that were asked for. */
export interface CustomerInJourney extends CustomerSummary {
  enrollments: EnrollmentSummary[]
}

export interface InteractionSummary {
  id: string
  journey: string
  step: string
  visit: number
  customerId: string
  channel: string
  topic: string | null
  status: SendStatus
  reason: string | null
  plannedAt: string
  /** Planned and held back: not before this instant, as far as was known. */
  dueAt?: string | null
  sentAt: string | null
  subject?: string | null
  to?: string | null
  outcomes?: Record<string, string | number>
}

export interface InteractionDetail extends InteractionSummary {
  content: JsonObject
  /** The mail made of it; null where there is none. */
  body: JsonObject | null
  attempts?: number
  providerCalls?: number
}

export interface SegmentInfo {
  id: string
  name?: string
  when: Condition
}

export interface TemplateInfo {
  id: string
  name?: string
  channel?: string
  subject?: string
}

export interface WorkspaceSettings {
  timeZone: string
  quietHours: QuietHours | null
  tiers?: { id: string; points: number }[]
  caps?: WorkspaceCap[]
  topics?: Topic[]
}
