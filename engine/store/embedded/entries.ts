import { sameParam, toParam } from './row.ts'
import { entriesOf, type Index, type Shape } from './shape.ts'
import { type Param, quoted, type Sql } from './sql.ts'
import type { Key } from './types.ts'

/** Entries written or deleted by one statement at most: their number makes the statement's text. */
const TOGETHER = 8

/** The side table of one multikey index: the entries of each row, by row id. */
export class Entries {
  readonly #sql: Sql
  readonly #name: string
  readonly #columns: readonly string[]
  /** The statements that write or delete so many entries, by their number. */
  readonly #inserts: string[] = []
  readonly #deletes: string[] = []

  constructor(sql: Sql, shape: Shape, index: Index) {
    this.#sql = sql
    this.#name = quoted(entriesOf(shape, index))
    this.#columns = index.columns
  }

  of(rid: number): Key[][] {
    const rows = this.#sql.all(`SELECT ${this.#columns.join()} FROM ${this.#name} WHERE rid=?`, [rid])
    return rows.map((row) => row.map((key) => toParam(key) as Key))
  }

  /** A customer who goes a step further changes some entries of several. */
  replace(rid: number, before: readonly Key[][], next: readonly Key[][]): void {
    const gone = without(before, next)
    if (gone.length > 1 && gone.length === before.length) this.clear(rid)
    else this.#drop(rid, gone)
    this.add(rid, without(next, before))
  }

  add(rid: number, entries: readonly Key[][]): void {
    for (let at = 0; at < entries.length; at += TOGETHER) {
      const to = Math.min(at + TOGETHER, entries.length)
      const params: Param[] = []
      for (let i = at; i < to; i++) params.push(rid, ...(entries[i] as Key[]))
      this.#sql.run((this.#inserts[to - at] ??= this.#inserting(to - at)), params)
    }
  }

  clear(rid: number): void {
    this.#sql.run(`DELETE FROM ${this.#name} WHERE rid=?`, [rid])
  }

  #drop(rid: number, entries: readonly Key[][]): void {
    for (let at = 0; at < entries.length; at += TOGETHER) {
      const to = Math.min(at + TOGETHER, entries.length)
      const params: Param[] = [rid]
      for (let i = at; i < to; i++) params.push(...(entries[i] as Key[]))
      this.#sql.run((this.#deletes[to - at] ??= this.#deleting(to - at)), params)
    }
  }

  /** OR FAIL: several rows that could be taken back again would cost twice as much, and a step as a whole is (see `Table`). */
  #inserting(count: number): string {
    const row = `(?${',?'.repeat(this.#columns.length)})`
    return `INSERT OR FAIL INTO ${this.#name} VALUES ${Array(count).fill(row).join()}`
  }

  #deleting(count: number): string {
    const one = this.#columns.map((name) => `${name}=?`).join(' AND ')
    return `DELETE FROM ${this.#name} WHERE rid=? AND (${Array(count).fill(one).join(' OR ')})`
  }
}

/** The entries of one list that the other one lacks. */
function without(entries: readonly Key[][], others: readonly Key[][]): Key[][] {
  const rest: Key[][] = []
  for (const entry of entries) if (!holds(others, entry)) rest.push(entry)
  return rest
}

function holds(entries: readonly Key[][], entry: readonly Key[]): boolean {
  for (const other of entries) {
    let i = 0
    while (i < entry.length && sameParam(entry[i] as Key, other[i] as Key)) i++
    if (i === entry.length) return true
  }
  return false
}
