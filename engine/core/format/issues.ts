import type { z } from 'zod'
import type { Problem } from '../model/problem.ts'
import { counted } from '../counted.ts'
import { type Place, problemAt, type Source } from './place.ts'
import { valueAt } from './pointer.ts'
import { relevantIssues } from './unions.ts'
import { shorten } from '../shorten.ts'

type Issue = z.core.$ZodIssue

/**
 * Problems from what a schema found. `base` is the path of the checked value inside the source, which is asked for names
 * (step ids) and for what was given.
 */
export function problemsFromIssues(
  issues: readonly Issue[],
  source: Source,
  base: readonly PropertyKey[] = [],
): Problem[] {
  return issues.flatMap((issue) => {
    const path = [...base, ...issue.path]
    const given = valueAt(source.value, path)
    if (issue.code === 'invalid_union') {
      const inner = relevantIssues(issue, given)
      return inner === null ? [problem(issue, source, path, given)] : problemsFromIssues(inner, source, path)
    }
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => problemAt(source, [...path, key], 'unknown-key', tellUnknownKey(key)))
    }
    return [problem(issue, source, path, given)]
  })
}

function problem(issue: Issue, source: Source, path: readonly PropertyKey[], given: unknown): Problem {
  return problemAt(source, path, codeOf(issue, given), ({ name }) => tell(issue, name, given))
}

function codeOf(issue: Issue, given: unknown): string {
  if (issue.code === 'custom') {
    const code: unknown = issue.params?.['code']
    return typeof code === 'string' ? code : 'invalid-config'
  }
  if (given === undefined || given === '') return 'missing-config'
  return issue.code === 'too_big' && issue.origin !== 'number' ? 'too-large' : 'invalid-config'
}

const tellUnknownKey =
  (key: string) =>
  ({ owner }: Place): string =>
    `${owner} has an unknown key ${quote(key)}; remove it or correct its name.`

function tell(issue: Issue, name: string, given: unknown): string {
  if (issue.code === 'custom') return `${name}: ${issue.message}`
  if (issue.code === 'invalid_key') return `${name} has no usable name; rename it or remove it.`
  const rule = ruleOf(issue)
  if (given === undefined) return `${name} is missing; ${rule === null ? 'add it' : `it must be ${rule}`}.`
  if (given === '') return `${name} is empty; fill it in.`
  // A message that is not the library's own says better what is wanted.
  if (!/^(Invalid|Too|Unrecognized)/.test(issue.message)) return `${name} is ${describe(given)}. ${issue.message}`
  return `${name} is ${describe(given)}; it must be ${rule ?? 'something else'}.`
}

/** What the value should have been, to follow "must be". */
function ruleOf(issue: Issue): string | null {
  switch (issue.code) {
    case 'invalid_type':
      return TYPES[issue.expected] ?? issue.expected
    case 'invalid_value':
      return oneOf(issue.values)
    case 'too_big':
      return `${issue.inclusive === false ? 'less than' : 'at most'} ${measured(issue.maximum, issue.origin)}`
    case 'too_small':
      return `${issue.inclusive === false ? 'more than' : 'at least'} ${measured(issue.minimum, issue.origin)}`
    case 'not_multiple_of':
      return `a multiple of ${issue.divisor}`
    case 'invalid_union':
      return 'options' in issue && issue.options !== undefined ? oneOf(issue.options) : null
    case 'invalid_format':
      if (issue.format === 'datetime') return 'a date-time with an offset, such as 2026-03-02T09:00:00Z'
      return issue.pattern === undefined ? `of the form ${issue.format}` : `of the form ${issue.pattern}`
    case 'unrecognized_keys':
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      return null
  }
}

const TYPES: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
}

function measured(size: number | bigint, origin: string): string {
  if (origin === 'string') return counted(Number(size), 'character long', 'characters long')
  return origin === 'array' ? counted(Number(size), 'entry long', 'entries long') : String(size)
}

const oneOf = (values: readonly unknown[]): string =>
  values.length === 1 ? quote(values[0]) : `one of ${values.map(quote).join(', ')}`

function describe(given: unknown): string {
  if (given === null) return 'null'
  if (Array.isArray(given)) return `a list of ${given.length}`
  if (typeof given === 'object') return 'an object'
  return quote(given)
}

/** A value as it stands in the document, cut to a readable length. */
function quote(value: unknown): string {
  const text = typeof value === 'bigint' || typeof value === 'symbol' ? String(value) : (JSON.stringify(value) ?? '')
  return shorten(text, 60)
}
