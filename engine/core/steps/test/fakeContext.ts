import { evaluate, readField } from '../../conditions/index.ts'
import { unitHash } from '../../hash.ts'
import type { Customer } from '../../model/customer.ts'
import type { Enrollment } from '../../model/enrollment.ts'
import type { CustomerEvent } from '../../model/input.ts'
import type { Journey, Template } from '../../model/journey.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import { newCustomer } from '../../model/new-customer.ts'
import type { CheckContext, Signal, StepContext, StepType } from '../sdk.ts'

/** What a test may set; everything else is plain: one customer in Berlin, on the first visit of a step called "here". */
export interface Situation {
  now?: string
  zone?: string
  customer?: Partial<Customer>
  enrollment?: Partial<Enrollment>
  events?: CustomerEvent[]
  templates?: Template[]
  /** Codes left by pool. */
  codes?: Record<string, string[]>
  /** Journeys that refuse, with the reason. */
  refusing?: Record<string, string>
}

/** Effects in the order they were asked for: name, then arguments. */
export type Effect = [name: string, ...args: unknown[]]

export const NOW = '2026-03-02T09:00:00Z'
export const at = (instant: string): number => Date.parse(instant)

/** Runs `arrive` of a step with a config that its own schema has read. */
export function arrive(type: StepType, config: JsonObject, situation: Situation = {}) {
  const { context, effects } = fakeContext(type, config, situation)
  return { decision: type.arrive(context), effects }
}

/**
 * Lets a customer arrive at `situation.now` and, if the step waits, gives it a signal in a later situation. What the later
 * one does not say stays as it was.
 */
export function resume(type: StepType, config: JsonObject, before: Situation, signal: Signal, later: Situation = {}) {
  const first = arrive(type, config, before).decision
  if (!('wait' in first)) throw new Error(`The step did not wait: ${JSON.stringify(first)}`)
  const arrivedAt = at(before.now ?? NOW)
  const enrollment = { arrivedAt, waiting: first.wait, ...before.enrollment, ...later.enrollment }
  const { context, effects } = fakeContext(type, config, { ...before, ...later, enrollment })
  return { decision: type.resume?.(context, signal) ?? null, effects, waiting: first.wait }
}

export function fakeContext(type: StepType, raw: JsonObject, situation: Situation = {}) {
  const now = at(situation.now ?? NOW)
  const zone = situation.zone ?? 'Europe/Berlin'
  const effects: Effect[] = []
  const effect =
    (name: string) =>
    (...args: unknown[]): void => {
      effects.push([name, ...args])
    }
  const customer: Customer = { ...plainCustomer(), ...situation.customer }
  const enrollment: Enrollment = { ...plainEnrollment(now), ...situation.enrollment }
  const events = situation.events ?? []
  const scope = (event = enrollment.event) => ({
    customer,
    now,
    zone,
    event,
    entry: {},
    vars: enrollment.vars,
    enrollment,
    entryEvent: null,
    enteredAt: enrollment.enteredAt,
    key: null,
    history: () => events,
    segment: () => undefined,
  })
  const read = (path: string): Json | undefined => readField(path, scope())
  const context: StepContext<unknown> = {
    config: type.config.parse(raw),
    step: { id: 'here', type: type.type },
    journey: JOURNEY,
    enrollment,
    customer,
    now,
    zone,
    test: (condition, event) => evaluate(condition, scope(event)),
    read,
    render: (value) => render(value, read),
    renderMessage: (content) => render(content, read) as JsonObject,
    hash: (...parts) => unitHash(...parts),
    eventsSinceEntry: () => events,
    template: (id) => situation.templates?.find((template) => template.id === id),
    link: (kind, claims) => `https://example.com/${kind}/${String(claims.value)}`,
    code: (pool) => situation.codes?.[pool]?.[0] ?? null,
    plan: (draft) => {
      effects.push(['plan', draft])
      return 'in_1'
    },
    change: effect('change'),
    setVars: effect('setVars'),
    moveStage: effect('moveStage'),
    track: effect('track'),
    points: (amount, reason) => {
      if (customer.points.balance + amount < 0) return false
      effects.push(['points', amount, reason])
      return true
    },
    start: (journey, data, waitForEnd) => {
      const refused = situation.refusing?.[journey]
      if (refused !== undefined) return { refused }
      effects.push(['start', journey, data, waitForEnd])
      return { enrollmentId: 'en_child' }
    },
  }
  return { context, effects }
}

/** The codes and pointers a step type reports for a config. */
export function check(type: StepType, raw: JsonObject): string[] {
  const problems: string[] = []
  const context: CheckContext = {
    journey: JOURNEY,
    step: { id: 'here', config: raw },
    report: (code, _message, field = '', severity = 'error') => problems.push(`${severity} ${code} ${field}`.trim()),
    condition: (_condition, field) => problems.push(`asks condition ${field}`),
    duration: (text, field) => problems.push(`asks duration ${field} ${String(text)}`),
    zone: (zone, field) => problems.push(`asks zone ${field} ${String(zone)}`),
    schedule: (kind, text, field) => problems.push(`asks ${kind} ${field} ${String(text)}`),
    text: (_liquid, field) => problems.push(`asks text ${field}`),
  }
  type.check?.(type.config.parse(raw), context)
  return problems
}

export const event = (name: string, properties: JsonObject = {}, id = `m-${name}`): CustomerEvent => ({
  id,
  name,
  properties,
  timestamp: at(NOW),
  acceptedAt: at(NOW),
  ordinal: 0,
})

const JOURNEY: Journey = { format: 1, id: 'test-journey', name: 'Test', steps: [], edges: [] }

/** Just enough of Liquid: placeholders without filters. */
function render(value: Json, read: (path: string) => Json | undefined): Json {
  if (Array.isArray(value)) return value.map((item) => render(item, read))
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, render(item, read)]))
  }
  if (typeof value !== 'string') return value
  const whole = /^\{\{ *([\w.]+) *\}\}$/.exec(value)
  if (whole) return read(whole[1] as string) ?? null
  return value.replace(/\{\{ *([\w.]+) *\}\}/g, (_, path: string) => String(read(path) ?? ''))
}

const plainCustomer = (): Customer => ({
  ...newCustomer('ada', 0, 0),
  rev: 1,
  traits: { firstName: 'Ada', country: 'DE' },
})

const plainEnrollment = (arrivedAt: number): Enrollment => ({
  id: 'en_1',
  journeyId: JOURNEY.id,
  version: 1,
  status: 'active',
  key: null,
  seq: 0,
  order: 0,
  enteredAt: arrivedAt,
  entryStep: 'start',
  entry: { data: {} },
  event: null,
  vars: {},
  step: 'here',
  visit: 1,
  arrivedAt,
  waiting: null,
  visits: { here: 1 },
  history: [],
  since: { at: 0, ordinal: 0 },
  stepsRun: 0,
  spilled: 0,
  results: {},
  goals: [],
  exit: null,
  parked: null,
  held: [],
  pausesSeen: 0,
  movesSeen: 0,
  parent: null,
})
