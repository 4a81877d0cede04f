import { plainJsonProblems } from '../../format/plain-json.ts'
import type { Json } from '../../model/json.ts'
import { clip } from '../../shorten.ts'

/** What a step may write down at once; a customer is one document, read and stored at every turn. Characters of JSON. */
const LONGEST = 200_000

/**
 * A copy of what a step gave us, as it will come back from the store. Keys without a value are left out; everything else
 * that is no JSON is refused, since storing it would fail or change it.
 * @param name where it was given, e.g. `change({ set })`
 */
export function plain<T>(value: T, name: string): T {
  const [problem] = plainJsonProblems({ kind: 'step', value: { [name]: value } })
  if (problem) throw new TypeError(problem.message)
  const text = JSON.stringify(value as Json)
  if (text.length > LONGEST) {
    throw new RangeError(
      `"${name}" holds ${text.length} characters; ${LONGEST} are allowed. Keep what is large elsewhere.`,
    )
  }
  return JSON.parse(text) as T
}

/** A value as it may stand in a sentence. */
export function said(value: unknown): string {
  if (typeof value === 'function') return 'a function'
  if (value === null || typeof value !== 'object')
    return typeof value === 'string' ? `"${clip(value, 80)}"` : String(value)
  if (Array.isArray(value)) return 'a list'
  const keys = Object.keys(value)
  return keys.length === 0
    ? 'an empty object'
    : `an object with ${keys
        .slice(0, 5)
        .map((key) => `"${key}"`)
        .join(', ')}`
}
