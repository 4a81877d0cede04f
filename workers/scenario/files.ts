import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { ProblemError } from '../../engine/problem.ts'

/**
 * Reads a scenario. Instead of a journey it may name the file that holds it, relative to its own: stories about one
 * journey then tell it once.
 * @throws ProblemError 400 for a file that cannot be read as JSON
 */
export function readScenarioFile(path: string): unknown {
  const scenario = readJson(path)
  if (!isObject(scenario)) return scenario
  const journeyIn = (value: unknown, pointer: string): unknown =>
    typeof value === 'string' && value.endsWith('.json') ? readJson(resolve(dirname(path), value), pointer) : value
  const { journeys, timeline } = scenario
  return {
    ...scenario,
    ...(Array.isArray(journeys) ? { journeys: journeys.map((value, at) => journeyIn(value, `/journeys/${at}`)) } : {}),
    ...(Array.isArray(timeline)
      ? { timeline: timeline.map((item, at) => withJourney(item, `/timeline/${at}`, journeyIn)) }
      : {}),
  }
}

function withJourney(item: unknown, pointer: string, journeyIn: (value: unknown, pointer: string) => unknown): unknown {
  if (!isObject(item)) return item
  const changed = (['publish', 'preview'] as const).flatMap((kind) => {
    const body = item[kind]
    return isObject(body)
      ? [[kind, { ...body, journey: journeyIn(body['journey'], `${pointer}/${kind}/journey`) }]]
      : []
  })
  return { ...item, ...Object.fromEntries(changed) }
}

function readJson(path: string, pointer = ''): unknown {
  try {
    // Some editors begin a file with a byte order mark.
    return JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''))
  } catch (error) {
    const { message } = error as Error
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    throw unreadable(
      isMissing ? `There is no file ${path}; check its name.` : `${path} cannot be read as JSON: ${message}`,
      pointer,
    )
  }
}

const unreadable = (message: string, pointer: string): ProblemError =>
  new ProblemError(400, 'scenario-unreadable', message, [
    { code: 'scenario-unreadable', message, pointer, severity: 'error' },
  ])

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
