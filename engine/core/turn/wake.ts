import { dependsOnTime, evaluateWithHorizon, type ConditionScope } from '../conditions/index.ts'
import type { Condition } from '../model/condition.ts'
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
 */
export function nextWake(turn: Turn, handsOff: boolean): number | null {
  const { customer, now } = turn
  customer.recheckAt = nextRecheck(turn)
  let wakeAt = customer.recheckAt ?? Infinity
  const offer = (at: number | null | undefined): void => {
    if (at !== null && at !== undefined && at < wakeAt) wakeAt = at
  }
  for (const e of customer.enrollments) {
    if (isActive(e) && !isHalted(turn, e.journeyId)) {
      offer(e.waiting?.dueAt)
      if (e.held.length > 0) offer(now)
    }
  }
  offer(nextExpiry(turn))
  for (const key in customer.triggers) offer(customer.triggers[key]?.nextAt)
  for (const send of customer.sends) {
    if (send.status === 'sending') offer(send.deadline)
    else if (!isHalted(turn, send.journeyId)) offer(send.dueAt)
  }
  if (customer.outbox.length > 0 && !handsOff) offer(now + HAND_OFF_MS)
  return wakeAt === Infinity ? null : wakeAt
}

/** Interactions that may go out right now. */
export function hasDueSends(turn: Turn): boolean {
  return turn.customer.sends.some((send) => isDue(turn, send))
}

/** O5: the next instant at which a watched condition may change by time alone. */
function nextRecheck(turn: Turn): number | null {
  let at = Infinity
  const watch = (condition: Condition | undefined, scope: () => ConditionScope, until: number | null = null): void => {
    if (condition === undefined || !dependsOnTime(condition, segmentOf(turn))) return
    const { changesAt } = evaluateWithHorizon(condition, scope())
    if (changesAt !== null && (until === null || changesAt <= until) && changesAt < at) at = changesAt
  }
  for (const e of turn.customer.enrollments) {
    const version = versionOf(turn, e)
    const scope = (): ConditionScope => enrollmentScope(turn, version, e)
    for (const goal of version.goals) {
      if (goal.when && !e.goals.some((reached) => reached.goal === goal.id)) watch(goal.when, scope, goalDeadline(turn, version, e, goal))
    }
    if (!isInside(e)) continue
    for (const exit of version.exits) watch(exit.when, scope)
    if (!isActive(e) || isHalted(turn, e.journeyId)) continue
    const step = stepOf(turn, e)
    for (const condition of step?.definition.conditions?.(step.config as never) ?? []) watch(condition, scope)
  }
  for (const { condition, live } of watchedSegments(turn)) {
    if (journeyState(turn, live.version.journey.id)) watch(condition, () => customerScope(turn, zoneFor(turn, live.version), null))
  }
  return at === Infinity ? null : at
}

const segmentOf = (turn: Turn) => (id: string): Condition | undefined => turn.env.segments.get(id)?.when
