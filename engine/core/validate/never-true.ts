import type { Condition, CountBounds, FieldCondition } from '../model/condition.ts'
import { canonical } from '../hash.ts'
import type { Json } from '../model/json.ts'

/**
 * Why a condition can never hold, by its own level only (its parts are asked for themselves); null = it may hold.
 * Finds what a person overlooks, not everything that logic could prove.
 */
export function neverTrue(condition: Condition): string | null {
  if ('any' in condition) return condition.any.length === 0 ? 'it asks for one of none' : null
  if ('all' in condition) return contradiction(condition.all)
  if ('not' in condition) return isAlwaysTrue(condition.not) ? 'what it denies always holds' : null
  if ('field' in condition) return ownFault(condition)
  return 'event' in condition && condition.count !== undefined ? emptyCount(condition.count) : null
}

function isAlwaysTrue(condition: Condition): boolean {
  if ('all' in condition) return condition.all.every(isAlwaysTrue)
  return 'not' in condition && 'any' in condition.not && condition.not.any.length === 0
}

function ownFault({ field, op, value }: FieldCondition): string | null {
  if (op === 'in' && Array.isArray(value) && value.length === 0) return `"${field}" is compared with an empty list`
  if (op !== 'between' || !Array.isArray(value)) return null
  const [min, max] = value
  return isAbove(min, max) ? `"${field}" cannot be between ${text(min)} and ${text(max)}, the larger comes first` : null
}

function emptyCount({ eq, gt, gte, lt, lte }: CountBounds): string | null {
  const least = Math.max(0, eq ?? 0, gt === undefined ? 0 : gt + 1, gte ?? 0)
  const most = Math.min(eq ?? Infinity, lt === undefined ? Infinity : lt - 1, lte ?? Infinity)
  return least > most ? `no number is at least ${least} and at most ${most}` : null
}

/** Two tests of one field that exclude each other. */
function contradiction(parts: readonly Condition[]): string | null {
  const stages = new Set(parts.flatMap((part) => ('stage' in part ? [part.stage] : [])))
  if (stages.size > 1) return `nobody is in the stages ${[...stages].join(' and ')} at once`
  const byField = new Map<string, FieldCondition[]>()
  for (const part of parts) {
    if (!('field' in part) || part.valueField !== undefined) continue
    byField.set(part.field, [...(byField.get(part.field) ?? []), part])
  }
  for (const [field, tests] of byField) {
    const reason = fieldContradiction(tests)
    if (reason !== null) return `"${field}" ${reason}`
  }
  return null
}

function fieldContradiction(tests: readonly FieldCondition[]): string | null {
  const valuesOf = (op: string): Json[] =>
    tests.flatMap((test) => (test.op === op && test.value !== undefined ? [test.value] : []))
  const has = (op: string): boolean => tests.some((test) => test.op === op)
  if (has('missing') && tests.some((test) => NEEDS_VALUE.has(test.op))) return 'cannot be missing and have a value'
  const equals = [...new Map(valuesOf('eq').map((value) => [canonical(value), value])).values()]
  if (equals.length > 1) return `cannot be ${equals.map(text).join(' and ')} at once`
  const [equal] = equals
  if (equal !== undefined && valuesOf('ne').some((value) => canonical(value) === canonical(equal))) {
    return `cannot be ${text(equal)} and something else`
  }
  const lists = valuesOf('in').filter(Array.isArray)
  if (equal !== undefined && lists.some((list) => !list.some((value) => canonical(value) === canonical(equal)))) {
    return `is ${text(equal)}, which is not in the list`
  }
  return rangeContradiction(tests)
}

function rangeContradiction(tests: readonly FieldCondition[]): string | null {
  for (const lower of tests.flatMap((test) => boundsOf(test, 'lower'))) {
    for (const upper of tests.flatMap((test) => boundsOf(test, 'upper'))) {
      if (isAbove(lower.value, upper.value))
        return `cannot be above ${text(lower.value)} and below ${text(upper.value)}`
      if (lower.value === upper.value && (lower.open || upper.open))
        return `cannot be above and below ${text(lower.value)}`
    }
  }
  return null
}

/** An `open` bound excludes its own value. */
function boundsOf({ op, value }: FieldCondition, side: 'lower' | 'upper'): { value: Json; open: boolean }[] {
  if (value === undefined) return []
  if (op === 'eq') return [{ value, open: false }]
  if (op === 'between')
    return Array.isArray(value) && value.length === 2
      ? [{ value: value[side === 'lower' ? 0 : 1] ?? null, open: false }]
      : []
  const ops = side === 'lower' ? { closed: 'gte', open: 'gt' } : { closed: 'lte', open: 'lt' }
  return op === ops.closed || op === ops.open ? [{ value, open: op === ops.open }] : []
}

/** Only numbers are compared: whether one text comes after another may depend on what the texts mean. */
const isAbove = (a: Json | undefined, b: Json | undefined): boolean =>
  typeof a === 'number' && typeof b === 'number' && a > b

/** Operators that a missing field makes false. */
const NEEDS_VALUE = new Set([
  ...['eq', 'gt', 'gte', 'lt', 'lte', 'between', 'in', 'contains', 'startsWith', 'endsWith', 'matches', 'exists'],
  ...['before', 'after', 'withinLast', 'withinNext', 'isToday', 'anniversaryToday'],
])

const text = (value: Json | undefined): string => JSON.stringify(value ?? null)
