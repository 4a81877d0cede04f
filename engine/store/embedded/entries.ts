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
    this.#drop(rid, without(before, next))
    this.add(rid, without(next, before))
  }

  add(rid: number, entries: readonly Key[][]): void {
    for (const some of lots(entries)) {
      const row = `(?${',?'.repeat(this.#columns.length)})`
      const params = some.flatMap((keys): Param[] => [rid, ...keys])
      // OR FAIL: several rows that could be taken back again would cost twice as much, and a step as a whole is (see `Table`).
      this.#sql.run(`INSERT OR FAIL INTO ${this.#name} VALUES ${some.map(() => row).join()}`, params)
    }
  }

  clear(rid: number): void {
    this.#sql.run(`DELETE FROM ${this.#name} WHERE rid=?`, [rid])
  }

  #drop(rid: number, entries: readonly Key[][]): void {
    const one = this.#columns.map((name) => `${name}=?`).join(' AND ')
    for (const some of lots(entries)) {
      const any = some.map(() => one).join(' OR ')
      this.#sql.run(`DELETE FROM ${this.#name} WHERE rid=? AND (${any})`, [rid, ...some.flat()])
    }
  }
}

/** The entries of one list that the other one lacks. */
function without(entries: readonly Key[][], others: readonly Key[][]): Key[][] {
  return entries.filter((entry) => !others.some((other) => entry.every((key, i) => sameParam(key, other[i] as Key))))
}

function lots(entries: readonly Key[][]): (readonly Key[][])[] {
  if (entries.length <= TOGETHER) return entries.length > 0 ? [entries] : []
  return [entries.slice(0, TOGETHER), ...lots(entries.slice(TOGETHER))]
}
