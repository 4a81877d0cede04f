import type { z } from 'zod'
import type { Condition } from '../model/condition.ts'
import type { Journey, Segment, Template } from '../model/journey.ts'
import type { Problem } from '../model/problem.ts'
import { conditionSchema } from './condition.ts'
import { problemsFromIssues } from './issues.ts'
import { journeySchema } from './journey.ts'
import { inOrder } from './order.ts'
import type { Source } from './place.ts'
import { plainJsonProblems } from './plain-json.ts'
import { pathOf, valueAt } from './pointer.ts'
import { segmentSchema, templateSchema } from './stored.ts'

/**
 * The readers of untrusted documents. They check form: keys, types, sizes. Whether a well-formed journey can run is for
 * `validateJourney`; `reviewJourney` does both. All problems come at once, in order of place.
 */
export function parseJourney(
  value: unknown,
): { journey: Journey; problems: [] } | { journey: null; problems: Problem[] } {
  const problems = formProblems({ kind: 'journey', value }, journeySchema)
  return problems.length > 0 ? { journey: null, problems } : { journey: value as Journey, problems: [] }
}

/** The same for a draft, in which what a goal or an exit asks for may still be empty: somebody is about to choose it. */
export function parseDraft(value: unknown): ReturnType<typeof parseJourney> {
  const parsed = parseJourney(value)
  if (parsed.problems.some((problem) => !isStillEmpty(problem, value))) return parsed
  return { journey: value as Journey, problems: [] }
}

const isStillEmpty = ({ code, pointer }: Problem, value: unknown): boolean =>
  code === 'missing-config' &&
  /^\/(goals|exits)\/\d+\/(when|where)\//.test(pointer) &&
  valueAt(value, pathOf(pointer)) === ''

export function parseCondition(
  value: unknown,
): { condition: Condition; problems: [] } | { condition: null; problems: Problem[] } {
  const problems = formProblems({ kind: 'condition', value }, conditionSchema)
  return problems.length > 0 ? { condition: null, problems } : { condition: value as Condition, problems: [] }
}

export function parseSegment(
  value: unknown,
): { segment: Segment; problems: [] } | { segment: null; problems: Problem[] } {
  const problems = formProblems({ kind: 'segment', value }, segmentSchema)
  return problems.length > 0 ? { segment: null, problems } : { segment: value as Segment, problems: [] }
}

export function parseTemplate(
  value: unknown,
): { template: Template; problems: [] } | { template: null; problems: Problem[] } {
  const problems = formProblems({ kind: 'template', value }, templateSchema)
  return problems.length > 0 ? { template: null, problems } : { template: value as Template, problems: [] }
}

function formProblems(source: Source, schema: z.ZodType): Problem[] {
  const problems = plainJsonProblems(source)
  // Too deep or too large to be walked by a schema that calls itself.
  if (problems.some((problem) => problem.code === 'too-large')) return problems
  const result = schema.safeParse(source.value)
  const places = new Set(problems.map((problem) => problem.pointer))
  const issues = problemsFromIssues(result.error?.issues ?? [], source).filter(({ pointer }) => !places.has(pointer))
  return inOrder([...problems, ...issues])
}
