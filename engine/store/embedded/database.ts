import mongoose from 'mongoose'
import { Catalog } from './catalog.ts'
import { Collection } from './collection.ts'
import { ANY, Commits } from './commits.ts'
import { Cursor } from './cursor.ts'
import { NotImplementedError, serverError } from './errors.ts'
import { closeFile, openFile, type Sync } from './file.ts'
import { wholeSource } from './source.ts'
import { type Sql, savepoint } from './sql.ts'
import type { Doc } from './types.ts'

/** One open data file with the face of the MongoDB driver's Db. */
export class Database {
  readonly databaseName: string
  readonly sql: Sql
  readonly catalog: Catalog
  readonly commits: Commits
  readonly #collections = new Map<string, Collection>()

  constructor(file: string, sync: Sync, name: string) {
    this.databaseName = name
    this.sql = openFile(file, sync)
    this.catalog = new Catalog(this.sql, name)
    this.commits = new Commits(this.sql, () => this.catalog.reload())
  }

  collection(name: string): Collection {
    const known = this.#collections.get(name)
    if (known) return known
    const made = refusing(new Collection(this, name), 'collection', mongoose.mongo.Collection.prototype)
    this.#collections.set(name, made)
    return made
  }

  createCollection(name: string, options: Doc = {}): Promise<Collection> {
    for (const option of ['capped', 'timeseries', 'clusteredIndex', 'viewOn', 'validator', 'collation']) {
      if (options[option]) return Promise.reject(new NotImplementedError(`the collection option "${option}"`))
    }
    return this.#schema(() => {
      if (this.catalog.find(name))
        throw serverError(48, 'NamespaceExists', `Collection ${this.databaseName}.${name} already exists.`)
      this.catalog.need(name)
      return this.collection(name)
    })
  }

  dropCollection(name: string): Promise<boolean> {
    return this.#schema(() => this.catalog.drop(name))
  }

  dropDatabase(): Promise<boolean> {
    return this.#schema(() => {
      for (const name of this.catalog.names()) this.catalog.drop(name)
      return true
    })
  }

  listCollections(filter: Doc = {}): Cursor {
    const all = (): Promise<Doc[]> =>
      this.commits.read(ANY, () =>
        this.catalog
          .names()
          .filter((name) => filter['name'] === undefined || filter['name'] === name)
          .map((name) => ({ name, type: 'collection', options: {}, info: { readOnly: false } })),
      )
    return new Cursor(() => wholeSource(all))
  }

  /** Commits what is under way and gives the file back. */
  close(): void {
    this.commits.close()
    closeFile(this.sql)
  }

  #schema<T>(operation: () => T): Promise<T> {
    return this.commits.write(ANY, () => savepoint(this.sql, operation, () => this.catalog.reload()))
  }
}

/**
 * Gives every method that MongoDB's class has and ours lacks a body that refuses by name, so that a caller learns what
 * is missing instead of "is not a function".
 */
export function refusing<T extends object>(target: T, kind: string, model: object): T {
  for (const name of Object.getOwnPropertyNames(model)) {
    const descriptor = Object.getOwnPropertyDescriptor(model, name)
    if (name in target || typeof descriptor?.value !== 'function') continue
    Object.defineProperty(target, name, {
      value: () => {
        throw new NotImplementedError(`${kind}.${name}()`)
      },
    })
  }
  return target
}
