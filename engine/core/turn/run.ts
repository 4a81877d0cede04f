import { TemplateError } from '../text/index.ts'
import { MissingFact } from '../env.ts'
import type { Enrollment, Waiting } from '../model/enrollment.ts'
import type { Decision, ParkCode, Signal } from '../steps/sdk.ts'
import { resultSignal } from './apply.ts'
import { Context } from './context.ts'
import { checkOnArrival, endEnrollment } from './leaving.ts'
import { isFinal } from './settle.ts'
import {
  isActive,
  MAX_DEPTH,
  MAX_STEPS_PER_TURN,
  MAX_STEPS_PER_WAKE,
  stepOf,
  versionOf,
  zoneFor,
  type Turn,
} from './state.ts'
import { clip } from '../shorten.ts'

/** Lets a waiting step look at a signal; null decisions leave everything as it is. */
export function signalStep(turn: Turn, e: Enrollment, signal: Signal): void {
  const step = stepOf(turn, e)
  if (!step) return void park(turn, e, 'no-target', `The step "${e.step}" does not exist in version ${e.version}.`)
  if (!step.definition.resume) return
  // An answer or the end of another journey comes without anybody having waited: a loop of those is still one wake.
  if (signal.type !== 'result' && signal.type !== 'child') e.stepsRun = 0
  const effects: (() => void)[] = []
  const context = new Context(turn, e, step, effects)
  const decision = attempt(turn, e, () => step.definition.resume?.(context, signal) ?? null)
  if (decision) walk(turn, e, proceed(turn, e, decision, effects))
}

/** Puts an enrollment on a step and runs from there to the next wait. */
export function arriveAt(turn: Turn, e: Enrollment, stepId: string): void {
  walk(turn, e, stepId)
}

/** Runs the step the enrollment stands on (also again: after a move, or by an operator's retry). */
export function runStep(turn: Turn, e: Enrollment): void {
  walk(turn, e, runHere(turn, e))
}

/** Leaves the present step by a path; the enrollment ends where the path leads nowhere. */
export function leaveBy(turn: Turn, e: Enrollment, path: string): void {
  walk(turn, e, leave(turn, e, path))
}

/** From step to step until one waits. A loop: a hundred steps, in journeys that set each other off, would fill the stack. */
function walk(turn: Turn, e: Enrollment, first: string | null): void {
  for (let step = first; step !== null; ) {
    stand(turn, e, step)
    checkOnArrival(turn, e)
    step = isActive(e) ? runHere(turn, e) : null
  }
}

function stand(turn: Turn, e: Enrollment, stepId: string): void {
  const visit = (e.visits[stepId] ?? 0) + 1
  e.visits[stepId] = visit
  e.step = stepId
  e.visit = visit
  e.arrivedAt = turn.now
  e.waiting = null
  if (turn.traceparent !== undefined) e.traceparent = turn.traceparent
  const zone = zoneFor(turn, versionOf(turn, e))
  e.history.push({ step: stepId, visit, enteredAt: turn.now, leftAt: null, path: null, zone })
  turn.tick += 1
  turn.movedAt.set(e.id, turn.tick)
}

/** @returns the step that follows; null = it waits here, or has ended */
function runHere(turn: Turn, e: Enrollment): string | null {
  turn.tick += 1
  turn.movedAt.set(e.id, turn.tick)
  turn.changed = true
  e.stepsRun += 1
  turn.stepsRun += 1
  if (e.stepsRun > MAX_STEPS_PER_WAKE || turn.stepsRun > MAX_STEPS_PER_TURN) {
    return park(turn, e, 'step-limit', `More than ${MAX_STEPS_PER_WAKE} steps without a wait.`)
  }
  const step = stepOf(turn, e)
  if (!step) return park(turn, e, 'no-target', `The step "${e.step}" does not exist in version ${e.version}.`)
  const effects: (() => void)[] = []
  const context = new Context(turn, e, step, effects)
  const decision = attempt(turn, e, () => step.definition.arrive(context))
  return decision ? proceed(turn, e, decision, effects) : null
}

function proceed(turn: Turn, e: Enrollment, decision: Decision, effects: (() => void)[]): string | null {
  const visit = e.history.at(-1)
  turn.changed = true
  if ('park' in decision) return park(turn, e, decision.park, decision.detail)
  if (visit && 'why' in decision && decision.why) visit.why = decision.why
  if (effects.length > 0 && turn.depth >= MAX_DEPTH) {
    return park(turn, e, 'step-limit', 'Steps and events of this customer set each other off without end.')
  }
  if ('wait' in decision) {
    // Stored before the effects run: what they set off may already be what the step waits for.
    e.waiting = decision.wait
    if (visit) visit.zone = zoneFor(turn, versionOf(turn, e))
    if (decision.wait.dueAt !== null || decision.wait.inputs) turn.skipping.delete(e.id)
    for (const effect of effects) effect()
    repeatResult(turn, e, decision.wait)
    return null
  }
  // While effects run the customer still stands here, but waits for nothing any more.
  e.waiting = null
  turn.tick += 1
  turn.movedAt.set(e.id, turn.tick)
  const moved = turn.tick
  for (const effect of effects) {
    effect()
    if (!isActive(e) || turn.movedAt.get(e.id) !== moved) return null
  }
  if ('end' in decision) {
    closeVisit(turn, e, null)
    endEnrollment(turn, e, 'completed', decision.end)
    return null
  }
  if (decision.event) e.event = decision.event
  return leave(turn, e, decision.leave)
}

/** After a move or a retry the interaction of this visit may be final already: its result comes once more. */
function repeatResult(turn: Turn, e: Enrollment, wait: Waiting): void {
  const result = e.results[e.step ?? '']
  if (
    wait.interactionId === undefined ||
    e.waiting !== wait ||
    result?.interactionId !== wait.interactionId ||
    !isFinal(result.status)
  )
    return
  const signal = resultSignal(turn, wait.interactionId, { reason: null, attempt: 0 })
  if (signal) signalStep(turn, e, signal)
}

function leave(turn: Turn, e: Enrollment, path: string): string | null {
  const from = e.step as string
  closeVisit(turn, e, path)
  const next = versionOf(turn, e).next(from, path)
  if (next === null) endEnrollment(turn, e, 'completed', null)
  return next
}

export function park(turn: Turn, e: Enrollment, code: ParkCode, detail: string): null {
  turn.changed = true
  e.status = 'parked'
  e.waiting = null
  e.parked = { code, step: e.step ?? '', detail: clip(detail, 500), at: turn.now }
  return null
}

export function closeVisit(turn: Turn, e: Enrollment, path: string | null): void {
  const visit = e.history.at(-1)
  if (!visit || visit.leftAt !== null) return
  visit.leftAt = turn.now
  visit.path = path
}

/** A step that throws parks its one enrollment; nobody else is slowed down. Missing facts pass through. */
function attempt(turn: Turn, e: Enrollment, decide: () => Decision | null): Decision | null {
  try {
    return decide()
  } catch (error) {
    if (error instanceof MissingFact) throw error
    const code = error instanceof TemplateError ? 'template-error' : 'step-error'
    park(turn, e, code, error instanceof Error ? error.message : String(error))
    return null
  }
}
