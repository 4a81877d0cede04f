import type { JsonObject } from '../../../engine/core/model/json.ts'

/** A step together with the steps its paths lead to. */
export interface Drawn {
  id: string
  type: string
  config: JsonObject
  to: Record<string, string | null>
  stage?: string
}

/** Steps whose path `next` leads to the step below them, unless they say otherwise. */
const CHAINED = new Set([
  'entry',
  'wait',
  'window',
  'send',
  'webhook',
  'update',
  'stage',
  'points',
  'coupon',
  'track',
  'journey',
])

export const step = (id: string, type: string, config: JsonObject, to: Drawn['to'] = {}): Drawn => ({
  id,
  type,
  config,
  to,
})

export const entry = (id: string, trigger: JsonObject, rest: JsonObject = {}, to: Drawn['to'] = {}): Drawn =>
  step(id, 'entry', { trigger, reentry: { policy: 'never' }, ...rest }, to)

/** Lets in by an event; `rest` is laid over the entry's config. */
export const on = (event: string, rest: JsonObject = {}): Drawn => entry('start', { type: 'event', event }, rest)
export const byApi = (rest: JsonObject = {}): Drawn => entry('start', { type: 'api' }, rest)

export const wait = (id: string, config: string | JsonObject, to: Drawn['to'] = {}): Drawn =>
  step(id, 'wait', typeof config === 'string' ? { for: config } : config, to)

/** Branches by path: an event name, or a branch without its path. */
export const waitFor = (
  id: string,
  branches: Record<string, string | JsonObject>,
  timeout: string | JsonObject,
  to: Drawn['to'],
  rest: JsonObject = {},
): Drawn =>
  step(
    id,
    'wait-for',
    {
      branches: Object.entries(branches).map(([path, what]) => ({
        path,
        ...(typeof what === 'string' ? { event: what } : what),
      })),
      timeout,
      ...rest,
    },
    to,
  )

export const branch = (id: string, branches: Record<string, JsonObject>, to: Drawn['to']): Drawn =>
  step(id, 'branch', { branches: Object.entries(branches).map(([path, when]) => ({ path, when })) }, to)

/** An e-mail about `news` that says the step's id. */
export const mail = (id: string, rest: JsonObject = {}, to: Drawn['to'] = {}): Drawn =>
  step(id, 'send', { channel: 'email', topic: 'news', content: { subject: id, text: id }, ...rest }, to)

export const update = (id: string, config: JsonObject): Drawn => step(id, 'update', config)
export const track = (id: string, event: string, properties: JsonObject = {}): Drawn =>
  step(id, 'track', { event, properties })
/** Points from a trait that is no number: a step that cannot run. */
export const broken = step('broken', 'points', { add: '{{ customer.nothing }}', reason: 'x' })
export const end = (id = 'end', reason = id): Drawn => step(id, 'exit', { reason })

/** A journey `j` of these steps, each leading to the one below it. */
export function journey(steps: readonly Drawn[], rest: JsonObject = {}): JsonObject {
  const edges = steps.flatMap(({ id, type, to, config }, index) => {
    const below = steps[index + 1]?.id
    const chained = CHAINED.has(type) || (type === 'task' && config['waitForDone'] !== true)
    const paths = chained && below !== undefined ? { next: below, ...to } : to
    return Object.entries(paths).flatMap(([path, target]) => (target === null ? [] : [{ from: id, path, to: target }]))
  })
  return {
    format: 1,
    id: 'j',
    name: 'A journey',
    steps: steps.map(({ to: _, ...drawn }) => drawn as unknown as JsonObject),
    edges,
    ...rest,
  }
}

export const ADA = { id: 'ada', consent: { email: ['news'] } }
export const BOB = { id: 'bob', consent: { email: ['news'] } }
/** Ada, where clocks change. */
export const BERLIN = { ...ADA, timeZone: 'Europe/Berlin' }
export const NEW_YORK = { ...ADA, timeZone: 'America/New_York' }

/** Of a journey. */
export const NIGHT = { quietHours: { from: '22:00', to: '08:00' } }

/** From Monday 2 March 2026, 09:00 UTC, for thirty days, with Ada, who wants to hear news by e-mail. */
export const scenario = (
  journeys: JsonObject | JsonObject[],
  timeline: readonly JsonObject[],
  rest: JsonObject = {},
): JsonObject => ({
  start: '2026-03-02T09:00:00Z',
  until: '+P30D',
  journeys: Array.isArray(journeys) ? journeys : [journeys],
  customers: [ADA],
  timeline: [...timeline],
  ...rest,
})

/** Entries of a timeline; `customerId` is Ada unless given. */
export const event = (at: string, name: string, properties: JsonObject = {}, rest: JsonObject = {}): JsonObject => ({
  at,
  event: { customerId: 'ada', name, properties, ...rest },
})
export const identify = (at: string, rest: JsonObject): JsonObject => ({ at, identify: { customerId: 'ada', ...rest } })
export const traits = (at: string, given: JsonObject): JsonObject => identify(at, { traits: given })
export const outcome = (at: string, stepId: string, name: string, rest: JsonObject = {}): JsonObject => ({
  at,
  outcome: { customerId: 'ada', step: stepId, outcome: name, ...rest },
})
export const enter = (at: string, data: JsonObject = {}, rest: JsonObject = {}): JsonObject => ({
  at,
  enter: { journey: 'j', customerId: 'ada', data, ...rest },
})
export const pause = (at: string, rest: JsonObject = {}): JsonObject => ({ at, pause: { journey: 'j', ...rest } })
export const resume = (at: string, policy?: string): JsonObject => ({
  at,
  resume: { journey: 'j', ...(policy ? { policy } : {}) },
})
export const publish = (at: string, version: JsonObject, move?: Record<string, string>): JsonObject => ({
  at,
  publish: { journey: version, ...(move ? { move } : {}) },
})
