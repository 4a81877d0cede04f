import type { Input } from '../model/input.ts'
import type { Enrollment } from '../model/enrollment.ts'
import { applyInput } from './apply.ts'
import { replayHeld } from './held.ts'
import { expirePoints, nextExpiry } from './points.ts'
import { react } from './react.ts'
import { signalStep } from './run.ts'
import { isActive, isHalted, type Turn } from './state.ts'
import { suppress } from './suppress.ts'
import { fireTrigger, planTriggers } from './triggers.ts'

/** Causes without an input sort behind all inputs of the same instant. */
const TIMER_ORDER = 2 ** 40

type Timer =
  | { kind: 'expiry'; dueAt: number; rank: number }
  | { kind: 'recheck'; dueAt: number; rank: number }
  | { kind: 'wait'; dueAt: number; rank: number; enrollment: Enrollment }
  | { kind: 'trigger'; dueAt: number; rank: number; key: string }

/**
 * O1: what was due before an instant first, then the inputs of that instant in order of acceptance, then timers due at
 * it. Timers run in order of due; at one instant conditions (exits, goals) come before waits, waits before triggers.
 */
export function runAgenda(turn: Turn, inputs: readonly Input[]): void {
  turn.at = turn.now
  planTriggers(turn)
  let next = 0
  for (let rounds = 0; rounds < 10_000; rounds += 1) {
    turn.traceparent = undefined
    suppressOverdue(turn)
    const timer = earliestTimer(turn)
    const input = inputs[next]
    const held = replayHeld(turn, Math.min(timer?.dueAt ?? Infinity, input?.acceptedAt ?? Infinity))
    if (held) continue
    if (!timer && !input) return
    if (input && (!timer || input.acceptedAt <= timer.dueAt)) {
      next += 1
      place(turn, input.acceptedAt, orderOf(turn, input), input.kind === 'result' ? 0.5 : 0)
      turn.unapplied.delete(input.id)
      turn.traceparent = input.traceparent
      applyInput(turn, input)
    } else if (timer) {
      place(turn, timer.dueAt, null)
      turn.changed = true
      fire(turn, timer)
    }
  }
  throw new Error(`Customer ${turn.customer.id}: a turn did not come to rest.`)
}

/** The answer to a message sent at once belongs to what the message was sent for; any other comes like a timer. */
function orderOf(turn: Turn, input: Input): number | null {
  if (input.kind !== 'result') return input.ordinal
  const send = turn.customer.sends.find((candidate) => candidate.id === input.interactionId)
  return send?.plannedAt === turn.now && send.order < TIMER_ORDER ? send.order : null
}

function place(turn: Turn, at: number, order: number | null, behind = 0): void {
  turn.at = at
  turn.order = order ?? TIMER_ORDER + turn.customer.ordinal
  turn.ordinal = (order ?? TIMER_ORDER) + behind
}

function suppressOverdue(turn: Turn): void {
  for (let id = turn.overdue.shift(); id !== undefined; id = turn.overdue.shift()) {
    const send = turn.customer.sends.find((candidate) => candidate.id === id)
    if (send?.status === 'planned') suppress(turn, send, 'overdue')
  }
}

function fire(turn: Turn, timer: Timer): void {
  switch (timer.kind) {
    case 'expiry':
      if (expirePoints(turn)) react(turn, { event: null })
      return
    case 'recheck':
      turn.customer.recheckAt = null
      react(turn, { event: null })
      return
    case 'wait':
      signalStep(turn, timer.enrollment, { type: 'timer' })
      // A step that stays must not be woken by the same timer again.
      if (timer.enrollment.waiting?.dueAt === timer.dueAt) timer.enrollment.waiting.dueAt = null
      return
    case 'trigger':
      fireTrigger(turn, timer.key)
  }
}

/** By due instant, then by rank; null = nothing is due. */
function earliestTimer(turn: Turn): Timer | null {
  const { recheckAt, enrollments, triggers, points } = turn.customer
  let best: Timer | null = null
  const expiry = points.lots.length > 0 ? nextExpiry(turn) : null
  if (comes(turn, best, expiry, -2)) best = { kind: 'expiry', dueAt: expiry, rank: -2 }
  if (comes(turn, best, recheckAt, -1)) best = { kind: 'recheck', dueAt: recheckAt, rank: -1 }
  for (const enrollment of enrollments) {
    const dueAt = enrollment.waiting?.dueAt ?? null
    if (!comes(turn, best, dueAt, enrollment.seq) || !isActive(enrollment) || isHalted(turn, enrollment.journeyId))
      continue
    best = { kind: 'wait', dueAt, rank: enrollment.seq, enrollment }
  }
  let rank = 2 ** 30
  for (const key in triggers) {
    rank += 1
    const dueAt = triggers[key]?.nextAt ?? null
    if (comes(turn, best, dueAt, rank)) best = { kind: 'trigger', dueAt, rank, key }
  }
  return best
}

/** Whether a timer is due, and before the best one so far. */
function comes(turn: Turn, best: Timer | null, dueAt: number | null, rank: number): dueAt is number {
  if (dueAt === null || dueAt > turn.due) return false
  return best === null || dueAt < best.dueAt || (dueAt === best.dueAt && rank < best.rank)
}
