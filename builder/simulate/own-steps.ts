import { useMemo } from 'react'
import type { Journey, Step } from '../../engine/core/model/journey.ts'
import { type Assumptions, sharesOf } from '../../engine/core/simulate/index.ts'
import type { StepRegistry } from '../../engine/core/steps/index.ts'
import { pathLabel, useCustomSteps, useRegistry } from '../api/registry.tsx'
import { ownPaths } from '../document/paths.ts'
import type { StepTypeInfo } from '../document/step-type.ts'
import { listOf } from '../words/list.ts'
import { percent } from '../words/time.ts'

/** A step whose code is on the server alone: which way customers take out of it is assumed. */
export interface OwnStep {
  /** By which assumptions know it. */
  key: string
  step: Step
  /** Default first. */
  paths: readonly string[]
  /** It may hold customers until later. */
  waits: boolean
}

type Ways = Assumptions['ways']

export function ownSteps(
  journey: Journey,
  customSteps: readonly StepTypeInfo[],
  registry: StepRegistry,
): readonly OwnStep[] {
  const infos = new Map(customSteps.map((info) => [info.type, info]))
  return journey.steps.flatMap((step) => {
    const info = infos.get(step.type)
    if (info === undefined) return []
    const paths = ownPaths(step, registry.get(step.type))
    return [{ key: `${journey.id}/${step.id}`, step, paths, waits: info.waits === true }]
  })
}

export function useOwnSteps(journey: Journey): readonly OwnStep[] {
  const registry = useRegistry()
  const customSteps = useCustomSteps()
  return useMemo(() => ownSteps(journey, customSteps, registry), [journey, customSteps, registry])
}

/** Of two ways the other one takes the rest; of more, all that nobody has given a share yet. */
export function withShare({ key, paths }: OwnStep, path: string, given: number, ways: Ways): Ways {
  const share = Math.min(1, Math.max(0, given))
  return { ...ways, [key]: { ...(paths.length > 2 ? ways[key] : {}), [path]: share } }
}

/** "70% VIP, 30% Others" as it is counted. */
export function sharesInWords({ key, step, paths }: OwnStep, ways: Ways, registry: StepRegistry): string {
  const shares = sharesOf(paths, ways[key])
  return listOf(
    shares.map(({ path, share }) => `${percent(share)} ${pathLabel(step.type, path, registry)}`),
    'unit',
  )
}
