/**
 * A message apart: what makes its shape, and the texts and addresses in it. Two customers' mails differ in the second
 * alone as a rule, so the dear work is done once for a shape and the texts are put in afterwards.
 */
export interface Apart {
  /** The source with a word of its own in place of each text. */
  shape: string
  /** The texts, in order. */
  fills: readonly string[]
}

/** Takes texts between tags and values of addresses out of MJML or HTML. What cannot be read stays in the shape. */
export function takeApart(source: string): Apart {
  if (source.includes(WORD)) return { shape: source, fills: [] }
  const fills: string[] = []
  const hole = (text: string): string => {
    // Another entity than Liquid's own means another sign in plain text: it belongs to the template.
    if (text === '' || OTHER_ENTITY.test(text)) return text
    fills.push(text)
    return `${WORD}${fills.length - 1}z`
  }
  let shape = ''
  let at = 0
  while (at < source.length) {
    const part = partAt(source, at)
    at += part.length
    shape += part.startsWith('<')
      ? part.replace(ADDRESS, (_, name: string, quote: string, value: string) => name + quote + hole(value) + quote)
      : part.replace(INNER, hole)
  }
  return { shape, fills }
}

/** Puts the texts back into what was made of the shape. */
export function putBack(
  made: string,
  fills: readonly string[],
  change: (text: string) => string = (text) => text,
): string {
  // Without texts taken out, what looks like a hole is somebody's own word.
  if (fills.length === 0) return made
  return made.replace(HOLE, (_, number: string) => change(fills[Number(number)] ?? ''))
}

/** Plain text of an escaped text, its white space as in HTML. */
export function unescape(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/&(?:amp|lt|gt|quot|#34|#39);/g, (entity) => ENTITIES[entity] ?? entity)
}

const WORD = 'perennialhole'
const HOLE = /perennialhole(\d+)z/g
const ENTITIES: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#34;': '"',
  '&#39;': "'",
}
const OTHER_ENTITY = /&(?!(?:amp|lt|gt|quot|#34|#39);)/
const ADDRESS = /(\s(?:href|src|alt|title)=)(["'])([^"']*)\2/g
const INNER = /\S(?:[\s\S]*\S)?/

/** Styles, scripts, comments and settings are shape as a whole. */
const WHOLE = /<(mj-style|style|script|mj-html-attributes|mj-attributes)\b/iy
const TAG = /<[a-z!/?](?:"[^"]*"|'[^']*'|[^'">])*>/iy
const TEXT = /[^<]+/y

/** The next tag, text or whole element; the rest, if it cannot be read. */
function partAt(source: string, at: number): string {
  const whole = matchAt(WHOLE, source, at)
  if (whole !== null) return until(source, at, `</${whole[1] ?? ''}>`)
  if (source.startsWith('<!--', at)) return until(source, at, '-->')
  if (source.startsWith('<![CDATA[', at)) return until(source, at, ']]>')
  return (matchAt(TEXT, source, at) ?? matchAt(TAG, source, at))?.[0] ?? `<${source.slice(at + 1)}`
}

function until(source: string, at: number, end: string): string {
  const found = source.indexOf(end, at)
  return source.slice(at, found < 0 ? source.length : found + end.length)
}

function matchAt(pattern: RegExp, source: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(source)
}
