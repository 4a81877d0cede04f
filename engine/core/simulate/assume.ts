import { eventNames } from '../conditions/index.ts'
import type { CompiledStep, CompiledVersion } from '../compile/version.ts'
import type { Condition } from '../model/condition.ts'
import type { EntryConfig, Segment, Trigger } from '../model/journey.ts'
import { keyPath } from '../turn/scope.ts'
import {
  type Assumptions,
  type Deed,
  type DeedAssumption,
  type Guess,
  type Occasion,
  TYPICAL_MESSAGE,
} from './assumptions.ts'
import { type PopulationAssumption, traitsAsked } from './population.ts'

const DAY = 86_400_000
const ZONES = ['Europe/Berlin', 'Asia/Shanghai', 'America/New_York', 'Europe/London']

/** A first guess for everything a simulation of these journeys has to assume, made from what the journeys ask for. */
export function assume(versions: readonly CompiledVersion[]): Assumptions {
  const messages: Assumptions['messages'] = {}
  const deeds = new Map<string, DeedAssumption>()
  const add = (deed: DeedAssumption): void => {
    if (!deeds.has(deed.id)) deeds.set(deed.id, deed)
  }
  for (const version of versions) arrivals(version).forEach(add)
  for (const version of versions) {
    const { id } = version.journey
    for (const step of version.steps.values()) {
      if (step.definition.group === 'message') messages[`${id}/${step.id}`] = { ...TYPICAL_MESSAGE }
      for (const { event, where } of awaited(step)) add(later(id, event, where, 0.35, 10 * DAY))
    }
    for (const { event, where } of version.goals) if (event !== undefined) add(later(id, event, where, 0.25, 14 * DAY))
    for (const name of version.historyEvents) add(later(id, name, undefined, 0.3, 10 * DAY))
    for (const { event, where } of version.exits) if (event !== undefined) add(later(id, event, where, 0.02, 30 * DAY))
  }
  return { messages, deeds: [...deeds.values()].map((deed) => again(filled(deed, versions), versions)), ways: {} }
}

/** Made-up customers who agreed to most topics and have the traits that the journeys and segments ask for. */
export function assumePopulation(
  versions: readonly CompiledVersion[],
  segments: readonly Segment[],
): PopulationAssumption {
  const consent: Record<string, number> = {}
  const conditions: Condition[] = segments.map((segment) => segment.when)
  for (const version of versions) {
    for (const { config, definition } of version.steps.values()) {
      const { channel, topic, where } = config as { channel?: unknown; topic?: unknown; where?: Condition }
      if (typeof channel === 'string' && typeof topic === 'string') consent[`${channel}/${topic}`] = 0.9
      conditions.push(
        ...(definition.conditions?.(config) ?? []),
        ...(where === undefined || definition.group !== 'entry' ? [] : [where]),
      )
    }
    for (const rule of [...version.goals, ...version.exits]) if (rule.when !== undefined) conditions.push(rule.when)
  }
  const asked = { ...traitsAsked(conditions), ...datesAsked(versions) }
  const traits = Object.entries(asked).filter(([name]) => !versions.some((version) => writes(version, name)))
  return { count: 1_000, arriveOver: 14 * DAY, consent, traits: Object.fromEntries(traits), timeZones: ZONES }
}

/** Dates that journeys begin at: some weeks around the start, so that they come within a simulation. */
function datesAsked(versions: readonly CompiledVersion[]): Record<string, Guess> {
  const fields = versions.flatMap(({ entries }) =>
    entries.flatMap(({ config }) => {
      const { trigger } = config as EntryConfig
      return trigger.type === 'date' && trigger.field.startsWith('customer.')
        ? [trigger.field.slice('customer.'.length)]
        : []
    }),
  )
  return Object.fromEntries(fields.map((field): [string, Guess] => [field, { days: [15, 75] }]))
}

/** Traits that a journey writes itself begin unknown. */
const writes = ({ steps }: CompiledVersion, trait: string): boolean =>
  [...steps.values()].some(({ type, config }) => {
    const { set, increment } = config as { set?: object; increment?: object }
    return type === 'update' && (Object.hasOwn(set ?? {}, trait) || Object.hasOwn(increment ?? {}, trait))
  })

/** Everybody comes in by the first entry; half of them meet another one some days later. */
function arrivals(version: CompiledVersion): DeedAssumption[] {
  const [first, ...others] = version.entries.flatMap((entry) => arrival(version, entry))
  if (first === undefined) return []
  const after: Occasion = first.does.kind === 'event' ? { kind: 'event', event: first.does.event } : first.after
  const repeated = version.entries.flatMap((entry) => repeats(version, entry))
  return [first, ...others.map((deed) => ({ ...deed, after, share: 0.5, delay: { halfWithin: 5 * DAY } })), ...repeated]
}

/** Who may come in again does so now and then. */
function repeats(version: CompiledVersion, entry: CompiledStep): DeedAssumption[] {
  const policy = (entry.config as EntryConfig).reentry?.policy ?? 'never'
  if (policy === 'never') return []
  return arrival(version, entry).flatMap((deed): DeedAssumption[] => {
    if (deed.does.kind !== 'event') return []
    const { event } = deed.does
    const share = policy === 'always' ? 0.6 : 0.3
    return [
      { ...deed, id: `do ${event} later`, after: { kind: 'event', event }, share, delay: { halfWithin: 10 * DAY } },
    ]
  })
}

