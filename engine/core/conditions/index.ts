import type { Condition } from '../model/condition.ts'
import { testOf } from './compile.ts'
import type { ConditionScope, Frame } from './scope.ts'

export { readField } from './field.ts'
export { sameJson, valueAt } from './json.ts'
export { dependsOnTime, eventNames } from './needs.ts'
export { checkPattern } from './pattern.ts'
export type { ConditionScope } from './scope.ts'

/** The answer now. Throws what `scope.history` throws. A condition must not be changed after its first use. */
export function evaluate(condition: Condition, scope: ConditionScope): boolean {
  return testOf(condition).holds(frameOf(scope))
}

/** The same as a function, for a condition that is asked often. */
export function compileCondition(condition: Condition): (scope: ConditionScope) => boolean {
  const test = testOf(condition)
  return (scope) => test.holds(frameOf(scope))
}

/**
 * The answer now, and the instant at which time alone may change it next; null = never without an input. Until then the
 * answer stays; at that instant it is the other one, except after very many small changes in between, when it is worth
 * asking again then.
 */
export function evaluateWithHorizon(
  condition: Condition,
  scope: ConditionScope,
): { value: boolean; changesAt: number | null } {
  const test = testOf(condition)
  const frame = frameOf(scope)
  const value = test.holds(frame)
  if (test.until === undefined) return { value, changesAt: null }
  let at = test.until(frame)
  for (let looks = 0; at < LAST_INSTANT && looks < MOST_LOOKS; looks += 1) {
    const later = { ...frame, now: at }
    if (test.holds(later) !== value) break
    at = test.until(later)
  }
  return { value, changesAt: at < LAST_INSTANT ? at : null }
}

const MOST_LOOKS = 100
/** The end of what a date can hold. */
const LAST_INSTANT = 8.64e15

function frameOf(scope: ConditionScope): Frame {
  return { scope, now: scope.now, event: scope.event, segments: NONE }
}

const NONE: readonly string[] = []
