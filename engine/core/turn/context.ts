import { readField } from '../conditions/index.ts'
import type { CompiledStep, CompiledVersion } from '../compile/version.ts'
import { MissingFact } from '../env.ts'
import { derivedId, unitHash } from '../hash.ts'
import type { Condition, Stage } from '../model/condition.ts'
import type { Customer } from '../model/customer.ts'
import type { Enrollment } from '../model/enrollment.ts'
import type { CustomerEvent, InputOf } from '../model/input.ts'
import type { Journey, Template } from '../model/journey.ts'
import type { Json, JsonObject } from '../model/json.ts'
import type { CustomerChange, InteractionDraft, StepContext } from '../steps/sdk.ts'
import { renderValue } from '../text/index.ts'
import { renderMessage } from '../text/message.ts'
import { moveStage } from './apply.ts'
import { applyChange } from './change.ts'
import { apiEntry, enter, matches, refuse } from './entries.ts'
import { movePoints } from './points.ts'
import { react } from './react.ts'
import { arriveAt } from './run.ts'
import { enrollmentScope, holds, isAfterEntry, seesEvent } from './scope.ts'
import { planSend } from './sends.ts'
import { eventOf, historyOf, isActive, versionOf, zoneFor, type Turn } from './state.ts'
import { textScope } from './texts.ts'

/**
 * What one step sees and may do. Effects that make others react are queued and carried out by the run loop; those whose
 * answer the step needs (points, start) act at once and queue only the reactions.
 *
 * A class, because one is opened for every step run: its methods are made once.
 */
export class Context implements StepContext<unknown> {
  readonly config: unknown
  readonly step: CompiledStep
  readonly journey: Journey
  readonly enrollment: Enrollment
  readonly customer: Customer
  readonly now: number
  readonly #turn: Turn
  readonly #version: CompiledVersion
  readonly #effects: (() => void)[]

  constructor(turn: Turn, e: Enrollment, step: CompiledStep, effects: (() => void)[]) {
    this.#turn = turn
    this.#version = versionOf(turn, e)
    this.#effects = effects
    this.config = step.config
    this.step = step
    this.journey = this.#version.journey
    this.enrollment = e
    this.customer = turn.customer
    this.now = turn.now
  }

  get zone(): string {
    return zoneFor(this.#turn, this.#version)
  }

  test(condition: Condition, event?: CustomerEvent): boolean {
    return holds(condition, enrollmentScope(this.#turn, this.#version, this.enrollment, event))
  }

  read(path: string): Json | undefined {
    return readField(path, enrollmentScope(this.#turn, this.#version, this.enrollment))
  }

  render<T extends Json>(value: T): Json {
    return renderValue(value, textScope(this.#turn, this.enrollment, this.zone))
  }

  renderMessage(content: JsonObject, roots: Record<string, Json> = {}): JsonObject {
    return renderMessage(content, { ...textScope(this.#turn, this.enrollment, this.zone), ...roots })
  }

  hash(...parts: string[]): number {
    return unitHash(...parts)
  }

  eventsSinceEntry(): readonly CustomerEvent[] {
    const e = this.enrollment
    return historyOf(this.#turn).filter((event) => isAfterEntry(e, event) && seesEvent(this.#version, e, event))
  }

  template(id: string): Template | undefined {
    return this.#turn.env.templates.get(id)
  }

  link(kind: 'answer' | 'unsubscribe' | 'task', claims: Record<string, Json>): string {
    return this.#turn.env.link(kind, claims)
  }

  code(pool: string): string | null {
    const claimId = this.#derived('co')
    const code = this.#turn.env.facts.code(claimId)
    if (code === undefined) throw new MissingFact({ kind: 'code', pool, claimId, customerId: this.customer.id })
    return code
  }

  plan(draft: InteractionDraft): string {
    return planSend(this.#turn, this.enrollment, draft)
  }

  change(change: CustomerChange): void {
    const turn = this.#turn
    this.#effects.push(() => {
      applyChange(turn.customer, change)
      react(turn, { event: null })
    })
  }

  setVars(vars: JsonObject, unset: string[] = []): void {
    Object.assign(this.enrollment.vars, vars)
    for (const key of unset) delete this.enrollment.vars[key]
  }

  moveStage(to: Stage): void {
    const turn = this.#turn
    this.#effects.push(() => moveStage(turn, to))
  }

  track(event: string, properties: JsonObject): void {
    const { enrollment } = this
    const turn = this.#turn
    this.#effects.push(() => track(turn, enrollment, event, properties))
  }

  points(amount: number, reason: string, expiresAt: number | null = null): boolean {
    const turn = this.#turn
    const done = movePoints(turn, this.#derived('po', reason), amount, reason, expiresAt)
    if (done) this.#effects.push(() => react(turn, { event: null }))
    return done
  }

  start(journey: string, data: JsonObject, waitForEnd: boolean): { enrollmentId: string } | { refused: string } {
    return startChild(this.#turn, this.enrollment, this.#derived('st'), { journey, data, waitForEnd }, this.#effects)
  }

  /** One id per visit of this step and kind of thing. */
  #derived(prefix: string, ...more: string[]): string {
    return derivedId(prefix, this.enrollment.id, this.step.id, String(this.enrollment.visit), ...more)
  }
}

/** O4: a tracked event is input before the next step runs, to everybody inside, also to its own enrollment. */
function track(turn: Turn, e: Enrollment, name: string, properties: JsonObject): void {
  const { customer, now } = turn
  turn.tracked += 1
  const input: InputOf<'event'> = {
    kind: 'event',
    id: derivedId('ev', e.id, String(customer.seq++)),
    customerId: customer.id,
    name,
    properties,
    timestamp: now,
    source: e.id,
    // Directly behind its cause, before whatever was accepted next.
    acceptedAt: turn.at,
    ordinal: turn.ordinal + turn.tracked / 4096,
  }
  customer.outbox.push({ type: 'input', input })
  react(turn, { event: eventOf(input), input })
}

interface Start {
  journey: string
  data: JsonObject
  waitForEnd: boolean
}

function startChild(
  turn: Turn,
  e: Enrollment,
  messageId: string,
  { journey, data, waitForEnd }: Start,
  effects: (() => void)[],
): { enrollmentId: string } | { refused: string } {
  const target = apiEntry(turn, journey)
  if (!target) return { refused: 'not-published' }
  const knock = { ...target, cause: { data }, messageId, ...(waitForEnd ? { parent: e.id } : {}) }
  const result = matches(turn, knock) ? enter(turn, knock, false) : refuse(turn, knock, 'where')
  if ('refused' in result) return result
  const child = result.enrollment
  // Nobody passes through a holdout, so there is no end to wait for.
  if (child.status === 'holdout') return { refused: 'holdout' }
  effects.push(() => {
    if (isActive(child) && child.step === null) arriveAt(turn, child, child.entryStep)
  })
  return { enrollmentId: child.id }
}
