import { RE2JS } from 're2js'
import { cached } from '../calendar/cache.ts'

/** What is wrong with a pattern of the operator `matches`, as a sentence; null = nothing. */
export function checkPattern(pattern: string): string | null {
  if (pattern.length > LONGEST_PATTERN) return `The pattern is longer than ${LONGEST_PATTERN} characters; shorten it.`
  const { regex, fault } = compiled(pattern)
  if (regex === null) return `The pattern cannot be read (${fault}); lookaround and backreferences are not supported.`
  if (regex.programSize() > LARGEST_PROGRAM) return 'The pattern repeats too much; use smaller numbers in its braces.'
  return null
}

/**
 * True if the pattern is found anywhere in the text, in time linear in both. An invalid pattern matches nothing, nor does
 * any pattern in a text over 10,240 characters (less for very large patterns).
 */
export function matchesPattern(text: string, pattern: string): boolean {
  if (text.length > LONGEST_TEXT || pattern.length > LONGEST_PATTERN) return false
  const { regex } = compiled(pattern)
  if (regex === null) return false
  const size = regex.programSize()
  return size <= LARGEST_PROGRAM && size * text.length <= MOST_WORK && regex.test(text)
}

const LONGEST_PATTERN = 256
const LONGEST_TEXT = 10_240
const LARGEST_PROGRAM = 1_000
/** Instructions times characters: some 30 ms at worst. */
const MOST_WORK = 500_000

const compiled = cached(1_000, (pattern: string): { regex: RE2JS | null; fault: string } => {
  try {
    return { regex: RE2JS.compile(pattern), fault: '' }
  } catch (error) {
    return { regex: null, fault: error instanceof Error ? error.message : String(error) }
  }
})
