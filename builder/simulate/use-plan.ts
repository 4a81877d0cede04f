import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { compileVersion } from '../../engine/core/compile/index.ts'
import type { Journey, Segment, Template } from '../../engine/core/model/journey.ts'
import type { Problem } from '../../engine/core/model/problem.ts'
import {
  type Assumptions,
  assume,
  assumePopulation,
  type KnownCustomer,
  type PopulationAssumption,
} from '../../engine/core/simulate/index.ts'
import { validateJourney } from '../../engine/core/validate/index.ts'
import { request } from '../api/client.ts'
import { useCustomSteps, useRegistry } from '../api/registry.tsx'
import { useSegments, useTemplates, useWorkspace } from '../api/hooks.ts'
import type { SimulationRequest } from './request.ts'

const DAY = 86_400_000

/** Everything a simulation is asked with, as it is edited. */
export interface Plan {
  who: 'made' | 'known'
  population: PopulationAssumption
  assumptions: Assumptions
  /** Local date of the first day, `2026-03-02`. */
  date: string
  days: number
  seed: number
}

/** What a journey's first plan is, and how a plan becomes a request. Null while the workspace is being asked. */
export function usePlan(journey: Journey) {
  const registry = useRegistry()
  const segments = useSegments()
  const templates = useTemplates()
  const workspace = useWorkspace()
  const customSteps = useCustomSteps()
  const isReady = !segments.isPending && !templates.isPending && !workspace.isPending

  const problems = useMemo(
    () => validateJourney(journey, { registry }).filter(({ severity }) => severity === 'error'),
    [journey, registry],
  ) as readonly Problem[]
  const first = useMemo((): Plan | null => {
    if (!isReady || problems.length > 0) return null
    const versions = [compileVersion(journey, 1, registry)]
    return {
      who: 'made',
      population: assumePopulation(versions, (segments.data ?? []) as Segment[]),
      assumptions: assume(versions),
      date: new Date().toISOString().slice(0, 10),
      days: 90,
      seed: 1,
    }
  }, [isReady, problems, journey, registry, segments.data])

  const [plan, setPlan] = useState<Plan | null>(null)
  const shown = plan ?? first

  function requestOf(plan: Plan, known: readonly KnownCustomer[]): SimulationRequest {
    const start = Date.parse(`${plan.date}T00:00:00Z`)
    return {
      journeys: [journey],
      customSteps,
      workspace: workspace.data ?? { timeZone: 'UTC', quietHours: null },
      segments: (segments.data ?? []) as Segment[],
      templates: (templates.data ?? []) as Template[],
      customers: plan.who === 'made' ? { made: plan.population } : { known: known.slice(0, plan.population.count) },
      assumptions: plan.assumptions,
      start,
      until: start + plan.days * DAY,
      seed: plan.seed,
    }
  }

  return { plan: shown, setPlan, problems, requestOf, isReady }
}

export interface Sample {
  /** How many customers there are to draw from. */
  total: number
  items: KnownCustomer[]
}

/** Customers of the workspace, drawn at random by the plan's seed: asked for while they are wanted. */
export function useSample(wanted: boolean, count: number, seed: number): { data: Sample | undefined; isBusy: boolean } {
  const asked = `count=${Math.min(10_000, Math.max(1, count))}&seed=${seed}`
  // Numbers are typed digit by digit.
  const [settled] = useDebouncedValue(asked, 400)
  const { data, isFetching } = useQuery({
    queryKey: ['customers', 'sample', settled],
    enabled: wanted,
    staleTime: 60_000,
    queryFn: ({ signal }) => request<Sample>(`/samples/customers?${settled}`, { signal }),
  })
  return { data, isBusy: wanted && (isFetching || settled !== asked) }
}
