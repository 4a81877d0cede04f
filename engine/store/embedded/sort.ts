import { compareValues } from './compare.ts'
import { NotImplementedError, serverError } from './errors.ts'
import { valuesAt } from './paths.ts'
import type { Doc } from './types.ts'

export type SortOrder = readonly (readonly [path: string, direction: 1 | -1])[]

/** Reads every way the driver lets a sort be written: object, Map, pairs, a name, a list of names. */
export function parseSort(sort: unknown, direction: unknown = 1): SortOrder {
  if (sort === undefined || sort === null) return []
  if (typeof sort === 'string') return [[sort, toDirection(sort, direction)]]
  const pairs: unknown[] = Array.isArray(sort) ? sort : sort instanceof Map ? [...sort] : Object.entries(sort)
  if (pairs.length === 2 && typeof pairs[0] === 'string' && !Array.isArray(pairs[1]) && Array.isArray(sort)) {
    if (isDirection(pairs[1])) return [[pairs[0], toDirection(pairs[0], pairs[1])]]
  }
  return pairs.map((pair) =>
    Array.isArray(pair) ? [String(pair[0]), toDirection(String(pair[0]), pair[1])] : [String(pair), 1],
  )
}

/** A comparison of documents. An array sorts by its smallest element going up, its largest going down. */
export function compileSort(order: SortOrder): (a: Doc, b: Doc) => number {
  return (a, b) => {
    for (const [path, direction] of order) {
      const difference = compareValues(sortValue(a, path, direction), sortValue(b, path, direction))
      if (difference !== 0) return difference * direction
    }
    return 0
  }
}

function sortValue(doc: Doc, path: string, direction: 1 | -1): unknown {
  const { values } = valuesAt(doc, path)
  const single = values[0]
  if (values.length === 1 && !Array.isArray(single)) return single
  const flat = values.flatMap((value) => (Array.isArray(value) ? (value as unknown[]) : [value]))
  let best: unknown = flat[0]
  for (const value of flat) if (compareValues(value, best) * direction < 0) best = value
  return best
}

function toDirection(path: string, value: unknown): 1 | -1 {
  if (value === 1 || value === 'asc' || value === 'ascending' || value === '1') return 1
  if (value === -1 || value === 'desc' || value === 'descending' || value === '-1') return -1
  if (typeof value === 'object') throw new NotImplementedError(`the sort of "${path}" by ${JSON.stringify(value)}`)
  throw serverError(15974, 'BadValue', `Sort direction of "${path}" must be 1 or -1, got ${JSON.stringify(value)}`)
}

function isDirection(value: unknown): boolean {
  return [1, -1, 'asc', 'desc', 'ascending', 'descending', '1', '-1'].includes(value as string | number)
}
