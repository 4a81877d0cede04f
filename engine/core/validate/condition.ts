import { conditionSchema } from '../format/condition.ts'
import { LIMITS } from '../format/scalars.ts'
import type { Condition, EventCondition } from '../model/condition.ts'
import { checkFieldCondition } from './field-condition.ts'
import { neverTrue } from './never-true.ts'
import { outcomeFault } from './outcomes.ts'
import type { Drawing } from './drawing.ts'
import type { Path, Report } from './report.ts'
import { topicFault } from './topics.ts'
import { checkDuration } from './values.ts'

/** Where a condition stands: what it may refer to, and the step that asks it. */
export interface ConditionScope {
  segments?: ReadonlySet<string> | undefined
  topics?: ReadonlySet<string> | undefined
  /** The journey around it; without one its steps are not looked up. */
  drawing?: Drawing
  /** Number of the step that asks; null = a goal or exit. */
  step?: number | null
}

/** Checks a condition of unknown shape and everything it refers to. */
export function checkCondition(condition: unknown, path: Path, scope: ConditionScope, report: Report): void {
  const parsed = conditionSchema.safeParse(condition)
  if (!parsed.success) return report.schema(path, parsed.error.issues)
  const { depth, leaves } = sizeOf(parsed.data)
  if (depth > LIMITS.conditionDepth) {
    const message = `The condition is nested ${depth} levels deep; at most ${LIMITS.conditionDepth} are taken. Move a part into a segment.`
    return report.error(path, 'too-large', message)
  }
  if (leaves > LIMITS.conditionLeaves) {
    const message = `The condition has ${leaves} tests; at most ${LIMITS.conditionLeaves} are taken. Move a part into a segment.`
    return report.error(path, 'too-large', message)
  }
  check(parsed.data, path, scope, report)
}

function check(condition: Condition, path: Path, scope: ConditionScope, report: Report): void {
  const reason = neverTrue(condition)
  if (reason !== null) {
    report.warning(
      path,
      'never-true',
      `This condition can never hold: ${reason}. Correct it, or remove what depends on it.`,
    )
  }
  if ('all' in condition) condition.all.forEach((part, at) => check(part, [...path, 'all', at], scope, report))
  else if ('any' in condition) condition.any.forEach((part, at) => check(part, [...path, 'any', at], scope, report))
  else if ('not' in condition) check(condition.not, [...path, 'not'], scope, report)
  else if ('field' in condition) checkFieldCondition(condition, path, report)
  else if ('event' in condition) checkEvent(condition, path, scope, report)
  else if ('segment' in condition) checkSegmentKnown(condition.segment, path, scope, report)
  else if ('consent' in condition) {
    const fault = topicFault(condition.consent.topic, scope.topics)
    if (fault !== null) report.warning([...path, 'consent', 'topic'], 'unknown-topic', `The condition ${fault}`)
  } else if ('interaction' in condition) {
    const fault =
      scope.drawing === undefined ? null : outcomeFault(condition.interaction, scope.drawing, scope.step ?? null)
    if (fault?.code === 'unreached-outcome') report.warning([...path, 'interaction'], fault.code, fault.message)
    else if (fault) report.error([...path, 'interaction', 'step'], fault.code, fault.message)
  }
}

function checkEvent(
  { event, where, count, within }: EventCondition,
  path: Path,
  scope: ConditionScope,
  report: Report,
): void {
  if (event === '') report.error([...path, 'event'], 'missing-config', 'The condition names no event; choose one.')
  if (within !== undefined) checkDuration(within, [...path, 'within'], report)
  if (count !== undefined && Object.values(count).every((bound) => bound === undefined)) {
    report.error([...path, 'count'], 'missing-config', 'The count has no bound; give one such as { "gte": 2 }.')
  }
  if (where !== undefined) check(where, [...path, 'where'], scope, report)
}

function checkSegmentKnown(segment: string, path: Path, { segments }: ConditionScope, report: Report): void {
  if (segments === undefined || segments.has(segment)) return
  const message = `There is no segment "${segment}"; choose another or create it.`
  report.error([...path, 'segment'], 'unknown-segment', message)
}

/** Nesting, and tests that are not all, any or not. */
function sizeOf(condition: Condition): { depth: number; leaves: number } {
  const parts = partsOf(condition)
  const sizes = parts.map(sizeOf)
  const isLeaf = !('all' in condition || 'any' in condition || 'not' in condition)
  return {
    depth: 1 + Math.max(0, ...sizes.map((size) => size.depth)),
    leaves: (isLeaf ? 1 : 0) + sizes.reduce((sum, size) => sum + size.leaves, 0),
  }
}

/** The conditions a condition is made of. */
export function partsOf(condition: Condition): readonly Condition[] {
  if ('all' in condition) return condition.all
  if ('any' in condition) return condition.any
  if ('not' in condition) return [condition.not]
  return 'event' in condition && condition.where !== undefined ? [condition.where] : []
}
