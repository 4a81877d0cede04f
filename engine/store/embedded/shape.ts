import { isOrdered, keyOf, NULL_KEY } from './key.ts'
import { compileFilter, type Predicate } from './match.ts'
import { valuesAt } from './paths.ts'
import type { Doc, Key } from './types.ts'

/** What createIndex was told, as listIndexes gives it back. */
export type IndexSpec = {
  v: 2
  key: Record<string, 1 | -1>
  name: string
  unique?: boolean
  sparse?: boolean
  partialFilterExpression?: Doc
  /** Kept in memory, see held.ts. */
  held?: boolean
}

/**
 * A column of keys of one indexed path. `arrays`: some document has held an array there, so the column is void and the
 * indexes over it keep entries in side tables. `unordered`: some key does not sort, so SQL may not order by it.
 */
export type Column = { path: string; name: string; arrays: boolean; unordered: boolean }

/** An index, its columns in order, and the flag column that says which rows belong to it (sparse and partial only). */
export type Index = { spec: IndexSpec; id: number; columns: string[]; member: string | null }

/** How one collection lies in SQLite. Kept as JSON in the catalog. */
export type Shape = { name: string; columns: Column[]; indexes: Index[]; nextId: number }

export const ID_COLUMN: Column = { path: '_id', name: 'id', arrays: false, unordered: false }

export function newShape(name: string): Shape {
  return { name, columns: [], indexes: [], nextId: 1 }
}

/** Names in SQLite; they tell collection and index, for whoever looks into the file. */
export function tableOf({ name }: Pick<Shape, 'name'>): string {
  return `c_${name}`
}

export function sqlIndexOf(shape: Shape, index: Index): string {
  return `i_${shape.name}[${index.spec.name}]`
}

export function entriesOf(shape: Shape, index: Index): string {
  return `e_${shape.name}[${index.spec.name}]`
}

export function columnNamed(shape: Shape, name: string): Column {
  return shape.columns.find((column) => column.name === name) ?? ID_COLUMN
}

export function columnAt(shape: Shape, path: string): Column | undefined {
  return path === '_id' ? ID_COLUMN : shape.columns.find((column) => column.path === path)
}

/** The flag columns, each once. */
export const membersOf = ({ indexes }: Shape): string[] => [
  ...new Set(indexes.flatMap(({ member }) => (member === null ? [] : [member]))),
]

export const isHeld = ({ spec }: Index): boolean => spec.held === true

/** True when the index keeps one entry per array element in a side table. */
export function isMultikey(shape: Shape, index: Index): boolean {
  return index.columns.some((name) => columnNamed(shape, name).arrays)
}

/** The keys of a document at one path: one, unless an array is met. */
export function keysAt(doc: Doc, path: string): { keys: Key[]; array: boolean; ordered: boolean } {
  const { values, throughArray } = valuesAt(doc, path)
  const only = values[0]
  if (!throughArray && !Array.isArray(only)) return { keys: [keyOf(only)], array: false, ordered: isOrdered(only) }
  const keys = new Map<string, Key>()
  for (const value of values) {
    for (const item of Array.isArray(value) ? (value as unknown[]) : [value]) {
      const key = keyOf(item)
      keys.set(typeof key === 'object' ? key.toString('latin1') : `${typeof key}${key}`, key)
    }
  }
  return { keys: keys.size === 0 ? [NULL_KEY] : [...keys.values()], array: true, ordered: true }
}

/** The test of which documents an index holds, or null when it holds all. */
export function compileMember(spec: IndexSpec): Predicate | null {
  if (spec.partialFilterExpression) return compileFilter(spec.partialFilterExpression)
  if (!spec.sparse) return null
  const paths = Object.keys(spec.key)
  return (doc) => paths.some((path) => valuesAt(doc, path).values.some((value) => value !== undefined))
}
