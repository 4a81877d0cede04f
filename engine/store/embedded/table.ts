import { duplicateOf, explainClash } from './clash.ts'
import { APART, decode, type Stored } from './codec.ts'
import { Entries } from './entries.ts'
import { Held } from './held.ts'
import { keyOf } from './key.ts'
import { planQuery } from './plan.ts'
import { type Demand, entriesOfRow, type Layout, layoutOf, type Row, sameEntries, sameParam, toParam } from './row.ts'
import { type Index, isHeld, type Shape, tableOf } from './shape.ts'
import { type Param, quoted, type Sql, savepoint } from './sql.ts'
import type { Doc, Key } from './types.ts'

/** So many rows swapped lately are remembered; then it begins anew. */
const MOST_SWAPPED = 5_000

/** Rows of one collection: the document as text, its keys as columns, its array entries in side tables. */
export class Table {
  readonly shape: Shape
  readonly name: string
  /** The statement that reads rid and document of one `_id`. */
  readonly byId: string
  readonly #sql: Sql
  readonly #namespace: string
  readonly #adapt: (demand: Demand) => void
  #layout: Layout
  #entries: Entries[] = []
  #insert = ''
  #update = ''
  /** The statements that rewrite a row and some of its columns, by the names of these. */
  readonly #updates = new Map<string, string>()
  /** The row of an id whose text begins so, before it is rewritten. */
  #before = ''
  /** Whether a write may fail after its first statement: only on a unique side table. */
  #steps = false
  #held: Held[] = []
  /** Rows swapped lately, by id: whoever is swapped is soon swapped again. */
  readonly #swapped = new Map<Key, { rid: number; text: string; row: Row }>()
  /** Row ids are given here: asked for the one it gave, the binding takes as long as for the row. 0 = not known. */
  #last = 0

  /** `adapt` changes the shape so that it meets the demand, before a row that does not fit is written. */
  constructor(sql: Sql, shape: Shape, namespace: string, adapt: (demand: Demand) => void) {
    this.#sql = sql
    this.shape = shape
    this.name = quoted(tableOf(shape))
    this.byId = `SELECT rid, doc, ${APART} FROM ${this.name} WHERE id=?`
    this.#namespace = namespace
    this.#adapt = adapt
    this.#layout = layoutOf(shape)
    this.refresh()
  }

  /** Must be called after every change of the shape. */
  refresh(): void {
    this.#layout = layoutOf(this.shape)
    const { columns, multikey } = this.#layout
    this.#insert = `INSERT INTO ${this.name}(${['rid', 'id', 'doc', APART, ...columns].join()}) VALUES (?,?,?,?${',?'.repeat(columns.length)})`
    this.#updates.clear()
    this.#update = `UPDATE ${this.name} SET ${['doc', APART, ...columns].map((name) => `${name}=?`).join()} WHERE `
    this.#before = `SELECT ${['rid', ...columns].join()} FROM ${this.name} WHERE id=?1 AND substr(doc,1,length(?2))=?2`
    this.#entries = multikey.map(({ index }) => new Entries(this.#sql, this.shape, index))
    this.#steps = multikey.some(({ index }) => index.spec.unique)
    this.#held = this.shape.indexes.filter(isHeld).map((index) => new Held(index, columns))
    this.#hold()
  }

  /** The indexes in memory. */
  get held(): readonly Held[] {
    return this.#held
  }

  /** The columns and entries of a document, once the table was made to fit it. */
  rowOf(doc: Doc): Row {
    for (;;) {
      const row = this.#layout.rowOf(doc)
      if (!('kind' in row)) return row
      this.#adapt(row)
    }
  }

  insert(doc: Doc, { text, apart }: Stored): void {
    const row = this.rowOf(doc)
    this.#last ||= Number(this.#sql.get(`SELECT max(rid) FROM ${this.name}`)?.[0] ?? 0)
    const rid = this.#last + 1
    this.#guarded(doc, undefined, () => {
      this.#sql.run(this.#insert, [rid, keyOf(doc['_id']), text, apart, ...row.params])
      for (const [i, entries] of this.#entries.entries()) entries.add(rid, entriesOfRow(row, i) ?? [])
    })
    this.#last = rid
    for (const held of this.#held) held.add(rid, row)
  }

  /** Rewrites a row; with the old row at hand only the columns and entries that differ. */
  update(rid: number, doc: Doc, stored: Stored, old: Row): void {
    const row = this.rowOf(doc)
    this.#rewrite(rid, doc, stored, row, old)
    this.#move(rid, row, old)
  }

