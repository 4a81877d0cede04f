import { fileOf, openFile, openMongo } from './connect.ts'
import type { Store } from './port.ts'
import { createStore } from './store.ts'

export { StoreConfigError, StoreProblem } from './errors.ts'
export type * from './port.ts'

export interface StoreOptions {
  /** MONGODB_URL; without it the data lie in a file. */
  mongodbUrl?: string
  /** Name of the workspace's database; separate workspaces share nothing. Defaults to the one in the URL, or `perennial`. */
  database?: string
  /** Data file when there is no URL. Defaults to `.data/<database>.db`; `:memory:` keeps nothing. */
  file?: string
  /** `full` (default) survives power loss, `normal` only kill -9: for replays and tests. */
  sync?: 'full' | 'normal'
  /** The file is worked on in a thread of its own: for processes that serve or work, not for short commands. */
  thread?: boolean
}

/**
 * Opens a workspace on MongoDB or in a file and creates what is missing in it.
 * @throws StoreConfigError, or the embedded store's StoreFileError: the message names the setting and the fix
 */
export async function connectStore({
  mongodbUrl,
  database,
  file,
  sync = 'full',
  thread,
}: StoreOptions): Promise<Store> {
  const { instance, now } = mongodbUrl
    ? await openMongo(mongodbUrl, database)
    : await openFile(file ?? fileOf(database), sync, thread)
  const store = createStore(instance, now)
  try {
    await store.prepare()
    return store
  } catch (error) {
    await store.close()
    throw error
  }
}
