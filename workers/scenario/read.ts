import { addDuration, isZone, parseDuration, parseInstant } from '../../engine/core/calendar/index.ts'
import { problemsFromIssues } from '../../engine/core/format/index.ts'
import type { QuietHours } from '../../engine/core/model/journey.ts'
import type { Problem } from '../../engine/core/model/problem.ts'
import { quietFault } from '../../engine/core/validate/index.ts'
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
  if (until < start) problems.push(bad('/until', `"${rest.until}" lies before the start; nothing would happen.`))
  problems.push(...checkSetting(rest))
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
    const action = { kind, body } as Action
    if (action.kind === 'restart')
      problems.push(...checkDownFor(action.body.downFor, `/timeline/${index}/restart/downFor`))
    return { at: time, index, action }
  })
  if (problems.length > 0) throw invalid(problems)
  return { scenario: { ...rest, timeline: [] } as unknown as Scenario, start, until, timeline: items }
}

/** `+` and a duration counted in UTC from the start, or a date-time with an offset. */
function instant(text: string, start: number, pointer: string, problems: Problem[]): number {
  if (text.startsWith('+')) {
    const duration = parseDuration(text.slice(1))
    if (duration && duration.sign > 0) return addDuration(start, duration, 'UTC')
  } else if (/T.*(Z|[+-]\d\d:?\d\d)$/.test(text)) {
    const at = parseInstant(text, 'UTC')
    if (at !== null) return at
  }
  problems.push(
    bad(pointer, `"${text}" is no instant. Write "+" and a duration such as "+P3D", or a date-time with an offset.`),
  )
  return start
}

/** What the schema does not see of that which is there before the start. */
function checkSetting({ workspace = {}, ...lists }: Omit<Scenario, 'timeline'>): Problem[] {
  const { timeZone, quietHours } = workspace
  const problems: Problem[] = []
  if (timeZone !== undefined && !isZone(timeZone)) {
    const message = `There is no time zone "${timeZone}"; use a name such as Europe/Berlin.`
    problems.push(bad('/workspace/timeZone', message, 'unknown-time-zone'))
  }
  const fault = quietHours ? quietFault(quietHours as QuietHours) : null
  if (fault) problems.push(bad(`/workspace/quietHours${fault.pointer}`, fault.message, 'empty-window'))
  for (const key of ['customers', 'segments', 'templates', 'pools'] as const) {
    const seen = new Set<string>()
    lists[key]?.forEach(({ id }, at) => {
      const message = `Two of the ${key} have the id "${id}"; give each its own.`
      if (seen.has(id)) problems.push(bad(`/${key}/${at}/id`, message, 'duplicate-id'))
      seen.add(id)
    })
  }
  return problems
}

function checkDownFor(downFor: string | undefined, pointer: string): Problem[] {
  const length = downFor === undefined ? null : parseDuration(downFor)
  if (downFor === undefined || (length !== null && length.sign > 0)) return []
  return [bad(pointer, `"${downFor}" is no time to be down; write a duration such as PT1H.`, 'bad-duration')]
}

const bad = (pointer: string, message: string, code = 'invalid-config'): Problem => ({
  code,
  message,
  pointer,
  severity: 'error',
})

const invalid = (problems: readonly Problem[]): ProblemError =>
  new ProblemError(400, 'scenario-invalid', `The scenario cannot be run: ${problems[0]?.message ?? ''}`, problems)
