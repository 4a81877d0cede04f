import type { Edge } from '../../engine/core/model/journey.ts'
import type { StepRegistry } from '../../engine/core/steps/index.ts'
import type { StepType } from '../../engine/core/steps/sdk.ts'
import type { StepBody } from './document.ts'

/**
 * The ways out of a step, default first, also of one whose config is half written. Paths that only an edge still names
 * come last: the line stays visible until somebody decides about it.
 */
export function pathsOf(step: StepBody, edges: readonly Edge[], registry: StepRegistry): string[] {
  const drawn = edges.filter((edge) => edge.from === step.id).map((edge) => edge.path)
  return [...new Set([...ownPaths(step, registry.get(step.type)), ...drawn])]
}

/** The paths the step type knows of. */
export function ownPaths(step: StepBody, type: StepType | undefined): string[] {
  if (type === undefined) return []
  try {
    const paths: unknown[] = type.paths(step.config)
    return paths.filter((path): path is string => typeof path === 'string')
  } catch {
    // A config without the parts its paths are made of.
    return []
  }
}

/** An unconnected path that follows another one is fine as it is. */
export const isQuiet = (path: string, type: StepType | undefined): boolean => type?.fallbacks?.[path] !== undefined
