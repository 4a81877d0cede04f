import { bracketOf, isOrdered, keyOf, LOWEST_NUMBER, NULL_KEY } from './key.ts'
import type { Column } from './shape.ts'
import type { Param } from './sql.ts'
import { isDoc, type Key } from './types.ts'

/** A condition in SQL that every matching row meets. `exact`: only matching rows meet it, so nothing is left to confirm. */
export type Clause = { sql: string; params: readonly Param[]; exact: boolean }

export const ANY: Clause = { sql: '', params: [], exact: false }
const ALL: Clause = { sql: '', params: [], exact: true }
const NONE: Clause = { sql: '0', params: [], exact: true }

/** Values beyond this many are not bound one by one. */
const MOST_PARAMS = 10_000

export function join(clauses: Clause[], operator: ' AND ' | ' OR '): Clause {
  const [first = ALL, second] = clauses
  if (!second) return first
  const said = clauses.filter((clause) => clause.sql !== '')
  const sql = said.map((clause) => (operator === ' OR ' ? `(${clause.sql})` : clause.sql)).join(operator)
  return { sql, params: said.flatMap((clause) => clause.params), exact: clauses.every((clause) => clause.exact) }
}

/** What one operator of a filter says of a column that holds no arrays. */
export function clauseOf(column: Column, operator: string, operand: unknown): Clause {
  const { name } = column
  switch (operator) {
    case '$eq':
      return isComparable(column, operand)
        ? { sql: `${name}=?`, params: [keyOf(operand)], exact: isExact(column, operand) }
        : ANY
    case '$ne':
      return isComparable(column, operand) && isExact(column, operand)
        ? { sql: `${name}<>?`, params: [keyOf(operand)], exact: true }
        : ANY
    case '$in':
      return oneOf(column, operand)
    case '$nin':
      return noneOf(column, operand)
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return range(column, operator, operand)
    case '$exists':
      return operand ? ANY : { sql: `${name}=?`, params: [NULL_KEY], exact: false }
    default:
      return ANY
  }
}

function oneOf(column: Column, operand: unknown): Clause {
  if (!Array.isArray(operand) || !operand.every((value) => isComparable(column, value))) return ANY
  if (operand.length === 0) return NONE
  const keys = operand.map(keyOf)
  const exact = operand.every((value) => isExact(column, value))
  // As one JSON text a list of any length is one and the same prepared statement.
  if (keys.every(isJsonKey)) {
    return { sql: `${column.name} IN (SELECT value FROM json_each(?))`, params: [JSON.stringify(keys)], exact }
  }
  if (keys.length > MOST_PARAMS) return ANY
  return { sql: `${column.name} IN (${keys.map(() => '?').join(',')})`, params: keys, exact }
}

/** Null is its own key, so nothing is missed by comparing keys; where they do not tell all, nothing is said. */
function noneOf(column: Column, operand: unknown): Clause {
  const clause = oneOf(column, operand)
  if (!clause.exact) return ANY
  return clause === NONE ? ALL : { ...clause, sql: `NOT (${clause.sql})` }
}

/** Comparisons stay within the type of the operand. */
function range(column: Column, operator: string, operand: unknown): Clause {
  const { name } = column
  if (operand === null || operand === undefined) {
    return operator.endsWith('e') ? { sql: `${name}=?`, params: [NULL_KEY], exact: true } : NONE
  }
  const bracket = bracketOf(operand)
  if (!bracket || !isComparable(column, operand)) return ANY
  const key = keyOf(operand)
  const exact = isExact(column, operand)
  switch (operator) {
    case '$gt':
      return { sql: `${name}>? AND ${name}<?`, params: [key, bracket.to], exact }
    case '$gte':
      return { sql: `${name}>=? AND ${name}<?`, params: [key, bracket.to], exact }
    case '$lt':
      return { sql: `${name}>=? AND ${name}<?`, params: [bracket.from, key], exact }
    default:
      return { sql: `${name}>=? AND ${name}<=?`, params: [bracket.from, key], exact }
  }
}

/** False for values whose key may differ from that of an equal value: numbers beside boxed ones, and all rare types. */
function isComparable(column: Column, value: unknown): boolean {
  if (typeof value === 'number') return !column.unordered && !Number.isNaN(value)
  return isOrdered(value) || isDoc(value)
}

function isExact(column: Column, value: unknown): boolean {
  if (column.unordered || !isOrdered(value)) return false
  return typeof value !== 'number' || value > LOWEST_NUMBER
}

function isJsonKey(key: Key): boolean {
  return typeof key === 'string' || (typeof key === 'number' && Number.isFinite(key))
}
