import { readField } from '../conditions/index.ts'
import type { CompiledStep } from '../compile/version.ts'
import { MissingFact } from '../env.ts'
import { derivedId, unitHash } from '../hash.ts'
import type { Enrollment } from '../model/enrollment.ts'
import type { CustomerEvent, InputOf } from '../model/input.ts'
import type { Json, JsonObject } from '../model/json.ts'
import type { StepContext } from '../steps/sdk.ts'
import { renderText, renderValue, type TextScope } from '../text/index.ts'
import { moveStage } from './apply.ts'
import { applyChange } from './change.ts'
import { apiEntry, enter, matches, refuse } from './entries.ts'
import { movePoints } from './points.ts'
import { react } from './react.ts'
import { arriveAt } from './run.ts'
import { enrollmentScope, holds, isAfterEntry, seesEvent } from './scope.ts'
import { planSend } from './sends.ts'
import { eventOf, historyOf, isActive, versionOf, zoneFor, type Turn } from './state.ts'

const HTML_KEYS = new Set(['html', 'mjml', 'htmlBody'])

/**
 * What one step sees and may do. Effects that make others react are queued and carried out by the run loop; those whose
 * answer the step needs (points, start) act at once and queue only the reactions.
 */
export function openContext(turn: Turn, e: Enrollment, step: CompiledStep): { context: StepContext<unknown>; effects: (() => void)[] } {
  const version = versionOf(turn, e)
  const effects: (() => void)[] = []
  const scope = (event?: CustomerEvent) => enrollmentScope(turn, version, e, event)
  const texts = (): TextScope => textScope(turn, e, zoneFor(turn, version))
  const context: StepContext<unknown> = {
    config: step.config,
    step,
    journey: version.journey,
    enrollment: e,
    customer: turn.customer,
    now: turn.now,
    zone: zoneFor(turn, version),
    test: (condition, event) => holds(condition, scope(event)),
    read: (path) => readField(path, scope()),
    render: (value) => renderValue(value, texts()),
    renderMessage: (content) => renderMessage(content, texts()),
    hash: (...parts) => unitHash(...parts),
    eventsSinceEntry: () => eventsSinceEntry(turn, e),
    template: (id) => turn.env.templates.get(id),
    link: (kind, claims) => turn.env.link(kind, claims),
    code: (pool) => {
      const claimId = derivedId('co', e.id, step.id, String(e.visit))
      const code = turn.env.facts.code(claimId)
      if (code === undefined) throw new MissingFact({ kind: 'code', pool, claimId, customerId: turn.customer.id })
      return code
    },
    plan: (draft) => planSend(turn, e, draft),
    change: (change) => {
      effects.push(() => {
        applyChange(turn.customer, change)
        react(turn, { event: null })
      })
    },
    setVars: (vars, unset) => {
      Object.assign(e.vars, vars)
      for (const key of unset ?? []) delete e.vars[key]
    },
    moveStage: (to) => {
      effects.push(() => moveStage(turn, to))
    },
    track: (event, properties) => {
      effects.push(() => track(turn, e, event, properties))
    },
    points: (amount, reason, expiresAt) => {
      const done = movePoints(turn, derivedId('po', e.id, step.id, String(e.visit), reason), amount, reason, expiresAt ?? null)
      if (done) effects.push(() => react(turn, { event: null }))
      return done
    },
    start: (journey, data, waitForEnd) => startChild(turn, e, step.id, journey, data, waitForEnd, effects),
  }
  return { context, effects }
}

/** O4: a tracked event is input before the next step runs, to everybody inside, also to its own enrollment. */
function track(turn: Turn, e: Enrollment, name: string, properties: JsonObject): void {
  const { customer, now } = turn
  turn.tracked += 1
  const input: InputOf<'event'> = {
    kind: 'event', id: derivedId('ev', e.id, String(customer.seq++)), customerId: customer.id, name, properties, timestamp: now, source: e.id,
    // Directly behind its cause, before whatever was accepted next.
    acceptedAt: turn.at, ordinal: turn.ordinal + turn.tracked / 4096,
  }
  customer.outbox.push({ type: 'input', input })
  react(turn, { event: eventOf(input), input })
}

function startChild(
  turn: Turn, e: Enrollment, stepId: string, journey: string, data: JsonObject, waitForEnd: boolean, effects: (() => void)[],
): { enrollmentId: string } | { refused: string } {
  const target = apiEntry(turn, journey)
  if (!target) return { refused: 'not-published' }
  const messageId = derivedId('st', e.id, stepId, String(e.visit))
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

function eventsSinceEntry(turn: Turn, e: Enrollment): readonly CustomerEvent[] {
  const version = versionOf(turn, e)
  return historyOf(turn).filter((event) => isAfterEntry(e, event) && seesEvent(version, e, event))
}

/** Values for Liquid: plain copies by name; the customer's own data never becomes a template. */
function textScope(turn: Turn, e: Enrollment, zone: string): TextScope {
  const { customer } = turn
  const entryEvent = 'event' in e.entry ? e.entry.event : null
  const event = e.event ?? entryEvent
  return {
    customer: { id: customer.id, ...customer.traits },
    event: event ? eventValues(event) : {},
    entry: entryEvent ? eventValues(entryEvent) : 'data' in e.entry ? e.entry.data : {},
    vars: e.vars,
    loyalty: { points: customer.points.balance, tier: customer.tier },
    now: turn.now,
    zone,
  }
}

const eventValues = (event: CustomerEvent): JsonObject => ({
  ...event.properties,
  $name: event.name,
  $at: new Date(event.timestamp).toISOString(),
})

function renderMessage(content: JsonObject, scope: TextScope): JsonObject {
  const out: JsonObject = {}
  for (const [key, value] of Object.entries(content)) out[key] = renderPart(key, value, scope)
  return out
}

function renderPart(key: string, value: Json, scope: TextScope): Json {
  if (typeof value !== 'string') return renderValue(value, scope)
  if (HTML_KEYS.has(key)) return renderText(value, scope, { escape: 'html' })
  // A line break in a subject would end the header.
  return renderText(value, scope, { escape: key === 'subject' ? 'line' : 'none' })
}

