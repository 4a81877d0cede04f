import { decode } from './codec.ts'
import { duplicateKey } from './errors.ts'
import { keyOf } from './key.ts'
import { valuesAt } from './paths.ts'
import {
  columnNamed,
  compileMember,
  entriesFor,
  entriesOf,
  type Index,
  isMultikey,
  keysAt,
  type Shape,
  tableOf,
} from './shape.ts'
import { type Param, quoted, type Sql } from './sql.ts'
import type { Doc, Key } from './types.ts'
import type { Predicate } from './match.ts'

/** What a Table asks of the catalog: to change the shape before a row that does not fit is written. */
export type Reshape = {
  holdArrays(shape: Shape, column: string): void
  loseOrder(shape: Shape, column: string): void
}

/** Rows of one collection: the document as text, its keys as columns, its array entries in side tables. */
export class Table {
  readonly shape: Shape
  readonly name: string
  readonly #sql: Sql
  readonly #namespace: string
  readonly #reshape: Reshape
  #members: (Predicate | null)[] = []
  #multikey: Index[] = []
  #insert = ''
  #update = ''

  constructor(sql: Sql, shape: Shape, namespace: string, reshape: Reshape) {
    this.#sql = sql
    this.shape = shape
    this.name = quoted(tableOf(shape))
    this.#namespace = namespace
    this.#reshape = reshape
    this.refresh()
  }

  /** Must be called after every change of the shape. */
  refresh(): void {
    const { shape } = this
    const flagged = shape.indexes.filter((index) => index.member !== null)
    this.#members = flagged.map((index) => compileMember(index.spec))
    this.#multikey = shape.indexes.filter((index) => isMultikey(shape, index))
    const written = [
      'doc',
      ...shape.columns.map((column) => column.name),
      ...flagged.map((index) => index.member as string),
    ]
    this.#insert = `INSERT INTO ${this.name}(id,${written.join(',')}) VALUES (?${',?'.repeat(written.length)})`
    this.#update = `UPDATE ${this.name} SET ${written.map((name) => `${name}=?`).join(',')}`
  }

  /** True when an UPDATE of the main table alone keeps every index right. */
  get isFlat(): boolean {
    return this.#multikey.length === 0
  }

