import { aggregate } from './aggregate.ts'
import { beginBulk, type BulkResult } from './bulk.ts'
import { decode } from './codec.ts'
import { afterThisTurn, ANY } from './commits.ts'
import { compareValues } from './compare.ts'
import { Cursor, FindCursor, type FindOptions } from './cursor.ts'
import type { Database } from './database.ts'
import { NotImplementedError, refuseOptions, serverError } from './errors.ts'
import { indexSpec, type IndexOptions } from './index-spec.ts'
import type { Update } from './mutate.ts'
import { valuesAt } from './paths.ts'
import { compileProjection } from './project.ts'
import { count, find } from './scan.ts'
import type { IndexSpec } from './shape.ts'
import { savepoint } from './sql.ts'
import type { Doc } from './types.ts'
import { findSource, wholeSource } from './source.ts'
import { type Changed, insert, remove, replace, type Target, update, type WriteOptions } from './writes.ts'

/** Operations of one bulk that run without a pause. */
const AT_ONCE = 200

type FindAndModifyOptions = WriteOptions & {
  returnDocument?: 'before' | 'after'
  includeResultMetadata?: boolean
  projection?: Doc
}

/** A collection with the methods of the MongoDB driver's; what is not here is refused by name (see `database.ts`). */
export class Collection {
  readonly collectionName: string
  readonly #database: Database
  readonly #target: Target

  constructor(database: Database, name: string) {
    this.collectionName = name
    this.#database = database
    const { catalog, sql } = database
    this.#target = { sql, existing: () => catalog.find(name), table: () => catalog.need(name) }
  }

  get namespace(): string {
    return `${this.#database.databaseName}.${this.collectionName}`
  }

  insertOne(doc: Doc, options?: object): Promise<Doc> {
    return this.#write(options, () => ({ acknowledged: true, insertedId: insert(this.#target, doc) }))
  }

  async insertMany(docs: Doc[], options: { ordered?: boolean } = {}): Promise<Doc> {
    const operations = docs.map((document) => ({ insertOne: { document } }))
    const { insertedCount, insertedIds } = await this.bulkWrite(operations, options)
    return { acknowledged: true, insertedCount, insertedIds }
  }

  /** Of many operations whose order is free only some are run at once: everybody else in this process waits meanwhile. */
  async bulkWrite(operations: Doc[], options: { ordered?: boolean } = {}): Promise<BulkResult> {
    const bulk = beginBulk(operations, options)
    const size = options.ordered === false ? AT_ONCE : operations.length
    const parts: Promise<void>[] = []
    let failed = false
    for (let from = 0; from < operations.length && !failed; from += size) {
      if (from > 0) await afterThisTurn()
      const to = Math.min(from + size, operations.length)
      const part = this.#write(options, () => bulk.run(this.#target, from, to))
      // Heard at once: it may fail while the next one waits for its turn.
      part.catch(() => (failed = true))
      parts.push(part)
    }
    await Promise.all(parts)
    return bulk.result()
  }

  updateOne(filter: Doc, change: Update, options: WriteOptions = {}): Promise<Doc> {
    return this.#write(options, () => updateResult(update(this.#target, filter, change, options, false)))
  }

  updateMany(filter: Doc, change: Update, options: WriteOptions = {}): Promise<Doc> {
    return this.#write(options, () => updateResult(update(this.#target, filter, change, options, true)))
  }

  replaceOne(filter: Doc, replacement: Doc, options: WriteOptions = {}): Promise<Doc> {
    return this.#write(options, () => updateResult(replace(this.#target, filter, replacement, options)))
  }

  deleteOne(filter: Doc = {}, options: WriteOptions = {}): Promise<Doc> {
    return this.#write(options, () => deleteResult(remove(this.#target, filter, options, false)))
  }

  deleteMany(filter: Doc = {}, options: WriteOptions = {}): Promise<Doc> {
    return this.#write(options, () => deleteResult(remove(this.#target, filter, options, true)))
  }

  findOneAndUpdate(filter: Doc, change: Update, options: FindAndModifyOptions = {}): Promise<unknown> {
    return this.#write(options, () => modified(update(this.#target, filter, change, options, false), options))
  }

  findOneAndReplace(filter: Doc, replacement: Doc, options: FindAndModifyOptions = {}): Promise<unknown> {
    return this.#write(options, () => modified(replace(this.#target, filter, replacement, options), options))
  }