/** What brings a customer in by this entry. */
function arrival({ journey }: CompiledVersion, entry: CompiledStep): DeedAssumption[] {
  const { trigger } = entry.config as { trigger: Trigger }
  const base = { after: { kind: 'start' }, share: 1, delay: { halfWithin: 3_600_000 } } as const
  switch (trigger.type) {
    case 'event':
      return [{ ...base, id: `do ${trigger.event}`, does: eventDeed(trigger.event, trigger.where) }]
    case 'api':
      return [{ ...base, id: `enter ${journey.id}`, does: { kind: 'enter', journey: journey.id, data: {} } }]
    case 'stage':
      return [{ ...base, id: `stage ${trigger.to}`, does: { kind: 'stage', to: trigger.to } }]
    case 'segment':
    case 'date':
    case 'schedule':
      return []
  }
}

function later(
  journey: string,
  event: string,
  where: Condition | undefined,
  share: number,
  halfWithin: number,
): DeedAssumption {
  return {
    id: `do ${event} later`,
    does: eventDeed(event, where),
    after: { kind: 'entered', journey },
    share,
    delay: { halfWithin },
  }
}

/** An event that both lets in and is awaited is done again: some time after the last one. */
function again(deed: DeedAssumption, versions: readonly CompiledVersion[]): DeedAssumption {
  if (deed.does.kind !== 'event' || deed.after.kind !== 'entered') return deed
  const { event } = deed.does
  const isEntry = versions.some(({ entries }) =>
    entries.some(({ config }) => {
      const { trigger } = config as { trigger: Trigger }
      return trigger.type === 'event' && trigger.event === event
    }),
  )
  return isEntry ? { ...deed, after: { kind: 'event', event } } : deed
}

/** An event whose value a goal counts gets one, and one that is told apart by a key gets that. */
function filled(deed: DeedAssumption, versions: readonly CompiledVersion[]): DeedAssumption {
  const { does } = deed
  if (does.kind === 'stage') return deed
  if (does.kind === 'enter') {
    const keys = keysOf(versions.filter(({ journey }) => journey.id === does.journey))
    return { ...deed, does: { ...does, data: keys } }
  }
  const goals = versions.flatMap((version) => version.goals).filter(({ event }) => event === does.event)
  const fields = goals.flatMap(({ value }) => (value?.startsWith('event.') ? [value.slice('event.'.length)] : []))
  const values = Object.fromEntries(fields.map((field): [string, Guess] => [field, { between: [15, 120] }]))
  const keys = keysOf(versions.filter((version) => eventsOf(version).includes(does.event)))
  return { ...deed, does: { ...does, properties: { ...values, ...keys, ...does.properties } } }
}

/** Properties by which these journeys tell passages apart: taken over from what a passage began with, else new. */
function keysOf(versions: readonly CompiledVersion[]): Record<string, Guess> {
  const paths = versions.flatMap(({ entries }) => entries.flatMap(({ config }) => keyPath(config as EntryConfig) ?? []))
  return Object.fromEntries(paths.map((path): [string, Guess] => [path, { carry: true }]))
}

const eventsOf = ({ entries, steps, goals, exits, historyEvents }: CompiledVersion): string[] => [
  ...entries.flatMap(({ config }) => {
    const { trigger } = config as EntryConfig
    return trigger.type === 'event' ? [trigger.event] : []
  }),
  ...[...steps.values()].flatMap((step) => awaited(step).map(({ event }) => event)),
  ...[...goals, ...exits].flatMap(({ event }) => event ?? []),
  ...historyEvents,
]

function awaited({ config }: CompiledStep): { event: string; where: Condition | undefined }[] {
  const { branches } = config as {
    branches?: { event?: string; where?: Condition; when?: Condition; condition?: Condition }[]
  }
  if (!Array.isArray(branches)) return []
  return branches.flatMap(({ event, where, when, condition }) => [
    ...(event === undefined ? [] : [{ event, where }]),
    ...[when, condition].flatMap((asked) =>
      asked === undefined ? [] : eventNames(asked, () => undefined).map((name) => ({ event: name, where: undefined })),
    ),
  ])
}

const eventDeed = (event: string, where: Condition | undefined): Deed => ({
  kind: 'event',
  event,
  properties: wanted(where),
})

/** Properties that make a simple condition true; others are left to whoever edits the assumption. */
function wanted(where: Condition | undefined): Record<string, Guess> {
  if (where === undefined) return {}
  if ('all' in where) return Object.assign({}, ...where.all.map(wanted)) as Record<string, Guess>
  if (!('field' in where) || !where.field.startsWith('event.')) return {}
  const name = where.field.slice('event.'.length)
  if (name.startsWith('$')) return {}
  const { op, value } = where
  if (op === 'exists') return { [name]: { oneOf: ['A', 'B', 'C'].map((letter) => `${name} ${letter}`) } }
  if (value === undefined) return {}
  if (op === 'eq' || op === 'contains' || op === 'startsWith' || op === 'endsWith') return { [name]: { always: value } }
  if (op === 'in' && Array.isArray(value)) return { [name]: { oneOf: value } }
  if (typeof value !== 'number') return {}
  if (op === 'gte' || op === 'gt')
    return { [name]: { between: [Math.floor(value) + (op === 'gt' ? 1 : 0), Math.floor(value) + 150] } }
  return op === 'lte' || op === 'lt' ? { [name]: { always: op === 'lt' ? value - 1 : value } } : {}
}