  /**
   * Rewrites the row of an id if its text begins so; false when there is none. What lies in its columns is read first:
   * SQLite writes every index anew whose columns are set, be it to the same value.
   */
  swap(id: Key, head: string, doc: Doc, stored: Stored): boolean {
    const row = this.rowOf(doc)
    const found = this.#lately(id, head, row) ?? this.#look(id, head, row)
    if (!found) return false
    this.#rewrite(found.rid, doc, stored, row, found.row)
    this.#move(found.rid, row, found.row)
    if (this.#swapped.size >= MOST_SWAPPED) this.#swapped.clear()
    this.#swapped.set(id, { rid: found.rid, text: stored.text, row })
    return true
  }

  #lately(id: Key, head: string, { layout }: Row): { rid: number; row: Row } | undefined {
    const known = this.#swapped.get(id)
    return known?.row.layout === layout && known.text.startsWith(head) ? known : undefined
  }

  #look(id: Key, head: string, row: Row): { rid: number; row: Row } | undefined {
    const found = this.#sql.get(this.#before, [id, head])
    return found && { rid: found[0] as number, row: { ...row, params: found.slice(1).map(toParam), untold: [] } }
  }

  #rewrite(rid: number, doc: Doc, { text, apart }: Stored, row: Row, old: Row | undefined): void {
    this.#swapped.delete(row.id)
    // Fitting the new document may have changed the shape, and every row with it.
    const known = old?.layout === row.layout ? old : undefined
    this.#guarded(doc, rid, () => {
      if (!known) {
        this.#sql.run(`${this.#update}rid=?`, [text, apart, ...row.params, rid])
      } else {
        const names: string[] = []
        const params: Param[] = [text, apart]
        for (const [i, param] of row.params.entries()) {
          if (sameParam(param, known.params[i] as Param)) continue
          names.push(this.#layout.columns[i] as string)
          params.push(param)
        }
        params.push(rid)
        this.#sql.run(this.#updating(names), params)
      }
      this.#updateEntries(rid, row, known)
    })
  }

  /** After a rewrite: the row's new place in the indexes in memory. */
  #move(rid: number, row: Row, old: Row): void {
    if (old.layout !== row.layout) return this.#hold()
    for (const held of this.#held) {
      held.remove(rid, old)
      held.add(rid, row)
    }
  }

  /** Makes the indexes in memory anew from the rows there are. */
  #hold(): void {
    for (const held of this.#held) {
      held.clear()
      const { partialFilterExpression: filter = {} } = held.index.spec
      const { from, params } = planQuery(this.shape, this.name, filter, [], false)
      this.#sql.each(`SELECT t.rid, t.doc, t.${APART} ${from}`, params, ([rid, text, apart]) =>
        held.add(rid as number, this.rowOf(decode(text as string, apart as string | null))),
      )
    }
  }

  #updating(names: readonly string[]): string {
    const key = names.join()
    const known = this.#updates.get(key)
    if (known) return known
    const made = `UPDATE ${this.name} SET doc=?,${APART}=?${names.map((name) => `,${name}=?`).join('')} WHERE rid=?`
    this.#updates.set(key, made)
    return made
  }

  remove(rid: number, doc: Doc): void {
    this.#swapped.delete(keyOf(doc['_id']))
    this.#sql.run(`DELETE FROM ${this.name} WHERE rid=?`, [rid])
    for (const entries of this.#entries) entries.clear(rid)
    for (const held of this.#held) held.remove(rid, this.rowOf(doc))
  }

  /** Writes keys, flags and entries of every row anew, after an index was added. */
  reindex(): void {
    for (let after = 0; ; ) {
      const rows = this.#sql.all(`SELECT rid, doc, ${APART} FROM ${this.name} WHERE rid > ? ORDER BY rid LIMIT 500`, [
        after,
      ])
      for (const [rid, text, apart] of rows as [number, string, string | null][]) {
        const doc = decode(text, apart)
        this.#rewrite(rid, doc, { text, apart }, this.rowOf(doc), undefined)
      }
      if (rows.length === 0) return this.#hold()
      after = Number(rows.at(-1)?.[0])
    }
  }

  /** The error for a document whose key an index holds already. */
  duplicateOf(index: Index, doc: Doc): Error {
    return duplicateOf(this.#namespace, index, doc)
  }

  #updateEntries(rid: number, row: Row, old?: Row): void {
    for (const [i, multikey] of this.#layout.multikey.entries()) {
      if (old && sameEntries(multikey, row.params, old.params)) continue
      const entries = this.#entries[i] as Entries
      const before = old && entriesOfRow(old, i)
      entries.replace(rid, before ?? entries.of(rid), entriesOfRow(row, i) ?? [])
    }
  }

  /** Makes the statements of one row one step, and a constraint failure MongoDB's duplicate key error. */
  #guarded<T>(doc: Doc, rid: number | undefined, write: () => T): T {
    try {
      return this.#steps ? savepoint(this.#sql, write) : write()
    } catch (error) {
      throw explainClash(error, { sql: this.#sql, shape: this.shape, namespace: this.#namespace }, doc, rid)
    }
  }
}
