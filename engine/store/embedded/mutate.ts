import mongoose from 'mongoose'
import { Aggregator, update as mingoUpdate } from 'mingo'
import { NotImplementedError, serverError } from './errors.ts'
import { applyField, assertArray } from './fields.ts'
import { isOperators } from './match.ts'
import { omitMissing, setAt } from './paths.ts'
import { type Doc, isDoc } from './types.ts'

const { MongoInvalidArgumentError, ObjectId } = mongoose.mongo

export type Update = Doc | Doc[]

const FIELD_OPERATORS = new Set(['$set', '$unset', '$inc', '$mul', '$min', '$max'])
const MINGO_OPERATORS = new Set(['$push', '$pull', '$pullAll', '$addToSet', '$pop', '$rename', '$bit', '$currentDate'])
const ARRAY_OPERATORS = new Set(['$push', '$pull', '$pullAll', '$addToSet', '$pop'])
const PIPELINE_STAGES = new Set(['$set', '$addFields', '$unset', '$project', '$replaceRoot', '$replaceWith'])

/** Refuses an update that is a plain document, empty, in conflict with itself, or beyond what is implemented. */
export function checkUpdate(update: Update): void {
  if (Array.isArray(update)) {
    const wrong = update.flatMap((stage) => Object.keys(stage)).find((name) => !PIPELINE_STAGES.has(name))
    if (wrong) throw serverError(40324, 'BadValue', `Unrecognized pipeline stage name in an update: '${wrong}'`)
    return
  }
  if (Object.keys(update).length === 0 || !Object.keys(update).every((name) => name.startsWith('$'))) {
    throw new MongoInvalidArgumentError('Update document requires atomic operators')
  }
  const paths: string[] = []
  for (const [name, fields] of Object.entries(update)) {
    if (name !== '$setOnInsert' && !FIELD_OPERATORS.has(name) && !MINGO_OPERATORS.has(name)) {
      throw new NotImplementedError(`the update operator ${name}`)
    }
    if (!isDoc(fields)) throw serverError(9, 'FailedToParse', `${name} needs an object of fields`)
    paths.push(...Object.keys(fields), ...(name === '$rename' ? Object.values(fields).map(String) : []))
  }
  refuseConflicts(paths)
}

export function checkReplacement(doc: Doc): void {
  if (Object.keys(doc).some((name) => name.startsWith('$'))) {
    throw new MongoInvalidArgumentError('Replacement document must not contain atomic operators')
  }
}

/**
 * Applies a checked update of stored values to a document of the caller's own, which may be changed in place, and gives
 * the result. `filter` serves the positional `$`; `inserting` applies $setOnInsert too.
 */
export function applyUpdate(doc: Doc, update: Update, filter: Doc, arrayFilters: Doc[], inserting: boolean): Doc {
  if (Array.isArray(update)) return runPipeline(doc, update)
  const rest: Doc = {}
  for (const [operator, fields] of Object.entries(update) as [string, Doc][]) {
    if (operator === '$setOnInsert') {
      if (inserting) for (const [path, value] of Object.entries(fields)) applyField(doc, '$set', path, value)
    } else if (FIELD_OPERATORS.has(operator)) {
      for (const [path, value] of Object.entries(fields)) {
        if (path.includes('$')) rest[operator] = { ...(rest[operator] as Doc | undefined), [path]: value }
        else applyField(doc, operator, path, value)
      }
    } else if (Object.keys(fields).length > 0) rest[operator] = fields
  }
  if (Object.keys(rest).length > 0) byMingo(doc, rest, filter, arrayFilters)
  return doc
}

/** The document an upsert starts from: what the filter says by equality. */
export function seedOf(filter: Doc): Doc {
  const seed: Doc = {}
  plant(seed, filter)
  return seed
}

/** Puts `_id` first, as MongoDB does, making one when there is none. */
export function withId(doc: Doc): Doc {
  const { _id, ...rest } = doc
  return { _id: _id ?? new ObjectId(), ...rest }
}

function plant(seed: Doc, filter: Doc): void {
  for (const [path, condition] of Object.entries(filter)) {
    if (path === '$and') for (const branch of condition as Doc[]) plant(seed, branch)
    else if (path === '$or' && (condition as Doc[]).length === 1) plant(seed, (condition as Doc[])[0] as Doc)
    else if (path.startsWith('$') || condition instanceof RegExp) continue
    else if (!isOperators(condition)) setAt(seed, path, condition)
    else if ('$eq' in condition) setAt(seed, path, condition['$eq'])
    else if (Array.isArray(condition['$in']) && condition['$in'].length === 1) setAt(seed, path, condition['$in'][0])
  }
}

function runPipeline(doc: Doc, stages: Doc[]): Doc {
  const [result] = new Aggregator(stages).run<Doc>([doc])
  return omitMissing(result ?? {})
}

function byMingo(doc: Doc, modifier: Doc, filter: Doc, arrayFilters: Doc[]): void {
  for (const [operator, fields] of Object.entries(modifier)) {
    if (ARRAY_OPERATORS.has(operator)) for (const path of Object.keys(fields as Doc)) assertArray(doc, operator, path)
  }
  const positional = Object.values(modifier).some((fields) =>
    Object.keys(fields as Doc).some((path) => /\.\$(\.|$)/.test(path)),
  )
  try {
    mingoUpdate(doc, modifier as never, arrayFilters, positional ? filter : {}, { cloneMode: 'deep' })
  } catch (error) {
    throw serverError(2, 'BadValue', (error as Error).message)
  }
}

function refuseConflicts(paths: string[]): void {
  if (paths.length < 2) return
  const sorted = [...paths].sort()
  for (const [i, path] of sorted.entries()) {
    for (const next of sorted.slice(i + 1)) {
      if (next !== path && !next.startsWith(`${path}.`)) {
        if (next.startsWith(path)) continue
        break
      }
      throw serverError(
        40,
        'ConflictingUpdateOperators',
        `Updating the path '${next}' would create a conflict at '${path}'`,
      )
    }
  }
}
