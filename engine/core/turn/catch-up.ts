import type { JourneyState, Move, Pause } from '../env.ts'
import type { Enrollment } from '../model/enrollment.ts'
import { enter, recordRefusal } from './entries.ts'
import { checkOnArrival } from './leaving.ts'
import { runStep, signalStep, park } from './run.ts'
import { cancelSends } from './sends.ts'
import { isActive, isHalted, isInside, journeyState, stepOf, versionOf, type Turn } from './state.ts'

/**
 * Pauses and moves belong to the journey, not to its customers: each enrollment follows them at its next turn, once.
 * That makes them safe to repeat and to interrupt, however many customers there are.
 */
export function catchUp(turn: Turn): void {
  for (const e of [...turn.customer.enrollments]) {
    const state = journeyState(turn, e.journeyId)
    if (!state || !isInside(e)) continue
    followMoves(turn, e, state)
    followPauses(turn, e, state)
  }
  enterHeld(turn)
}

/** Somebody has not followed every move yet. */
export function isBehind(turn: Turn): boolean {
  return turn.customer.enrollments.some(
    (e) => isInside(e) && e.movesSeen < (journeyState(turn, e.journeyId)?.moves.length ?? 0),
  )
}

/** V2: `map` names the steps whose customers move; a message on its way out is waited for. */
function followMoves(turn: Turn, e: Enrollment, state: JourneyState): void {
  // In a pause nobody goes anywhere; who is moved then finds out at resume.
  if (isHalted(turn, e.journeyId)) return
  while (isInside(e) && e.movesSeen < state.moves.length) {
    const move = state.moves[e.movesSeen] as Move
    const target = e.step !== null && Object.hasOwn(move.map, e.step) ? move.map[e.step] : undefined
    if (target !== undefined && e.version < move.toVersion) {
      if (turn.customer.sends.some((send) => send.enrollmentId === e.id && send.status === 'sending')) return
      moveTo(turn, e, move.toVersion, target)
    }
    e.movesSeen += 1
    turn.changed = true
  }
}

function moveTo(turn: Turn, e: Enrollment, version: number, target: string): void {
  const before = stepOf(turn, e)
  e.version = version
  const after = versionOf(turn, e).steps.get(target)
  const same = e.step === target && before?.type === after?.type
  if (!same) cancelSends(turn, e, 'moved')
  const visit = e.history.at(-1)
  if (visit) visit.step = target
  if (e.step !== null && e.step !== target) {
    e.visits[e.step] = Math.max(0, (e.visits[e.step] ?? 1) - 1)
    e.visits[target] = Math.max(e.visits[target] ?? 0, e.visit)
  }
  e.step = target
  if (!after) return void park(turn, e, 'no-target', `Version ${version} has no step "${target}".`)
  e.stepsRun = 0
  // What was planned or started on this visit stays; only the time it may take is worked out anew.
  if (same && (e.waiting?.interactionId ?? e.waiting?.childId) !== undefined)
    return signalStep(turn, e, { type: 'retime', shift: 0 })
  e.status = 'active'
  e.parked = null
  checkOnArrival(turn, e)
  if (!isActive(e)) return
  if (unseen(turn, e)?.policy === 'skip') turn.skipping.add(e.id)
  runStep(turn, e)
}

/** The first pause this enrollment has not followed yet. */
const unseen = (turn: Turn, e: Enrollment): Pause | undefined => journeyState(turn, e.journeyId)?.pauses[e.pausesSeen]

function followPauses(turn: Turn, e: Enrollment, state: JourneyState): void {
  if (isHalted(turn, e.journeyId)) return
  while (isActive(e) && e.pausesSeen < state.pauses.length) {
    const pause = state.pauses[e.pausesSeen] as Pause
    if (pause.to === null) return
    e.pausesSeen += 1
    turn.changed = true
    resume(turn, e, pause, pause.to)
  }
}

/** V3: what was overdue goes on now, is skipped, or is moved by the length of the pause. */
function resume(turn: Turn, e: Enrollment, pause: Pause, resumedAt: number): void {
  const { waiting } = e
  if (pause.policy === 'skip') {
    if (waiting && waiting.dueAt !== null && waiting.dueAt < resumedAt) turn.skipping.add(e.id)
    for (const send of turn.customer.sends) {
      if (send.enrollmentId === e.id && send.status === 'planned' && send.dueAt < resumedAt) turn.overdue.push(send.id)
    }
  } else if (pause.policy === 'retime' && waiting && waiting.dueAt !== null) {
    const shift = resumedAt - Math.max(pause.from, e.arrivedAt)
    const before = waiting.dueAt
    if (stepOf(turn, e)?.definition.resume) signalStep(turn, e, { type: 'retime', shift })
    if (e.waiting === waiting && waiting.dueAt === before) waiting.dueAt = before + shift
  }
  const child = e.waiting?.childId
  const ended = child !== undefined && !turn.customer.enrollments.some((other) => other.id === child && isInside(other))
  if (ended) return signalStep(turn, e, { type: 'child', enrollmentId: child })
  // Time and other journeys may have made true what the step waits for; inputs kept in order come first.
  if (isActive(e) && e.waiting && e.held.length === 0) signalStep(turn, e, { type: 'change' })
}

/** Entries kept during a pause come in at resume, in order; none does where the journey was archived instead. */
function enterHeld(turn: Turn): void {
  if (turn.customer.heldEntries.length === 0) return
  const waiting = turn.customer.heldEntries
  turn.customer.heldEntries = []
  for (const held of waiting) {
    const state = journeyState(turn, held.journeyId)
    const version =
      state?.status === 'live' ? turn.env.live.find((live) => live.journey.id === held.journeyId) : undefined
    const entry = version?.steps.get(held.step)
    if (version && entry) enter(turn, { version, entry, cause: held.cause, messageId: held.messageId })
    else if (state?.status === 'archived') recordRefusal(turn, held.journeyId, held.cause, 'archived')
    else turn.customer.heldEntries.push(held)
  }
}
