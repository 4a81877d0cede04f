import { Query } from 'mingo'
import { NotImplementedError, serverError } from './errors.ts'
import { valuesAt } from './paths.ts'
import { type Doc, isDoc } from './types.ts'
import { equalTo, ofType, oneOf, pattern, remainder, type Test, toPattern, within } from './value-tests.ts'

export type Predicate = (doc: Doc) => boolean

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
      return any(path, ofType(operand))
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
