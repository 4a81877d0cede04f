import { LiquidError } from 'liquidjs'

/** A template that cannot be read or carried out. Lines and columns count from 1. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError'
  /** What is wrong, without the place. */
  readonly reason: string
  readonly line: number
  readonly column: number
  /** Which text of a message it is, such as `subject`; null = there is but one. */
  readonly part: string | null

  constructor(reason: string, line = 1, column = 1, part: string | null = null) {
    super(`${part === null ? 'L' : `"${part}", l`}ine ${line}, column ${column}: ${reason}`)
    this.reason = reason
    this.line = line
    this.column = column
    this.part = part
  }
}

/** Turns whatever the Liquid library throws into our error, with the place if it is known. */
export function templateError(error: unknown): TemplateError {
  if (error instanceof TemplateError) return error
  if (!LiquidError.is(error)) return new TemplateError(reasonOf(error))
  const [line, column] = error.token.getPosition()
  return new TemplateError(reasonOf(error.originalError ?? error), line, column)
}

export const TOO_DEEP = 'Blocks are nested too deeply; at most 50 levels are allowed.'

function reasonOf(error: unknown): string {
  if (error instanceof TemplateError) return error.reason
  // The parser calls itself once per level, so a stack at its end means levels without end.
  if (error instanceof RangeError && error.message.includes('call stack')) return TOO_DEEP
  const text = (error instanceof Error ? error.message : String(error)).replace(PLACE, '')
  for (const [pattern, sentence] of SENTENCES) if (pattern.test(text)) return text.replace(pattern, sentence)
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

const PLACE = /, line:\d+, col:\d+$/

/** The library's messages in the words of our problems. */
const SENTENCES: readonly (readonly [RegExp, string])[] = [
  [/^undefined filter: (.*)$/, 'Unknown filter "$1".'],
  [/^tag "(.*)" not found$/, 'Unknown tag "$1".'],
  [/^parse length limit exceeded$/, 'The text is too long; at most 200,000 characters are allowed.'],
  [
    /^memory alloc limit exceeded$|^Invalid string length$/,
    'The text handles too much data; shorten its loops and values.',
  ],
]
