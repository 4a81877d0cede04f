import { decode, encode, stored } from './codec.ts'
import { equalValues } from './compare.ts'
import { refuseOptions, serverError } from './errors.ts'
import { applyUpdate, checkReplacement, checkUpdate, seedOf, type Update, withId } from './mutate.ts'
import { find, type Found, type Wanted } from './scan.ts'
import { parseSort } from './sort.ts'
import type { Sql } from './sql.ts'
import type { Table } from './table.ts'
import type { Doc } from './types.ts'

/** Where a write happens; `table` makes the collection when it is missing. */
export type Target = { sql: Sql; existing: () => Table | undefined; table: () => Table }

export type WriteOptions = {
  upsert?: boolean
  arrayFilters?: Doc[]
  sort?: unknown
}

export type Changed = {
  matched: number
  modified: number
  upserted?: { id: unknown; doc: Doc }
  before?: Doc
  after?: Doc
}

/** Inserts a document; the caller's object gets its `_id` when it has none, as with MongoDB's driver. */
export function insert(target: Target, doc: Doc): unknown {
  if (doc['_id'] === undefined || doc['_id'] === null) doc['_id'] = withId({})['_id']
  insertStored(target.table(), doc)
  return doc['_id']
}

/** Changes the first row (or, with `many`, every row) the filter finds; `many` takes no sort. */
export function update(target: Target, filter: Doc, change: Update, options: WriteOptions, many: boolean): Changed {
  refuseOptions(options)
  checkUpdate(change)
  const clean = stored(change)
  const arrayFilters = (options.arrayFilters ?? []).map((each) => stored(each))
  const edit = (doc: Doc): Doc => applyUpdate(doc, clean, stored(filter), arrayFilters, false)
  const found = find(target.sql, target.existing(), filter, many ? {} : first(options))
  if (found.length === 0)
    return options.upsert
      ? upsert(target, applyUpdate(seedOf(stored(filter)), clean, filter, arrayFilters, true))
      : MISSED
  return rewrite(target, found, edit)
}

/** Puts another document in the place of the first row the filter finds, keeping its `_id`. */
export function replace(target: Target, filter: Doc, replacement: Doc, options: WriteOptions): Changed {
  refuseOptions(options)
  checkReplacement(replacement)
  const found = find(target.sql, target.existing(), filter, first(options))
  if (found.length === 0) {
    if (!options.upsert) return MISSED
    const { _id } = seedOf(stored(filter))
    return upsert(target, { ...(_id === undefined ? {} : { _id }), ...stored(replacement) })
  }
  return rewrite(target, found, (doc) => {
    const { _id, ...rest } = stored(replacement)
    return { _id: _id ?? doc['_id'], ...rest }
  })
}

/** Deletes the first row, or every row, the filter finds; gives them back. */
export function remove(target: Target, filter: Doc, options: WriteOptions, many: boolean): Doc[] {
  refuseOptions(options)
  const table = target.existing()
  const found = find(target.sql, table, filter, many ? {} : first(options))
  for (const { rid } of found) table?.remove(rid)
  return found.map(({ doc }) => doc)
}

const MISSED: Changed = { matched: 0, modified: 0 }

function first(options: WriteOptions): Wanted {
  return { limit: 1, order: parseSort(options.sort) }
}

function rewrite(target: Target, found: Found[], edit: (doc: Doc) => Doc): Changed {
  const table = target.table()
  let modified = 0
  let last: Doc | undefined
  for (const { rid, doc, text } of found) {
    const id = doc['_id']
    const next = edit(doc)
    if (!equalValues(next['_id'], id)) {
      throw serverError(
        66,
        'ImmutableField',
        "Performing an update on the path '_id' would modify the immutable field '_id'",
      )
    }
    const nextText = encode(next)
    last = decode(nextText)
    if (nextText === text) continue
    table.update(rid, last, nextText)
    modified++
  }
  const before = found.length === 1 ? decode((found[0] as Found).text) : undefined
  return { matched: found.length, modified, ...(before && last ? { before, after: last } : {}) }
}

function upsert(target: Target, seed: Doc): Changed {
  const doc = withId(seed)
  insertStored(target.table(), doc)
  return { matched: 0, modified: 0, upserted: { id: doc['_id'], doc } }
}

function insertStored(table: Table, doc: Doc): void {
  const text = encode(doc)
  const clean = stored(doc)
  if (Array.isArray(clean['_id'])) throw serverError(53, 'InvalidIdField', "The '_id' value cannot be of type array")
  table.insert(clean, text)
}
