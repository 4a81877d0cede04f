/** What is being written at the cursor, and where it begins. */
export interface Fragment {
  kind: 'value' | 'filter'
  from: number
  typed: string
}

/** Filters people ask for, with what they need behind them. */
export const FILTERS = [
  "default: ''",
  "date: '%d.%m.%Y'",
  'capitalize',
  'upcase',
  'downcase',
  'round: 2',
  'truncate: 40',
]

/** The unfinished name before the cursor, inside `{{` or `{%`; null = the cursor stands in plain text. */
export function fragmentAt(text: string, cursor: number): Fragment | null {
  const before = text.slice(0, cursor)
  const inside = /\{(?:\{|%)(?:(?!\}\}|%\})[\s\S])*$/.exec(before)?.[0]
  if (inside === undefined || (inside.match(/'/g)?.length ?? 0) % 2 === 1) return null
  const filter = /\|\s*(\w*)$/.exec(inside)
  if (filter !== null) return { kind: 'filter', from: cursor - (filter[1] ?? '').length, typed: filter[1] ?? '' }
  const value = /^\{\{-?\s*([\w.$]*)$|[\s:(,=<>]([\w.$]+)$/.exec(inside)
  if (value === null) return null
  const typed = value[1] ?? value[2] ?? ''
  return { kind: 'value', from: cursor - typed.length, typed }
}

/** What may stand there, best first: what begins like it, then what has it inside. */
export function optionsFor({ kind, typed }: Fragment, paths: readonly string[]): string[] {
  const all = kind === 'filter' ? FILTERS : paths
  const wanted = typed.toLowerCase()
  const begins = all.filter((one) => one.toLowerCase().startsWith(wanted) && one !== typed)
  const holds = all.filter((one) => !begins.includes(one) && one.toLowerCase().includes(wanted) && one !== typed)
  return [...begins, ...holds].slice(0, 8)
}

/** The text with the chosen name in place, closed if nobody closed it yet; and where the cursor goes. */
export function complete(
  text: string,
  cursor: number,
  { kind, from }: Fragment,
  chosen: string,
): { text: string; cursor: number } {
  const rest = text.slice(cursor)
  const isOutput = text.lastIndexOf('{{', from) > text.lastIndexOf('{%', from)
  const isClosed = /^[^{]*?(\}\}|%\})/.test(rest)
  const close = isOutput && !isClosed ? ' }}' : ''
  const start = text.slice(0, from)
  const space = kind === 'value' && start.endsWith('{{') ? ' ' : ''
  const put = start + space + chosen
  // Between the quotes of a replacement there is something to write.
  const quote = chosen.endsWith("''") ? 1 : 0
  return { text: put + close + rest, cursor: put.length - quote + (quote === 0 ? close.length : 0) }
}
