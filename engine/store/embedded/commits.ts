import type { Sql } from './sql.ts'

/** Instead of a collection's name, which cannot be empty: all of them, or what they are. */
export const ANY = ''

/** Taken when loaded: a test that stops the timers of its own code must not stop commits. */
const { setImmediate } = globalThis

/** Resolves when the event loop has gone round. */
export const afterThisTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Turns of the event loop a group stays open at most, as long as each brings new writes to it. */
const MOST_TURNS = 8
/** A group of so many is committed at once: whoever asked for them can go on while the next one fills. */
const FULL_GROUP = 1_000

type Waiting = { settle: () => void; fail: (error: unknown) => void }

/**
 * Group commit. Operations run at once and in the order called, inside one open transaction; it is committed as soon as a
 * turn of the event loop has brought no more of them, and only then do their promises settle. So all writes that are ready
 * share one fsync and write each page of the file once, and nobody hears of a write that could still be lost. Whoever is
 * alone waits for a turn in which nothing happens, which is no time at all.
 *
 * A read waits for the commit too when it may have seen writes of the open group, that is when the group has written to
 * the collection it reads: what a caller has been shown is durable.
 * A failed commit fails every operation of its group, reads included, and nothing of the group remains.
 */
export class Commits {
  readonly #sql: Sql
  readonly #onRollback: () => void
  #open: Waiting[] | undefined
  /** Collections the open group has written to. */
  readonly #written = new Set<string>()
  /** Documents the open group has written, about. */
  #weight = 0
  #closed = false

  /** `onRollback` is called when a whole group was lost, to forget what was known of the tables. */
  constructor(sql: Sql, onRollback: () => void) {
    this.#sql = sql
    this.#onRollback = onRollback
  }

  /**
   * Runs a write to one collection (or to any); settles with its result, or its own error, once the group is on disk.
   * @param weight documents it writes, about
   */
  write<T>(collection: string, operation: () => T, weight = 1): Promise<T> {
    if (this.#closed) return Promise.reject(closedError())
    if (!this.#open) {
      try {
        this.#sql.run('BEGIN IMMEDIATE')
      } catch (error) {
        return Promise.reject(error as Error)
      }
      this.#open = []
      this.#written.clear()
      this.#weight = 0
      this.#await(this.#open, 0, 1)
    }
    this.#written.add(collection)
    this.#weight += weight
    const joined = this.#join(operation, this.#open)
    if (this.#weight >= FULL_GROUP) this.flush()
    return joined
  }

  /** Runs a read of one collection (or of any); settles at once unless it has seen what is not on disk yet. */
  read<T>(collection: string, operation: () => T): Promise<T> {
    if (this.#closed) return Promise.reject(closedError())
    if (this.#open && this.#mayHaveWritten(collection)) return this.#join(operation, this.#open)
    try {
      return Promise.resolve(operation())
    } catch (error) {
      if (this.#open && this.#isLost(error)) this.#lose(this.#open, error)
      return Promise.reject(error as Error)
    }
  }

  #await(group: readonly Waiting[], known: number, turn: number): void {
    setImmediate(() => {
      if (this.#open !== group) return
      if (group.length > known && turn < MOST_TURNS) this.#await(group, group.length, turn + 1)
      else this.flush()
    })
  }

  /** Commits the open group, if any, now. */
  flush(): void {
    const group = this.#open
    if (!group) return
    try {
      this.#sql.run('COMMIT')
    } catch (error) {
      this.#lose(group, error)
      return
    }
    this.#open = undefined
    for (const { settle } of group) settle()
  }

  close(): void {
    this.flush()
    this.#closed = true
  }

  #join<T>(operation: () => T, group: Waiting[]): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      try {
        const result = operation()
        group.push({ settle: () => resolve(result), fail: reject })
      } catch (error) {
        group.push({ settle: () => reject(error as Error), fail: reject })
        if (this.#isLost(error)) this.#lose(group, error)
      }
    })
  }

  #mayHaveWritten(collection: string): boolean {
    return collection === ANY || this.#written.has(collection) || this.#written.has(ANY)
  }

  /** Whether this error has taken the open transaction with it, or made it worthless. */
  #isLost(error: unknown): boolean {
    return !this.#sql.inTransaction || isFatal(error)
  }

  #lose(group: Waiting[], error: unknown): void {
    this.#open = undefined
    if (this.#sql.inTransaction) this.#sql.run('ROLLBACK')
    this.#onRollback()
    for (const { fail } of group) fail(error)
  }
}

/** Faults of disk or memory: SQLite may have undone half an operation, or the whole transaction, by itself. */
function isFatal(error: unknown): boolean {
  return /^SQLITE_(FULL|IOERR|NOMEM|CORRUPT|NOTADB|READONLY|CANTOPEN|INTERRUPT|PROTOCOL)/.test(
    String((error as { code?: unknown }).code),
  )
}

function closedError(): Error {
  return new Error('The embedded store is closed.')
}
