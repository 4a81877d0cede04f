/** Columns of a table: heading and how to read it from a row. */
export type Columns<T> = readonly (readonly [heading: string, read: (row: T) => string | number | null])[]

const WIDEST = 60

/** Rows as text in columns, headings above. */
export function table<T>(rows: readonly T[], columns: Columns<T>): string {
  // The last column has room: nothing stands behind it.
  const cells = rows.map((row) =>
    columns.map(([, read], i) => plain(String(read(row) ?? '-'), i < columns.length - 1 ? WIDEST : Infinity)),
  )
  const all = [columns.map(([heading]) => heading), ...cells]
  const widths = columns.map((_, i) => Math.max(...all.map((line) => line[i]?.length ?? 0)))
  return all
    .map((line) =>
      line
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** One thing under the other: names and values. */
export function list(pairs: readonly (readonly [name: string, value: string | number])[]): string {
  const width = Math.max(...pairs.map(([name]) => name.length))
  return pairs.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n')
}

/** Control characters out: what customers and providers wrote must not steer the terminal. */
function plain(text: string, most: number): string {
  const safe = text.replace(/\p{Cc}/gu, ' ')
  return safe.length > most ? `${safe.slice(0, most - 1)}…` : safe
}

/** An instant as short as it can be told: `2026-03-02 09:00:00`, in UTC. */
export const time = (iso: string | null): string => (iso === null ? '-' : iso.slice(0, 19).replace('T', ' '))
