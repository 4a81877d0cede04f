import type { StepType } from './sdk.ts'

/** The step types a workspace knows, by name. */
export interface StepRegistry {
  get(type: string): StepType | undefined
  all(): readonly StepType[]
}

/** Throws when two types share a name: a silent override would change published journeys. */
export function createRegistry(...types: readonly (readonly StepType[])[]): StepRegistry {
  const byName = new Map<string, StepType>()
  for (const type of types.flat()) {
    if (byName.has(type.type))
      throw new Error(`Two step types are called "${type.type}". Give one of them another "type".`)
    byName.set(type.type, type)
  }
  return { get: (name) => byName.get(name), all: () => [...byName.values()] }
}
