import type { Source } from './cursor.ts'
import type { DataFile, Query } from './data-file.ts'
import type { Doc } from './types.ts'

/** The documents a search finds, at once or page by page. */
export function findSource(file: DataFile, collection: string, filter: Doc, query: Query): Source {
  const all = (): Promise<Doc[]> => file.find(collection, filter, query)
  return {
    all,
    // Ids first, documents page by page: a long cursor holds neither the documents nor a lock while it is read.
    async *pages(size) {
      const rids = await file.findIds(collection, filter, query)
      if (rids === null) return yield* onePage(all)
      for (let at = 0; at < rids.length; at += size) {
        const page = await file.fetch(collection, filter, query, rids.slice(at, at + size))
        if (page.length > 0) yield page
      }
    },
    explain: () => file.explain(collection, filter, query),
  }
}

/** What can only be had at once. */
export function wholeSource(all: () => Promise<Doc[]>): Source {
  return { all, pages: () => onePage(all) }
}

async function* onePage(all: () => Promise<Doc[]>): AsyncGenerator<Doc[]> {
  const docs = await all()
  if (docs.length > 0) yield docs
}
