import { stored } from './codec.ts'
import { NotImplementedError, serverError } from './errors.ts'
import type { IndexSpec } from './shape.ts'
import type { Doc } from './types.ts'

export type IndexOptions = {
  name?: string
  unique?: boolean
  sparse?: boolean
  partialFilterExpression?: Doc
  held?: boolean
} & Doc

/** Options that only say how an index is built. */
const IGNORED = new Set([
  'background',
  'v',
  'comment',
  'maxTimeMS',
  'commitQuorum',
  'writeConcern',
  'hidden',
  'session',
])

/** Reads what createIndex was given; kinds of index that would quietly do less than on MongoDB are refused by name. */
export function indexSpec(key: unknown, options: IndexOptions): IndexSpec {
  const pairs = keyPairs(key)
  if (pairs.length === 0) throw serverError(67, 'CannotCreateIndex', 'Index keys cannot be an empty object')
  for (const [path, direction] of pairs) {
    if (direction !== 1 && direction !== -1)
      throw new NotImplementedError(`the index kind ${JSON.stringify(direction)} on "${path}"`)
  }
  const { name, unique, sparse, partialFilterExpression, held, ...others } = options
  for (const [option, value] of Object.entries(others)) {
    if (value !== undefined && value !== null && !IGNORED.has(option))
      throw new NotImplementedError(`the index option "${option}"`)
  }
  if (held && unique) throw new NotImplementedError('a unique index in memory')
  const isId = pairs.length === 1 && pairs[0]?.[0] === '_id'
  return {
    v: 2,
    key: Object.fromEntries(pairs) as IndexSpec['key'],
    name: isId ? '_id_' : (name ?? pairs.flat().join('_')),
    ...(unique ? { unique } : {}),
    ...(sparse ? { sparse } : {}),
    ...(partialFilterExpression ? { partialFilterExpression: stored(partialFilterExpression) } : {}),
    ...(held ? { held } : {}),
  }
}

function keyPairs(key: unknown): [string, unknown][] {
  if (typeof key === 'string') return [[key, 1]]
  if (key instanceof Map) return [...key] as [string, unknown][]
  if (Array.isArray(key)) {
    return key.flatMap((part): [string, unknown][] =>
      Array.isArray(part) ? [[String(part[0]), part[1]]] : keyPairs(part),
    )
  }
  return Object.entries(key as Doc)
}
