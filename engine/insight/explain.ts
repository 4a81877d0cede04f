import { evaluate, readField, type ConditionScope } from '../core/conditions/index.ts'
import { childPointer } from '../core/format/pointer.ts'
import type { Condition } from '../core/model/condition.ts'
import type { Json } from '../core/model/json.ts'

/** One question of a condition, its answer for a customer, and what the answer rested on. */
export interface Reason {
  /** JSON Pointer into the condition; inside a segment it goes on in that segment's condition. */
  pointer: string
  /** Segments the question lies in, outermost first. */
  segments: string[]
  holds: boolean
  condition: Condition
  /** The value found: of the field, or how often and when last the event happened. Null = nothing. */
  actual: Json
}

/** Why a condition is true or false for one customer: the answer to each of its plain questions, in order. */
export function explain(condition: Condition, scope: ConditionScope): Reason[] {
  return reasons(condition, scope, '', [])
}

function reasons(condition: Condition, scope: ConditionScope, pointer: string, segments: string[]): Reason[] {
  const list = (key: 'all' | 'any', parts: readonly Condition[]): Reason[] =>
    parts.flatMap((part, i) => reasons(part, scope, childPointer(childPointer(pointer, key), i), segments))
  if ('all' in condition) return list('all', condition.all)
  if ('any' in condition) return list('any', condition.any)
  if ('not' in condition) return reasons(condition.not, scope, childPointer(pointer, 'not'), segments)
  const own = { pointer, segments, holds: evaluate(condition, scope), condition, actual: actualOf(condition, scope) }
  if (!('segment' in condition) || segments.includes(condition.segment)) return [own]
  const inside = scope.segment(condition.segment)
  return inside === undefined ? [own] : [own, ...reasons(inside, scope, pointer, [...segments, condition.segment])]
}

function actualOf(condition: Condition, scope: ConditionScope): Json {
  if ('field' in condition) return readField(condition.field, scope) ?? null
  if ('stage' in condition) return scope.customer.stage
  if ('tag' in condition) return [...scope.customer.tags]
  if ('consent' in condition) return [...(scope.customer.consent[condition.consent.channel] ?? [])]
  if (!('event' in condition)) return null
  const times = scope
    .history()
    .filter((event) => event.name === condition.event)
    .map((event) => event.timestamp)
  const last = times.reduce((latest, at) => Math.max(latest, at), -Infinity)
  return { count: times.length, lastAt: times.length > 0 ? new Date(last).toISOString() : null }
}
