import type { Condition, Stage } from './condition.ts'
import type { JsonObject } from './json.ts'

/** One box of the drawing. `config` is checked by the step type's own schema. */
export interface Step {
  id: string
  type: string
  config: JsonObject
  stage?: Stage
  name?: string
  position?: { x: number; y: number }
}

/** The line from a path of one step to the next step. */
export interface Edge {
  from: string
  path: string
  to: string
}

export interface Goal {
  id: string
  name?: string
  event?: string
  where?: Condition
  when?: Condition
  /** ISO duration counted from entry. */
  within?: string
  /** Field path whose number is the value of reaching the goal, e.g. `event.revenue`. */
  value?: string
  exitOnGoal?: boolean
}

export interface ExitRule {
  id: string
  event?: string
  where?: Condition
  when?: Condition
}

/** A remark on the drawing, for those who work on it; the engine takes no notice. */
export interface Note {
  id: string
  text: string
  position: { x: number; y: number }
}

export interface QuietHours {
  /** Local time HH:mm; the start is quiet, the end is not. May pass midnight. */
  from: string
  to: string
  weekdays?: Weekday[]
  /** Channels it holds for; all without it. */
  channels?: string[]
}

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof WEEKDAYS)[number]

/** A drawn journey, format 1 (docs/journey-format.md). */
export interface Journey {
  format: 1
  id: string
  name: string
  description?: string
  tags?: string[]
  /** Higher goes first where a frequency cap is tight. Defaults to 0. */
  priority?: number
  timeZone?: string
  quietHours?: QuietHours | null
  holdout?: { percent: number }
  steps: Step[]
  edges: Edge[]
  goals?: Goal[]
  exits?: ExitRule[]
  notes?: Note[]
}

export type Trigger =
  | { type: 'event'; event: string; where?: Condition }
  | { type: 'segment'; segment: string; on: 'enter' | 'leave'; existing?: boolean }
  | { type: 'stage'; to: Stage }
  | { type: 'date'; field: string; offset?: string; at?: string; yearly?: boolean }
  | { type: 'schedule'; cron?: string; rrule?: string; timeZone?: string; segment?: string }
  | { type: 'api' }

export interface Reentry {
  policy: 'never' | 'after-exit' | 'always'
  cooldown?: string
  /** Path of the entry event's value that tells parallel passages apart, e.g. `event.orderId`. */
  key?: string
}

/** Config of an `entry` step. */
export interface EntryConfig {
  trigger: Trigger
  reentry?: Reentry
  where?: Condition
  /** ISO duration; an older event starts nothing. Defaults to P1D. */
  maxEventAge?: string
  limit?: { max: number; per: string }
}

/** A stored condition with a name. */
export interface Segment {
  id: string
  name?: string
  when: Condition
}

/** A stored message that `send` steps refer to. */
export interface Template {
  id: string
  name?: string
  channel?: string
  subject?: string
  preheader?: string
  text?: string
  html?: string
  mjml?: string
}
