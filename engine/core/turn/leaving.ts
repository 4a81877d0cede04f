import { addDuration, parseDuration } from '../calendar/index.ts'
import { readField } from '../conditions/index.ts'
import type { CompiledVersion } from '../compile/version.ts'
import type { Enrollment, EnrollmentStatus } from '../model/enrollment.ts'
import type { CustomerEvent } from '../model/input.ts'
import type { ExitRule, Goal } from '../model/journey.ts'
import { cancelSends } from './sends.ts'
import { signalStep } from './run.ts'
import { enrollmentScope, holds, isAfterEntry, seesEvent } from './scope.ts'
import { isActive, isHalted, isInside, versionOf, zoneFor, type Turn } from './state.ts'

/** Ends an enrollment: its timer is void, what was planned is cancelled, a waiting parent goes on. */
export function endEnrollment(turn: Turn, e: Enrollment, status: EnrollmentStatus, reason: string | null): void {
  turn.changed = true
  const visit = e.history.at(-1)
  if (visit && visit.leftAt === null) visit.leftAt = turn.now
  e.status = status
  e.exit = { reason, at: turn.now }
  e.step = null
  e.waiting = null
  e.parked = null
  e.held = []
  turn.tick += 1
  turn.movedAt.set(e.id, turn.tick)
  cancelSends(turn, e, 'exited')
  const parent = e.parent && turn.customer.enrollments.find((candidate) => candidate.id === e.parent)
  if (!parent || !isActive(parent) || parent.waiting?.childId !== e.id) return
  // A halted parent finds its child ended when it is resumed.
  if (isHalted(turn, parent.journeyId)) return
  signalStep(turn, parent, { type: 'child', enrollmentId: e.id })
}

/** L1: exits act at once, also in the middle of a wait, also on parked enrollments and in paused journeys. */
export function checkExits(turn: Turn, event: CustomerEvent | null, moved: (id: string) => boolean): void {
  for (const e of [...turn.customer.enrollments]) {
    if (!isInside(e) || moved(e.id)) continue
    exitByRule(turn, e, event)
  }
}

/**
 * Arriving somewhere has changed what only this enrollment sees (its event, its notes, its messages): goals and exits
 * with a condition of state are asked before the next step runs.
 */
export function checkOnArrival(turn: Turn, e: Enrollment): void {
  const { goals, exits } = versionOf(turn, e)
  if (goals.some((goal) => goal.when !== undefined)) reachGoals(turn, e, null)
  if (isActive(e) && exits.some((exit) => exit.when !== undefined)) exitByRule(turn, e, null)
}

function exitByRule(turn: Turn, e: Enrollment, event: CustomerEvent | null): void {
  const version = versionOf(turn, e)
  const exit = version.exits.find((rule) => ruleActs(turn, version, e, rule, event))
  if (exit) endEnrollment(turn, e, 'exited', exit.id)
}

/** L5: once per enrollment, for events after the entry event, also after its end and for holdout, until `within` is over. */
export function checkGoals(turn: Turn, event: CustomerEvent | null): void {
  for (const e of [...turn.customer.enrollments]) reachGoals(turn, e, event)
}

function reachGoals(turn: Turn, e: Enrollment, event: CustomerEvent | null): void {
  const version = versionOf(turn, e)
  for (const goal of version.goals) {
    if (!goalIsOpen(turn, version, e, goal) || !ruleActs(turn, version, e, goal, event)) continue
    turn.changed = true
    const scope = enrollmentScope(turn, version, e, goal.event === undefined ? null : event)
    const value = goal.value === undefined ? null : readField(goal.value, scope)
    e.goals.push({
      goal: goal.id,
      at: turn.now,
      value: typeof value === 'number' ? value : null,
      interactionId: lastAccepted(e),
    })
    if (goal.exitOnGoal && isInside(e)) endEnrollment(turn, e, 'exited', goal.id)
  }
}

export function hasOpenGoals(turn: Turn, e: Enrollment): boolean {
  const version = versionOf(turn, e)
  return version.goals.some((goal) => goalIsOpen(turn, version, e, goal))
}

function goalIsOpen(turn: Turn, version: CompiledVersion, e: Enrollment, goal: Goal): boolean {
  if (e.goals.some((reached) => reached.goal === goal.id)) return false
  const until = goalDeadline(turn, version, e, goal)
  return until === null || turn.at <= until
}

/** The last instant at which the goal still counts; null = for ever. */
export function goalDeadline(turn: Turn, version: CompiledVersion, e: Enrollment, goal: Goal): number | null {
  const within = goal.within === undefined ? null : parseDuration(goal.within)
  return within ? addDuration(e.enteredAt, within, zoneFor(turn, version)) : null
}

function ruleActs(
  turn: Turn,
  version: CompiledVersion,
  e: Enrollment,
  rule: ExitRule | Goal,
  event: CustomerEvent | null,
): boolean {
  if (rule.event !== undefined) {
    if (event?.name !== rule.event || !seesEvent(version, e, event)) return false
    return isAfterEntry(e, event) && holds(rule.where, enrollmentScope(turn, version, e, event))
  }
  // A condition of state sees the enrollment's own event, whatever just happened.
  return rule.when !== undefined && holds(rule.when, enrollmentScope(turn, version, e))
}

function lastAccepted(e: Enrollment): string | null {
  let best: { at: number; interactionId: string } | null = null
  for (const result of Object.values(e.results)) {
    if (result.status === 'accepted' && (!best || result.at >= best.at)) best = result
  }
  return best?.interactionId ?? null
}
