import type { z } from 'zod'

type Issue = z.core.$ZodIssue
type UnionIssue = Extract<Issue, { code: 'invalid_union' }>

/**
 * Of all the ways in which a value failed to be one of several shapes, those of the shape that was most likely meant:
 * the one with the fewest faults at the value's own keys. Null = no shape was named, so there is nothing to choose.
 */
export function relevantIssues(union: UnionIssue, given: unknown): readonly Issue[] | null {
  const options = union.errors
  if (options.length === 0 || given === undefined) return null
  const lacks = (issue: Issue): boolean => lacksKey(issue, given)
  const scores = options.map((issues) => mismatch(issues, lacks))
  const best = Math.min(...scores)
  const nearest = options.filter((_, index) => scores[index] === best)
  const meant =
    nearest.length === 1
      ? nearest[0]
      : nearest.find((issues) => !issues.some((issue) => lacks(issue) || isOfOtherKind(issue)))
  return meant ?? choice(nearest, lacks)
}

/** How far a value is from a shape: another kind of thing altogether counts most, then keys too many or missing. */
function mismatch(issues: readonly Issue[], lacks: (issue: Issue) => boolean): number {
  let score = issues.some(lacks) ? 10 : 0
  for (const issue of issues) {
    if (issue.code === 'unrecognized_keys') score += issue.path.length === 0 ? 10 * issue.keys.length : 0.01
    else if (issue.path.length > 0) score += lacks(issue) ? 0 : 0.01
    else if (issue.code === 'invalid_union') score += 500
    else score += isOfOtherKind(issue) ? 1000 : 1
  }
  return score
}

/** The issue is that a key of the value is not there. */
const lacksKey = (issue: Issue, given: unknown): boolean =>
  issue.path.length === 1 &&
  issue.code !== 'unrecognized_keys' &&
  (given === null ||
    typeof given !== 'object' ||
    (given as Record<PropertyKey, unknown>)[issue.path[0] ?? ''] === undefined)

const isOfOtherKind = (issue: Issue): boolean =>
  issue.path.length === 0 && (issue.code === 'invalid_type' || issue.code === 'invalid_value')

/** For several shapes that are equally near: what each of them wants, and the keys that none of them knows. */
function choice(options: readonly (readonly Issue[])[], lacks: (issue: Issue) => boolean): Issue[] {
  const keys = new Set<string>()
  const kinds = new Set<string>()
  for (const issues of options) {
    // The first key names the shape; what else the shape wants is told once it is chosen.
    const missing = issues.find(lacks)
    if (missing) keys.add(String(missing.path[0]))
    for (const issue of issues) {
      if (issue.path.length > 0) continue
      if (issue.code === 'invalid_type') kinds.add(issue.expected)
      else if (issue.code === 'invalid_value') for (const value of issue.values) kinds.add(JSON.stringify(value))
    }
  }
  const message =
    keys.size > 0
      ? `give one of ${[...keys].map((key) => `"${key}"`).join(', ')}.`
      : `give one of these: ${[...kinds].join(', ')}.`
  const code = keys.size > 0 ? 'missing-config' : 'invalid-config'
  const unknown = unknownToAll(options)
  return [
    { code: 'custom', path: [], message, params: { code } },
    ...(unknown.length > 0 ? [{ code: 'unrecognized_keys' as const, path: [], message: '', keys: unknown }] : []),
  ]
}

function unknownToAll(options: readonly (readonly Issue[])[]): string[] {
  const [first = [], ...others] = options.map((issues) =>
    issues.flatMap((issue) => (issue.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys : [])),
  )
  return first.filter((key) => others.every((keys) => keys.includes(key)))
}
