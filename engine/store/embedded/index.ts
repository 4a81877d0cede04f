import mongoose, { type Mongoose } from 'mongoose'
import { embeddedDriver, type EmbeddedOptions } from './driver.ts'

export type { EmbeddedOptions } from './driver.ts'
export { NotImplementedError, StoreFileError } from './errors.ts'
export type { Sync } from './file.ts'

/**
 * Opens a Mongoose instance of its own on one data file, with no server; `:memory:` keeps everything in this process.
 * Make models with `instance.model(...)`; `instance.connection.db` has the face of the MongoDB driver's Db.
 *
 * `sync: 'full'` (the default): what was acknowledged survives kill -9 and power loss. `'normal'`: kill -9 only.
 *
 * Throws StoreFileError when the file is in use by another process, torn, or no data file of ours; nothing is changed then.
 */
export async function connectEmbedded(options: EmbeddedOptions): Promise<Mongoose> {
  const instance = new mongoose.Mongoose()
  instance.setDriver(embeddedDriver)
  await instance.connect(JSON.stringify(options))
  return instance
}

/** Commits what is under way, folds the log into the file and lets another process have it. */
export async function closeEmbedded(instance: Mongoose): Promise<void> {
  await instance.disconnect()
}
