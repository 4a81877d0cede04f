import { APART, stored } from './codec.ts'
import type { FindOptions, Source } from './cursor.ts'
import type { Database } from './database.ts'
import { compileProjection } from './project.ts'
import { explain, fetch, find, findIds } from './scan.ts'
import type { SortOrder } from './sort.ts'
import type { Table } from './table.ts'
import type { Doc } from './types.ts'

/** The documents a search finds, at once or page by page. */
export function findSource(
  { catalog, commits, sql }: Database,
  collection: string,
  filter: Doc,
  options: FindOptions & { order: SortOrder },
): Source {
  const { order, skip = 0, projection } = options
  const limit = Math.abs(options.limit ?? 0)
  const project = compileProjection(projection === undefined ? undefined : stored(projection))
  const bare = leavesApart(projection)
  const read = <T>(operation: (table: Table | undefined) => T): Promise<T> =>
    commits.read(collection, () => operation(catalog.find(collection)))
  const all = (): Promise<Doc[]> =>
    read((table) => find(sql, table, filter, { order, skip, limit, bare }).map(({ doc }) => project(doc)))

  return {
    all,
    // Ids first, documents page by page: a long cursor holds neither the documents nor a lock while it is read.
    async *pages(size) {
      const rids =
        limit > 0 || skip > 0 ? null : await read((table) => (table ? findIds(sql, table, filter, order) : []))
      if (rids === null) return yield* onePage(all)
      for (let at = 0; at < rids.length; at += size) {
        const page = await read((table) => (table ? fetch(sql, table, filter, rids.slice(at, at + size)) : []))
        if (page.length > 0) yield page.map(project)
      }
    },
    explain: () => read((table) => (table ? explain(sql, table, filter, { order, skip, limit }) : null)),
  }
}

/** Whether a projection is a plain list of fields, none of which is the text that lies apart. */
function leavesApart(projection: Doc = {}): boolean {
  const fields = Object.entries(projection)
  return fields.length > 0 && fields.every(([path, wanted]) => wanted === 1 && path !== APART)
}

/** What can only be had at once. */
export function wholeSource(all: () => Promise<Doc[]>): Source {
  return { all, pages: () => onePage(all) }
}

async function* onePage(all: () => Promise<Doc[]>): AsyncGenerator<Doc[]> {
  const docs = await all()
  if (docs.length > 0) yield docs
}
