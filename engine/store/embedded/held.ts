import type { Row } from './row.ts'
import type { Index } from './shape.ts'
import type { Key } from './types.ts'

/** A row in its place: the keys after the first one, then the row id. */
type Entry = { rid: number; rest: readonly Key[] }

/**
 * An index in memory: nothing of it is in the file, and it is made anew when the file is opened. For rows that come and go
 * soon and are asked for by their first key: on disk each of them would change a page somewhere else, twice.
 */
export class Held {
  readonly index: Index
  /** Where the keys lie in a row's params; the id is `ID`. */
  readonly #places: readonly number[]
  readonly #flag: number
  /** By first key, in the order of the index. */
  readonly #groups = new Map<string | number, Entry[]>()

  /** @param columns the written columns of the table, in the order of a row's params */
  constructor(index: Index, columns: readonly string[]) {
    this.index = index
    this.#places = index.columns.map((name) => columns.indexOf(name))
    this.#flag = index.member === null ? ID : columns.indexOf(index.member)
  }

  add(rid: number, row: Row): void {
    if (!this.#holds(row)) return
    const name = nameOf(this.#keyAt(0, row))
    const entry = this.#entryOf(rid, row)
    const group = this.#groups.get(name)
    if (!group) this.#groups.set(name, [entry])
    // News comes last.
    else if (compareEntries(group.at(-1) as Entry, entry) < 0) group.push(entry)
    else group.splice(placeOf(group, entry), 0, entry)
  }

  remove(rid: number, row: Row): void {
    if (!this.#holds(row)) return
    const name = nameOf(this.#keyAt(0, row))
    const group = this.#groups.get(name)
    if (!group) return
    const at = placeOf(group, this.#entryOf(rid, row))
    if (group[at]?.rid !== rid) return
    if (group.length === 1) this.#groups.delete(name)
    else group.splice(at, 1)
  }

  clear(): void {
    this.#groups.clear()
  }

  /** Ids of the rows with one of these first keys, in the order of the index. @param most 0 = all */
  find(firsts: readonly Key[], most: number): number[] {
    const rids: number[] = []
    for (const first of [...new Set(firsts)].sort(compareKeys)) {
      for (const { rid } of this.#groups.get(nameOf(first)) ?? []) {
        rids.push(rid)
        if (rids.length === most) return rids
      }
    }
    return rids
  }

  #holds({ params }: Row): boolean {
    return this.#flag === ID || params[this.#flag] === 1
  }

  #entryOf(rid: number, row: Row): Entry {
    const rest: Key[] = []
    for (let i = 1; i < this.#places.length; i++) rest.push(this.#keyAt(i, row))
    return { rid, rest }
  }

  #keyAt(i: number, { id, params }: Row): Key {
    const at = this.#places[i] as number
    return at === ID ? id : (params[at] as Key)
  }
}

const ID = -1

/** Bytes are told apart by what they are; no text has a NUL. */
const nameOf = (key: Key): string | number => (typeof key === 'object' ? `\0${key.toString('latin1')}` : key)

/** The position of the first entry that is not before this one. */
function placeOf(group: readonly Entry[], entry: Entry): number {
  let [low, high] = [0, group.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (compareEntries(group[middle] as Entry, entry) < 0) low = middle + 1
    else high = middle
  }
  return low
}

function compareEntries(a: Entry, b: Entry): number {
  for (let i = 0; i < a.rest.length; i++) {
    const difference = compareKeys(a.rest[i] as Key, b.rest[i] as Key)
    if (difference !== 0) return difference
  }
  return a.rid - b.rid
}

/** As SQLite compares them: numbers, then text by its bytes, then bytes. */
function compareKeys(a: Key, b: Key): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b || 0
  if (typeof a === 'number' || typeof b === 'number') return typeof a === 'number' ? -1 : 1
  if (a === b) return 0
  if (typeof a !== typeof b) return typeof a === 'string' ? -1 : 1
  return Buffer.compare(Buffer.from(a as string), Buffer.from(b as string))
}
