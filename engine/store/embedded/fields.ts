import { compareValues } from './compare.ts'
import { serverError } from './errors.ts'
import { type Doc, isDoc } from './types.ts'

/** Applies one field of $set, $unset, $inc, $mul, $min or $max, in place. `path` may be dotted, without positional parts. */
export function applyField(doc: Doc, operator: string, path: string, value: unknown): void {
  const place = placeOf(doc, path, operator !== '$unset')
  if (!place) return
  const { parent, key } = place
  const old = read(parent, key)
  if (operator === '$unset') {
    if (Array.isArray(parent)) {
      if (Number(key) < parent.length) parent[Number(key)] = null
    } else delete parent[key]
    return
  }
  const next = combine(operator, path, old, value)
  if (next !== old) write(parent, key, next)
}

/** mingo passes over a field of another type in silence, where MongoDB refuses. */
export function assertArray(doc: Doc, operator: string, path: string): void {
  if (path.includes('$')) return
  const place = placeOf(doc, path, false)
  const old = place && read(place.parent, place.key)
  if (old !== undefined && !Array.isArray(old)) {
    throw serverError(2, 'BadValue', `${operator} needs an array at '${path}', found ${JSON.stringify(old)}`)
  }
}

function combine(operator: string, path: string, old: unknown, value: unknown): unknown {
  switch (operator) {
    case '$min':
      return old === undefined || compareValues(value, old) < 0 ? value : old
    case '$max':
      return old === undefined || compareValues(value, old) > 0 ? value : old
    case '$inc':
    case '$mul':
      if (typeof value !== 'number') {
        throw serverError(
          14,
          'TypeMismatch',
          `Cannot ${operator === '$inc' ? 'increment' : 'multiply'} with a non-numeric argument: ${path}`,
        )
      }
      if (old !== undefined && typeof old !== 'number') {
        throw serverError(14, 'TypeMismatch', `Cannot apply ${operator} to a value of non-numeric type at ${path}`)
      }
      return operator === '$inc' ? (old ?? 0) + value : (old ?? 0) * value
    default:
      return value
  }
}

type Place = { parent: Doc | unknown[]; key: string }

/** The object or array that holds the last segment of a path; makes the objects on the way, or gives undefined. */
function placeOf(doc: Doc, path: string, make: boolean): Place | undefined {
  if (!path.includes('.')) return { parent: doc, key: path }
  const segments = path.split('.')
  const key = segments.pop() as string
  let parent: Doc | unknown[] = doc
  for (const [i, segment] of segments.entries()) {
    let next = read(parent, segment)
    if (next === undefined || (next === null && Array.isArray(parent) && Number(segment) >= parent.length)) {
      if (!make) return undefined
      assertPlace(parent, segment, path)
      next = {}
      write(parent, segment, next)
    }
    if (!isDoc(next) && !Array.isArray(next)) {
      if (!make) return undefined
      throw serverError(
        28,
        'PathNotViable',
        `Cannot create field '${segments[i + 1] ?? key}' in element {${segment}: ${JSON.stringify(next)}}`,
      )
    }
    parent = next
  }
  if (make) assertPlace(parent, key, path)
  else if (Array.isArray(parent) && !/^\d+$/.test(key)) return undefined
  return { parent, key }
}

function assertPlace(parent: Doc | unknown[], key: string, path: string): void {
  if (Array.isArray(parent) && !/^\d+$/.test(key)) {
    throw serverError(28, 'PathNotViable', `Cannot create field '${key}' in an array, at ${path}`)
  }
}

function read(parent: Doc | unknown[], key: string): unknown {
  if (!Array.isArray(parent)) return parent[key]
  return /^\d+$/.test(key) ? parent[Number(key)] : undefined
}

function write(parent: Doc | unknown[], key: string, value: unknown): void {
  if (!Array.isArray(parent)) parent[key] = value
  else {
    while (parent.length < Number(key)) parent.push(null)
    parent[Number(key)] = value
  }
}