  findOneAndDelete(filter: Doc, options: FindAndModifyOptions = {}): Promise<unknown> {
    return this.#write(options, () => {
      const [doc] = remove(this.#target, filter, options, false)
      const value = doc ? compileProjection(options.projection)(doc) : null
      return options.includeResultMetadata ? { lastErrorObject: { n: doc ? 1 : 0 }, value, ok: 1 } : value
    })
  }

  find(filter: Doc = {}, options: FindOptions = {}): FindCursor {
    refuseOptions(options)
    return new FindCursor((refined) => findSource(this.#database, this.collectionName, filter, refined), options)
  }

  findOne(filter: Doc = {}, options: FindOptions = {}): Promise<unknown> {
    return this.find(filter, { ...options, limit: 1 })
      .toArray()
      .then(([doc]) => doc ?? null)
  }

  countDocuments(filter: Doc = {}, options: FindOptions = {}): Promise<number> {
    return this.#read(options, () => {
      const { skip = 0, limit = 0 } = options
      const rest = Math.max(count(this.#target.sql, this.#target.existing(), filter) - skip, 0)
      return limit > 0 ? Math.min(limit, rest) : rest
    })
  }

  estimatedDocumentCount(): Promise<number> {
    return this.countDocuments()
  }

  distinct(path: string, filter: Doc = {}, options: object = {}): Promise<unknown[]> {
    return this.#read(options, () => {
      const found = find(this.#target.sql, this.#target.existing(), filter)
      const values = found.flatMap(({ doc }) =>
        valuesAt(doc, path).values.flatMap((value) => (Array.isArray(value) ? value : [value])),
      )
      const sorted = values.filter((value) => value !== undefined).sort(compareValues)
      return sorted.filter((value, i) => i === 0 || compareValues(sorted[i - 1], value) !== 0)
    })
  }

  aggregate(pipeline: Doc[] = [], options: object = {}): Cursor {
    refuseOptions(options)
    const { catalog, sql, commits } = this.#database
    const all = (): Promise<Doc[]> =>
      commits.read(ANY, () => aggregate(sql, this.#target.existing(), pipeline, (name) => catalog.find(name)))
    return new Cursor(() => wholeSource(all))
  }

  createIndex(key: unknown, options: IndexOptions = {}): Promise<string> {
    return this.createIndexes([{ ...options, key }]).then(([name]) => name as string)
  }

  createIndexes(specs: (IndexOptions & { key: unknown })[]): Promise<string[]> {
    return this.#schema(() =>
      specs.map(({ key, ...options }) => {
        const spec = indexSpec(key, options)
        if (spec.name !== '_id_') this.#database.catalog.createIndex(this.collectionName, spec)
        return spec.name
      }),
    )
  }

  listIndexes(): Cursor {
    const all = (): Promise<Doc[]> => this.indexes()
    return new Cursor(() => wholeSource(all))
  }

  indexes(): Promise<Doc[]> {
    return this.#read(undefined, () => {
      const table = this.#target.existing()
      if (!table) throw serverError(26, 'NamespaceNotFound', `ns does not exist: ${this.namespace}`)
      const id: IndexSpec = { v: 2, key: { _id: 1 }, name: '_id_' }
      return structuredClone([id, ...table.shape.indexes.map((index) => index.spec)])
    })
  }

  dropIndex(name: string): Promise<Doc> {
    if (name === '_id_') return Promise.reject(serverError(72, 'InvalidOptions', 'cannot drop _id index'))
    return this.#schema(() => {
      this.#database.catalog.dropIndex(this.collectionName, name)
      return { ok: 1 }
    })
  }

  dropIndexes(): Promise<boolean> {
    return this.#schema(() => {
      const names = this.#target.existing()?.shape.indexes.map((index) => index.spec.name) ?? []
      for (const name of names) this.#database.catalog.dropIndex(this.collectionName, name)
      return true
    })
  }

  drop(): Promise<boolean> {
    return this.#schema(() => this.#database.catalog.drop(this.collectionName))
  }

  #write<T>(options: object | undefined, operation: () => T): Promise<T> {
    return this.#database.commits.write(this.collectionName, () => {
      refuseOptions(options)
      return operation()
    })
  }

  #read<T>(options: object | undefined, operation: () => T): Promise<T> {
    return this.#database.commits.read(this.collectionName, () => {
      refuseOptions(options)
      return operation()
    })
  }

  /** Changes to tables and indexes are all or nothing, and what is known of them is read anew when they fail. */
  #schema<T>(operation: () => T): Promise<T> {
    const { catalog, commits, sql } = this.#database
    return commits.write(ANY, () => savepoint(sql, operation, () => catalog.reload()))
  }
}

function updateResult({ matched, modified: changed, upserted }: Changed): Doc {
  return {
    acknowledged: true,
    matchedCount: matched,
    modifiedCount: changed,
    upsertedCount: upserted ? 1 : 0,
    upsertedId: upserted ? upserted.id : null,
  }
}

function deleteResult(docs: Doc[]): Doc {
  return { acknowledged: true, deletedCount: docs.length }
}

function modified(changed: Changed, options: FindAndModifyOptions): unknown {
  if (options.returnDocument !== undefined && !['before', 'after'].includes(options.returnDocument)) {
    throw new NotImplementedError(`returnDocument "${options.returnDocument}"`)
  }
  const { matched, texts, upserted } = changed
  const found = options.returnDocument === 'after' ? (texts?.after ?? upserted?.stored) : texts?.before
  const doc = found && decode(found.text, found.apart)
  const value = doc ? compileProjection(options.projection)(doc) : null
  if (!options.includeResultMetadata) return value
  const lastErrorObject = {
    n: matched || (upserted ? 1 : 0),
    updatedExisting: matched > 0,
    ...(upserted ? { upserted: upserted.id } : {}),
  }
  return { lastErrorObject, value, ok: 1 }
}
