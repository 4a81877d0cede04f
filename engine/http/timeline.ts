import type { Page, PageQuery } from '../store/port.ts'
import { foreignCursor } from './cursors.ts'
import type { Line, Place } from './views/timeline.ts'

/** A listing of lines, newest first. */
export type Source = (query: PageQuery) => Promise<Page<Line>>

/** Where a page ended: its last line, and for each source the page that the next line of it is on. */
interface Position {
  last: Place | null
  cursors: (string | null)[]
}

/**
 * One page of several listings merged, newest first. Each source is read on from the page where it was left; what is new
 * since then is later than the last line, and so is passed over.
 */
export async function mergePages(
  sources: readonly Source[],
  { limit, cursor }: PageQuery,
): Promise<{ items: Line[]; next: string | null }> {
  const { last, cursors } =
    cursor === undefined ? { last: null, cursors: sources.map(() => null) } : readCursor(cursor, sources)
  const read = await Promise.all(sources.map((source, i) => readOn(source, cursors[i] ?? null, last, limit + 1)))
  const merged = read.flat().sort((a, b) => order(a.line.place, b.line.place))
  const items = merged.slice(0, limit)
  const end = items.at(-1)
  if (merged.length <= limit || !end) return { items: items.map(({ line }) => line), next: null }
  const next: Position = {
    last: end.line.place,
    // Of each source the page that holds its first line not shown yet; of one that is used up, the page of its last.
    cursors: read.map((lines, i) => {
      const rest = lines.find(({ line }) => order(line.place, end.line.place) > 0)
      return (rest ?? lines.at(-1))?.cursor ?? cursors[i] ?? null
    }),
  }
  return { items: items.map(({ line }) => line), next: JSON.stringify(next) }
}

/** The next lines of a source after a position, each with the cursor of the page it is on. */
async function readOn(
  source: Source,
  from: string | null,
  last: Position['last'],
  wanted: number,
): Promise<{ line: Line; cursor: string | null }[]> {
  const found: { line: Line; cursor: string | null }[] = []
  let cursor = from
  for (;;) {
    const page = await source({ limit: wanted, ...(cursor === null ? {} : { cursor }) })
    for (const line of page.items) {
      if (last === null || order(line.place, last) > 0) found.push({ line, cursor })
    }
    if (found.length >= wanted || page.next === null) return found
    cursor = page.next
  }
}

/** Positive where `a` comes after `b`: it is older. */
function order(a: Place, b: Place): number {
  const numbers = b[0] - a[0] || b[1] - a[1] || b[2] - a[2]
  return numbers || (a[3] < b[3] ? 1 : a[3] > b[3] ? -1 : 0)
}

function readCursor(cursor: string, sources: readonly Source[]): Position {
  const position = JSON.parse(cursor) as Position
  if (position.cursors.length !== sources.length) throw foreignCursor()
  return position
}
