import Libsql from 'libsql'
import type { Key } from './types.ts'

type Statement = ReturnType<Libsql.Database['prepare']>
export type Param = Key | null

/** Beyond this many distinct statements the cache starts afresh; filters of odd shapes must not grow it for ever. */
const CACHED_STATEMENTS = 1000

/**
 * One SQLite connection with its prepared statements. All calls are synchronous.
 *
 * Danger: the binding takes positional values only as one array (a lone Buffer aborts the process), and has no booleans.
 */
export class Sql {
  readonly #db: Libsql.Database
  readonly #writers = new Map<string, Statement>()
  readonly #readers = new Map<string, Statement>()

  constructor(file: string) {
    this.#db = new Libsql(file)
  }

  get inTransaction(): boolean {
    return this.#db.inTransaction
  }

  exec(sql: string): void {
    this.#db.exec(sql)
  }

  /** Runs one writing statement. Asked for a row it has not, the binding is spared an account of what was done. */
  run(sql: string, params: readonly Param[] = []): void {
    try {
      this.#prepared(this.#writers, sql).get(params as Param[])
    } catch (error) {
      // It would tell of this failure once more when it is run again.
      this.#writers.delete(sql)
      throw error
    }
  }

  /** Runs one writing statement that gives back at most one row. */
  write(sql: string, params: readonly Param[]): unknown[] | undefined {
    return this.#prepared(this.#readers, sql).get(params as Param[]) as unknown[] | undefined
  }

  all(sql: string, params: readonly Param[] = []): unknown[][] {
    return this.#prepared(this.#readers, sql).all(params as Param[]) as unknown[][]
  }

  /** Visits every row without holding them all. */
  each(sql: string, params: readonly Param[], visit: (row: unknown[]) => void): void {
    let ended = false
    try {
      for (const row of this.#prepared(this.#readers, sql).iterate(params as Param[])) visit(row as unknown[])
      ended = true
    } finally {
      // Left in the middle, the statement would keep a read lock; `get` resets it.
      if (!ended) this.get(sql, params)
    }
  }

  get(sql: string, params: readonly Param[] = []): unknown[] | undefined {
    return this.#prepared(this.#readers, sql).get(params as Param[]) as unknown[] | undefined
  }

  /** How SQLite would carry a statement out. The last `get` is needed: `all` leaves an EXPLAIN, and so a lock, open. */
  plan(sql: string, params: readonly Param[]): string[] {
    const explained = `EXPLAIN QUERY PLAN ${sql}`
    const steps = this.all(explained, params).map((row) => String(row[3]))
    this.get(explained, params)
    return steps
  }

  close(): void {
    this.#writers.clear()
    this.#readers.clear()
    this.#db.close()
  }

  #prepared(cache: Map<string, Statement>, sql: string): Statement {
    const known = cache.get(sql)
    if (known) return known
    if (cache.size >= CACHED_STATEMENTS) cache.clear()
    const made = this.#db.prepare(sql)
    if (cache === this.#readers) made.raw()
    cache.set(sql, made)
    return made
  }
}

/** Quotes a table or column name. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** Runs the operation as one step inside the open transaction: when it throws, nothing of it remains. */
export function savepoint<T>(sql: Sql, operation: () => T, onUndone?: () => void): T {
  sql.run('SAVEPOINT step')
  try {
    const result = operation()
    sql.run('RELEASE step')
    return result
  } catch (error) {
    if (sql.inTransaction) {
      sql.run('ROLLBACK TO step')
      sql.run('RELEASE step')
      onUndone?.()
    }
    throw error
  }
}
