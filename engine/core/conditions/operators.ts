import type { Operator } from '../model/condition.ts'
import type { Json } from '../model/json.ts'
import { dateOperators, type DateOperator } from './dates.ts'
import { sameJson } from './json.ts'
import { matchesPattern } from './pattern.ts'

/** Decides about a value that is there. Values of the wrong type are false, never converted. */
export type Compare = (actual: Json, expected: Json) => boolean

/** Operators about values alone; those about dates also need now and the zone, see `dateOperators`. */
export const valueOperators = {
  eq: sameJson,
  ne: (actual, expected) => !sameJson(actual, expected),
  gt: (actual, expected) => ordered(actual, expected, (a, b) => a > b),
  gte: (actual, expected) => ordered(actual, expected, (a, b) => a >= b),
  lt: (actual, expected) => ordered(actual, expected, (a, b) => a < b),
  lte: (actual, expected) => ordered(actual, expected, (a, b) => a <= b),
  between: (actual, expected) => isBetween(actual, expected),
  in: (actual, expected) => isIn(actual, expected),
  nin: (actual, expected) => !isIn(actual, expected),
  contains: (actual, expected) =>
    typeof actual === 'string' ? typeof expected === 'string' && actual.includes(expected) : isIn(expected, actual),
  startsWith: (actual, expected) => bothText(actual, expected, (a, b) => a.startsWith(b)),
  endsWith: (actual, expected) => bothText(actual, expected, (a, b) => a.endsWith(b)),
  matches: (actual, expected) => bothText(actual, expected, matchesPattern),
} satisfies Record<string, Compare> as Record<ValueOperator, Compare>

export type ValueOperator = Exclude<Operator, DateOperator | 'exists' | 'missing'>

export const isDateOperator = (op: Operator): op is DateOperator => Object.hasOwn(dateOperators, op)
export const isValueOperator = (op: Operator): op is ValueOperator => Object.hasOwn(valueOperators, op)

/** Numbers by size, texts by code unit (so ISO dates by time); a number and a text are in no order. */
function ordered<R>(a: Json, b: Json, decide: (a: number | string, b: number | string) => R): R | false {
  const comparable =
    (typeof a === 'number' && typeof b === 'number') || (typeof a === 'string' && typeof b === 'string')
  return comparable && decide(a as number | string, b as number | string)
}

function isBetween(actual: Json, expected: Json): boolean {
  if (!Array.isArray(expected) || expected.length !== 2) return false
  const [low, high] = expected as [Json, Json]
  return ordered(actual, low, (a, b) => a >= b) && ordered(actual, high, (a, b) => a <= b)
}

function isIn(item: Json, list: Json): boolean {
  return Array.isArray(list) && list.some((other) => sameJson(item, other))
}

function bothText(a: Json, b: Json, decide: (a: string, b: string) => boolean): boolean {
  return typeof a === 'string' && typeof b === 'string' && decide(a, b)
}
