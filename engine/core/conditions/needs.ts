import type { Condition } from '../model/condition.ts'
import { isDateOperator } from './operators.ts'

type Segments = (id: string) => Condition | undefined

/** True if the answer can change by time alone, without an input. */
export function dependsOnTime(condition: Condition, segment: Segments): boolean {
  for (const leaf of leaves(condition, segment)) {
    if ('event' in leaf && leaf.within !== undefined) return true
    if ('field' in leaf && isDateOperator(leaf.op)) {
      if ((leaf.op !== 'before' && leaf.op !== 'after') || leaf.value === 'now') return true
    }
  }
  return false
}

/** Names of the events a condition counts, in order of appearance. */
export function eventNames(condition: Condition, segment: Segments): string[] {
  const names = new Set<string>()
  for (const leaf of leaves(condition, segment)) if ('event' in leaf) names.add(leaf.event)
  return [...names]
}

type Leaf = Exclude<Condition, { all: Condition[] } | { any: Condition[] } | { not: Condition } | { segment: string }>

/** The plain questions in a condition, also those in its segments and in `where`; each segment once. */
function* leaves(condition: Condition, segment: Segments, seen = new Set<string>()): Generator<Leaf> {
  if ('all' in condition) for (const part of condition.all) yield* leaves(part, segment, seen)
  else if ('any' in condition) for (const part of condition.any) yield* leaves(part, segment, seen)
  else if ('not' in condition) yield* leaves(condition.not, segment, seen)
  else if ('segment' in condition) {
    if (seen.has(condition.segment)) return
    seen.add(condition.segment)
    const inside = segment(condition.segment)
    if (inside !== undefined) yield* leaves(inside, segment, seen)
  } else {
    yield condition
    if ('event' in condition && condition.where !== undefined) yield* leaves(condition.where, segment, seen)
  }
}
