/** Sentences with gaps in two languages: `Step "{step}" needs {list}.` */
export type Rows = readonly (readonly [english: string, chinese: string])[]

/**
 * What may stand in the gap of a name: phrases, themselves with gaps, or a function for what is not a fixed phrase. A
 * gap of any other name holds what a person wrote, and stays as it is.
 */
export type Phrases = Readonly<Record<string, Rows | ((english: string) => string)>>

/** Translates sentences of a table; null = there is none that says this. The first row that fits wins. */
export function translator(sentences: Rows, phrases: Phrases): (english: string) => string | null {
  const compiled = new Map<string, Row[]>()
  const rowsOf = (kind: string, rows: Rows): Row[] => {
    const known = compiled.get(kind) ?? rows.map((row) => compile(row, phrases))
    compiled.set(kind, known)
    return known
  }
  const filled = (kind: string, english: string): string => {
    const rows = phrases[kind]
    if (rows === undefined) return chineseQuotes(english)
    return typeof rows === 'function' ? rows(english) : (said(rowsOf(kind, rows), english) ?? chineseQuotes(english))
  }
  const said = (rows: readonly Row[], english: string): string | null => {
    for (const { pattern, kinds, chinese } of rows) {
      const found = pattern.exec(english)
      if (found !== null)
        return fill(chinese, new Map(kinds.map((kind, at) => [kind, filled(kind, found[at + 1] ?? '')])))
    }
    return null
  }
  return (english) => said(rowsOf('', sentences), english)
}

interface Row {
  pattern: RegExp
  /** Names of the gaps, as they come in English. */
  kinds: string[]
  chinese: string
}

const GAP = /\{([a-z]+)\}/

/** Sentences speak of "the journey", and begin with "The journey". */
function compile([english, chinese]: Rows[number], phrases: Phrases): Row {
  const kinds = english.split(GAP).filter((_, at) => at % 2 === 1)
  return { pattern: new RegExp(`^${sourceOf(english, phrases, '(')}$`, 'is'), kinds, chinese }
}

const sourceOf = (english: string, phrases: Phrases, open: '(' | '(?:'): string =>
  english
    .split(GAP)
    .map((part, at) => (at % 2 === 1 ? `${open}${gapOf(part, phrases)})` : escaped(part)))
    .join('')

/** Of a gap with fixed phrases only these are taken, so that what a person wrote elsewhere is not cut in two. */
function gapOf(kind: string, phrases: Phrases): string {
  const rows = phrases[kind]
  if (!Array.isArray(rows)) return '.*?'
  return (rows as Rows).map(([english]) => sourceOf(english, phrases, '(?:')).join('|')
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&')

/** Between Chinese and Latin stands a space, as everywhere in the product. */
function fill(chinese: string, values: ReadonlyMap<string, string>): string {
  const parts = chinese.split(GAP)
  return parts
    .map((part, at) => {
      if (at % 2 === 0) return part
      const value = values.get(part) ?? ''
      const before = /\p{sc=Han}$/u.test(parts[at - 1] ?? '') && /^[a-z0-9-]/i.test(value) ? ' ' : ''
      const after = /^\p{sc=Han}/u.test(parts[at + 1] ?? '') && /[a-z0-9)]$/i.test(value) ? ' ' : ''
      return before + value + after
    })
    .join('')
}

/** Long values are cut, and end with dots instead of a quote. */
const chineseQuotes = (text: string): string => text.replace(/^"(.*?)(?:"|(\.\.\.))$/s, '“$1$2”')
