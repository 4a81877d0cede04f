import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import { textsOf, pathLabel, useRegistry } from './registry.tsx'
import { journeyQuery, useJourneys, useSegments } from './hooks.ts'
import { useTopicName } from './topics.ts'
import type { JourneyDetail } from './types.ts'

/** What people call things that answers of the API name by id. An id that is not known stays as it is. */
export interface Names {
  journey(id: string): string
  step(journey: string, step: string): string
  path(journey: string, step: string, path: string): string
  /** A goal of a journey. */
  goal(journey: string, goal: string): string
  segment(id: string): string
  topic(id: string): string
}

/** @param journeyIds journeys whose steps are to be named */
export function useNames(journeyIds: readonly string[]): Names {
  const registry = useRegistry()
  const { data: journeys } = useJourneys()
  const { data: segments } = useSegments()
  const topic = useTopicName()
  const wanted = [...new Set(journeyIds)].filter((id) => id !== '').sort()
  const details = useQueries({
    queries: wanted.map((id) => ({ ...journeyQuery(id), staleTime: 60_000, retry: false })),
    combine: (results) => results.flatMap(({ data }) => (data === undefined ? [] : [data])),
  })
  return useMemo(() => {
    const byId = new Map(details.map((detail) => [detail.id, detail]))
    return {
      journey: (id) => journeys?.find((journey) => journey.id === id)?.name ?? id,
      step(journey, id) {
        const step = stepIn(byId.get(journey), id)
        return step === undefined ? id : (step.name ?? textsOf(step.type, registry).name)
      },
      path: (journey, id, path) => pathLabel(stepIn(byId.get(journey), id)?.type ?? '', path, registry),
      goal(journey, id) {
        const { live, draft } = byId.get(journey) ?? {}
        return [live, draft].flatMap((one) => one?.goals ?? []).find((goal) => goal.id === id)?.name ?? id
      },
      segment: (id) => segments?.find((segment) => segment.id === id)?.name ?? id,
      topic,
    }
  }, [registry, journeys, segments, details, topic])
}

const stepIn = (detail: JourneyDetail | undefined, id: string) =>
  [detail?.live, detail?.draft].flatMap((journey) => journey?.steps ?? []).find((step) => step.id === id)
