import { Query } from 'mingo'
import { compareValues, equalValues, typeRank } from './compare.ts'
import { NotImplementedError, serverError } from './errors.ts'
import { valuesAt } from './paths.ts'
import { type Doc, isDoc } from './types.ts'

export type Predicate = (doc: Doc) => boolean
type Test = (value: unknown) => boolean

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

const REFUSED = new Set(['$where', '$text', '$near', '$nearSphere', '$geoWithin', '$geoIntersects', '$jsonSchema'])

/**
 * Compiles a filter to a test of one stored document. The operators of everyday filters are written out here, with
 * MongoDB's rules (null matches missing, comparisons stay within one type, arrays match by any element); the rest is
 * mingo's. The filter must hold stored values (see `stored`).
 */
export function compileFilter(filter: Doc): Predicate {
  const parts = Object.entries(filter).map(([field, condition]) => compilePart(field, condition))
  const [first, second] = parts
  if (!first) return () => true
  if (!second) return first
  return (doc) => parts.every((part) => part(doc))
}

/** True when the condition is a set of operators (`{ $gt: 1 }`) and not a value to be equal to. */
export function isOperators(condition: unknown): condition is Doc {
  if (!isDoc(condition)) return false
  for (const key in condition) return key.startsWith('$')
  return false
}

function compilePart(field: string, condition: unknown): Predicate {
  if (REFUSED.has(field)) throw new NotImplementedError(`the query operator ${field}`)
  switch (field) {
    case '$and':
      return all(branches(field, condition))
    case '$or': {
      const any = branches(field, condition)
      return (doc) => any.some((test) => test(doc))
    }
    case '$nor': {
      const none = branches(field, condition)
      return (doc) => !none.some((test) => test(doc))
    }
    case '$comment':
      return () => true
    default:
      if (field === '$expr') return byMingo({ [field]: condition })
      if (field.startsWith('$')) throw serverError(2, 'BadValue', `unknown top level operator: ${field}`)
      return compileField(field, condition)
  }
}

function branches(operator: string, condition: unknown): Predicate[] {
  if (!Array.isArray(condition) || condition.length === 0) {
    throw serverError(2, 'BadValue', `${operator} must be a nonempty array`)
  }
  return condition.map((branch) => compileFilter(branch as Doc))
}

function compileField(path: string, condition: unknown): Predicate {
  if (condition instanceof RegExp) return any(path, pattern(condition))
  if (!isOperators(condition)) return any(path, equalTo(condition))
  return all(
    Object.entries(condition).map(([operator, operand]) => compileOperator(path, operator, operand, condition)),
  )
}

function compileOperator(path: string, operator: string, operand: unknown, condition: Doc): Predicate {
  switch (operator) {
    case '$eq':
      return any(path, operand instanceof RegExp ? pattern(operand) : equalTo(operand))
    case '$ne':
      return not(any(path, equalTo(operand)))
    case '$in':
      return any(path, oneOf(operator, operand))
    case '$nin':
      return not(any(path, oneOf(operator, operand)))
    case '$gt':
      return any(
        path,
        within(operand, (order) => order > 0),
      )
    case '$gte':
      return any(
        path,
        within(operand, (order) => order >= 0),
      )
    case '$lt':
      return any(
        path,
        within(operand, (order) => order < 0),
      )
    case '$lte':
      return any(
        path,
        within(operand, (order) => order <= 0),
      )
    case '$exists': {
      const wanted = Boolean(operand)
      return (doc) => valuesAt(doc, path).values.some((value) => value !== undefined) === wanted
    }
    case '$not':
      return not(compileField(path, operand))
    case '$regex':
      return any(path, pattern(toPattern(operand, condition['$options'])))
    case '$options':
      return () => true
    case '$size':
      return (doc) => valuesAt(doc, path).values.some((value) => Array.isArray(value) && value.length === operand)
    case '$elemMatch':
      return elemMatch(path, operand)
    case '$all':
      if (!Array.isArray(operand)) throw serverError(2, 'BadValue', '$all needs an array')
      return operand.length === 0 ? () => false : all(operand.map((item) => compileField(path, item)))
    case '$mod':
      return any(path, remainder(operand))
    case '$type':
      return ofType(path, operand)
    default:
      if (REFUSED.has(operator)) throw new NotImplementedError(`the query operator ${operator}`)
      return byMingo({ [path]: { [operator]: operand } })
  }
}

