import { aggregate } from './aggregate.ts'
import { beginBulk, type RawResult } from './bulk.ts'
import { Catalog } from './catalog.ts'
import { stored } from './codec.ts'
import { afterThisTurn, ANY, Commits } from './commits.ts'
import { compareValues } from './compare.ts'
import type { FindOptions } from './cursor.ts'
import type { DataFile, FindAndModifyOptions, IndexWish, Query } from './data-file.ts'
import { refuseOptions, serverError } from './errors.ts'
import { closeFile, openFile, type Sync } from './file.ts'
import { indexSpec } from './index-spec.ts'
import type { Update } from './mutate.ts'
import { valuesAt } from './paths.ts'
import { compileProjection } from './project.ts'
import { count, explain, fetch, find, findIds, leavesApart } from './scan.ts'
import { deleted, shown, told } from './results.ts'
import type { IndexSpec } from './shape.ts'
import { type Sql, savepoint } from './sql.ts'
import type { Table } from './table.ts'
import type { Doc } from './types.ts'
import { insert, remove, replace, type Target, update, type WriteOptions } from './writes.ts'

/** Operations of one bulk that run without a pause. */
const AT_ONCE = 100

/** A data file worked on in this thread: every operation runs when it is called, and is told when it is committed. */
export class LocalFile implements DataFile {
  readonly sql: Sql
  readonly #name: string
  readonly #catalog: Catalog
  readonly #commits: Commits

  /** @param name of the database, for messages */
  constructor(file: string, sync: Sync, name: string) {
    this.#name = name
    this.sql = openFile(file, sync)
    this.#catalog = new Catalog(this.sql, name)
    this.#commits = new Commits(this.sql, () => this.#catalog.reload())
  }

  insertOne(collection: string, doc: Doc, options?: object): Promise<Doc> {
    return this.#write(collection, options, (target) => ({ acknowledged: true, insertedId: insert(target, doc) }))
  }

  /** Of many operations whose order is free only some are run at once: everybody else in this thread waits meanwhile. */
  async bulk(collection: string, operations: Doc[], options: { ordered?: boolean }): Promise<RawResult> {
    const bulk = beginBulk(operations, options)
    const size = options.ordered === false ? AT_ONCE : operations.length
    const parts: Promise<void>[] = []
    let failed = false
    for (let from = 0; from < operations.length && !failed; from += size) {
      if (from > 0) await afterThisTurn()
      const to = Math.min(from + size, operations.length)
      const part = this.#write(collection, options, (target) => bulk.run(target, from, to), to - from)
      // Heard at once: it may fail while the next one waits for its turn.
      part.catch(() => (failed = true))
      parts.push(part)
    }
    await Promise.all(parts)
    return bulk.result
  }

  updateOne(collection: string, filter: Doc, change: Update, options: WriteOptions): Promise<Doc> {
    return this.#write(collection, options, (target) => told(update(target, filter, change, options, false)))
  }

  updateMany(collection: string, filter: Doc, change: Update, options: WriteOptions): Promise<Doc> {
    return this.#write(collection, options, (target) => told(update(target, filter, change, options, true)))
  }

  replaceOne(collection: string, filter: Doc, replacement: Doc, options: WriteOptions): Promise<Doc> {
    return this.#write(collection, options, (target) => told(replace(target, filter, replacement, options)))
  }

  deleteOne(collection: string, filter: Doc, options: WriteOptions): Promise<Doc> {
    return this.#write(collection, options, (target) => deleted(remove(target, filter, options, false)))
  }

  deleteMany(collection: string, filter: Doc, options: WriteOptions): Promise<Doc> {
    return this.#write(collection, options, (target) => deleted(remove(target, filter, options, true)))
  }

  findOneAndUpdate(collection: string, filter: Doc, change: Update, options: FindAndModifyOptions): Promise<unknown> {
    return this.#write(collection, options, (target) => shown(update(target, filter, change, options, false), options))
  }

  findOneAndReplace(
    collection: string,
    filter: Doc,
    replacement: Doc,
    options: FindAndModifyOptions,
  ): Promise<unknown> {
    return this.#write(collection, options, (target) => shown(replace(target, filter, replacement, options), options))
  }

