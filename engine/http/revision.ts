import type { Request } from 'express'
import { ProblemError } from '../problem.ts'

/** ETags of drafts are the number of the draft in quotes. */
export const etagOf = (rev: number): { etag: string } => ({ etag: `"${rev}"` })

/**
 * The revision a change is meant for: the present one if `If-Match` names it or is `*`, else null.
 * @throws ProblemError 428 without the header, 400 for one that cannot be read
 */
export function expectedRev(request: Request, present: number): number | null {
  const header = request.headers['if-match']
  if (header === undefined) {
    const detail =
      'Say with If-Match which draft this change was made to (the ETag it came with), or nobody would notice who overwrites whom.'
    throw new ProblemError(428, 'if-match-missing', detail)
  }
  const tags = header.split(',').map((tag) => tag.trim())
  if (tags.includes('*') || tags.includes(`"${present}"`)) return present
  // Strong comparison, as If-Match wants it: a weak tag names no draft.
  if (tags.every((tag) => /^(W\/)?"[\x21\x23-\x7e]*"$/.test(tag))) return null
  throw new ProblemError(
    400,
    'invalid-if-match',
    'If-Match is no list of entity tags. Send the ETag as it came, quotes included.',
  )
}
