import { APART, encodeStored, type Stored, stored } from './codec.ts'
import { equalValues } from './compare.ts'
import { refuseOptions, serverError } from './errors.ts'
import { keyOf } from './key.ts'
import { applyUpdate, checkReplacement, checkUpdate, seedOf, type Update, withId } from './mutate.ts'
import { type Found, find, type Wanted } from './scan.ts'
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

/** `texts` are the first changed document before and after, as stored. */
export type Changed = {
  matched: number
  modified: number
  upserted?: { id: unknown; stored: Stored }
  texts?: { before: Stored; after: Stored }
}

/** Inserts a document that has its `_id`. @param encoded the document as it is stored, where that is known */
export function insert(target: Target, doc: Doc, encoded?: Stored): unknown {
  insertNew(target.table(), doc, encoded)
  return doc['_id']
}

/** Changes the first row (or, with `many`, every row) the filter finds; `many` takes no sort. */
export function update(target: Target, filter: Doc, change: Update, options: WriteOptions, many: boolean): Changed {
  refuseOptions(options)
  checkUpdate(change)
  const clean = stored(change)
  const condition = stored(filter)
  const arrayFilters = (options.arrayFilters ?? []).map((each) => stored(each))
  const found = find(target.sql, target.existing(), condition, many ? {} : first(options))
  if (found.length > 0) return rewrite(target, found, (doc) => applyUpdate(doc, clean, condition, arrayFilters, false))
  return options.upsert ? upsert(target, applyUpdate(seedOf(condition), clean, condition, arrayFilters, true)) : MISSED
}

/**
 * Puts another document in the place of the first row the filter finds, keeping its `_id`.
 * @param encoded the document, which has its `_id` first, as it is stored, where that is known
 */
export function replace(
  target: Target,
  filter: Doc,
  replacement: Doc,
  options: WriteOptions,
  encoded?: Stored,
): Changed {
  refuseOptions(options)
  checkReplacement(replacement)
  if (options.sort === undefined && swap(target, filter, replacement, encoded)) return SWAPPED
  const found = find(target.sql, target.existing(), filter, first(options))
  const { _id, ...rest } = stored(replacement)
  if (found.length > 0) return rewrite(target, found, (doc) => ({ _id: _id ?? doc['_id'], ...rest }))
  return options.upsert ? upsert(target, { _id: seedOf(stored(filter))['_id'] ?? _id, ...rest }) : MISSED
}

/** Deletes the first row, or every row, the filter finds; gives them back. */
export function remove(target: Target, filter: Doc, options: WriteOptions, many: boolean): Doc[] {
  refuseOptions(options)
  const table = target.existing()
  const found = find(target.sql, table, filter, many ? {} : first(options))
  for (const { rid, doc } of found) table?.remove(rid, doc)
  return found.map(({ doc }) => doc)
}

const MISSED: Changed = { matched: 0, modified: 0 }
const SWAPPED: Changed = { matched: 1, modified: 1 }

/**
 * Compare-and-set, the engine's most frequent write, in one statement and without reading the old document: the filter is
 * `{ _id, field }` and the replacement's field differs, so a match is a change. False: not of this form, or no match.
 */
function swap(target: Target, filter: Doc, replacement: Doc, encoded?: Stored): boolean {
  const { _id, ...conditions } = filter
  const [condition, more] = Object.entries(conditions)
  const table = target.existing()
  if (!table || !condition || more || typeof _id !== 'string') return false
  const [field, value] = condition
  const scalar = typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value))
  if (!scalar || field === APART || replacement[field] === value) return false
  if (replacement['_id'] !== undefined && replacement['_id'] !== _id) return false
  const { clean, ...stored } = encoded ? { clean: replacement, ...encoded } : encodeStored({ _id, ...replacement })
  // Documents begin with their id, and those that are swapped with this field next: as texts they are compared without
  // being parsed. One that has it elsewhere is found the long way.
  const { text: head } = encodeStored({ _id, [field]: value })
  return table.swap(keyOf(_id), `${head.slice(0, -1)},`, clean, stored)
}

function first(options: WriteOptions): Wanted {
  return options.sort === undefined ? { limit: 1 } : { limit: 1, order: parseSort(options.sort) }
}

function rewrite(target: Target, found: Found[], edit: (doc: Doc) => Doc): Changed {
  const table = target.table()
  let modified = 0
  let texts: Changed['texts']
  for (const { rid, doc, ...before } of found) {
    const id = doc['_id']
    const old = table.rowOf(doc)
    const next = edit(doc)
    if (!equalValues(next['_id'], id)) {
      throw serverError(66, 'ImmutableField', "The update would modify the immutable field '_id'")
    }
    const { clean, ...after } = encodeStored(next)
    texts ??= { before, after }
    if (after.text === before.text && after.apart === before.apart) continue
    table.update(rid, clean, after, old)
    modified++
  }
  return { matched: found.length, modified, ...(texts ? { texts } : {}) }
}

function upsert(target: Target, seed: Doc): Changed {
  const doc = withId(seed)
  return { matched: 0, modified: 0, upserted: { id: doc['_id'], stored: insertNew(target.table(), doc) } }
}

function insertNew(table: Table, doc: Doc, encoded?: Stored): Stored {
  const { clean, ...stored } = encoded ? { clean: doc, ...encoded } : encodeStored(doc)
  if (Array.isArray(clean['_id'])) throw serverError(53, 'InvalidIdField', "The '_id' value cannot be of type array")
  table.insert(clean, stored)
  return stored
}
