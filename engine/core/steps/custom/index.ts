import type { StepType } from '../sdk.ts'
import { checkDefinition } from './definition.ts'
import { guarded } from './guarded.ts'

/** A step type of a workspace's own, looked at and held to what the engine rests on. Throws where it cannot be used. */
export function customStep(type: StepType): StepType {
  checkDefinition(type)
  return guarded(type)
}
