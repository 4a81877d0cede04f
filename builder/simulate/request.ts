import { compileVersion } from '../../engine/core/compile/index.ts'
import type { Journey } from '../../engine/core/model/journey.ts'
import { type Assumptions, sharesOf, type SimulationSetup, wayTaken } from '../../engine/core/simulate/index.ts'
import { coreSteps, createRegistry, type StepRegistry } from '../../engine/core/steps/index.ts'
import type { Decision, StepContext } from '../../engine/core/steps/sdk.ts'
import { type StepTypeInfo, stepTypeFromInfo } from '../document/step-type.ts'

/** A simulation as it is handed to a worker: plain values only. Instants are epoch milliseconds. */
export interface SimulationRequest extends Omit<SimulationSetup, 'versions' | 'registry'> {
  journeys: readonly Journey[]
  customSteps: readonly StepTypeInfo[]
}

export function setupFrom({ journeys, customSteps, ...rest }: SimulationRequest): SimulationSetup {
  const registry = simulationRegistry(customSteps, rest.assumptions, rest.seed)
  return { ...rest, registry, versions: journeys.map((journey) => compileVersion(journey, 1, registry)) }
}

/** Step types whose code lives on the server are passed at once; which way customers take is assumed. */
export function simulationRegistry(
  customSteps: readonly StepTypeInfo[],
  { ways }: Pick<Assumptions, 'ways'>,
  seed: number,
): StepRegistry {
  const custom = customSteps
    .map((info) => stepTypeFromInfo(info))
    .map((type) => ({
      ...type,
      arrive: (context: StepContext<unknown>): Decision => {
        const paths = type.paths(context.config)
        const taken = wayTaken(seed, context, sharesOf(paths, ways[`${context.journey.id}/${context.step.id}`]))
        if (taken === undefined) return { end: type.type }
        return { leave: taken.path, why: { assumed: paths.length === 1 ? true : taken.share } }
      },
    }))
  return createRegistry(coreSteps, custom)
}
