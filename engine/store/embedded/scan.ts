import mongoose from 'mongoose'
import { APART, decode, type Stored, stored } from './codec.ts'
import { keyOf } from './key.ts'
import { compileFilter, type Predicate } from './match.ts'
import { type Plan, planQuery } from './plan.ts'
import { type Places, planHeld } from './plan-held.ts'
import { compileSort, type SortOrder } from './sort.ts'
import type { Sql } from './sql.ts'
import type { Table } from './table.ts'
import type { Doc, Key } from './types.ts'

const { ObjectId } = mongoose.mongo

/** A row that matched: its row id, its own fresh copy of the document, and what that was read from. */
export type Found = Stored & { rid: number; doc: Doc }

/** `bare`: the text that lies apart is not asked for. */
export type Wanted = { order?: SortOrder; skip?: number; limit?: number; bare?: boolean }

/** `columns`: what a row is read from. */
type Query = Plan & { matches: Predicate; columns: string }

const WHOLE = `t.rid, t.doc, t.${APART}`
const BARE = 't.rid, t.doc, NULL'

/** The rows a filter finds, in order. All of them at once: for many, page with `findIds` and `fetch`. */
export function find(sql: Sql, table: Table | undefined, filter: Doc, wanted: Wanted = {}): Found[] {
  const clean = stored(filter)
  const matches = compileFilter(clean)
  if (!table) return []
  const { order = [], skip = 0, limit = 0, bare = false } = wanted
  const key = skip === 0 ? idKeyOf(clean) : undefined
  if (key !== undefined) return byId(sql, table, key, matches)
  const places = planHeld(table, clean, order)
  if (places) return findPlaced(sql, table, places, { order, skip, limit, bare }, matches)
  const plan = planQuery(table.shape, table.name, clean, order, limit > 0)
  // What has to be looked at to confirm or to sort a row is read whole.
  const query = { ...plan, matches, columns: bare && plan.exact && plan.order !== null ? BARE : WHOLE }
  if (query.order === null) return slice(read(sql, query, '').sort(byDocument(order)), skip, limit)
  if (query.exact) return read(sql, query, pageOf(skip, limit))
  return limit > 0 ? readUntil(sql, query, skip + limit).slice(skip) : read(sql, query, '').slice(skip)
}

/** How many documents match; counted in SQL where it says all. */
export function count(sql: Sql, table: Table | undefined, filter: Doc): number {
  const clean = stored(filter)
  const matches = compileFilter(clean)
  if (!table) return 0
  const query = { ...planQuery(table.shape, table.name, clean, [], false), matches, columns: WHOLE }
  if (query.exact) return Number(sql.get(`SELECT count(*) ${query.from}`, query.params)?.[0])
  let counted = 0
  eachMatch(sql, query, '', () => counted++)
  return counted
}

/** Row ids of all rows that may match, in order; null when the order can only be made from the documents. */
export function findIds(sql: Sql, table: Table, filter: Doc, order: SortOrder): number[] | null {
  const clean = stored(filter)
  const places = planHeld(table, clean, order)
  if (places) return places.ordered ? places.held.find(places.firsts, 0) : null
  const query = planQuery(table.shape, table.name, clean, order, false)
  if (query.order === null) return null
  const rids: number[] = []
  sql.each(`SELECT t.rid ${query.from}${query.order}`, query.params, ([rid]) => rids.push(rid as number))
  return rids
}

/** Reads the rows that still exist and still match, in the order given. */
export function fetch(sql: Sql, table: Table, filter: Doc, rids: readonly number[]): Doc[] {
  const matches = compileFilter(stored(filter))
  return readRows(sql, table, WHOLE, rids).flatMap((row) => {
    const { doc } = toFound(row)
    return matches(doc) ? [doc] : []
  })
}

/** Whether a projection is a plain list of fields, none of which is the text that lies apart. */
export function leavesApart(projection: Doc = {}): boolean {
  const fields = Object.entries(projection)
  return fields.length > 0 && fields.every(([path, wanted]) => wanted === 1 && path !== APART)
}

