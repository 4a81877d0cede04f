import { contentHash } from '../hash.ts'
import type { Journey, Step } from '../model/journey.ts'
import type { StepRegistry } from '../steps/registry.ts'
import { historyEventsOf } from './history-events.ts'
import { createJourneyMachine, pathEvent } from './machine.ts'
import { standIn } from './stand-in.ts'
import { transitionTable } from './table.ts'
import type { CompiledStep, CompiledVersion } from './version.ts'

/**
 * Makes a validated journey runnable. Throws only where `validateJourney` would have found an error: an unknown step
 * type, a config that its type refuses, an edge to nowhere.
 */
export function compileVersion(journey: Journey, version: number, registry: StepRegistry): CompiledVersion {
  return compileWith(journey, version, (step) => {
    const definition = registry.get(step.type)
    if (definition === undefined) throw new Error(`Step "${step.id}": there is no step type "${step.type}".`)
    return { definition, config: definition.config.parse(step.config) }
  })
}

/**
 * Makes a stored version runnable, also by code that has changed since it was published. A step whose type is gone, or whose
 * type refuses its config by now, sets those aside who come to it; all others go on.
 */
export function compileStored(journey: Journey, version: number, registry: StepRegistry): CompiledVersion {
  return compileWith(journey, version, (step) => {
    const definition = registry.get(step.type)
    const parsed = definition?.config.safeParse(step.config)
    if (definition !== undefined && parsed?.success) return { definition, config: parsed.data }
    return { definition: standIn(step, journey, definition !== undefined), config: step.config }
  })
}

type Read = (step: Step) => Pick<CompiledStep, 'definition' | 'config'>

function compileWith(journey: Journey, version: number, read: Read): CompiledVersion {
  const steps = new Map(journey.steps.map((step, index) => [step.id, compileStep(step, index, read(step))]))
  const machine = createJourneyMachine(journey, steps)
  const table = transitionTable(machine)
  const targets = new Map(
    [...steps.values()].map((step) => [step.id, targetsOf(step, table.get(step.id) ?? new Map(), steps)]),
  )
  let hash: string | undefined
  return {
    journey,
    version,
    // Only asked for when a version is stored, and a third of the work.
    get hash() {
      hash ??= contentHash(journey)
      return hash
    },
    steps,
    entries: [...steps.values()].filter((step) => step.definition.group === 'entry'),
    goals: journey.goals ?? [],
    exits: journey.exits ?? [],
    machine,
    next: (step, path) => targets.get(step)?.get(path) ?? null,
    historyEvents: historyEventsOf(journey, steps.values()),
  }
}

function compileStep(step: Step, index: number, { definition, config }: ReturnType<Read>): CompiledStep {
  const { id, type, name, stage } = step
  return {
    id,
    type,
    ...(name === undefined ? {} : { name }),
    ...(stage === undefined ? {} : { stage }),
    index,
    definition,
    config,
    paths: definition.paths(config),
  }
}

/** The next step by path; final states are no steps. */
function targetsOf(
  step: CompiledStep,
  followers: ReadonlyMap<string, string>,
  steps: ReadonlyMap<string, CompiledStep>,
): Map<string, string | null> {
  return new Map(
    step.paths.map((path) => {
      const target = followers.get(pathEvent(path))
      return [path, target !== undefined && steps.has(target) ? target : null]
    }),
  )
}
