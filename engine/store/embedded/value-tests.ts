import { compareValues, equalValues, typeRank } from './compare.ts'
import { serverError } from './errors.ts'

/** A test of one value, or of one element of an array: what an operator of a filter asks. */
export type Test = (value: unknown) => boolean

export function equalTo(operand: unknown): Test {
  if (operand === null || operand === undefined) return (value) => value === null || value === undefined
  if (typeof operand !== 'object' && !Number.isNaN(operand)) {
    return typeof operand === 'number'
      ? (value) => value === operand || (isBoxed(value) && equalValues(value, operand))
      : (value) => value === operand
  }
  return (value) => equalValues(value, operand)
}

function isBoxed(value: unknown): boolean {
  return typeof value === 'object' && typeRank(value) === 1
}

export function oneOf(operator: string, operand: unknown): Test {
  if (!Array.isArray(operand)) throw serverError(2, 'BadValue', `${operator} needs an array`)
  const scalars = new Set(operand.filter((item) => typeof item !== 'object' || item === null))
  if (scalars.has(null) || scalars.has(undefined)) scalars.add(null).add(undefined)
  const others = operand
    .filter((item) => typeof item === 'object' && item !== null)
    .map((item: unknown) => (item instanceof RegExp ? pattern(item) : equalTo(item)))
  return (value) => scalars.has(value) || others.some((test) => test(value))
}

export function within(operand: unknown, accepts: (order: number) => boolean): Test {
  const rank = typeRank(operand)
  const holdsNaN = Number.isNaN(operand)
  return (value) => {
    if (typeRank(value) !== rank) return false
    if (rank === 1 && holdsNaN !== Number.isNaN(value)) return false
    return accepts(compareValues(value, operand))
  }
}

export function pattern(expression: RegExp): Test {
  // Without g and y: those make a RegExp remember where it stopped.
  const stateless = new RegExp(expression.source, expression.flags.replace(/[gy]/g, ''))
  return (value) =>
    typeof value === 'string' ? stateless.test(value) : value instanceof RegExp && equalValues(value, expression)
}

export function toPattern(operand: unknown, options: unknown): RegExp {
  if (operand instanceof RegExp) return options === undefined ? operand : new RegExp(operand.source, String(options))
  return new RegExp(String(operand), String(options ?? '').replace('x', ''))
}

export function remainder(operand: unknown): Test {
  if (!Array.isArray(operand) || operand.length !== 2)
    throw serverError(2, 'BadValue', '$mod needs [divisor, remainder]')
  const [divisor, rest] = operand as [number, number]
  return (value) => typeof value === 'number' && Math.trunc(value) % Math.trunc(divisor) === Math.trunc(rest)
}

export function ofType(operand: unknown): Test {
  const tests = (Array.isArray(operand) ? operand : [operand]).map((name: unknown) => {
    const test = TYPES[String(name)]
    if (!test) throw serverError(2, 'BadValue', `Unknown type name alias: ${String(name)}`)
    return test
  })
  return (value) => tests.some((test) => test(value))
}

const isWhole: Test = (value) => Number.isInteger(value)
const isRank =
  (rank: number): Test =>
  (value) =>
    value !== undefined && typeRank(value) === rank

/** By MongoDB's names and numbers. A whole number counts as every kind of number, as JSON keeps no difference. */
const TYPES: Record<string, Test> = {
  double: isRank(1),
  1: isRank(1),
  int: isWhole,
  16: isWhole,
  long: isWhole,
  18: isWhole,
  number: isRank(1),
  string: isRank(2),
  2: isRank(2),
  object: isRank(3),
  3: isRank(3),
  array: isRank(4),
  4: isRank(4),
  binData: isRank(5),
  5: isRank(5),
  objectId: isRank(6),
  7: isRank(6),
  bool: isRank(7),
  8: isRank(7),
  date: isRank(8),
  9: isRank(8),
  null: isRank(0),
  10: isRank(0),
  regex: isRank(10),
  11: isRank(10),
}
