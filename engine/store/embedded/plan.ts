import { encode } from './codec.ts'
import { compareValues, typeRank } from './compare.ts'
import { bracketOf, isOrdered, keyOf, LOWEST_NUMBER, NULL_KEY } from './key.ts'
import { compileFilter, isOperators } from './match.ts'
import { type Column, columnAt, columnNamed, entriesOf, type Index, isMultikey, type Shape } from './shape.ts'
import type { SortOrder } from './sort.ts'
import { type Param, quoted } from './sql.ts'
import { type Doc, isDoc, type Key } from './types.ts'

/** A condition in SQL that every matching row meets. `exact`: only matching rows meet it, so nothing is left to confirm. */
export type Clause = { sql: string; params: readonly Param[]; exact: boolean }

/** `element`: the $elemMatch it stands in; conditions of one $elemMatch are met by one and the same element. */
type Condition = { path: string; operator: string; operand: unknown; element?: Doc }

const ANY: Clause = { sql: '', params: [], exact: false }
const ALL: Clause = { sql: '', params: [], exact: true }
const NONE: Clause = { sql: '0', params: [], exact: true }

/** Values beyond this many are not bound one by one. */
const MOST_PARAMS = 10_000

/** Turns as much of a filter into SQL over `_id` and indexed fields as can be said there; an empty `sql` means all rows. */
export function planFilter(shape: Shape, filter: Doc, order: SortOrder = []): Clause {
  const clause = planConjunction(shape, filter)
  const conditions = conjuncts(filter)
  const flags = shape.indexes
    .filter(
      (index) =>
        index.member && !isMultikey(shape, index) && isUseful(index, conditions, order) && implies(conditions, index),
    )
    .map((index) => ({ sql: `${index.member}=1`, params: [], exact: true }))
  return flags.length === 0 ? clause : join([clause, ...flags], ' AND ')
}

/** The ORDER BY of a sort, or null when the columns cannot give MongoDB's order. */
export function planSort(shape: Shape, order: SortOrder): string | null {
  const terms = order.map(([path, direction]) => {
    const column = columnAt(shape, path)
    return column && !column.arrays && !column.unordered ? `${column.name}${direction === -1 ? ' DESC' : ''}` : null
  })
  return terms.includes(null) ? null : terms.join(',')
}

function planConjunction(shape: Shape, filter: Doc): Clause {
  const clauses: Clause[] = []
  for (const [field, condition] of Object.entries(filter)) {
    if (field === '$and') clauses.push(...(condition as Doc[]).map((branch) => planConjunction(shape, branch)))
    else if (field === '$or') clauses.push(planOr(shape, condition as Doc[]))
    else if (field.startsWith('$')) clauses.push(ANY)
    else clauses.push(planField(columnAt(shape, field), condition))
  }
  const entries = planEntries(shape, conjuncts(filter))
  if (entries) clauses.push(entries)
  return join(clauses, ' AND ')
}

function planOr(shape: Shape, branches: Doc[]): Clause {
  const clauses = branches.map((branch) => planConjunction(shape, branch))
  if (clauses.some((clause) => clause.sql === '')) return ANY
  const joined = join(clauses, ' OR ')
  return { ...joined, sql: `(${joined.sql})` }
}

function planField(column: Column | undefined, condition: unknown): Clause {
  if (!column || column.arrays) return ANY
  return join(
    operatorsOf(condition).map(([operator, operand]) => planOperator(column, operator, operand)),
    ' AND ',
  )
}

function planOperator(column: Column, operator: string, operand: unknown): Clause {
  const { name } = column
  switch (operator) {
    case '$eq':
      return isComparable(operand)
        ? { sql: `${name}=?`, params: [keyOf(operand)], exact: isExact(column, operand) }
        : ANY
    case '$ne':
      return isComparable(operand) && isExact(column, operand)
        ? { sql: `${name}<>?`, params: [keyOf(operand)], exact: true }
        : ANY
    case '$in':
      return planIn(column, operand)
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return planRange(column, operator, operand)
    case '$exists':
      return operand ? ANY : { sql: `${name}=?`, params: [NULL_KEY], exact: false }
    default:
      return ANY
  }
}

