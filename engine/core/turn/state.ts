import { pickZone } from '../calendar/index.ts'
import type { CompiledStep, CompiledVersion } from '../compile/version.ts'
import { MissingFact, type Env, type JourneyState } from '../env.ts'
import type { Customer } from '../model/customer.ts'
import type { Enrollment } from '../model/enrollment.ts'
import type { CustomerEvent, Input } from '../model/input.ts'

/**
 * One customer's turn: a private draft of the customer, changed in place until the turn ends. Nothing outside the
 * draft changes, so a turn that is dropped (lost compare-and-set, missing fact) leaves no trace.
 */
export interface Turn {
  readonly env: Env
  readonly customer: Customer
  /** Epoch milliseconds; everything in one turn happens at this instant. */
  readonly now: number
  /** Timers due by then run; normally `now`. Virtual time takes the inputs of an instant before its timers. */
  readonly due: number
  changed: boolean
  /** Grows with every arrival and reaction: tells whether an enrollment moved since a reaction began. */
  tick: number
  movedAt: Map<string, number>
  /** Steps run in this turn by all enrollments together. */
  stepsRun: number
  /** Nested reactions: an event tracked by a step that was moved by an event tracked by a step ... */
  depth: number
  /** When and at which place what is being handled was accepted or due; earlier than `now` after a downtime. */
  at: number
  ordinal: number
  /** Events tracked so far in this turn: each gets a place directly behind its cause. */
  tracked: number
  /** Place of what is being handled among all customers' causes of this instant. */
  order: number
  /** Trace context of the input that is being handled; undefined for timers, and while tracing is off. */
  traceparent: string | undefined
  /** Inputs not applied yet: conditions must not see them. */
  unapplied: Set<string>
  /** Events applied or tracked in this turn, in order. */
  fresh: CustomerEvent[]
  history: CustomerEvent[] | null
  /** Enrollments resumed with `skip` that have not waited since. */
  skipping: Set<string>
  /** Interactions planned while skipping: suppressed as `overdue` before anything else happens. */
  overdue: string[]
}

/** B3: steps of one enrollment in one wake, and of all enrollments of one customer in one turn. */
export const MAX_STEPS_PER_WAKE = 100
export const MAX_STEPS_PER_TURN = 5_000
/** Events tracked because of events tracked because of events ... */
export const MAX_DEPTH = 20

export const isActive = (e: Enrollment): boolean => e.status === 'active'
export const isInside = (e: Enrollment): boolean => e.status === 'active' || e.status === 'parked'

export function versionOf(turn: Turn, e: Pick<Enrollment, 'journeyId' | 'version'>): CompiledVersion {
  const version = turn.env.version(e.journeyId, e.version)
  if (!version) throw new MissingFact({ kind: 'version', journeyId: e.journeyId, version: e.version })
  return version
}

export function stepOf(turn: Turn, e: Enrollment): CompiledStep | undefined {
  return e.step === null ? undefined : versionOf(turn, e).steps.get(e.step)
}

export function journeyState(turn: Turn, journeyId: string): JourneyState | undefined {
  return turn.env.journeys.get(journeyId)
}

/** Paused and stopped journeys keep everybody where they are; exits and goals still act. */
export function isHalted(turn: Turn, journeyId: string): boolean {
  const status = journeyState(turn, journeyId)?.status
  return status === 'paused' || status === 'stopped'
}

export function zoneFor(turn: Turn, version: CompiledVersion): string {
  return pickZone(turn.customer.timeZone, version.journey.timeZone, turn.env.workspace.timeZone)
}

/** Events of the customer that have been applied so far, in order of acceptance. */
export function historyOf(turn: Turn): readonly CustomerEvent[] {
  if (turn.history) return turn.history
  const stored = turn.env.facts.history(turn.customer.id)
  if (!stored) throw new MissingFact({ kind: 'history', customerId: turn.customer.id })
  const seen = new Set<string>()
  const history: CustomerEvent[] = []
  const add = (event: CustomerEvent): void => {
    if (seen.has(event.id) || turn.unapplied.has(event.id)) return
    seen.add(event.id)
    history.push(event)
  }
  stored.forEach(add)
  // Events tracked by an earlier turn may still wait in the outbox.
  for (const item of turn.customer.outbox) if (item.type === 'input') toEvent(item.input, add)
  turn.fresh.forEach(add)
  turn.history = history
  return history
}

export function remember(turn: Turn, event: CustomerEvent): void {
  turn.fresh.push(event)
  turn.history?.push(event)
}

export function eventOf(input: Extract<Input, { kind: 'event' }>): CustomerEvent {
  return {
    id: input.id,
    ...(input.messageId === undefined ? {} : { messageId: input.messageId }),
    name: input.name,
    properties: input.properties,
    timestamp: input.timestamp,
    acceptedAt: input.acceptedAt,
    ordinal: input.ordinal,
  }
}

function toEvent(input: Input, use: (event: CustomerEvent) => void): void {
  if (input.kind === 'event') use(eventOf(input))
}
