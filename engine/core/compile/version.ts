import type { AnyStateMachine } from 'xstate'
import type { ExitRule, Goal, Journey } from '../model/journey.ts'
import type { Stage } from '../model/condition.ts'
import type { StepType } from '../steps/sdk.ts'

export interface CompiledStep {
  id: string
  type: string
  name?: string
  stage?: Stage
  /** Position in the journey's step list: the order that decides between several matching entries. */
  index: number
  definition: StepType
  /** Config as parsed by the step type's schema. */
  config: unknown
  paths: readonly string[]
}

/** An immutable, runnable journey version. */
export interface CompiledVersion {
  journey: Journey
  version: number
  /** Hash of the content: equal journeys have equal hashes. */
  hash: string
  steps: ReadonlyMap<string, CompiledStep>
  entries: readonly CompiledStep[]
  goals: readonly Goal[]
  exits: readonly ExitRule[]
  /** The XState machine: one state per step, one event per path, exits and goals as root transitions. */
  machine: AnyStateMachine
  /** The step a path leads to, from the table that XState filled; null = the enrollment ends there. Unconnected fallback paths are already resolved. */
  next(step: string, path: string): string | null
  /** Event names that conditions of this version count or look up in the customer's history. */
  historyEvents: readonly string[]
}
