import type { z } from 'zod'
import type { Condition, Stage } from '../model/condition.ts'
import type { Customer } from '../model/customer.ts'
import type { Interaction } from '../model/interaction.ts'
import type { Enrollment, Waiting } from '../model/enrollment.ts'
import type { CustomerEvent } from '../model/input.ts'
import type { Journey, Template } from '../model/journey.ts'
import type { Json, JsonObject } from '../model/json.ts'
import type { Problem } from '../model/problem.ts'

/**
 * What a step decides: go on by a path, stay, end here, or give up because it cannot run. `event` is what ended the
 * wait: from then on it is the root `event` of this enrollment.
 */
export type Decision =
  | { leave: string; event?: CustomerEvent; why?: JsonObject }
  | { wait: Waiting; why?: JsonObject }
  | { end: string }
  | { park: ParkCode; detail: string }

export type ParkCode = 'template-error' | 'step-limit' | 'no-target' | 'step-error' | 'missing-version' | 'turn-error'

/** What may wake a waiting step. */
export type Signal =
  | { type: 'timer' }
  | { type: 'event'; event: CustomerEvent }
  /** Traits, consent, stage, tags, segments or time changed something a condition may see. */
  | { type: 'change' }
  | { type: 'result'; interaction: Interaction }
  | { type: 'outcome'; interaction: { id: string; step: string; visit: number }; outcome: string }
  | { type: 'answer'; interactionId: string; value: Json }
  | { type: 'task'; interactionId: string; done: boolean }
  | { type: 'child'; enrollmentId: string }
  /** The journey was paused for `shift` ms of this wait and resumed with `retime`: durations move by it, calendar rules take their next instant. */
  | { type: 'retime'; shift: number }

/** Changes to the customer; values are final (templates already rendered). */
export interface CustomerChange {
  set?: JsonObject
  unset?: string[]
  increment?: Record<string, number>
  addTags?: string[]
  removeTags?: string[]
}

export interface InteractionDraft {
  channel: string
  topic: string | null
  /** Final content: rendered texts, request parts. */
  content: JsonObject
  idempotent?: boolean
  quietHours?: 'defer' | 'drop' | 'ignore'
  cap?: { max: number; per: string; over: 'defer' | 'drop' } | null
  workspaceCaps?: 'apply' | 'ignore'
  /** Accepted at once without a provider (tasks, coupons). */
  immediate?: boolean
}

/**
 * All a step may see and do. Effects are carried out after `arrive` or `resume` returns and before the next step runs,
 * in the order they were asked for; the customer then still stands on this step.
 */
export interface StepContext<Config> {
  readonly config: Config
  readonly step: { id: string; type: string; name?: string; stage?: Stage }
  readonly journey: Journey
  readonly enrollment: Readonly<Enrollment>
  readonly customer: Readonly<Customer>
  /** Epoch milliseconds. */
  readonly now: number
  /** Zone for calendar rules: the customer's, else the journey's, else the workspace's. */
  readonly zone: string
  /** `event` stands in for the root `event`; without it that is the enrollment's own. */
  test(condition: Condition, event?: CustomerEvent): boolean
  /** Value at a field path (`customer.country`, `event.revenue`, `vars.x`); undefined = missing. */
  read(path: string): Json | undefined
  /** Renders Liquid in every string of a value. A string that is exactly one `{{ path }}` keeps the value's type. Throws TemplateError. */
  render<T extends Json>(value: T): Json
  /**
   * Renders the texts of a message: values are escaped in `html`, `mjml` and `htmlBody`; `subject` and `preheader` stay
   * one line. `roots` are further names templates may use. Throws TemplateError.
   */
  renderMessage(content: JsonObject, roots?: Record<string, Json>): JsonObject
  /** Stable number in [0, 1) from these parts. */
  hash(...parts: string[]): number
  /** Events accepted after the entry event, oldest first. */
  eventsSinceEntry(): readonly CustomerEvent[]
  template(id: string): Template | undefined
  link(kind: 'answer' | 'unsubscribe' | 'task', claims: Record<string, Json>): string
  /** A code from a pool for this visit; null = empty. Asking again in the same visit gives the same code. */
  code(pool: string): string | null

