import { duplicateKey } from './errors.ts'
import { keyOf } from './key.ts'
import { valuesAt } from './paths.ts'
import { columnNamed, compileMember, entriesOf, type Index, isMultikey, keysAt, type Shape, tableOf } from './shape.ts'
import { quoted, type Sql } from './sql.ts'
import type { Doc, Key } from './types.ts'

/** Where a write failed; `namespace` for messages. */
type Place = { sql: Sql; shape: Shape; namespace: string }

/**
 * A constraint failure as MongoDB's duplicate key error; any other error as it is.
 * @param rid the row that was to be rewritten; undefined = a new one
 */
export function explainClash(error: unknown, place: Place, doc: Doc, rid: number | undefined): unknown {
  const { shape, namespace } = place
  const { code, message } = error as { code?: string; message: string }
  if (code !== 'SQLITE_CONSTRAINT_UNIQUE' && code !== 'SQLITE_CONSTRAINT_PRIMARYKEY') return error
  const places = message.replace(/^.*constraint failed: /, '').split(', ')
  const columns = places.map((each) => each.slice(each.lastIndexOf('.') + 1)).join()
  if (columns === 'id') return duplicateKey(namespace, '_id_', { _id: 1 }, { _id: doc['_id'] })
  const unique = shape.indexes.filter((index) => index.spec.unique && index.columns.join() === columns)
  const index = unique.find((each) => clashes(each, place, doc, places[0] ?? '', rid ?? ridOf(place, doc)))
  return index ? duplicateOf(namespace, index, doc) : error
}

/** The error for a document whose key an index holds already. */
export function duplicateOf(namespace: string, { spec }: Index, doc: Doc): Error {
  const values = Object.keys(spec.key).map((path) => [path, valuesAt(doc, path).values[0] ?? null])
  return duplicateKey(namespace, spec.name, spec.key, Object.fromEntries(values))
}

/** SQLite names the columns that clash, not the index; two unique indexes may share them under different filters. */
function clashes(index: Index, { sql, shape }: Place, doc: Doc, column: string, rid: number): boolean {
  const inEntries = column.startsWith(`${entriesOf(shape, index)}.`)
  if (inEntries || isMultikey(shape, index)) return inEntries
  if (index.member && !compileMember(index.spec)?.(doc)) return false
  const keys = index.columns.map((name) => keysAt(doc, columnNamed(shape, name).path).keys[0] as Key)
  const where = [...index.columns.map((name) => `${name}=?`), 'rid<>?', ...(index.member ? [`${index.member}=1`] : [])]
  const found = sql.get(`SELECT 1 FROM ${quoted(tableOf(shape))} WHERE ${where.join(' AND ')}`, [...keys, rid])
  return found !== undefined
}

function ridOf({ sql, shape }: Place, doc: Doc): number {
  return Number(sql.get(`SELECT rid FROM ${quoted(tableOf(shape))} WHERE id=?`, [keyOf(doc['_id'])])?.[0] ?? -1)
}
