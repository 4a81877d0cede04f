import type { Request } from 'express'
import type { z } from 'zod'
import { problemsFromIssues } from '../core/format/issues.ts'
import { inOrder } from '../core/format/order.ts'
import type { Source } from '../core/format/place.ts'
import { plainJsonProblems } from '../core/format/plain-json.ts'
import type { Problem } from '../core/model/problem.ts'
import { ProblemError } from '../problem.ts'
import { readBytes, toText } from './body.ts'
import { parseJson } from './json-text.ts'
import { clip } from '../core/shorten.ts'

/** Bytes a document sent to the API may have. */
export const BODY_LIMIT = 1_048_576

/** @throws ProblemError 404: an id that cannot be one names nothing */
export function readParams(request: Request, schema: z.ZodType): unknown {
  const result = schema.safeParse(Object.keys(request.params).length === 0 ? {} : request.params)
  if (result.success) return result.data
  throw new ProblemError(404, 'not-found', `There is nothing at this address.`)
}

/** @throws ProblemError 400 */
export function readQuery(request: Request, schema: z.ZodType): unknown {
  const value: Record<string, unknown> = { ...request.query }
  for (const [name, given] of Object.entries(value)) {
    if (!Array.isArray(given)) continue
    const message = `The query parameter "${name}" is given ${given.length} times; give it once.`
    throw invalid('duplicate-parameter', [
      { code: 'duplicate-parameter', message, pointer: `/${name}`, severity: 'error' },
    ])
  }
  return check(schema, value, 'query')
}

/** Reads, unpacks, parses and checks a JSON body. An empty one counts as `{}`. @throws ProblemError 400, 413, 415 */
export async function readBody(request: Request, schema: z.ZodType): Promise<unknown> {
  const text = toText(await readBytes(request, BODY_LIMIT))
  if (text !== '') refuseOtherTypes(request)
  const value = text === '' ? {} : parseJson(text)
  const unsafe = plainJsonProblems(source('request', value))
  if (unsafe.length > 0) throw invalid('invalid-request', unsafe)
  return check(schema, value, 'request')
}

/** @throws ProblemError 400 with all problems, in order of place */
export function check(schema: z.ZodType, value: unknown, what: 'request' | 'query'): unknown {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw invalid('invalid-request', inOrder(problemsFromIssues(result.error.issues, source(what, value))))
}

export function invalid(code: string, problems: readonly Problem[], status = 400): ProblemError {
  const [first] = problems
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : ''
  return new ProblemError(status, code, `${first?.message ?? ''}${more}`, problems)
}

/** A document whose id stands in its address: there it may be left out, but not be another one. @throws ProblemError 400 */
export function withId(document: unknown, id: string): unknown {
  if (document === null || typeof document !== 'object' || Array.isArray(document)) return document
  const { id: given = id } = document as { id?: unknown }
  if (given === id) return { ...document, id }
  const message = `"id" is ${clip(JSON.stringify(given) ?? '', 60)} but the address says "${id}"; an id is kept for life.`
  throw invalid('invalid-request', [{ code: 'invalid-config', message, pointer: '/id', severity: 'error' }])
}

/** Sentences about a request name it like a document: `"limit" of the query`. */
function source(kind: 'request' | 'query', value: unknown): Source {
  return { kind: kind as Source['kind'], value }
}

/** Only JSON: forms and plain text are what another site can make a browser send. */
function refuseOtherTypes(request: Request): void {
  const header = request.headers['content-type'] ?? ''
  const [type = '', ...parameters] = header.split(';').map((part) => part.trim().toLowerCase())
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))
  const isJson = type === 'application/json' || /^application\/[\w.-]+\+json$/.test(type)
  if (isJson && (charset === undefined || /^charset="?utf-?8"?$/.test(charset))) return
  const detail = `The content type "${header.slice(0, 80)}" is not taken here. Send application/json in UTF-8.`
  throw new ProblemError(415, 'unsupported-media-type', detail)
}
