import type { CompiledVersion } from '../compile/version.ts'
import { dependsOnTime, evaluateWithHorizon } from '../conditions/index.ts'
import type { Condition } from '../model/condition.ts'
import type { Enrollment } from '../model/enrollment.ts'
import { goalDeadline } from './leaving.ts'
import { isDue } from './claim.ts'
import { nextExpiry } from './points.ts'
import { customerScope, enrollmentScope } from './scope.ts'
import { isActive, isHalted, isInside, journeyState, stepOf, versionOf, zoneFor, type Turn } from './state.ts'
import { watchedSegments } from './triggers.ts'

/** An outbox that was not handed off by then is found by the sweeper. */
const HAND_OFF_MS = 10_000

/**
 * The earliest instant at which this customer has something to do. Every obligation is in here, so one indexed number
 * finds all lost work: waits, conditions that change by time, triggers, planned and unanswered sends, the outbox.
 * @param recheck false = no condition is evaluated, so none wakes
 */
export function nextWake(turn: Turn, handsOff: boolean, recheck = true): number | null {
  const { customer, now } = turn
  customer.recheckAt = recheck ? nextRecheck(turn) : null
  let at = sooner(customer.recheckAt ?? Infinity, nextExpiry(turn))
  for (const e of customer.enrollments) {
    if (!isActive(e) || isHalted(turn, e.journeyId)) continue
    at = sooner(at, e.waiting?.dueAt)
    if (e.held.length > 0) at = sooner(at, now)
  }
  for (const key in customer.triggers) at = sooner(at, customer.triggers[key]?.nextAt)
  for (const send of customer.sends) {
    if (send.status === 'sending') at = sooner(at, send.deadline)
    else if (!isHalted(turn, send.journeyId)) at = sooner(at, send.dueAt)
  }
  if (customer.outbox.length > 0 && !handsOff) at = sooner(at, now + HAND_OFF_MS)
  return at === Infinity ? null : at
}

/** Interactions that may go out right now. */
export function hasDueSends(turn: Turn): boolean {
  return turn.customer.sends.some((send) => isDue(turn, send))
}

/** O5: the next instant at which a watched condition may change by time alone. */
function nextRecheck(turn: Turn): number | null {
  let at = Infinity
  for (const e of turn.customer.enrollments) at = sooner(at, recheckOf(turn, e))
  for (const { condition, live } of watchedSegments(turn)) {
    if (!journeyState(turn, live.version.journey.id) || !isTimed(turn, condition)) continue
    at = sooner(at, evaluateWithHorizon(condition, customerScope(turn, zoneFor(turn, live.version), null)).changesAt)
  }
  return at === Infinity ? null : at
}

function recheckOf(turn: Turn, e: Enrollment): number {
  const version = versionOf(turn, e)
  let at = Infinity
  for (const goal of version.goals) {
    if (!goal.when || e.goals.some((reached) => reached.goal === goal.id)) continue
    const changesAt = changeOf(turn, version, e, goal.when)
    const until = goalDeadline(turn, version, e, goal)
    if (until === null || changesAt <= until) at = sooner(at, changesAt)
  }
  if (!isInside(e)) return at
  for (const { when } of version.exits) if (when) at = sooner(at, changeOf(turn, version, e, when))
  if (!isActive(e) || isHalted(turn, e.journeyId)) return at
  const step = stepOf(turn, e)
  for (const condition of step?.definition.conditions?.(step.config as never) ?? []) {
    at = sooner(at, changeOf(turn, version, e, condition))
  }
  return at
}

/** When time alone may next change the answer to a condition of an enrollment; Infinity = never. */
function changeOf(turn: Turn, version: CompiledVersion, e: Enrollment, condition: Condition): number {
  if (!isTimed(turn, condition)) return Infinity
  return evaluateWithHorizon(condition, enrollmentScope(turn, version, e)).changesAt ?? Infinity
}

function isTimed({ env }: Turn, condition: Condition): boolean {
  return dependsOnTime(condition, (id) => env.segments.get(id)?.when)
}

function sooner(at: number, other: number | null | undefined): number {
  return other !== null && other !== undefined && other < at ? other : at
}