/** The SQL of a search and how SQLite carries it out. */
export function explain(
  sql: Sql,
  table: Table,
  filter: Doc,
  wanted: Wanted,
): { sql: string; plan: string[]; exact: boolean } {
  const places = planHeld(table, stored(filter), wanted.order ?? [])
  if (places) return { sql: '', plan: [`HELD ${places.held.index.spec.name}`], exact: places.exact }
  const query = planQuery(table.shape, table.name, stored(filter), wanted.order ?? [], (wanted.limit ?? 0) > 0)
  const text = `SELECT ${WHOLE} ${query.from}${query.order ?? ''}${pageOf(wanted.skip ?? 0, wanted.limit ?? 0)}`
  return { sql: text, plan: sql.plan(text, query.params), exact: query.exact }
}

/** The key of the one `_id` a filter asks for, or undefined when it may find more than one row. */
function idKeyOf(filter: Doc): Key | undefined {
  const { _id } = filter
  const single = typeof _id === 'string' || typeof _id === 'number' || _id instanceof ObjectId
  return single && !Number.isNaN(_id) ? keyOf(_id) : undefined
}

/** What nearly every read and write of the engine is, without planning. */
function byId(sql: Sql, table: Table, key: Key, matches: Predicate): Found[] {
  const row = sql.get(table.byId, [key])
  if (!row) return []
  const found = toFound(row)
  return matches(found.doc) ? [found] : []
}

/** The rows an index in memory names; no more than wanted of them are read where it says all. */
function findPlaced(
  sql: Sql,
  table: Table,
  { held, firsts, exact, ordered }: Places,
  { order, skip, limit, bare }: Required<Wanted>,
  matches: Predicate,
): Found[] {
  const enough = exact && ordered && limit > 0 ? skip + limit : 0
  const columns = bare && exact && ordered ? BARE : WHOLE
  const rows = readRows(sql, table, columns, held.find(firsts, enough)).map(toFound)
  const found = exact ? rows : rows.filter(({ doc }) => matches(doc))
  return slice(ordered ? found : found.sort(byDocument(order)), skip, limit)
}

/** Row id, text and the text apart, in the order of `columns`. */
type RawRow = [number, string, string | null]

/** Those of the rows that still exist, in the order given. */
function readRows(sql: Sql, table: Table, columns: string, rids: readonly number[]): RawRow[] {
  const text = `SELECT ${columns} FROM ${table.name} AS t WHERE rid IN (SELECT value FROM json_each(?))`
  const found = new Map((sql.all(text, [JSON.stringify(rids)]) as RawRow[]).map((row) => [row[0], row]))
  return rids.flatMap((rid) => {
    const row = found.get(rid)
    return row ? [row] : []
  })
}

function toFound(row: readonly unknown[]): Found {
  const [rid, text, apart] = row as RawRow
  return { rid, text, apart, doc: decode(text, apart) }
}

function read(sql: Sql, query: Query, page: string): Found[] {
  const found: Found[] = []
  eachMatch(sql, query, page, (match) => found.push(match))
  return found
}

function eachMatch(sql: Sql, query: Query, page: string, visit: (found: Found) => void): void {
  sql.each(`SELECT ${query.columns} ${query.from}${query.order ?? ''}${page}`, query.params, (row) => {
    const found = toFound(row)
    if (query.exact || query.matches(found.doc)) visit(found)
  })
}

/** Reads ever longer pages until enough rows have been confirmed. */
function readUntil(sql: Sql, query: Query, enough: number): Found[] {
  const found: Found[] = []
  let offset = 0
  for (let size = Math.max(2 * enough, 16); ; size *= 4) {
    const rows = sql.all(`SELECT ${query.columns} ${query.from}${query.order ?? ''} LIMIT ? OFFSET ?`, [
      ...query.params,
      size,
      offset,
    ])
    for (const row of rows) {
      const one = toFound(row)
      if (query.matches(one.doc) && found.push(one) === enough) return found
    }
    if (rows.length < size) return found
    offset += size
  }
}

function byDocument(order: SortOrder): (a: Found, b: Found) => number {
  const compare = compileSort(order)
  return (a, b) => compare(a.doc, b.doc)
}

function slice(found: Found[], skip: number, limit: number): Found[] {
  return limit > 0 ? found.slice(skip, skip + limit) : found.slice(skip)
}

function pageOf(skip: number, limit: number): string {
  if (limit > 0) return ` LIMIT ${Math.trunc(limit)}${skip > 0 ? ` OFFSET ${Math.trunc(skip)}` : ''}`
  return skip > 0 ? ` LIMIT -1 OFFSET ${Math.trunc(skip)}` : ''
}
