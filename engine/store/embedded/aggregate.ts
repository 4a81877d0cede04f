import { Aggregator } from 'mingo/aggregator'
import { Context } from 'mingo/core'
import * as accumulator from 'mingo/operators/accumulator'
import * as expression from 'mingo/operators/expression'
import * as pipelineStages from 'mingo/operators/pipeline'
import * as projection from 'mingo/operators/projection'
import * as query from 'mingo/operators/query'
import * as window from 'mingo/operators/window'
import { stored } from './codec.ts'
import { compareValues } from './compare.ts'
import { NotImplementedError, serverError } from './errors.ts'
import { omitMissing } from './paths.ts'
import { find, type Wanted } from './scan.ts'
import { parseSort } from './sort.ts'
import type { Sql } from './sql.ts'
import type { Table } from './table.ts'
import type { Doc } from './types.ts'

/** Stages that write, watch or need a server. */
const REFUSED = [
  '$out',
  '$merge',
  '$geoNear',
  '$search',
  '$changeStream',
  '$collStats',
  '$indexStats',
  '$currentOp',
  '$planCacheStats',
]

/**
 * Runs a pipeline: its leading $match, $sort, $skip and $limit as a search that uses indexes, the rest by mingo over what
 * that finds. `tableOf` serves $lookup and the like.
 */
export function aggregate(
  sql: Sql,
  table: Table | undefined,
  pipeline: Doc[],
  tableOf: (name: string) => Table | undefined,
): Doc[] {
  const stages = stored(pipeline).flatMap((stage) => expand(stage))
  stages.forEach(refuse)
  const { filter, wanted, taken } = leading(stages)
  const docs = stages[0] && '$documents' in stages[0] ? [] : find(sql, table, filter, wanted).map(({ doc }) => doc)
  const rest = stages.slice(taken)
  if (rest.length === 0) return docs
  const others = new Map<string, Doc[]>()
  const collectionResolver = (name: string): Doc[] => {
    const known = others.get(name) ?? find(sql, tableOf(name), {}).map(({ doc }) => doc)
    others.set(name, known)
    return known
  }
  try {
    return stored(omitMissing(new Aggregator(rest, { context: CONTEXT, collectionResolver }).run<Doc>(docs)))
  } catch (error) {
    if (error instanceof NotImplementedError) throw error
    throw serverError(40324, 'BadValue', (error as Error).message)
  }
}

/** The first stages that a search can do by itself, each at most once and in this order. */
function leading(stages: Doc[]): { filter: Doc; wanted: Wanted; taken: number } {
  const matches: Doc[] = []
  const wanted: Wanted = {}
  let taken = 0
  const next = (name: string): unknown => stages[taken]?.[name]
  for (; next('$match') !== undefined; taken++) matches.push(next('$match') as Doc)
  if (next('$sort') !== undefined && isPlainSort(next('$sort') as Doc)) {
    wanted.order = parseSort(next('$sort'))
    taken++
  }
  if (next('$skip') !== undefined) {
    wanted.skip = next('$skip') as number
    taken++
  }
  if (typeof next('$limit') === 'number') {
    wanted.limit = next('$limit') as number
    taken++
  }
  const filter = matches.length > 1 ? { $and: matches } : (matches[0] ?? {})
  return { filter, wanted, taken }
}

function isPlainSort(sort: Doc): boolean {
  return Object.values(sort).every((direction) => direction === 1 || direction === -1)
}

/** mingo's $bucket puts a value on an inner boundary one bucket too low, so it is written as the $group it means. */
function expand(stage: Doc): Doc[] {
  const spec = stage['$bucket'] as
    | { groupBy: unknown; boundaries: unknown[]; default?: unknown; output?: Doc }
    | undefined
  if (!spec) return [stage]
  const { groupBy, boundaries } = spec
  const ascending = boundaries.every((bound, i) => i === 0 || compareValues(boundaries[i - 1], bound) < 0)
  if (boundaries.length < 2 || !ascending)
    throw serverError(40192, 'BadValue', '$bucket needs at least two boundaries in ascending order')
  const branches = boundaries.slice(0, -1).map((from, i) => ({
    case: { $and: [{ $gte: [groupBy, from] }, { $lt: [groupBy, boundaries[i + 1]] }] },
    then: { $literal: from },
  }))
  const fallback = 'default' in spec ? { default: { $literal: spec.default } } : {}
  return [
    { $group: { _id: { $switch: { branches, ...fallback } }, ...(spec.output ?? { count: { $sum: 1 } }) } },
    { $sort: { _id: 1 } },
  ]
}

function refuse(stage: Doc): void {
  const names = Object.keys(stage)
  if (names.length !== 1)
    throw serverError(40323, 'BadValue', 'A pipeline stage specification object must contain exactly one field.')
  const refused = names.find((name) => REFUSED.includes(name))
  if (refused) throw new NotImplementedError(`the pipeline stage ${refused}`)
}

const CONTEXT = Context.init({
  accumulator,
  expression: { ...expression, $dateTrunc: truncateDate },
  pipeline: pipelineStages,
  projection,
  query,
  window,
} as never)

/** With a time zone mingo's $dateTrunc is a day off. */
function truncateDate(doc: unknown, spec: Doc, options: unknown): unknown {
  if (spec['timezone'] !== undefined) throw new NotImplementedError('$dateTrunc with a timezone')
  return (expression.$dateTrunc as unknown as (...args: unknown[]) => unknown)(doc, spec, options)
}
