import { type BulkResult, resultOf } from './bulk.ts'
import { Cursor, FindCursor, type FindOptions } from './cursor.ts'
import type { DataFile, FindAndModifyOptions, IndexWish } from './data-file.ts'
import { refuseOptions, serverError } from './errors.ts'
import type { IndexOptions } from './index-spec.ts'
import { type Update, withId } from './mutate.ts'
import { findSource, wholeSource } from './source.ts'
import type { Doc } from './types.ts'
import type { WriteOptions } from './writes.ts'

/** A collection with the methods of the MongoDB driver's; what is not here is refused by name (see `database.ts`). */
export class Collection {
  readonly collectionName: string
  readonly namespace: string
  readonly #file: DataFile

  constructor(file: DataFile, databaseName: string, name: string) {
    this.collectionName = name
    this.namespace = `${databaseName}.${name}`
    this.#file = file
  }

  insertOne(doc: Doc, options?: object): Promise<Doc> {
    return this.#file.insertOne(this.collectionName, named(doc), options)
  }

  async insertMany(docs: Doc[], options: { ordered?: boolean } = {}): Promise<Doc> {
    const operations = docs.map((document) => ({ insertOne: { document } }))
    const { insertedCount, insertedIds } = await this.bulkWrite(operations, options)
    return { acknowledged: true, insertedCount, insertedIds }
  }

  async bulkWrite(operations: Doc[], options: { ordered?: boolean } = {}): Promise<BulkResult> {
    for (const operation of Array.isArray(operations) ? operations : []) {
      const inserted = operation?.['insertOne'] as Doc | undefined
      if (inserted) named((inserted['document'] as Doc | undefined) ?? inserted)
    }
    return resultOf(await this.#file.bulk(this.collectionName, operations, options), operations, options)
  }

  updateOne(filter: Doc, change: Update, options: WriteOptions = {}): Promise<Doc> {
    return this.#file.updateOne(this.collectionName, filter, change, options)
  }

  updateMany(filter: Doc, change: Update, options: WriteOptions = {}): Promise<Doc> {
    return this.#file.updateMany(this.collectionName, filter, change, options)
  }

  replaceOne(filter: Doc, replacement: Doc, options: WriteOptions = {}): Promise<Doc> {
    return this.#file.replaceOne(this.collectionName, filter, replacement, options)
  }

  deleteOne(filter: Doc = {}, options: WriteOptions = {}): Promise<Doc> {
    return this.#file.deleteOne(this.collectionName, filter, options)
  }

  deleteMany(filter: Doc = {}, options: WriteOptions = {}): Promise<Doc> {
    return this.#file.deleteMany(this.collectionName, filter, options)
  }

  findOneAndUpdate(filter: Doc, change: Update, options: FindAndModifyOptions = {}): Promise<unknown> {
    return this.#file.findOneAndUpdate(this.collectionName, filter, change, options)
  }

  findOneAndReplace(filter: Doc, replacement: Doc, options: FindAndModifyOptions = {}): Promise<unknown> {
    return this.#file.findOneAndReplace(this.collectionName, filter, replacement, options)
  }

  findOneAndDelete(filter: Doc, options: FindAndModifyOptions = {}): Promise<unknown> {
    return this.#file.findOneAndDelete(this.collectionName, filter, options)
  }

  find(filter: Doc = {}, options: FindOptions = {}): FindCursor {
    refuseOptions(options)
    return new FindCursor((query) => findSource(this.#file, this.collectionName, filter, query), options)
  }

  findOne(filter: Doc = {}, options: FindOptions = {}): Promise<unknown> {
    return this.find(filter, { ...options, limit: 1 })
      .toArray()
      .then(([doc]) => doc ?? null)
  }

  countDocuments(filter: Doc = {}, options: FindOptions = {}): Promise<number> {
    return this.#file.countDocuments(this.collectionName, filter, options)
  }

  estimatedDocumentCount(): Promise<number> {
    return this.countDocuments()
  }

  distinct(path: string, filter: Doc = {}, options: object = {}): Promise<unknown[]> {
    return this.#file.distinct(this.collectionName, path, filter, options)
  }

  aggregate(pipeline: Doc[] = [], options: object = {}): Cursor {
    refuseOptions(options)
    return new Cursor(() => wholeSource(() => this.#file.aggregate(this.collectionName, pipeline)))
  }

  createIndex(key: unknown, options: IndexOptions = {}): Promise<string> {
    return this.createIndexes([{ ...options, key }]).then(([name]) => name as string)
  }

  createIndexes(wishes: IndexWish[]): Promise<string[]> {
    return this.#file.createIndexes(this.collectionName, wishes)
  }

  listIndexes(): Cursor {
    return new Cursor(() => wholeSource(() => this.indexes()))
  }

  indexes(): Promise<Doc[]> {
    return this.#file.indexes(this.collectionName)
  }

  async dropIndex(name: string): Promise<Doc> {
    if (name === '_id_') throw serverError(72, 'InvalidOptions', 'cannot drop _id index')
    await this.#file.dropIndexes(this.collectionName, name)
    return { ok: 1 }
  }

  async dropIndexes(): Promise<boolean> {
    await this.#file.dropIndexes(this.collectionName, null)
    return true
  }

  drop(): Promise<boolean> {
    return this.#file.dropCollection(this.collectionName)
  }
}

/** The caller's document gets its `_id` here when it has none, as with MongoDB's driver. */
function named(doc: Doc): Doc {
  if (doc['_id'] === undefined || doc['_id'] === null) doc['_id'] = withId({})['_id']
  return doc
}
