import mongoose from 'mongoose'
import type { Stored } from './codec.ts'
import { NotImplementedError, refuseOptions } from './errors.ts'
import type { Update } from './mutate.ts'
import { nativeDriver } from './native.ts'
import type { Doc } from './types.ts'
import { type Changed, insert, remove, replace, type Target, update, type WriteOptions } from './writes.ts'

const { MongoBulkWriteError, MongoInvalidArgumentError } = mongoose.mongo

/** In an operation: its document as it is to be stored, where that is known already. No name, so that no caller's field is it. */
export const STORED = Symbol('stored')

export type Operation = {
  document?: Doc
  filter?: Doc
  update?: Update
  replacement?: Doc
  [STORED]?: Stored
} & WriteOptions

/** What became of a bulk, by position, in the driver's words; what was inserted the caller knows. */
export type RawResult = {
  ok: 1
  writeErrors: Failure[]
  writeConcernErrors: never[]
  upserted: { index: number; _id: unknown }[]
  nInserted: number
  nUpserted: number
  nMatched: number
  nModified: number
  nRemoved: number
}

export type BulkResult = {
  insertedCount: number
  matchedCount: number
  modifiedCount: number
  deletedCount: number
  upsertedCount: number
  upsertedIds: Record<number, unknown>
  insertedIds: Record<number, unknown>
}

type Failure = { index: number; code: number; errmsg: string; keyPattern?: unknown; keyValue?: unknown }

/** One failed operation of a bulk, shaped as the driver's class of that name. */
class WriteError {
  readonly err: Failure & { errInfo?: unknown; op: unknown }

  constructor(err: WriteError['err']) {
    this.err = err
  }

  get index(): number {
    return this.err.index
  }

  get code(): number {
    return this.err.code
  }

  get errmsg(): string {
    return this.err.errmsg
  }

  get errInfo(): unknown {
    return this.err.errInfo
  }

  getOperation(): unknown {
    return this.err.op
  }

  toJSON(): object {
    const { code, index, errmsg, op } = this.err
    return { code, index, errmsg, op }
  }
}

/** A bulk under way. */
export interface Bulk {
  /**
   * Runs the operations from one position to before another. Ordered: none after the first that fails. Unordered: all of
   * them. What succeeded stays done.
   */
  run(target: Target, from: number, to: number): void
  readonly result: RawResult
}

export function beginBulk(operations: Doc[], options: { ordered?: boolean } = {}): Bulk {
  refuseOptions(options)
  if (!Array.isArray(operations) || operations.length === 0) {
    throw new MongoInvalidArgumentError('Invalid BulkOperation, Batch cannot be empty')
  }
  const ordered = options.ordered ?? true
  const raw: RawResult = {
    ok: 1,
    writeErrors: [],
    writeConcernErrors: [],
    upserted: [],
    nInserted: 0,
    nUpserted: 0,
    nMatched: 0,
    nModified: 0,
    nRemoved: 0,
  }
  return {
    run(target, from, to) {
      for (let index = from; index < to; index++) {
        if (ordered && raw.writeErrors.length > 0) return
        attempt(target, operations[index] as Doc, index, raw)
      }
    },
    result: raw,
  }
}

/**
 * The result as the driver gives it.
 * @throws MongoBulkWriteError with what was done, when an operation failed
 */
export function resultOf(raw: RawResult, operations: Doc[], options: { ordered?: boolean }): BulkResult {
  const writeErrors = raw.writeErrors.map((failure) => {
    const op = Object.values(operations[failure.index] as Doc)[0] as Operation
    return new WriteError({ ...failure, op: op.document ?? op })
  })
  const [failed] = writeErrors
  const ordered = options.ordered ?? true
  const insertedIds = idsOf(ordered && failed ? operations.slice(0, failed.index + 1) : operations)
  // The driver's own class: Mongoose looks inside it.
  const result = new nativeDriver.BulkWriteResult({ ...raw, writeErrors, insertedIds }, ordered) as BulkResult
  if (!failed) return result
  throw new MongoBulkWriteError({ message: failed.errmsg, code: failed.code, writeErrors } as never, result as never)
}

function idsOf(operations: readonly Doc[]): { index: number; _id: unknown }[] {
  return operations.flatMap((operation, index) => {
    const inserted = operation['insertOne'] as Operation | undefined
    return inserted ? { index, _id: (inserted.document ?? (inserted as Doc))['_id'] } : []
  })
}

function attempt(target: Target, operation: Doc, index: number, raw: RawResult): void {
  try {
    run(target, operation, index, raw)
  } catch (error) {
    if (!isServerError(error) || !target.sql.inTransaction) throw error
    const { code, message, keyPattern, keyValue } = error
    raw.writeErrors.push({ index, code, errmsg: message, keyPattern, keyValue })
  }
}

function run(target: Target, operation: Doc, index: number, raw: RawResult): void {
  const kind = Object.keys(operation ?? {})[0] as string
  const body = operation?.[kind] as Operation
  const filter = body?.filter ?? {}
  switch (kind) {
    case 'replaceOne':
      return tally(replace(target, filter, body.replacement ?? {}, body, body[STORED]), index, raw)
    case 'updateOne':
    case 'updateMany':
      return tally(update(target, filter, body.update ?? {}, body, kind === 'updateMany'), index, raw)
    case 'insertOne': {
      const doc = body.document ?? (body as Doc)
      insert(target, doc, body[STORED])
      raw.nInserted++
      return
    }
    case 'deleteOne':
    case 'deleteMany':
      raw.nRemoved += remove(target, filter, body, kind === 'deleteMany').length
      return
    default:
      throw new NotImplementedError(`the bulk operation "${kind}"`)
  }
}

function tally(changed: Changed, index: number, raw: RawResult): void {
  raw.nMatched += changed.matched
  raw.nModified += changed.modified
  if (!changed.upserted) return
  raw.nUpserted++
  raw.upserted.push({ index, _id: changed.upserted.id })
}

function isServerError(
  error: unknown,
): error is { code: number; message: string; keyPattern?: unknown; keyValue?: unknown } {
  return error instanceof mongoose.mongo.MongoServerError
}
