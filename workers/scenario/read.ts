import { parseDuration, addDuration } from '../../engine/core/calendar/index.ts'
import { problemsFromIssues } from '../../engine/core/format/index.ts'
import type { Problem } from '../../engine/core/model/problem.ts'
import { ProblemError } from '../../engine/problem.ts'
import { type Action, type ActionKind, type Scenario, scenarioSchema } from './format.ts'

/** A scenario with every instant worked out, in epoch milliseconds. */
export interface ReadScenario {
  scenario: Scenario
  start: number
  until: number
  timeline: { at: number; index: number; action: Action }[]
}

/** @throws ProblemError 400 that names each fault and its place */
export function readScenario(value: unknown): ReadScenario {
  const parsed = scenarioSchema.safeParse(value)
  if (!parsed.success) throw invalid(problemsFromIssues(parsed.error.issues, { kind: 'scenario', value }))
  const { timeline = [], ...rest } = parsed.data
  const start = Date.parse(rest.start)
  const problems: Problem[] = []
  const until = instant(rest.until, start, '/until', problems)
  let last = start
  const items = timeline.map(({ at, ...actions }, index) => {
    const time = instant(at, start, `/timeline/${index}/at`, problems)
    if (time < last) {
      problems.push(
        bad(
          `/timeline/${index}/at`,
          `"${at}" lies before the entry above it (or before the start). A timeline never goes back.`,
        ),
      )
    }
    last = Math.max(last, time)
    const [kind, body] = Object.entries(actions).find(([, given]) => given !== undefined) as [ActionKind, unknown]
    return { at: time, index, action: { kind, body } as Action }
  })
  if (problems.length > 0) throw invalid(problems)
  return { scenario: { ...rest, timeline: [] } as unknown as Scenario, start, until, timeline: items }
}

/** `+` and a duration counted in UTC from the start, or a date-time with an offset. */
function instant(text: string, start: number, pointer: string, problems: Problem[]): number {
  if (text.startsWith('+')) {
    const duration = parseDuration(text.slice(1))
    if (duration) return addDuration(start, duration, 'UTC')
  } else if (/T.*(Z|[+-]\d\d:?\d\d)$/.test(text)) {
    const at = Date.parse(text)
    if (!Number.isNaN(at)) return at
  }
  problems.push(
    bad(pointer, `"${text}" is no instant. Write "+" and a duration such as "+P3D", or a date-time with an offset.`),
  )
  return start
}

const bad = (pointer: string, message: string): Problem => ({
  code: 'invalid-config',
  message,
  pointer,
  severity: 'error',
})

const invalid = (problems: readonly Problem[]): ProblemError =>
  new ProblemError(400, 'scenario-invalid', `The scenario cannot be run: ${problems[0]?.message ?? ''}`, problems)