function all(parts: Predicate[]): Predicate {
  return parts.length === 1 ? (parts[0] as Predicate) : (doc) => parts.every((part) => part(doc))
}

function not(part: Predicate): Predicate {
  return (doc) => !part(doc)
}

/** True when any value at the path, or any element of an array there, passes. */
function any(path: string, test: Test): Predicate {
  const passes = (value: unknown): boolean => test(value) || (Array.isArray(value) && value.some(test))
  if (!path.includes('.')) return (doc) => passes(doc[path])
  return (doc) => valuesAt(doc, path).values.some(passes)
}

function equalTo(operand: unknown): Test {
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

function oneOf(operator: string, operand: unknown): Test {
  if (!Array.isArray(operand)) throw serverError(2, 'BadValue', `${operator} needs an array`)
  const scalars = new Set(operand.filter((item) => typeof item !== 'object' || item === null))
  if (scalars.has(null) || scalars.has(undefined)) scalars.add(null).add(undefined)
  const others = operand
    .filter((item) => typeof item === 'object' && item !== null)
    .map((item: unknown) => (item instanceof RegExp ? pattern(item) : equalTo(item)))
  return (value) => scalars.has(value) || others.some((test) => test(value))
}

function within(operand: unknown, accepts: (order: number) => boolean): Test {
  const rank = typeRank(operand)
  const holdsNaN = Number.isNaN(operand)
  return (value) => {
    if (typeRank(value) !== rank) return false
    if (rank === 1 && holdsNaN !== Number.isNaN(value)) return false
    return accepts(compareValues(value, operand))
  }
}

function pattern(expression: RegExp): Test {
  // Without g and y: those make a RegExp remember where it stopped.
  const stateless = new RegExp(expression.source, expression.flags.replace(/[gy]/g, ''))
  return (value) =>
    typeof value === 'string' ? stateless.test(value) : value instanceof RegExp && equalValues(value, expression)
}

function toPattern(operand: unknown, options: unknown): RegExp {
  if (operand instanceof RegExp) return options === undefined ? operand : new RegExp(operand.source, String(options))
  return new RegExp(String(operand), String(options ?? '').replace('x', ''))
}

function remainder(operand: unknown): Test {
  if (!Array.isArray(operand) || operand.length !== 2)
    throw serverError(2, 'BadValue', '$mod needs [divisor, remainder]')
  const [divisor, rest] = operand as [number, number]
  return (value) => typeof value === 'number' && Math.trunc(value) % Math.trunc(divisor) === Math.trunc(rest)
}

function ofType(path: string, operand: unknown): Predicate {
  const tests = (Array.isArray(operand) ? operand : [operand]).map((name: unknown) => {
    const test = TYPES[String(name)]
    if (!test) throw serverError(2, 'BadValue', `Unknown type name alias: ${String(name)}`)
    return test
  })
  return any(path, (value) => tests.some((test) => test(value)))
}

function elemMatch(path: string, operand: unknown): Predicate {
  if (!isDoc(operand)) throw serverError(2, 'BadValue', '$elemMatch needs an Object')
  const logical = Object.keys(operand).some(
    (key) => key === '$and' || key === '$or' || key === '$nor' || key === '$expr',
  )
  const test: Test =
    isOperators(operand) && !logical ? onElement(compileField('v', operand)) : onDocument(compileFilter(operand))
  return (doc) => valuesAt(doc, path).values.some((value) => Array.isArray(value) && value.some(test))
}

function onElement(predicate: Predicate): Test {
  return (item) => predicate({ v: item })
}

function onDocument(predicate: Predicate): Test {
  return (item) => isDoc(item) && predicate(item)
}

function byMingo(filter: Doc): Predicate {
  const query = new Query(filter)
  return (doc) => query.test(doc)
}
