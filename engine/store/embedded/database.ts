import mongoose from 'mongoose'
import { Collection } from './collection.ts'
import { Cursor } from './cursor.ts'
import type { DataFile } from './data-file.ts'
import { NotImplementedError } from './errors.ts'
import { wholeSource } from './source.ts'
import type { Doc } from './types.ts'

/** One open data file with the face of the MongoDB driver's Db. */
export class Database {
  readonly databaseName: string
  readonly file: DataFile
  readonly #collections = new Map<string, Collection>()

  constructor(file: DataFile, name: string) {
    this.file = file
    this.databaseName = name
  }

  collection(name: string): Collection {
    const known = this.#collections.get(name)
    if (known) return known
    const model = mongoose.mongo.Collection.prototype
    const made = refusing(new Collection(this.file, this.databaseName, name), 'collection', model)
    this.#collections.set(name, made)
    return made
  }

  async createCollection(name: string, options: Doc = {}): Promise<Collection> {
    for (const option of ['capped', 'timeseries', 'clusteredIndex', 'viewOn', 'validator', 'collation']) {
      if (options[option]) throw new NotImplementedError(`the collection option "${option}"`)
    }
    await this.file.createCollection(name)
    return this.collection(name)
  }

  dropCollection(name: string): Promise<boolean> {
    return this.file.dropCollection(name)
  }

  dropDatabase(): Promise<boolean> {
    return this.file.dropDatabase()
  }

  listCollections(filter: Doc = {}): Cursor {
    const all = async (): Promise<Doc[]> =>
      (await this.file.collections())
        .filter((name) => filter['name'] === undefined || filter['name'] === name)
        .map((name) => ({ name, type: 'collection', options: {}, info: { readOnly: false } }))
    return new Cursor(() => wholeSource(all))
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
