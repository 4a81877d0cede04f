import type { Waiting } from '../../model/enrollment.ts'
import type { CustomerEvent } from '../../model/input.ts'
import type { JsonObject } from '../../model/json.ts'
import type { Decision, ParkCode } from '../sdk.ts'
import { plain, said } from './plain.ts'

const KINDS = ['leave', 'wait', 'end', 'park'] as const
const SHAPES = 'It must return one of { leave: path }, { wait: { dueAt } }, { end: reason } and { park: code, detail }'
/** The reasons that are a step's own to give. */
const PARK_CODES: readonly ParkCode[] = ['step-error', 'template-error']

/**
 * What a step answered, if it is a decision; null = it stays.
 * @param name who answered, e.g. `"arrive" of the step type "gift"`
 * @param paths the ways out that the type tells for this config
 * @throws TypeError in words for the author of the step type
 */
export function decisionOf(answer: unknown, name: string, paths: readonly string[]): Decision | null {
  if (answer === null || answer === undefined) return null
  if (isPromise(answer)) {
    throw new TypeError(
      `${name} is asynchronous. It must decide at once: plan a call (channel "webhook") and wait for its result, or for an event.`,
    )
  }
  const given = answer as Record<string, unknown>
  const kinds = typeof answer === 'object' ? KINDS.filter((kind) => given[kind] !== undefined) : []
  const [kind] = kinds
  if (kind === undefined || kinds.length > 1) throw new TypeError(`${name} answered ${said(answer)}. ${SHAPES}.`)
  const why = given.why === undefined ? {} : { why: object(given.why, 'why', name) }
  switch (kind) {
    case 'leave': {
      const event =
        given.event === undefined ? {} : { event: object(given.event, 'event', name) as unknown as CustomerEvent }
      return { leave: pathOf(given.leave, name, paths), ...event, ...why }
    }
    case 'wait':
      return { wait: waitingOf(given.wait, name), ...why }
    case 'end':
      return { end: text(given.end, 'end', name) }
    case 'park':
      return { park: parkCodeOf(given.park, name), detail: text(given.detail, 'detail', name) }
  }
}

/** Whether an answer is a promise. Nobody waits for it: should it fail later, that must not end the process. */
export function isPromise(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const promise = value as PromiseLike<unknown>
  if (typeof promise.then !== 'function') return false
  promise.then(undefined, () => {})
  return true
}

function pathOf(path: unknown, name: string, paths: readonly string[]): string {
  if (typeof path === 'string' && paths.includes(path)) return path
  const known = paths.length === 0 ? 'It has none' : `It has ${paths.map((known) => `"${known}"`).join(', ')}`
  throw new TypeError(`${name} leaves by ${said(path)}, which is none of its paths. ${known}.`)
}

function parkCodeOf(code: unknown, name: string): ParkCode {
  const known = PARK_CODES.find((known) => known === code)
  if (known !== undefined) return known
  throw new TypeError(`${name} parks with the code ${said(code)}. Use "step-error", and say more in "detail".`)
}

function waitingOf(value: unknown, name: string): Waiting {
  const { dueAt = null, calendar, inputs, interactionId, childId, memo, ...others } = object(value, 'wait', name)
  const [unknown] = Object.keys(others)
  if (unknown !== undefined) throw new TypeError(`${name} waits with "${unknown}", which is not known.`)
  if (dueAt !== null && typeof dueAt !== 'number') {
    throw new TypeError(`${name} waits until ${said(dueAt)}. "dueAt" is in epoch milliseconds, or null.`)
  }
  if (dueAt === null && inputs !== true && interactionId === undefined && childId === undefined) {
    throw new TypeError(
      `${name} waits for nothing, so the customer would stay for ever. Give "dueAt", "inputs: true", "interactionId" or "childId".`,
    )
  }
  return {
    dueAt,
    ...(calendar === undefined ? {} : { calendar: calendar === true }),
    ...(inputs === undefined ? {} : { inputs: inputs === true }),
    ...(interactionId === undefined ? {} : { interactionId: text(interactionId, 'wait.interactionId', name) }),
    ...(childId === undefined ? {} : { childId: text(childId, 'wait.childId', name) }),
    ...(memo === undefined ? {} : { memo: object(memo, 'wait.memo', name) }),
  }
}

function text(value: unknown, member: string, name: string): string {
  if (typeof value === 'string') return value
  throw new TypeError(`${name} answered with ${said(value)} as "${member}"; it must be a text.`)
}

function object(value: unknown, member: string, name: string): JsonObject {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new TypeError(`${name} answered with ${said(value)} as "${member}"; it must be an object.`)
  }
  return plain(value as JsonObject, member)
}
