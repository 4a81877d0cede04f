import mongoose from 'mongoose'
import { Database, refusing } from './database.ts'
import { NotImplementedError } from './errors.ts'
import type { Sync } from './file.ts'
import { LocalFile } from './local-file.ts'
import { nativeDriver } from './native.ts'
import { openThreadedFile } from './threaded-file.ts'

/** `thread`: the file is worked on in a thread of its own. */
export type EmbeddedOptions = { file: string; sync?: Sync; thread?: boolean }

const NAME = 'embedded'

/**
 * The driver for `mongoose.setDriver`. Mongoose's own collection class forwards every call to `connection.db`, so only the
 * connection differs: its "uri" is the JSON of EmbeddedOptions and its client is a file.
 */
class EmbeddedConnection extends nativeDriver.Connection {
  async createClient(uri: string): Promise<this> {
    const { file, sync = 'full', thread = false } = JSON.parse(uri) as EmbeddedOptions
    this.readyState = mongoose.ConnectionStates.connecting
    this._connectionString = uri
    const opened = thread ? await openThreadedFile({ file, sync, name: NAME }) : new LocalFile(file, sync, NAME)
    const database = refusing(new Database(opened, NAME), 'db', mongoose.mongo.Db.prototype)
    this.db = database
    this.client = refusing(new EmbeddedClient(database), 'client', mongoose.mongo.MongoClient.prototype)
    this.name = database.databaseName
    this.host = file
    this.onOpen()
    for (const collection of Object.values(this.collections)) collection.onOpen()
    return this
  }

  async doClose(): Promise<this> {
    await (this.client as EmbeddedClient | null)?.close()
    return this
  }

  useDb(): never {
    throw new NotImplementedError('connection.useDb()')
  }
}

class EmbeddedClient {
  readonly #database: Database
  #open = true

  constructor(database: Database) {
    this.#database = database
  }

  db(): Database {
    return this.#database
  }

  async close(): Promise<void> {
    if (!this.#open) return
    this.#open = false
    await this.#database.file.close()
  }
}

export const embeddedDriver = {
  Connection: EmbeddedConnection,
  Collection: nativeDriver.Collection,
  BulkWriteResult: nativeDriver.BulkWriteResult,
}
