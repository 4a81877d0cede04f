import type { Mongoose } from 'mongoose'
import type { Database } from '../database.ts'
import type { LocalFile } from '../local-file.ts'
import type { Sql } from '../sql.ts'

/** The SQLite connection of a file that is worked on in this thread. */
export function sqlOf({ connection }: Mongoose): Sql {
  return ((connection.db as unknown as Database).file as LocalFile).sql
}