  /** Plans one interaction for this visit and returns its id. */
  plan(draft: InteractionDraft): string
  change(change: CustomerChange): void
  setVars(vars: JsonObject, unset?: string[]): void
  moveStage(to: Stage): void
  track(event: string, properties: JsonObject): void
  /** Adds (positive) or spends (negative) points; false = not enough, nothing changed. */
  points(amount: number, reason: string, expiresAt?: number | null): boolean
  /** Starts another journey by its api entry; null = refused (the reason is recorded). */
  start(journey: string, data: JsonObject, waitForEnd: boolean): { enrollmentId: string } | { refused: string }
}

/** What a type-specific check may look up while a journey is validated. */
export interface CheckContext {
  journey: Journey
  step: { id: string; config: JsonObject }
  /** Reports a fault; `field` is a JSON Pointer below the step's config, e.g. `/branches/0/when`. */
  report(code: string, message: string, field?: string, severity?: Problem['severity']): void
  /** Checks that live outside a step type but that many need; each reports by itself. */
  condition(condition: unknown, field: string): void
  duration(text: unknown, field: string, options?: { negative?: boolean; span?: boolean }): void
  zone(zone: unknown, field: string): void
  /** A cron line, or a recurrence rule of RFC 5545. */
  schedule(kind: 'cron' | 'rrule', text: unknown, field: string): void
  /** Liquid in a text, or in every text of a value. */
  text(liquid: unknown, field: string): void
}

/** A document outside the journey that a config names. */
export interface Reference {
  kind: 'segment' | 'template' | 'journey' | 'pool' | 'topic' | 'channel'
  id: string
  /** JSON Pointer below the step's config, e.g. `/template`. */
  field: string
}

export interface StepTexts {
  name: string
  description: string
  /** Labels of paths by name. */
  paths?: Record<string, string>
  /** Labels of config fields by name, for forms made from the schema; `kind.book` is that of the choice `book` of `kind`. */
  fields?: Record<string, string>
  /** What a new step begins with for who draws in this language, where `example` has words that customers would read. */
  example?: JsonObject
}

/** A kind of step. One file per type; the registry lists them. Behaviour is pure. */
export interface StepType<Config = unknown> {
  readonly type: string
  /** Name of a Tabler icon in kebab-case, e.g. `mail`. */
  readonly icon: string
  readonly group: 'entry' | 'timing' | 'logic' | 'message' | 'data' | 'loyalty' | 'custom'
  readonly texts: { en: StepTexts; zh: StepTexts }
  readonly config: z.ZodType<Config>
  /** A config to start from when the step is dropped on the canvas. */
  readonly example: JsonObject
  /** All paths out of a step with this config, default path first. */
  paths(config: Config): string[]
  /** Paths that, unconnected, follow another path instead of ending the enrollment (e.g. `failed` follows `next`). */
  fallbacks?: Record<string, string>
  /** The step may hold the customer until later; a cycle must contain one. */
  readonly waits?: boolean
  check?(config: Config, context: CheckContext): void
  /** Conditions in this config, so that their fields and events are known before it runs. */
  conditions?(config: Config): Condition[]
  /** Documents this config names, so that they are looked up before it runs (`unknown-template` and the like). */
  references?(config: Config): Reference[]
  arrive(context: StepContext<Config>): Decision
  /** Called for every signal while the customer waits here; null = stay as before. */
  resume?(context: StepContext<Config>, signal: Signal): Decision | null
}

/** Declares a step type with its config type inferred from the schema. */
export const defineStep = <Config>(type: StepType<Config>): StepType<Config> => type
