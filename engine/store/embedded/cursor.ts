import { NotImplementedError } from './errors.ts'
import { parseSort, type SortOrder } from './sort.ts'
import type { Doc } from './types.ts'

export type FindOptions = {
  sort?: unknown
  skip?: number
  limit?: number
  batchSize?: number
  projection?: Doc
}

/** Where a cursor's documents come from. */
export type Source = {
  /** Everything at once. */
  all(): Promise<Doc[]>
  /** The next documents of a cursor that is read bit by bit; an empty list ends it. */
  pages(batchSize: number): AsyncGenerator<Doc[]>
  explain?(): Promise<unknown>
}

const BATCH = 500

/** The reading side of the driver's cursors: pull, iterate or take everything. No live references are handed out. */
export class Cursor implements AsyncIterable<unknown> {
  readonly #open: () => Source
  #map: (doc: Doc) => unknown = (doc) => doc
  #pages: AsyncGenerator<Doc[]> | undefined
  #page: Doc[] = []
  #at = 0
  protected size = BATCH
  closed = false

  constructor(open: () => Source) {
    this.#open = open
  }

  async toArray(): Promise<unknown[]> {
    if (this.closed) return []
    if (this.#pages) {
      const rest: unknown[] = []
      for await (const doc of this) rest.push(doc)
      return rest
    }
    const docs = await this.#open().all()
    this.closed = true
    return docs.map(this.#map)
  }

  async next(): Promise<unknown> {
    return (await this.hasNext()) ? this.#map(this.#page[this.#at++] as Doc) : null
  }

  tryNext(): Promise<unknown> {
    return this.next()
  }

  async hasNext(): Promise<boolean> {
    while (this.#at >= this.#page.length) {
      if (this.closed) return false
      this.#pages ??= this.#open().pages(this.size)
      const { value, done } = await this.#pages.next()
      if (done) {
        this.closed = true
        return false
      }
      this.#page = value
      this.#at = 0
    }
    return true
  }

  async forEach(visit: (doc: unknown) => boolean | void): Promise<void> {
    for await (const doc of this) if (visit(doc) === false) return
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<unknown> {
    try {
      while (await this.hasNext()) yield this.#map(this.#page[this.#at++] as Doc)
    } finally {
      await this.close()
    }
  }

  map(transform: (doc: unknown) => unknown): this {
    const before = this.#map
    this.#map = (doc) => transform(before(doc))
    return this
  }

  batchSize(size: number): this {
    if (size > 0) this.size = size
    return this
  }

  explain(): Promise<unknown> {
    const source = this.#open()
    if (!source.explain) throw new NotImplementedError('explain of this cursor')
    return source.explain()
  }

  rewind(): void {
    this.#pages = undefined
    this.#page = []
    this.#at = 0
    this.closed = false
  }

  async close(): Promise<void> {
    this.closed = true
    this.#page = []
    this.#at = 0
    await this.#pages?.return(undefined)
  }

  addCursorFlag(flag: string, value: boolean): this {
    if (value && flag !== 'noCursorTimeout') throw new NotImplementedError(`the cursor flag "${flag}"`)
    return this
  }

  maxTimeMS(): this {
    return this
  }

  stream(): never {
    throw new NotImplementedError('cursor.stream()')
  }
}

/** What find() gives: a cursor whose query can still be refined until the first document is asked for. */
export class FindCursor extends Cursor {
  readonly #options: FindOptions

  constructor(open: (options: FindOptions & { order: SortOrder }) => Source, options: FindOptions) {
    const own = { ...options }
    super(() => open({ ...own, order: parseSort(own.sort) }))
    this.#options = own
    if (options.batchSize) this.batchSize(options.batchSize)
  }

  sort(sort: unknown, direction?: unknown): this {
    this.#options.sort = direction === undefined ? sort : parseSort(sort, direction)
    return this
  }

  skip(skip: number): this {
    this.#options.skip = skip
    return this
  }

  limit(limit: number): this {
    this.#options.limit = limit
    return this
  }

  project(projection: Doc): this {
    this.#options.projection = projection
    return this
  }
}
