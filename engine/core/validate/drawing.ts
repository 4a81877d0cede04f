import type { z } from 'zod'
import type { Journey, Step } from '../model/journey.ts'
import type { StepRegistry } from '../steps/registry.ts'
import type { StepType } from '../steps/sdk.ts'
import { type Graph, reachedFrom } from './graph.ts'

/** One step as far as it can be understood. */
export interface ReadStep {
  step: Step
  index: number
  definition: StepType | null
  /** Result of the step type's schema; null = type unknown or config faulty. */
  config: { value: unknown } | null
  /** What the schema found wrong. */
  faults: readonly z.core.$ZodIssue[]
  /** Null = not known, because the config is faulty. */
  paths: readonly string[] | null
}

/** A journey read for checking: steps by number, edges as a graph. Edges to nowhere are not in the graph. */
export interface Drawing {
  journey: Journey
  steps: readonly ReadStep[]
  /** Number of the step with this id; of the first, if there are several. */
  indexOf: ReadonlyMap<string, number>
  graph: Graph
  /** Numbers of the entry steps. */
  entries: readonly number[]
  /** Numbers of the steps that customers can come to. */
  reached: ReadonlySet<number>
}

export function readDrawing(journey: Journey, registry: StepRegistry): Drawing {
  const steps = journey.steps.map((step, index) => readStep(step, index, registry))
  const indexOf = new Map<string, number>()
  for (const [index, step] of journey.steps.entries()) if (!indexOf.has(step.id)) indexOf.set(step.id, index)

  const next = journey.steps.map((): number[] => [])
  for (const edge of journey.edges) {
    const [from, to] = [indexOf.get(edge.from), indexOf.get(edge.to)]
    if (from !== undefined && to !== undefined) next[from]?.push(to)
  }
  const entries = steps.filter(isEntry).map((read) => read.index)
  const reached = new Set([...entries, ...reachedFrom({ next }, entries)])
  return { journey, steps, indexOf, graph: { next }, entries, reached }
}

export const isEntry = (read: ReadStep): boolean => read.definition?.group === 'entry'

function readStep(step: Step, index: number, registry: StepRegistry): ReadStep {
  const definition = registry.get(step.type) ?? null
  const parsed = definition?.config.safeParse(step.config)
  if (definition === null || !parsed?.success) {
    return { step, index, definition, config: null, faults: parsed?.error?.issues ?? [], paths: null }
  }
  return { step, index, definition, config: { value: parsed.data }, faults: [], paths: definition.paths(parsed.data) }
}
