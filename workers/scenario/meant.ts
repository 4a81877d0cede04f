import type { Problem } from '../../engine/core/model/problem.ts'
import { ProblemError } from '../../engine/problem.ts'
import type { Action } from './format.ts'
import type { ReadScenario } from './read.ts'

/** Told of what a scenario says without effect, which is perhaps not what its author meant; `pointer` is its place. */
export type Warn = (pointer: string, message: string) => void

/** What cannot mean anything, whatever happens: what is about steps or journeys that are not there, and snapshots that hide another. */
export function checkTimeline({ scenario, timeline }: ReadScenario): void {
  const journeys = stepsByJourney([
    ...(scenario.journeys ?? []),
    ...timeline.flatMap(({ action }) => (action.kind === 'publish' ? [action.body.journey] : [])),
  ])
  const names = new Set<string>()
  const problems = timeline.flatMap(({ action, index }): Problem[] => {
    const fault = isReply(action)
      ? targetFault(action.body, journeys)
      : (nameFault(action, names) ?? removeFault(action, journeys))
    if (fault === null) return []
    const [code, field, message] = fault
    return [{ code, message, pointer: `/timeline/${index}/${action.kind}/${field}`, severity: 'error' }]
  })
  const [first] = problems
  if (first) throw new ProblemError(400, 'scenario-invalid', `The scenario cannot be run: ${first.message}`, problems)
}

/**
 * What is left out: entries behind the end, since a scenario that is cut short to look at it is no mistake, and messages
 * under the id of somebody else's (E2).
 */
export function warnOfLeftOut({ timeline, until }: ReadScenario, warn: Warn): void {
  const owners = new Map<string, string>()
  for (const { at, index, action } of timeline) {
    if (at > until) warn(`/timeline/${index}`, 'This lies behind "until"; it is left out.')
    if (action.kind !== 'event' && action.kind !== 'identify') continue
    const { messageId, customerId } = action.body
    if (messageId === undefined) continue
    const owner = owners.get(messageId) ?? customerId
    owners.set(messageId, owner)
    const message = `The message id "${messageId}" is that of a message about "${owner}"; this one is left out.`
    if (owner !== customerId) warn(`/timeline/${index}/${action.kind}/messageId`, message)
  }
}

export type Reply = Extract<Action, { kind: 'outcome' | 'answer' | 'task' }>
type Fault = readonly [code: string, field: string, message: string]

/** What is said about an interaction. */
export const isReply = (action: Action): action is Reply =>
  action.kind === 'outcome' || action.kind === 'answer' || action.kind === 'task'

function targetFault({ step, journey, interactionId }: Reply['body'], journeys: Steps): Fault | null {
  if (interactionId !== undefined) return null
  if (step === undefined) return ['missing-config', 'step', 'Say with "step" which message is meant.']
  const unknown = journey === undefined ? null : journeyFault(journey, journeys)
  if (unknown) return unknown
  const meant = journey === undefined ? [...journeys.values()] : [journeys.get(journey)]
  if (meant.some((steps) => steps?.has(step))) return null
  const whose = journey === undefined ? 'No journey of the scenario has a' : `The journey "${journey}" has no`
  return ['unknown-target', 'step', `${whose} step "${step}"; correct its id.`]
}

function nameFault(action: Action, names: Set<string>): Fault | null {
  if (action.kind !== 'snapshot') return null
  const { name } = action.body
  const message = `Two snapshots have the name "${name}"; give each its own.`
  return names.size === names.add(name).size ? ['duplicate-id', 'name', message] : null
}

function removeFault(action: Action, journeys: Steps): Fault | null {
  return action.kind === 'remove' ? journeyFault(action.body.journey, journeys) : null
}

const journeyFault = (journey: string, journeys: Steps): Fault | null =>
  journeys.has(journey)
    ? null
    : ['unknown-journey', 'journey', `The scenario has no journey "${journey}"; correct its id.`]

type Steps = ReadonlyMap<string, ReadonlySet<string>>

/** Over all versions. What is wrong with a journey itself is found where it is published. */
function stepsByJourney(journeys: readonly Record<string, unknown>[]): Steps {
  const found = new Map<string, Set<string>>()
  for (const { id, steps } of journeys) {
    const known = found.get(String(id)) ?? new Set()
    for (const step of Array.isArray(steps) ? steps : []) known.add(String((step as { id?: unknown } | null)?.id))
    found.set(String(id), known)
  }
  return found
}
