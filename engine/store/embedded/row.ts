import { keyOf, NULL_KEY } from './key.ts'
import type { Predicate } from './match.ts'
import { columnNamed, compileMember, type Index, isMultikey, keysAt, membersOf, type Shape } from './shape.ts'
import type { Param } from './sql.ts'
import type { Doc, Key } from './types.ts'

/**
 * What the columns say of one document, keys then flags, and what its entries in the multikey indexes of `layout` are where
 * the columns do not tell (null: they do, or nobody knows; see `entriesOfRow`).
 */
export type Row = { id: Key; params: readonly Param[]; untold: readonly (Key[][] | null)[]; layout: Layout }

/** What a value asks of a column before it can be stored there: `arrays` a side table, `unordered` no more sorting. */
export type Demand = { column: string; kind: 'arrays' | 'unordered' }

/** A shape made ready for work on rows. Void once the shape changes. */
export type Layout = {
  /** The written columns besides id and doc, in the order of `Row.params`. */
  columns: string[]
  multikey: Multikey[]
  /** The row of a document, or the first thing that keeps it from fitting. */
  rowOf(doc: Doc): Row | Demand
}

/** A multikey index, and where a row's params say something of its columns (the id is `ID`) and of its flag. */
type Multikey = {
  index: Index
  paths: string[]
  places: number[]
  /** Which of `places` is the only array; -1 = there are several. */
  list: number
  flag: number
  holds: Predicate | null
}

const ID = -1

export function layoutOf(shape: Shape): Layout {
  const members = membersOf(shape)
  const flags = members.map((name) => {
    const owner = shape.indexes.find(({ member }) => member === name)
    return owner ? compileMember(owner.spec) : null
  })
  const { columns } = shape
  const multikey = shape.indexes
    .filter((index) => isMultikey(shape, index))
    .map((index): Multikey => {
      const own = index.columns.map((name) => columnNamed(shape, name))
      return {
        index,
        paths: own.map(({ path }) => path),
        places: own.map((column) => columns.indexOf(column)),
        list: own.filter(({ arrays }) => arrays).length === 1 ? own.findIndex(({ arrays }) => arrays) : -1,
        flag: index.member === null ? -1 : columns.length + members.indexOf(index.member),
        holds: compileMember(index.spec),
      }
    })

  const layout: Layout = {
    columns: [...columns.map(({ name }) => name), ...members],
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
        if (column.arrays && isTexts(value)) {
          params.push(JSON.stringify(value))
          continue
        }
        const { keys, array, ordered } = keysAt(doc, column.path)
        if (array && !column.arrays) return { column: column.name, kind: 'arrays' }
        if (!ordered && !column.unordered) return { column: column.name, kind: 'unordered' }
        params.push(column.arrays ? NULL_KEY : (keys[0] as Key))
      }
      for (const holds of flags) params.push(holds?.(doc) ? 1 : null)
      // Made now: the document may be changed when they are asked for.
      const untold = multikey.map((one) => (isTold(one, params) ? null : entriesIn(doc, one)))
      return { id: keyOf(doc['_id']), params, untold, layout }
    },
  }
  return layout
}

/** The entries of a row in the multikey index at that place of its layout; null = a stored row that does not tell them. */
export function entriesOfRow({ id, params, untold, layout }: Row, at: number): Key[][] | null {
  return untold[at] ?? toldEntries(layout.multikey[at] as Multikey, id, params)
}

/** Whether two rows surely have the same entries, without making them. */
export function sameEntries(multikey: Multikey, a: readonly Param[], b: readonly Param[]): boolean {
  const { places, flag } = multikey
  if (!isTold(multikey, a)) return false
  for (const place of places) if (place !== ID && !sameParam(a[place] as Param, b[place] as Param)) return false
  return flag === -1 || sameParam(a[flag] as Param, b[flag] as Param)
}

function isTold({ places, list }: Multikey, params: readonly Param[]): boolean {
  return list !== -1 && typeof params[places[list] as number] === 'string'
}

/**
 * The entries that params tell. The column of an array is void for searching, so it says what a plain list of texts was,
 * which nearly every array is: its entries need not be read to be replaced.
 */
function toldEntries(multikey: Multikey, id: Key, params: readonly Param[]): Key[][] | null {
  const { places, list, flag } = multikey
  if (flag !== -1 && params[flag] !== 1) return []
  if (!isTold(multikey, params)) return null
  const items = JSON.parse(params[places[list] as number] as string) as string[]
  const keys: Key[] = items.length === 0 ? [NULL_KEY] : items.map(keyOf)
  const entries: Key[][] = []
  for (const [i, key] of keys.entries()) {
    if (keys.indexOf(key) < i) continue
    entries.push(places.map((place, at) => (at === list ? key : place === ID ? id : (params[place] as Key))))
  }
  return entries
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}

/** The binding gives bytes back in a form of its own. */
export const toParam = (value: unknown): Param => (value instanceof ArrayBuffer ? Buffer.from(value) : (value as Param))

export function sameParam(a: Param, b: Param): boolean {
  return a === b || (typeof a === 'object' && typeof b === 'object' && a !== null && b !== null && a.equals(b))
}

function entriesIn(doc: Doc, { holds, paths }: Multikey): Key[][] {
  return holds && !holds(doc) ? [] : combinations(doc, paths)
}

/**
 * The entries of a document. Paths into one array give one entry per element, like MongoDB; over different arrays every
 * combination (MongoDB refuses such documents).
 */
function combinations(doc: Doc, paths: string[]): Key[][] {
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
