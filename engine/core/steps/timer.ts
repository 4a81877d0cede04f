import { addDuration, parseDuration, type WaitConfig, waitInstant } from '../calendar/index.ts'
import type { Waiting } from '../model/enrollment.ts'
import type { JsonObject } from '../model/json.ts'
import type { Signal, StepContext } from './sdk.ts'

/** When a step goes on by itself: by the calendar, or at a random instant between two durations. */
export type TimerRule = WaitConfig | { between: { min: string; max: string } }

/** `past`: the instant meant was before the wait began; `memo`: what it was worked out from. */
export interface Timer {
  at: number
  past: boolean
  calendar: boolean
  memo: JsonObject
}

type Context = StepContext<unknown>

/**
 * Counted from arrival, not from now: a wait that was moved to another step keeps its arrival.
 * @param shift milliseconds of pauses to leave out
 */
export function startTimer(
  rule: TimerRule,
  context: Context,
  from = context.enrollment.arrivedAt,
  shift = shiftOf(context),
): Timer {
  const memo: JsonObject = { ...basisOf(rule, context), ...(shift === 0 ? {} : { shift }) }
  if ('between' in rule) return { ...between(rule.between, from + shift, context), past: false, memo }
  return { ...waitInstant(rule, from + shift, context.zone, memo.field), memo }
}

/** The timer anew, if the signal tells of something that moves it; else null. */
export function movedTimer(
  rule: TimerRule,
  signal: Signal,
  context: Context,
  from = context.enrollment.arrivedAt,
): Timer | null {
  const shift = shiftOf(context)
  if (signal.type === 'retime')
    return startTimer(rule, context, from, shift + pauseOf(rule, signal.shift, from + shift, context))
  return signal.type === 'change' && basisMoved(rule, context) ? startTimer(rule, context, from, shift) : null
}

/** Waiting for a timer, and for changes of what it follows. */
export function waitUntil(rule: TimerRule, { at, calendar, memo }: Timer): Waiting {
  return { dueAt: at, calendar, memo, ...('untilField' in rule ? { inputs: true } : {}) }
}

/** True when the stored timer of the waiting step has come. */
export const isDue = ({ enrollment, now }: Context): boolean =>
  enrollment.waiting?.dueAt != null && enrollment.waiting.dueAt <= now

/** Uniform over the span, and the same again when the visit is computed again. */
function between(span: { min: string; max: string }, from: number, context: Context) {
  const { enrollment, step, zone } = context
  const min = waitInstant({ for: span.min }, from, zone)
  const max = waitInstant({ for: span.max }, from, zone)
  const share = context.hash(enrollment.id, step.id, String(enrollment.visit))
  return { at: min.at + Math.floor(share * (max.at - min.at)), calendar: min.calendar || max.calendar }
}

/** How much later a wait begins because of a pause: durations by all of it, dates not, weekdays only if they were missed. */
function pauseOf(rule: TimerRule, pause: number, from: number, { enrollment, now }: Context): number {
  if ('untilField' in rule) return 0
  if (!('until' in rule)) return pause
  const missed = typeof rule.until === 'object' && (enrollment.waiting?.dueAt ?? now) < now
  return missed ? now - from : 0
}

function basisMoved(rule: TimerRule, context: Context): boolean {
  const { calendar, memo } = context.enrollment.waiting ?? {}
  const basis = basisOf(rule, context)
  return (calendar === true && memo?.zone !== basis.zone) || ('untilField' in rule && memo?.field !== basis.field)
}

function basisOf(rule: TimerRule, context: Context): JsonObject {
  if (!('untilField' in rule)) return { zone: context.zone }
  const value = context.read(rule.untilField.field)
  // Only texts and numbers can be dates; anything else is as good as missing.
  const field = typeof value === 'string' || typeof value === 'number' ? value : null
  return { zone: context.zone, field }
}

function shiftOf({ enrollment }: Context): number {
  const shift = enrollment.waiting?.memo?.shift
  return typeof shift === 'number' ? shift : 0
}

/** The instant a duration after another; for durations that `check` has let through. */
export function after(at: number, duration: string, zone: string): number {
  const length = parseDuration(duration)
  if (length === null) throw new RangeError(`"${duration}" is not a duration such as P3D or PT36H`)
  return addDuration(at, length, zone)
}