  findOneAndDelete(collection: string, filter: Doc, options: FindAndModifyOptions): Promise<unknown> {
    return this.#write(collection, options, (target) => {
      const [doc] = remove(target, filter, options, false)
      const value = doc ? compileProjection(options.projection)(doc) : null
      return options.includeResultMetadata ? { lastErrorObject: { n: doc ? 1 : 0 }, value, ok: 1 } : value
    })
  }

  find(collection: string, filter: Doc, { order, skip = 0, limit = 0, projection }: Query): Promise<Doc[]> {
    const project = projector(projection)
    const wanted = { order, skip, limit: Math.abs(limit), bare: leavesApart(projection) }
    return this.#read(collection, undefined, (table) =>
      find(this.sql, table, filter, wanted).map(({ doc }) => project(doc)),
    )
  }

  async findIds(collection: string, filter: Doc, { order, skip = 0, limit = 0 }: Query): Promise<number[] | null> {
    if (limit !== 0 || skip > 0) return null
    return this.#read(collection, undefined, (table) => (table ? findIds(this.sql, table, filter, order) : []))
  }

  fetch(collection: string, filter: Doc, { projection }: Query, rids: readonly number[]): Promise<Doc[]> {
    const project = projector(projection)
    return this.#read(collection, undefined, (table) =>
      table ? fetch(this.sql, table, filter, rids).map((doc) => project(doc)) : [],
    )
  }

  explain(collection: string, filter: Doc, { order, skip = 0, limit = 0 }: Query): Promise<unknown> {
    const wanted = { order, skip, limit: Math.abs(limit) }
    return this.#read(collection, undefined, (table) => (table ? explain(this.sql, table, filter, wanted) : null))
  }

  countDocuments(collection: string, filter: Doc, options: FindOptions): Promise<number> {
    return this.#read(collection, options, (table) => {
      const { skip = 0, limit = 0 } = options
      const rest = Math.max(count(this.sql, table, filter) - skip, 0)
      return limit > 0 ? Math.min(limit, rest) : rest
    })
  }

  distinct(collection: string, path: string, filter: Doc, options: object): Promise<unknown[]> {
    return this.#read(collection, options, (table) => {
      const values = find(this.sql, table, filter).flatMap(({ doc }) =>
        valuesAt(doc, path).values.flatMap((value) => (Array.isArray(value) ? value : [value])),
      )
      const sorted = values.filter((value) => value !== undefined).sort(compareValues)
      return sorted.filter((value, i) => i === 0 || compareValues(sorted[i - 1], value) !== 0)
    })
  }

  aggregate(collection: string, pipeline: Doc[]): Promise<Doc[]> {
    const other = (name: string): Table | undefined => this.#catalog.find(name)
    return this.#commits.read(ANY, () => aggregate(this.sql, other(collection), pipeline, other))
  }

  collections(): Promise<string[]> {
    return this.#commits.read(ANY, () => this.#catalog.names())
  }

  createCollection(name: string): Promise<void> {
    return this.#schema(() => {
      if (this.#catalog.find(name))
        throw serverError(48, 'NamespaceExists', `Collection ${this.#name}.${name} already exists.`)
      this.#catalog.need(name)
    })
  }

  dropCollection(name: string): Promise<boolean> {
    return this.#schema(() => this.#catalog.drop(name))
  }

  dropDatabase(): Promise<boolean> {
    return this.#schema(() => {
      for (const name of this.#catalog.names()) this.#catalog.drop(name)
      return true
    })
  }

  indexes(collection: string): Promise<IndexSpec[]> {
    return this.#read(collection, undefined, (table) => {
      if (!table) throw serverError(26, 'NamespaceNotFound', `ns does not exist: ${this.#name}.${collection}`)
      const id: IndexSpec = { v: 2, key: { _id: 1 }, name: '_id_' }
      return structuredClone([id, ...table.shape.indexes.map((index) => index.spec)])
    })
  }

  createIndexes(collection: string, wishes: IndexWish[]): Promise<string[]> {
    return this.#schema(() =>
      wishes.map(({ key, ...options }) => {
        const spec = indexSpec(key, options)
        if (spec.name !== '_id_') this.#catalog.createIndex(collection, spec)
        return spec.name
      }),
    )
  }

  dropIndexes(collection: string, name: string | null): Promise<void> {
    return this.#schema(() => {
      const all = (): string[] => this.#catalog.find(collection)?.shape.indexes.map((index) => index.spec.name) ?? []
      for (const one of name === null ? all() : [name]) this.#catalog.dropIndex(collection, one)
    })
  }

  async close(): Promise<void> {
    this.#commits.close()
    closeFile(this.sql)
  }

  #write<T>(collection: string, options: object | undefined, operation: (target: Target) => T, weight = 1): Promise<T> {
    return this.#commits.write(
      collection,
      () => {
        refuseOptions(options)
        return operation({
          sql: this.sql,
          existing: () => this.#catalog.find(collection),
          table: () => this.#catalog.need(collection),
        })
      },
      weight,
    )
  }

  #read<T>(collection: string, options: object | undefined, operation: (table: Table | undefined) => T): Promise<T> {
    return this.#commits.read(collection, () => {
      refuseOptions(options)
      return operation(this.#catalog.find(collection))
    })
  }

  /** Changes to tables and indexes are all or nothing, and what is known of them is read anew when they fail. */
  #schema<T>(operation: () => T): Promise<T> {
    return this.#commits.write(ANY, () => savepoint(this.sql, operation, () => this.#catalog.reload()))
  }
}

const projector = (projection: Doc | undefined): ((doc: Doc) => Doc) =>
  compileProjection(projection === undefined ? undefined : stored(projection))
