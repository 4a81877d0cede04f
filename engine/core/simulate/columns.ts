/** A table as one array of numbers per column, all of one length. */
export type Columns<K extends string> = Record<K, Float64Array<ArrayBuffer>>

export interface ColumnsBuilder<K extends string> {
  /** One row, values in the order of the keys. */
  push(row: readonly number[]): void
  finish(): Columns<K>
}

export function createColumns<K extends string>(keys: readonly K[]): ColumnsBuilder<K> {
  let length = 0
  let room = 1_024
  let columns = keys.map(() => new Float64Array(room))
  const resize = (to: number): void => {
    columns = columns.map((column) => {
      const resized = new Float64Array(to)
      resized.set(column.subarray(0, Math.min(length, to)))
      return resized
    })
    room = to
  }
  return {
    push(row) {
      if (length === room) resize(room * 2)
      for (let i = 0; i < columns.length; i += 1) (columns[i] as Float64Array)[length] = row[i] as number
      length += 1
    },
    finish() {
      resize(length)
      return Object.fromEntries(keys.map((key, index) => [key, columns[index]])) as Columns<K>
    },
  }
}

export interface Names {
  readonly list: string[]
  /** The number of a name, a new one for a new name; -1 for none. */
  of(name: string | null | undefined): number
}

export function createNames(known: readonly string[]): Names {
  const list = [...known]
  const numbers = new Map(list.map((name, index) => [name, index]))
  return {
    list,
    of(name) {
      if (name === null || name === undefined) return -1
      let number = numbers.get(name)
      if (number === undefined) {
        number = list.push(name) - 1
        numbers.set(name, number)
      }
      return number
    },
  }
}
