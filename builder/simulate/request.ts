import { compileVersion } from '../../engine/core/compile/index.ts'
import type { Workspace } from '../../engine/core/env.ts'
import type { Journey, Segment, Template } from '../../engine/core/model/journey.ts'
import {
  type Assumptions,
  type KnownCustomer,
  type PopulationAssumption,
  type SimulationSetup,
} from '../../engine/core/simulate/index.ts'
import { coreSteps, createRegistry, type StepRegistry } from '../../engine/core/steps/index.ts'
import type { StepContext } from '../../engine/core/steps/sdk.ts'
import { type StepTypeInfo, stepTypeFromInfo } from '../document/step-type.ts'

/** A simulation as it is handed to a worker: plain values only. Instants are epoch milliseconds. */
export interface SimulationRequest {
  journeys: readonly Journey[]
  customSteps: readonly StepTypeInfo[]
  workspace: Workspace
  segments: readonly Segment[]
  templates: readonly Template[]
  customers: { made: PopulationAssumption } | { known: readonly KnownCustomer[] }
  assumptions: Assumptions
  start: number
  until: number
  seed: number
}

export function setupFrom({ journeys, customSteps, ...rest }: SimulationRequest): SimulationSetup {
  const registry = simulationRegistry(customSteps)
  return { ...rest, registry, versions: journeys.map((journey) => compileVersion(journey, 1, registry)) }
}

/** Step types whose code lives on the server are passed at once, by their first path: that is assumed of them. */
export function simulationRegistry(customSteps: readonly StepTypeInfo[]): StepRegistry {
  const custom = customSteps
    .map((info) => stepTypeFromInfo(info))
    .map((type) => ({
      ...type,
      arrive: ({ config }: StepContext<unknown>) => {
        const [first] = type.paths(config)
        return first === undefined ? ({ end: type.type } as const) : { leave: first, why: { assumed: true } }
      },
    }))
  return createRegistry(coreSteps, custom)
}
