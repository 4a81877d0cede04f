import type { Enrollment } from '../model/enrollment.ts'
import type { Input } from '../model/input.ts'
import { signalOf } from './apply.ts'
import { signalStep } from './run.ts'
import { eventOf, isActive, isHalted, type Turn } from './state.ts'

/** V3: what reaches an enrollment while its journey is paused is kept in order. */
export function hold(e: Enrollment, input: Input): void {
  if (!e.held.some((held) => held.id === input.id)) e.held.push(input)
}

/**
 * Replays the oldest input kept during a pause that is over, if it was accepted no later than `before`. Only the waiting
 * step sees it: goals, exits and entries have already acted on it.
 */
export function replayHeld(turn: Turn, before: number): boolean {
  let oldest: { e: Enrollment; input: Input } | null = null
  for (const e of turn.customer.enrollments) {
    const input = e.held[0]
    if (!input || isHalted(turn, e.journeyId) || input.acceptedAt > before) continue
    if (!oldest || input.acceptedAt < oldest.input.acceptedAt) oldest = { e, input }
  }
  if (!oldest) return false
  const { e, input } = oldest
  turn.changed = true
  turn.traceparent = input.traceparent
  e.held.shift()
  // Who is moved by something that happened in time was not overdue.
  turn.skipping.delete(e.id)
  if (!isActive(e) || !e.waiting) return true
  const moved = turn.movedAt.get(e.id)
  const signal = input.kind === 'event' ? ({ type: 'event', event: eventOf(input) } as const) : signalOf(turn, input)
  if (signal) signalStep(turn, e, signal)
  if (isActive(e) && e.waiting && turn.movedAt.get(e.id) === moved) signalStep(turn, e, { type: 'change' })
  return true
}
