import type { RawResult } from './bulk.ts'
import type { FindOptions } from './cursor.ts'
import type { IndexOptions } from './index-spec.ts'
import type { Update } from './mutate.ts'
import type { IndexSpec } from './shape.ts'
import type { SortOrder } from './sort.ts'
import type { Doc } from './types.ts'
import type { WriteOptions } from './writes.ts'

export type Query = FindOptions & { order: SortOrder }

export type FindAndModifyOptions = WriteOptions & {
  returnDocument?: 'before' | 'after'
  includeResultMetadata?: boolean
  projection?: Doc
}

export type IndexWish = IndexOptions & { key: unknown }

/**
 * What can be done with an open data file; `collection` and `database` give it the face of the MongoDB driver's. Everything
 * that goes in and comes out is plain data, so it does not matter which thread does the work. Operations are carried out in
 * the order they are called; a write settles when it is on disk.
 */
export interface DataFile {
  insertOne(collection: string, doc: Doc, options?: object): Promise<Doc>
  bulk(collection: string, operations: Doc[], options: { ordered?: boolean }): Promise<RawResult>
  updateOne(collection: string, filter: Doc, change: Update, options: WriteOptions): Promise<Doc>
  updateMany(collection: string, filter: Doc, change: Update, options: WriteOptions): Promise<Doc>
  replaceOne(collection: string, filter: Doc, replacement: Doc, options: WriteOptions): Promise<Doc>
  deleteOne(collection: string, filter: Doc, options: WriteOptions): Promise<Doc>
  deleteMany(collection: string, filter: Doc, options: WriteOptions): Promise<Doc>
  findOneAndUpdate(collection: string, filter: Doc, change: Update, options: FindAndModifyOptions): Promise<unknown>
  findOneAndReplace(collection: string, filter: Doc, replacement: Doc, options: FindAndModifyOptions): Promise<unknown>
  findOneAndDelete(collection: string, filter: Doc, options: FindAndModifyOptions): Promise<unknown>

  find(collection: string, filter: Doc, query: Query): Promise<Doc[]>
  /** Row ids of what may match, in order; null when only the documents can tell the order, or when the query has limits. */
  findIds(collection: string, filter: Doc, query: Query): Promise<number[] | null>
  /** Those of the rows that still exist and still match. */
  fetch(collection: string, filter: Doc, query: Query, rids: readonly number[]): Promise<Doc[]>
  explain(collection: string, filter: Doc, query: Query): Promise<unknown>
  countDocuments(collection: string, filter: Doc, options: FindOptions): Promise<number>
  distinct(collection: string, path: string, filter: Doc, options: object): Promise<unknown[]>
  aggregate(collection: string, pipeline: Doc[]): Promise<Doc[]>

  collections(): Promise<string[]>
  createCollection(name: string): Promise<void>
  dropCollection(name: string): Promise<boolean>
  dropDatabase(): Promise<boolean>
  indexes(collection: string): Promise<IndexSpec[]>
  createIndexes(collection: string, wishes: IndexWish[]): Promise<string[]>
  /** Drops one index, or with null all but the one on `_id`. */
  dropIndexes(collection: string, name: string | null): Promise<void>

  /** Commits what is under way and gives the file back; refuses whatever comes after. */
  close(): Promise<void>
}
