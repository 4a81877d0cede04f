import { useQueries } from '@tanstack/react-query'
import type { Journey, Step } from '../../engine/core/model/journey.ts'
import { journeyQuery, useJourneys } from './hooks.ts'

/** A step that writes to customers about a topic. */
export interface TopicalStep {
  topic: string
  journey: Journey
  step: Step
}

/** Every step of every journey that is not archived which writes about a topic: as it is live, else as it is drawn. */
export function useSends(): TopicalStep[] {
  const { data: journeys = [] } = useJourneys()
  return useQueries({
    queries: journeys
      .filter(({ status }) => status !== 'archived')
      .map(({ id }) => ({ ...journeyQuery(id), retry: false })),
    combine: (results) =>
      results.flatMap(({ data }) => {
        const journey = data?.live ?? data?.draft ?? null
        return journey === null ? [] : sendsOf(journey)
      }),
  })
}

const sendsOf = (journey: Journey): TopicalStep[] =>
  journey.steps.flatMap((step) => {
    const { topic } = step.config
    return typeof topic === 'string' && topic !== '' ? [{ topic, journey, step }] : []
  })
