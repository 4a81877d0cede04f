import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { idsOnly, type WordNames } from '../words/names.ts'
import { endInWords, goalInWords } from '../words/rule.ts'
import { textsOf, pathLabel, useRegistry } from './registry.tsx'
import { journeyQuery, useJourneys, useSegments } from './hooks.ts'
import { useTopicName } from './topics.ts'
import type { Journey } from '../../engine/core/model/journey.ts'
import type { JourneyDetail } from './types.ts'

/** What people call things that answers of the API name by id. An id that is not known stays as it is. */
export interface Names {
  journey(id: string): string
  step(journey: string, step: string): string
  path(journey: string, step: string, path: string): string
  /** A goal of a journey. */
  goal(journey: string, goal: string): string
  /** Why a passage through a journey ended. */
  end(journey: string, end: { status: string; reason: string }): string
  segment(id: string): string
  topic(id: string): string
}

/** @param journeyIds journeys whose steps are to be named */
export function useNames(journeyIds: readonly string[]): Names {
  const registry = useRegistry()
  const { data: journeys } = useJourneys()
  const { data: segments } = useSegments()
  const topic = useTopicName()
  const { t } = useTranslation()
  const wanted = [...new Set(journeyIds)].filter((id) => id !== '').sort()
  const details = useQueries({
    queries: wanted.map((id) => ({ ...journeyQuery(id), staleTime: 60_000, retry: false })),
    combine: (results) => results.flatMap(({ data }) => (data === undefined ? [] : [data])),
  })
  return useMemo(() => {
    const byId = new Map(details.map((detail) => [detail.id, detail]))
    const journey = (id: string): string => journeys?.find((journey) => journey.id === id)?.name ?? id
    const segment = (id: string): string => segments?.find((segment) => segment.id === id)?.name ?? id
    const stepName = (detail: JourneyDetail | undefined, id: string): string => {
      const step = stepIn(detail, id)
      return step === undefined ? id : (step.name ?? textsOf(step.type, registry).name)
    }
    const wordsOf = (detail: JourneyDetail | undefined): WordNames => ({
      ...{ ...idsOnly, journey, segment, topic },
      step: (id) => stepName(detail, id),
    })
    return {
      journey,
      step: (journey, id) => stepName(byId.get(journey), id),
      path: (journey, id, path) => pathLabel(stepIn(byId.get(journey), id)?.type ?? '', path, registry),
      goal: (journey, id) => goalInWords(id, versionsOf(byId.get(journey)), t, wordsOf(byId.get(journey))),
      end(journey, end) {
        const versions = versionsOf(byId.get(journey))
        const rules = {
          goals: versions.flatMap(({ goals = [] }) => goals),
          exits: versions.flatMap(({ exits = [] }) => exits),
        }
        return endInWords(end, rules, t, wordsOf(byId.get(journey)))
      },
      segment,
      topic,
    }
  }, [registry, journeys, segments, details, topic, t])
}

const versionsOf = (detail: JourneyDetail | undefined): Journey[] =>
  [detail?.live, detail?.draft].flatMap((journey) => journey ?? [])

const stepIn = (detail: JourneyDetail | undefined, id: string) =>
  versionsOf(detail)
    .flatMap(({ steps }) => steps)
    .find((step) => step.id === id)
