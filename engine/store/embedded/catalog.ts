import { APART, decode, encode } from './codec.ts'
import { NotImplementedError, serverError } from './errors.ts'
import {
  columnAt,
  columnNamed,
  compileMember,
  entriesOf,
  type Index,
  type IndexSpec,
  isHeld,
  isMultikey,
  membersOf,
  newShape,
  type Shape,
  sqlIndexOf,
  tableOf,
} from './shape.ts'
import { quoted, type Sql } from './sql.ts'
import { Table } from './table.ts'
import type { Doc } from './types.ts'

/**
 * Which collections exist and how each lies in SQLite. All changes happen inside the caller's transaction; after a
 * rollback call `reload`.
 */
export class Catalog {
  readonly database: string
  readonly #sql: Sql
  readonly #tables = new Map<string, Table>()

  constructor(sql: Sql, database: string) {
    this.#sql = sql
    this.database = database
    this.reload()
  }

  reload(): void {
    this.#tables.clear()
    for (const [shape] of this.#sql.all('SELECT shape FROM catalog ORDER BY name') as [string][]) {
      this.#hold(decode(shape) as Shape)
    }
  }

  names(): string[] {
    return [...this.#tables.keys()]
  }

  find(name: string): Table | undefined {
    return this.#tables.get(name)
  }

  /** The collection's table, made on first use. */
  need(name: string): Table {
    const known = this.#tables.get(name)
    if (known) return known
    if (name === '' || name.includes('$') || name.includes('\0')) {
      throw serverError(73, 'InvalidNamespace', `Invalid collection name: "${name}"`)
    }
    const shape = newShape(name)
    this.#sql.exec(
      `CREATE TABLE ${quoted(tableOf(shape))} (rid INTEGER PRIMARY KEY, id NOT NULL UNIQUE, doc TEXT NOT NULL, ${APART} TEXT)`,
    )
    this.#save(shape)
    return this.#hold(shape)
  }

  drop(name: string): boolean {
    const table = this.#tables.get(name)
    if (!table) return false
    for (const index of table.shape.indexes) this.#dropSql(table.shape, index)
    this.#sql.exec(`DROP TABLE ${table.name}`)
    this.#sql.run('DELETE FROM catalog WHERE name=?', [name])
    return this.#tables.delete(name)
  }