function planIn(column: Column, operand: unknown): Clause {
  if (!Array.isArray(operand) || !operand.every(isComparable)) return ANY
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

function planRange(column: Column, operator: string, operand: unknown): Clause {
  const { name } = column
  if (operand === null || operand === undefined) {
    return operator.endsWith('e') ? { sql: `${name}=?`, params: [NULL_KEY], exact: true } : NONE
  }
  const bracket = bracketOf(operand)
  if (!bracket || !isOrdered(operand) || (column.unordered && typeof operand === 'number')) return ANY
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

/**
 * One multikey index, the one with the most usable leading columns: rows with an entry that meets the conditions. Two
 * conditions on one array may be met by two elements, so each array path gives one condition only.
 */
function planEntries(shape: Shape, conditions: Condition[]): Clause | undefined {
  let best: { clauses: Clause[]; index: Index } | undefined
  for (const index of shape.indexes) {
    if (!isMultikey(shape, index) || (index.member && !implies(conditions, index))) continue
    const clauses = leadingClauses(shape, index, conditions)
    if (clauses.length > (best?.clauses.length ?? 0)) best = { clauses, index }
  }
  if (!best) return undefined
  const { sql, params } = join(best.clauses, ' AND ')
  return { sql: `rid IN (SELECT rid FROM ${quoted(entriesOf(shape, best.index))} WHERE ${sql})`, params, exact: false }
}

function leadingClauses(shape: Shape, index: Index, conditions: Condition[]): Clause[] {
  const clauses: Clause[] = []
  const roots = new Map<string, Doc | undefined>()
  for (const name of index.columns) {
    const column = { ...columnNamed(shape, name), arrays: false }
    const root = column.path.split('.')[0] as string
    const found = conditions
      .filter((each) => each.path === column.path && isEntryCondition(each))
      .filter(({ element }) => !roots.has(root) || (element && element === roots.get(root)))
      .map(({ operator, operand, element }) => ({ clause: planOperator(column, operator, operand), element }))
      .find(({ clause }) => clause.sql !== '')
    if (!found) break
    roots.set(root, found.element)
    clauses.push(found.clause)
  }
  return clauses
}

/** Null is met by a missing field inside an array too, and $ne by any other element: neither can be found by an entry. */
function isEntryCondition({ operator, operand }: Condition): boolean {
  const values: unknown[] = operator === '$in' && Array.isArray(operand) ? operand : [operand]
  return operator !== '$ne' && operator !== '$exists' && !values.some((value) => value === null || value === undefined)
}

function isUseful(index: Index, conditions: Condition[], order: SortOrder): boolean {
  const first = Object.keys(index.spec.key)[0]
  return conditions.some(({ path }) => path === first) || order[0]?.[0] === first
}

/** True when every document that meets the conditions is held by a sparse or partial index. */
function implies(conditions: Condition[], index: Index): boolean {
  const { partialFilterExpression, key } = index.spec
  if (!partialFilterExpression)
    return Object.keys(key).some((path) => impliedBy(conditions, { path, operator: '$exists', operand: true }))
  const wanted = conjuncts(partialFilterExpression)
  const fields = Object.keys(partialFilterExpression).filter((field) => field !== '$and')
  return (
    fields.every((field) => !field.startsWith('$')) && wanted.every((condition) => impliedBy(conditions, condition))
  )
}

function impliedBy(conditions: Condition[], wanted: Condition): boolean {
  return conditions.some(({ path, operator, operand }) => path === wanted.path && impliesOne(operator, operand, wanted))
}

function impliesOne(operator: string, operand: unknown, wanted: Condition): boolean {
  if (operator === wanted.operator && encode({ v: operand }) === encode({ v: wanted.operand })) return true
  const holds = compileFilter({ v: { [wanted.operator]: wanted.operand } })
  const proves = (value: unknown): boolean => isScalar(value) && holds({ v: value })
  if (operator === '$eq') return proves(operand)
  if (operator === '$in') return Array.isArray(operand) && operand.length > 0 && operand.every(proves)
  if (!RANGES.has(operator) || !isScalar(operand)) return false
  if (wanted.operator === '$exists') return Boolean(wanted.operand)
  if (typeRank(operand) !== typeRank(wanted.operand) || operator.slice(0, 3) !== wanted.operator.slice(0, 3))
    return false
  const order = compareValues(operand, wanted.operand) * (operator.startsWith('$g') ? 1 : -1)
  return order > 0 || (order === 0 && (operator === wanted.operator || wanted.operator.endsWith('e')))
}

const RANGES = new Set(['$gt', '$gte', '$lt', '$lte'])

function isScalar(value: unknown): boolean {
  return value !== null && value !== undefined && !Array.isArray(value) && !isDoc(value) && !(value instanceof RegExp)
}

/** The conditions that must all hold, with nested $and laid flat; other logic is left out. */
function conjuncts(filter: Doc): Condition[] {
  return Object.entries(filter).flatMap(([path, condition]) => {
    if (path === '$and') return (condition as Doc[]).flatMap(conjuncts)
    if (path.startsWith('$')) return []
    return operatorsOf(condition).flatMap(([operator, operand]): Condition[] => {
      if (operator !== '$elemMatch' || !isDoc(operand) || isOperators(operand)) return [{ path, operator, operand }]
      return conjuncts(operand).map((inner) => ({ ...inner, path: `${path}.${inner.path}`, element: operand }))
    })
  })
}

function operatorsOf(condition: unknown): [string, unknown][] {
  return isOperators(condition) ? Object.entries(condition) : [['$eq', condition]]
}

function isComparable(value: unknown): boolean {
  return !Array.isArray(value) && !(value instanceof RegExp)
}

function isExact(column: Column, value: unknown): boolean {
  if (column.unordered || !isOrdered(value)) return false
  return typeof value !== 'number' || value > LOWEST_NUMBER
}

function isJsonKey(key: Key): boolean {
  return typeof key === 'string' ? !key.includes('\0') : typeof key === 'number' && Number.isFinite(key)
}

function join(clauses: Clause[], operator: ' AND ' | ' OR '): Clause {
  if (clauses.length === 0) return ALL
  const only = clauses[0] as Clause
  if (clauses.length === 1) return only
  const said = clauses.filter((clause) => clause.sql !== '')
  const sql = said.map((clause) => (operator === ' OR ' ? `(${clause.sql})` : clause.sql)).join(operator)
  return { sql, params: said.flatMap((clause) => clause.params), exact: clauses.every((clause) => clause.exact) }
}
