import { keyOf, NULL_KEY } from './key.ts'
import type { Predicate } from './match.ts'
import { columnNamed, compileMember, type Index, isMultikey, keysAt, type Shape } from './shape.ts'
import type { Param } from './sql.ts'
import type { Doc, Key } from './types.ts'

/** What the columns and side tables say of one document: keys then flags, and its entries per multikey index of `layout`. */
export type Row = { params: Param[]; entries: Key[][][]; layout: Layout }

/** What a value asks of a column before it can be stored there: `arrays` a side table, `unordered` no more sorting. */
export type Demand = { column: string; kind: 'arrays' | 'unordered' }

/** A shape made ready for work on rows. Void once the shape changes. */
export type Layout = {
  /** The written columns besides id and doc, in the order of `Row.params`. */
  columns: string[]
  multikey: { index: Index; holds: Predicate | null }[]
  /** The row of a document, or the first thing that keeps it from fitting. */
  rowOf(doc: Doc): Row | Demand
}

export function layoutOf(shape: Shape): Layout {
  const flagged = shape.indexes.filter((index) => index.member !== null)
  const flags = flagged.map((index) => compileMember(index.spec))
  const multikey = shape.indexes
    .filter((index) => isMultikey(shape, index))
    .map((index) => ({
      index,
      holds: compileMember(index.spec),
      paths: index.columns.map((name) => columnNamed(shape, name).path),
    }))
  const { columns } = shape

  const layout: Layout = {
    columns: [...columns.map(({ name }) => name), ...flagged.map((index) => index.member as string)],
    multikey,
    rowOf(doc) {
      const params: Param[] = []
      for (const column of columns) {
        // Nearly every key is a text or a number at the top.
        const value = column.path.includes('.') ? undefined : doc[column.path]
        if (typeof value === 'string' || (typeof value === 'number' && !Number.isNaN(value))) {
          params.push(column.arrays ? NULL_KEY : keyOf(value))
          continue
        }
        const { keys, array, ordered } = keysAt(doc, column.path)
        if (array && !column.arrays) return { column: column.name, kind: 'arrays' }
        if (!ordered && !column.unordered) return { column: column.name, kind: 'unordered' }
        params.push(column.arrays ? NULL_KEY : (keys[0] as Key))
      }
      for (const holds of flags) params.push(holds?.(doc) ? 1 : null)
      return {
        layout,
        params,
        entries: multikey.map(({ holds, paths }) => (holds && !holds(doc) ? [] : combinations(doc, paths))),
      }
    },
  }
  return layout
}

export function sameParam(a: Param, b: Param): boolean {
  return a === b || (typeof a === 'object' && typeof b === 'object' && a !== null && b !== null && a.equals(b))
}

/**
 * The entries of a document. Paths into one array give one entry per element, like MongoDB; over different arrays every
 * combination (MongoDB refuses such documents).
 */
function combinations(doc: Doc, paths: string[]): Key[][] {
  return simpleEntries(doc, paths) ?? allCombinations(doc, paths)
}

/** The entries of one list of texts beside texts and numbers, as nearly all are; undefined = it is not that simple. */
function simpleEntries(doc: Doc, paths: string[]): Key[][] | undefined {
  let at = -1
  const others: Key[] = []
  for (const [i, path] of paths.entries()) {
    const value = path.includes('.') ? undefined : doc[path]
    if (typeof value === 'string' || (typeof value === 'number' && !Number.isNaN(value))) others[i] = keyOf(value)
    else if (at === -1 && Array.isArray(value) && value.length > 0) at = i
    else return undefined
  }
  const items = at === -1 ? [] : (doc[paths[at] as string] as unknown[])
  if (items.length === 0 || !items.every((item) => typeof item === 'string')) return undefined
  return [...new Set(items as string[])].map((item) => {
    const entry = [...others]
    entry[at] = keyOf(item)
    return entry
  })
}

function allCombinations(doc: Doc, paths: string[]): Key[][] {
  const roots = new Map<string, number[]>()
  for (const [i, path] of paths.entries()) {
    const root = path.split('.', 1)[0] as string
    roots.set(root, [...(roots.get(root) ?? []), i])
  }
  let rows: Key[][] = [[]]
  for (const [root, places] of roots) {
    const list = doc[root]
    const parts =
      places.length > 1 && Array.isArray(list) && list.length > 0
        ? list.map((item: unknown) => ({ [root]: item }))
        : [doc]
    const found = parts.flatMap((part) => product(places.map((i) => keysAt(part, paths[i] as string).keys)))
    rows = rows.flatMap((row) =>
      found.map((keys) => {
        const next = [...row]
        for (const [j, place] of places.entries()) next[place] = keys[j] as Key
        return next
      }),
    )
  }
  return distinct(rows)
}

function product(lists: Key[][]): Key[][] {
  return lists.reduce<Key[][]>((rows, keys) => rows.flatMap((row) => keys.map((key) => [...row, key])), [[]])
}

/** A document meets itself in no unique index. */
function distinct(rows: Key[][]): Key[][] {
  return rows.filter(
    (row, i) => !rows.slice(0, i).some((other) => other.every((key, j) => sameParam(key, row[j] as Key))),
  )
}