  createIndex(collection: string, spec: IndexSpec): void {
    const table = this.need(collection)
    const { shape } = table
    const twin = shape.indexes.find((index) => index.spec.name === spec.name || sameKey(index.spec, spec))
    if (twin) return assertSame(twin.spec, spec)
    compileMember(spec)
    const id = shape.nextId++
    const known = this.#columnsOf(shape).length
    const columns = Object.keys(spec.key).map((path) => columnAt(shape, path)?.name ?? this.#addColumn(shape, path))
    const index: Index = { spec, id, columns, member: this.#memberOf(table, spec, id) }
    shape.indexes.push(index)
    table.refresh()
    const hasEntries = isMultikey(shape, index)
    if (hasEntries) this.#createSql(table, index)
    // Rows get their keys before the index exists: building it once is cheaper, and a clash is found by the build.
    if (hasEntries || this.#columnsOf(shape).length > known) table.reindex()
    if (!hasEntries) this.#build(table, index)
    this.#save(shape)
    table.refresh()
  }

  #columnsOf(shape: Shape): string[] {
    return [...shape.columns.map(({ name }) => name), ...membersOf(shape)]
  }

  /** The flag column of a sparse or partial index; those of the same documents share one. */
  #memberOf(table: Table, spec: IndexSpec, id: number): string | null {
    const { sparse, partialFilterExpression: filter } = spec
    if (!sparse && !filter) return null
    const isTwin = (other: IndexSpec): boolean =>
      filter !== undefined && encode(other.partialFilterExpression ?? {}) === encode(filter)
    const twin = table.shape.indexes.find((index) => isTwin(index.spec))
    if (twin) return twin.member
    this.#sql.exec(`ALTER TABLE ${table.name} ADD COLUMN m${id}`)
    return `m${id}`
  }

  dropIndex(collection: string, name: string): void {
    const table = this.#tables.get(collection)
    const index = table?.shape.indexes.find((each) => each.spec.name === name)
    if (!table || !index) throw serverError(27, 'IndexNotFound', `index not found with name [${name}]`)
    const { shape } = table
    this.#dropSql(shape, index)
    shape.indexes.splice(shape.indexes.indexOf(index), 1)
    const idle = shape.columns.filter((column) => !shape.indexes.some((each) => each.columns.includes(column.name)))
    shape.columns = shape.columns.filter((column) => !idle.includes(column))
    const { member } = index
    const flags = member && !shape.indexes.some((each) => each.member === member) ? [member] : []
    for (const unused of [...idle.map((column) => column.name), ...flags]) {
      this.#sql.exec(`ALTER TABLE ${table.name} DROP COLUMN ${unused}`)
    }
    this.#save(shape)
    table.refresh()
  }

  #hold(shape: Shape): Table {
    const table: Table = new Table(this.#sql, shape, `${this.database}.${shape.name}`, ({ column, kind }) => {
      if (kind === 'arrays') return this.#holdArrays(table, column)
      columnNamed(shape, column).unordered = true
      this.#save(shape)
      table.refresh()
    })
    this.#tables.set(shape.name, table)
    return table
  }

  #save(shape: Shape): void {
    this.#sql.run('INSERT INTO catalog(name, shape) VALUES (?1, ?2) ON CONFLICT(name) DO UPDATE SET shape=?2', [
      shape.name,
      encode(shape),
    ])
  }

  #addColumn(shape: Shape, path: string): string {
    if (path.split('.').some((segment) => /^\d+$/.test(segment) || segment === '')) {
      throw new NotImplementedError(`an index on the path "${path}"`)
    }
    const column = { path, name: `k${shape.nextId++}`, arrays: false, unordered: false }
    this.#sql.exec(`ALTER TABLE ${quoted(tableOf(shape))} ADD COLUMN ${column.name}`)
    shape.columns.push(column)
    return column.name
  }

  /** The first array at a path: every index over it moves to a side table with one entry per element. */
  #holdArrays(table: Table, name: string): void {
    const { shape } = table
    const moving = shape.indexes.filter((index) => index.columns.includes(name) && !isMultikey(shape, index))
    if (moving.some(isHeld))
      throw new NotImplementedError(`an array at "${columnNamed(shape, name).path}", indexed in memory`)
    for (const index of moving) this.#dropSql(shape, index)
    columnNamed(shape, name).arrays = true
    for (const index of moving) this.#createSql(table, index)
    this.#save(shape)
    table.refresh()
    table.reindex()
  }

  /** Builds an index over the rows there are; two that clash are told as MongoDB tells them. */
  #build(table: Table, index: Index): void {
    try {
      this.#createSql(table, index)
    } catch (error) {
      if ((error as { code?: string }).code !== 'SQLITE_CONSTRAINT_UNIQUE') throw error
      const where = index.member ? ` WHERE ${index.member}=1` : ''
      const [text, apart] = this.#sql.get(
        `SELECT doc, ${APART} FROM ${table.name}${where} GROUP BY ${index.columns.join(',')} HAVING count(*)>1 LIMIT 1`,
      ) ?? ['{}', null]
      throw table.duplicateOf(index, decode(text as string, apart as string | null))
    }
  }

  #createSql(table: Table, index: Index): void {
    if (isHeld(index)) return
    const { shape } = table
    const unique = index.spec.unique ? 'UNIQUE ' : ''
    const sqlIndex = quoted(sqlIndexOf(shape, index))
    const directions = Object.values(index.spec.key).map(
      (direction, i) => `${index.columns[i]}${direction === -1 ? ' DESC' : ''}`,
    )
    if (isMultikey(shape, index)) {
      const entries = quoted(entriesOf(shape, index))
      // Without row ids of its own, an entry lies in two trees instead of three: by row, and by key.
      const columns = index.columns.join(',')
      this.#sql.exec(`CREATE TABLE IF NOT EXISTS ${entries} (rid, ${columns}, PRIMARY KEY (rid, ${columns})) WITHOUT ROWID;
        CREATE ${unique}INDEX IF NOT EXISTS ${sqlIndex} ON ${entries} (${directions.join(',')})`)
    } else {
      const where = index.member ? ` WHERE ${index.member}=1` : ''
      this.#sql.exec(`CREATE ${unique}INDEX ${sqlIndex} ON ${table.name} (${directions.join(',')})${where}`)
    }
  }

  #dropSql(shape: Shape, index: Index): void {
    if (isMultikey(shape, index)) this.#sql.exec(`DROP TABLE IF EXISTS ${quoted(entriesOf(shape, index))}`)
    else this.#sql.exec(`DROP INDEX IF EXISTS ${quoted(sqlIndexOf(shape, index))}`)
  }
}

function sameKey(a: IndexSpec, b: IndexSpec): boolean {
  return (
    encode(a.key) === encode(b.key) &&
    encode(a.partialFilterExpression ?? {}) === encode(b.partialFilterExpression ?? {})
  )
}

function assertSame(known: IndexSpec, wanted: IndexSpec): void {
  const options = ({ name: _, ...rest }: IndexSpec): Doc => ({
    ...rest,
    unique: rest.unique ?? false,
    sparse: rest.sparse ?? false,
  })
  if (encode(options(known)) !== encode(options(wanted))) {
    throw serverError(86, 'IndexKeySpecsConflict', `An index named "${known.name}" exists with other keys or options`)
  }
  if (known.name !== wanted.name) {
    throw serverError(85, 'IndexOptionsConflict', `Index already exists with a different name: ${known.name}`)
  }
}
