import { ANY, type Clause, clauseOf, join } from './clause.ts'
import { type Condition, conjuncts, implies, isPlain, operatorsOf } from './conditions.ts'
import { type Column, columnAt, columnNamed, entriesOf, type Index, isHeld, isMultikey, type Shape } from './shape.ts'
import type { SortOrder } from './sort.ts'
import { type Param, quoted } from './sql.ts'
import type { Doc } from './types.ts'

/**
 * A search in SQL: `SELECT t.rid, t.doc ${from}${order}`. `order` is null when only the documents give it. Every match is
 * found; `exact` says that nothing else is.
 */
export type Plan = { from: string; params: readonly Param[]; order: string | null; exact: boolean }

/** A multikey index put to use: what its leading columns say, as clauses on its side table `e`. */
type Entries = { index: Index; clauses: Clause[]; equals: number; exact: boolean }

/**
 * Turns as much of a filter and a sort into SQL over `_id` and indexed fields as can be said there; SQLite then chooses
 * among the indexes. `limited`: only the first rows are wanted.
 */
export function planQuery(shape: Shape, table: string, filter: Doc, order: SortOrder, limited: boolean): Plan {
  const conditions = conjuncts(filter)
  const entries = bestEntries(shape, filter, conditions)
  const sorted = planSort(shape, order)
  if (entries && limited && sorted && servesOrder(shape, entries, order)) {
    const { sql, params } = join(entries.clauses, ' AND ')
    return {
      // CROSS: the side table leads, in its order, so that reading can stop early.
      from: `FROM ${quoted(entriesOf(shape, entries.index))} AS e CROSS JOIN ${table} AS t ON t.rid=e.rid WHERE ${sql}`,
      params,
      order: ` ORDER BY ${planSort(shape, order, 'e.')}`,
      exact: entries.exact,
    }
  }
  const clause = entries?.exact ? asSubquery(shape, entries) : planConjunction(shape, filter, order)
  return {
    from: `FROM ${table} AS t${clause.sql === '' ? '' : ` WHERE ${clause.sql}`}`,
    params: clause.params,
    order: sorted === null ? null : sorted === '' ? '' : ` ORDER BY ${sorted}`,
    exact: clause.exact,
  }
}

/** The terms of an ORDER BY, or null when the columns cannot give MongoDB's order. */
function planSort(shape: Shape, order: SortOrder, prefix = ''): string | null {
  const terms = order.map(([path, direction]) => {
    const column = columnAt(shape, path)
    if (!column || column.arrays || column.unordered) return null
    return `${prefix}${column.name}${direction === -1 ? ' DESC' : ''}`
  })
  return terms.includes(null) ? null : terms.join(',')
}

function planConjunction(shape: Shape, filter: Doc, order: SortOrder = []): Clause {
  const clauses = planFields(shape, filter)
  const conditions = conjuncts(filter)
  const entries = bestEntries(shape, filter, conditions)
  if (entries) clauses.push(asSubquery(shape, entries))
  for (const index of shape.indexes) {
    // Said aloud, or SQLite could not know that its partial index holds all that is asked for.
    if (!index.member || isHeld(index) || isMultikey(shape, index) || !isUseful(index, conditions, order)) continue
    if (implies(conditions, index.spec)) clauses.push({ sql: `${index.member}=1`, params: [], exact: true })
  }
  return join(clauses, ' AND ')
}

function planFields(shape: Shape, filter: Doc): Clause[] {
  return Object.entries(filter).flatMap(([field, condition]) => {
    if (field === '$and') return (condition as Doc[]).flatMap((branch) => planFields(shape, branch))
    if (field === '$or') return planOr(shape, condition as Doc[])
    return field.startsWith('$') ? ANY : planField(columnAt(shape, field), condition)
  })
}

function planOr(shape: Shape, branches: Doc[]): Clause {
  const clauses = branches.map((branch) => planConjunction(shape, branch))
  if (clauses.some((clause) => clause.sql === '')) return ANY
  const joined = join(clauses, ' OR ')
  return { ...joined, sql: `(${joined.sql})` }
}

function planField(column: Column | undefined, condition: unknown): Clause {
  if (!column || column.arrays) return ANY
  const clauses = operatorsOf(condition).map(([operator, operand]) => clauseOf(column, operator, operand))
  return join(clauses, ' AND ')
}

function isUseful(index: Index, conditions: Condition[], order: SortOrder): boolean {
  const first = Object.keys(index.spec.key)[0]
  return conditions.some(({ path }) => path === first) || order[0]?.[0] === first
}

function asSubquery(shape: Shape, { index, clauses, exact }: Entries): Clause {
  const { sql, params } = join(clauses, ' AND ')
  return { sql: `t.rid IN (SELECT e.rid FROM ${quoted(entriesOf(shape, index))} AS e WHERE ${sql})`, params, exact }
}

/** The multikey index with the most usable leading columns. */
function bestEntries(shape: Shape, filter: Doc, conditions: Condition[]): Entries | undefined {
  let best: Entries | undefined
  for (const index of shape.indexes) {
    if (!isMultikey(shape, index) || (index.member && !implies(conditions, index.spec))) continue
    const entries = leading(shape, index, conditions)
    if (entries.clauses.length > (best?.clauses.length ?? 0)) best = entries
  }
  return best && { ...best, exact: best.exact && isPlain(filter) }
}

/**
 * What the conditions say of an index's leading columns. Two conditions on one array may be met by two of its elements,
 * so each array gives one condition only, or those of one $elemMatch.
 */
function leading(shape: Shape, index: Index, conditions: Condition[]): Entries {
  const clauses: Clause[] = []
  const used = new Set<Condition>()
  const roots = new Map<string, Doc | undefined>()
  let equals = 0
  for (const [i, name] of index.columns.entries()) {
    const column = columnNamed(shape, name)
    const root = column.path.split('.')[0] as string
    const usable = conditions.filter(
      (one) =>
        one.path === column.path &&
        isEntryCondition(one) &&
        (!roots.has(root) || (one.element && one.element === roots.get(root))),
    )
    const onEntry = { ...column, name: `e.${name}`, arrays: false }
    const first = usable.find(({ operator, operand }) => clauseOf(onEntry, operator, operand).sql !== '')
    if (!first) break
    // Of a column without arrays all conditions hold at once.
    for (const one of column.arrays ? [first] : usable) {
      clauses.push(clauseOf(onEntry, one.operator, one.operand))
      used.add(one)
    }
    if (equals === i && usable.some(({ operator }) => operator === '$eq')) equals++
    roots.set(root, first.element)
  }
  const said = clauses.filter(({ sql }) => sql !== '')
  const exact =
    used.size === conditions.length &&
    said.every((clause) => clause.exact) &&
    conditions.every(({ element }) => !element)
  return { index, clauses: said, equals, exact }
}

/** Null is met by a missing field inside an array too, and $ne by any other element: neither can be found by an entry. */
function isEntryCondition({ operator, operand }: Condition): boolean {
  const values: unknown[] = operator === '$in' && Array.isArray(operand) ? operand : [operand]
  return operator !== '$ne' && operator !== '$exists' && !values.some((value) => value === null || value === undefined)
}

/** True when the entries, read in order, are the rows in the order wanted, each once. */
function servesOrder(shape: Shape, { index, equals }: Entries, order: SortOrder): boolean {
  const rest = index.columns.slice(equals).map((name) => columnNamed(shape, name))
  return equals > 0 && rest.every((column) => !column.arrays) && order.every(([path], i) => rest[i]?.path === path)
}