  insert(doc: Doc, text: string): void {
    const params = [keyOf(doc['_id']), ...this.#written(doc, text)]
    this.#guarded(doc, () => {
      const { rid } = this.#sql.run(this.#insert, params)
      this.#addEntries(rid, doc)
    })
  }

  update(rid: number, doc: Doc, text: string): void {
    const params = [...this.#written(doc, text), rid]
    this.#guarded(
      doc,
      () => {
        this.#sql.run(`${this.#update} WHERE rid=?`, params)
        this.#dropEntries(rid)
        this.#addEntries(rid, doc)
      },
      rid,
    )
  }

  /** Replaces the row if the condition holds; only where `isFlat`. Gives the number of rows changed. */
  updateWhere(condition: string, more: readonly Param[], doc: Doc, text: string): number {
    const params = [...this.#written(doc, text), ...more]
    return this.#guarded(doc, () => this.#sql.run(`${this.#update} WHERE ${condition}`, params).changes)
  }

  remove(rid: number): void {
    this.#sql.run(`DELETE FROM ${this.name} WHERE rid=?`, [rid])
    this.#dropEntries(rid)
  }

  /** Writes keys, flags and entries of every row anew, after an index was added. */
  reindex(): void {
    let after = 0
    for (;;) {
      const rows = this.#sql.all(`SELECT rid, doc FROM ${this.name} WHERE rid > ? ORDER BY rid LIMIT 500`, [after])
      for (const [rid, text] of rows as [number, string][]) this.update(rid, decode(text), text)
      if (rows.length === 0) return
      after = Number(rows.at(-1)?.[0])
    }
  }

  /** The error for a document whose key an index holds already. */
  duplicateOf(index: Index, doc: Doc): Error {
    const values = Object.keys(index.spec.key).map((path) => [path, valuesAt(doc, path).values[0] ?? null])
    return duplicateKey(this.#namespace, index.spec.name, index.spec.key, Object.fromEntries(values))
  }

  /** The written columns of a document, after the shape was made to hold it. */
  #written(doc: Doc, text: string): Param[] {
    const keys: Key[] = []
    for (const column of this.shape.columns) {
      const { keys: found, array, ordered } = keysAt(doc, column.path)
      if (array && !column.arrays) this.#reshape.holdArrays(this.shape, column.name)
      if (!ordered && !column.unordered) this.#reshape.loseOrder(this.shape, column.name)
      keys.push(found[0] as Key)
    }
    return [text, ...keys, ...this.#members.map((holds) => (holds?.(doc) ? 1 : null))]
  }

  #addEntries(rid: number, doc: Doc): void {
    for (const index of this.#multikey) {
      if (!(compileMember(index.spec)?.(doc) ?? true)) continue
      const table = quoted(entriesOf(this.shape, index))
      const sql = `INSERT INTO ${table} VALUES (?${',?'.repeat(index.columns.length)})`
      for (const keys of entriesFor(this.shape, index, doc)) this.#sql.run(sql, [rid, ...keys])
    }
  }

  #dropEntries(rid: number): void {
    for (const index of this.#multikey) {
      this.#sql.run(`DELETE FROM ${quoted(entriesOf(this.shape, index))} WHERE rid=?`, [rid])
    }
  }

  /** Makes the statements of one row one step, and a constraint failure MongoDB's duplicate key error. */
  #guarded<T>(doc: Doc, write: () => T, rid?: number): T {
    const several = this.#multikey.length > 0
    if (several) this.#sql.run('SAVEPOINT row')
    try {
      const result = write()
      if (several) this.#sql.run('RELEASE row')
      return result
    } catch (error) {
      if (several && this.#sql.inTransaction) {
        this.#sql.run('ROLLBACK TO row')
        this.#sql.run('RELEASE row')
      }
      throw this.#explained(error, doc, rid)
    }
  }

  #explained(error: unknown, doc: Doc, rid: number | undefined): unknown {
    const { code, message } = error as { code?: string; message: string }
    if (code !== 'SQLITE_CONSTRAINT_UNIQUE' && code !== 'SQLITE_CONSTRAINT_PRIMARYKEY') return error
    const places = message.replace(/^.*constraint failed: /, '').split(', ')
    const columns = places.map((place) => place.slice(place.lastIndexOf('.') + 1))
    if (columns.join() === 'id') return duplicateKey(this.#namespace, '_id_', { _id: 1 }, { _id: doc['_id'] })
    const index = this.shape.indexes.find(
      (each) => each.spec.unique && this.#clashes(each, doc, columns, places[0] ?? '', rid),
    )
    if (!index) return error
    return this.duplicateOf(index, doc)
  }

  /** SQLite names the columns that clash, not the index; two unique indexes may share them under different filters. */
  #clashes(index: Index, doc: Doc, columns: string[], place: string, rid: number | undefined): boolean {
    if (index.columns.join() !== columns.join()) return false
    if (isMultikey(this.shape, index)) return place.startsWith(`${entriesOf(this.shape, index)}.`)
    if (place.startsWith('e') && !place.startsWith(tableOf(this.shape))) return false
    if (index.member && !compileMember(index.spec)?.(doc)) return false
    const keys = index.columns.map((name) => keysAt(doc, columnNamed(this.shape, name).path).keys[0] as Key)
    const where = [
      ...index.columns.map((name) => `${name}=?`),
      'rid<>?',
      ...(index.member ? [`${index.member}=1`] : []),
    ]
    return this.#sql.get(`SELECT 1 FROM ${this.name} WHERE ${where.join(' AND ')}`, [...keys, rid ?? -1]) !== undefined
  }
}
