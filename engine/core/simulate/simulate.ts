import type { CompiledVersion } from '../compile/version.ts'
import type { Env, JourneyState, Workspace } from '../env.ts'
import { derivedId } from '../hash.ts'
import type { Customer } from '../model/customer.ts'
import type { Input } from '../model/input.ts'
import type { Segment, Template } from '../model/journey.ts'
import type { StepRegistry } from '../steps/registry.ts'
import type { Assumptions } from './assumptions.ts'
import { createBehaviour } from './behaviour.ts'
import { type Life, liveThrough } from './live-through.ts'
import { type KnownCustomer, makeCustomer, type PopulationAssumption, takeCustomer } from './population.ts'
import { createRecorder, type Recording } from './recording.ts'

export interface SimulationSetup {
  /** The journeys that are live, all from the start. */
  versions: readonly CompiledVersion[]
  registry: StepRegistry
  workspace: Workspace
  segments: readonly Segment[]
  templates: readonly Template[]
  customers: { made: PopulationAssumption } | { known: readonly KnownCustomer[] }
  assumptions: Assumptions
  /** First and last instant, both included; epoch milliseconds. */
  start: number
  until: number
  seed: number
}

/** One simulated life, and what the customer did of their own accord in it, in order. */
export interface SimulatedLife extends Life {
  deeds: Input[]
}

export const customersOf = ({ customers }: SimulationSetup): number =>
  'made' in customers ? customers.made.count : customers.known.length

/**
 * Lives customers `from` (included) to `to` (not included), one by one. Customers do not touch each other, so any
 * division of the work gives the same lives. Yields how many are done, after each `batch`; stop asking to cancel.
 */
export function* simulatePopulation(
  setup: SimulationSetup,
  from = 0,
  to = customersOf(setup),
  batch = 50,
): Generator<number, Recording> {
  const env = createEnv(setup)
  const recorder = createRecorder(setup)
  for (let index = from; index < to; index += 1) {
    recorder.add(simulateIn(env, setup, index))
    if ((index + 1 - from) % batch === 0) yield index + 1 - from
  }
  return recorder.finish()
}

/** Lives one customer again, with every detail: the same life as in the population. */
export function simulateCustomer(setup: SimulationSetup, index: number): SimulatedLife {
  return simulateIn(createEnv(setup), setup, index)
}

/** The customer as they are before the simulation begins. */
export function customerBefore({ customers, seed, start }: SimulationSetup, index: number): Customer {
  if ('made' in customers) return makeCustomer(index, customers.made, seed, start)
  const known = customers.known[index]
  if (known === undefined) throw new Error(`There is no customer number ${index}.`)
  return takeCustomer(known, index, start)
}

function simulateIn(env: Env, setup: SimulationSetup, index: number): SimulatedLife {
  const { assumptions, seed, until } = setup
  const customer = customerBefore(setup, index)
  const deeds: Input[] = []
  const { provider, respond } = createBehaviour(customer.id, { env, assumptions, seed, until })
  const life = liveThrough(customer, [], until, env, provider, (news) => {
    const inputs = respond(news)
    deeds.push(...inputs)
    return inputs
  })
  if ('needs' in life) throw new Error(`The simulation lacks ${life.needs.map((need) => need.kind).join(', ')}.`)
  return { ...life, deeds: deeds.sort((a, b) => a.acceptedAt - b.acceptedAt) }
}

/**
 * What turns read while nothing is stored: no history before the start, coupon pools that never run dry and entry
 * limits that never bite, because those are shared by all customers.
 */
export function createEnv({ versions, registry, workspace, segments, templates, start }: SimulationSetup): Env {
  const byId = new Map(versions.map((version) => [version.journey.id, version]))
  return {
    workspace,
    registry,
    journeys: new Map(versions.map((version) => [version.journey.id, liveSince(version, start)])),
    live: versions,
    version: (journeyId) => byId.get(journeyId),
    segments: new Map(segments.map((segment) => [segment.id, segment])),
    templates: new Map(templates.map((template) => [template.id, template])),
    facts: {
      history: () => [],
      code: (claimId) => `SIM-${derivedId('', claimId).slice(1, 9).toUpperCase()}`,
      limit: () => true,
    },
    link: (kind) => `https://example.com/${kind}`,
  }
}

const liveSince = ({ journey, version }: CompiledVersion, at: number): JourneyState => ({
  id: journey.id,
  status: 'live',
  liveVersion: version,
  firstPublishedAt: at,
  publishedAt: at,
  pauses: [],
  moves: [],
})
