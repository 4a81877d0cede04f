import mongoose, { type Model } from 'mongoose'
import { StoreProblem } from './errors.ts'
import type { Page, PageQuery } from './port.ts'

/** Fields a listing is sorted by, the last one unique. 1 = ascending. */
export type Order = Readonly<Record<string, 1 | -1>>
export type Filter = Record<string, unknown>

/** Newest first; within one instant by order among all customers, then by order within the customer. */
export function newest(instant: string): Order {
  return { [instant]: -1, order: -1, seq: -1, _id: -1 }
}

const MOST = 1000

/**
 * One page of a listing. The cursor is the sort key of the last row, so rows that come or go meanwhile neither repeat nor
 * hide others. A page holds 1 to 1,000 items.
 */
export async function readPage<R, T>(
  model: Model<R>,
  filter: Filter,
  order: Order,
  query: PageQuery,
  toItem: (row: R) => T,
): Promise<Page<T>> {
  return pageOf(await readRows(model, filter, order, query), order, query, toItem)
}

/** The rows of a page, and one more where there are more. */
export async function readRows<R>(model: Model<R>, filter: Filter, order: Order, query: PageQuery): Promise<R[]> {
  const parts = query.cursor === undefined ? [filter] : [filter, afterCursor(order, query.cursor)]
  return (await model
    .find((parts.length > 1 ? { $and: parts } : filter) as never)
    .sort(order)
    .limit(sizeOf(query) + 1)
    .lean()) as R[]
}

/** A page of rows in order, of which there may be more than it takes. */
export function pageOf<R, T>(rows: readonly R[], order: Order, query: PageQuery, toItem: (row: R) => T): Page<T> {
  const limit = sizeOf(query)
  const last = rows[limit - 1]
  return {
    items: rows.slice(0, limit).map(toItem),
    next: rows.length > limit && last ? toCursor(order, last as Filter) : null,
  }
}

const sizeOf = ({ limit }: PageQuery): number => Math.min(Math.max(Math.trunc(limit) || 1, 1), MOST)

/** Rows in order of id, page by page: no cursor stays open on the server while the caller works on a page. */
export async function* eachById<R extends { _id: string }>(
  model: Model<R>,
  filter: Filter,
  batch = 500,
): AsyncGenerator<R[]> {
  let after: string | undefined
  for (;;) {
    const rest = after === undefined ? filter : { ...filter, _id: mongoose.trusted({ $gt: after }) }
    const rows = (await model
      .find(rest as never)
      .sort({ _id: 1 })
      .limit(batch)
      .lean()) as unknown as R[]
    if (rows.length > 0) yield rows
    if (rows.length < batch) return
    after = rows.at(-1)?._id
  }
}

/** Leaves out what was not asked for; a filter by `undefined` would find rows that lack the field. */
export function given(filter: Filter): Filter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined))
}

function toCursor(order: Order, row: Filter): string {
  const key = Object.keys(order).map((field) => row[field])
  return Buffer.from(JSON.stringify(key)).toString('base64url')
}

function afterCursor(order: Order, cursor: string): Filter {
  const key = parseCursor(cursor)
  const fields = Object.entries(order)
  if (key === null || key.length !== fields.length || !key.every((value, i) => fits(fields[i]?.[0] ?? '', value))) {
    throw new StoreProblem({
      code: 'invalid-cursor',
      message:
        'The cursor is not one this listing gave out. Use `next` of the previous page, or leave it out to start at the first page.',
      pointer: '/cursor',
      severity: 'error',
    })
  }
  const beyond = fields.map(([field, direction], i) => ({
    ...Object.fromEntries(fields.slice(0, i).map(([before], j) => [before, key[j]])),
    [field]: mongoose.trusted({ [direction === 1 ? '$gt' : '$lt']: key[i] }),
  }))
  if (beyond.length === 1) return beyond[0] as Filter
  // The first field's bound follows from the rest; said by itself it lets an index start at the right place.
  const [first, direction] = fields[0] as [string, 1 | -1]
  return { [first]: mongoose.trusted({ [direction === 1 ? '$gte' : '$lte']: key[0] }), $or: beyond }
}

function parseCursor(cursor: string): unknown[] | null {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    return Array.isArray(key) ? key : null
  } catch {
    return null
  }
}

/** Ids are text, everything else listings are sorted by is a number. */
function fits(field: string, value: unknown): boolean {
  return field === '_id' ? typeof value === 'string' : typeof value === 'number'
}
