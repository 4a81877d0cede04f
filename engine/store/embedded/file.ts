import { chmodSync, existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { APART } from './codec.ts'
import { StoreFileError } from './errors.ts'
import { tableOf } from './shape.ts'
import { quoted, Sql } from './sql.ts'

/** `full`: an acknowledged write survives a power cut. `normal`: it survives kill -9 only; for replays and tests. */
export type Sync = 'full' | 'normal'

/** Written into the file's header, so that some other program's SQLite file is never taken for ours. */
const APPLICATION_ID = 0x50455245
const FORMAT = 2

/** Files up to here are checked page by page at start, about 170 MB a second; of larger ones only the size. */
const CHECKED_BYTES = 256 * 2 ** 20

/**
 * Opens the data file, making folder and file when missing, and takes it for this process alone. Nothing is repaired or
 * made anew behind the operator's back: a file that is torn, foreign or in use is a StoreFileError that says what to do.
 */
export function openFile(file: string, sync: Sync): Sql {
  const path = file === ':memory:' ? file : resolve(file)
  let sql: Sql | undefined
  try {
    const existed = prepareFolder(path)
    sql = new Sql(path)
    // Before anything else, and kept: from here on nobody but this process may touch the file.
    sql.exec('PRAGMA locking_mode=EXCLUSIVE')
    sql.exec('BEGIN EXCLUSIVE; COMMIT')
    // Looked at before the first change, so that a refused file stays as it was, byte for byte.
    if (existed) upgrade(sql, inspect(sql, path))
    else create(sql, path)
    configure(sql, sync)
    return sql
  } catch (error) {
    sql?.close()
    throw explain(error, path)
  }
}

/** Folds the log into the file and gives the lock back, even while prepared statements still wait to be collected. */
export function closeFile(sql: Sql): void {
  // Leaving WAL is the only way out of exclusive locking that was entered before the first access.
  sql.exec('PRAGMA journal_mode=DELETE')
  sql.exec('PRAGMA locking_mode=NORMAL')
  sql.get('SELECT count(*) FROM catalog')
  sql.close()
}

/** Makes the folder; true when there is a file. Of what is half there nothing may be taken for a fresh start. */
function prepareFolder(path: string): boolean {
  if (path === ':memory:') return false
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const existed = existsSync(path)
  if (!existed && existsSync(`${path}-wal`)) {
    throw new StoreFileError(`${path} is missing, but its log ${path}-wal is there. ${RESTORE}`)
  }
  if (existed && statSync(path).size === 0) {
    throw new StoreFileError(`${path} is empty: whatever it held is gone. ${RESTORE}`)
  }
  return existed
}

/**
 * Keys are hashes, so a commit touches pages all over: of larger ones they are fewer, and each is a call to the system. Bytes;
 * a file keeps what it was made with.
 */
const PAGE = 8_192

/** For its owner alone, and so is the log, which SQLite gives the same rights: customers and secrets are in there. */
function create(sql: Sql, path: string): void {
  sql.exec(`PRAGMA page_size=${PAGE}`)
  sql.exec(`BEGIN; PRAGMA application_id=${APPLICATION_ID}; PRAGMA user_version=${FORMAT};
    CREATE TABLE catalog (name TEXT PRIMARY KEY, shape TEXT NOT NULL); COMMIT`)
  if (path !== ':memory:') chmodSync(path, 0o600)
}

/** @returns the format of the file, one that this version reads */
function inspect(sql: Sql, path: string): number {
  if (Number(sql.get('PRAGMA application_id')?.[0]) !== APPLICATION_ID) {
    throw new StoreFileError(`${path} is an SQLite database of another program. Name another file.`)
  }
  const format = Number(sql.get('PRAGMA user_version')?.[0])
  if (!(format >= 1 && format <= FORMAT)) {
    throw new StoreFileError(
      `${path} has data format ${format}, this version reads formats up to ${FORMAT}. Use the matching version.`,
    )
  }
  const health = statSync(path).size <= CHECKED_BYTES ? String(sql.get('PRAGMA quick_check(1)')?.[0]) : 'ok'
  if (health !== 'ok') throw new StoreFileError(`${path} is damaged: ${health}. ${RESTORE}`)
  return format
}

/**
 * Format 2 has a column for the text that lies apart. Rows of format 1 have it within their documents, where it is read as
 * well, and move it when they are written: however large the file, this takes no time. Older versions refuse the file then.
 */
function upgrade(sql: Sql, format: number): void {
  if (format === FORMAT) return
  sql.exec('BEGIN')
  for (const [name] of sql.all('SELECT name FROM catalog') as [string][]) {
    sql.exec(`ALTER TABLE ${quoted(tableOf({ name }))} ADD COLUMN ${APART} TEXT`)
  }
  sql.exec(`PRAGMA user_version=${FORMAT}; COMMIT`)
}

function configure(sql: Sql, sync: Sync): void {
  // Entered under the exclusive lock, so that the index of the log lives in our memory and not in a third file.
  sql.exec('PRAGMA journal_mode=WAL')
  sql.exec(`PRAGMA synchronous=${sync.toUpperCase()}`)
  // 64 MB: pages that are written again and again meanwhile go to the file once.
  const page = Number(sql.get('PRAGMA page_size')?.[0])
  sql.exec(`PRAGMA wal_autocheckpoint=${Math.round(2 ** 26 / page)}`)
  sql.exec('PRAGMA cache_size=-65536')
  sql.exec('PRAGMA temp_store=MEMORY')
}

const RESTORE =
  'Nothing was changed. Restore the file from a backup, or move it away (with its -wal file) to start empty.'

function explain(error: unknown, path: string): unknown {
  const { code, message } = error as { code?: string; message: string }
  if (code?.startsWith('SQLITE_BUSY') || code?.startsWith('SQLITE_LOCKED')) {
    return new StoreFileError(
      `${path} is in use by another process. One process may use a data file: stop the other one, or name another file.`,
      { cause: error },
    )
  }
  if (code?.startsWith('SQLITE_NOTADB')) {
    return new StoreFileError(`${path} is not a database file, or its start is torn. ${RESTORE}`, { cause: error })
  }
  if (code?.startsWith('SQLITE_CORRUPT') || code?.startsWith('SQLITE_IOERR')) {
    return new StoreFileError(`${path} is damaged: ${message}. ${RESTORE}`, { cause: error })
  }
  if (error instanceof StoreFileError) return error
  return new StoreFileError(`${path} cannot be opened: ${message}. Check that the folder exists and may be written.`, {
    cause: error,
  })
}
