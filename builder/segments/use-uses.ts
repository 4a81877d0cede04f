import { useQueries } from '@tanstack/react-query'
import type { Json } from '../../engine/core/model/json.ts'
import { journeyQuery, useJourneys, useSegments } from '../api/hooks.ts'

export interface Use {
  name: string
  /** The page of a journey; segments have none. */
  to: string | null
}

/** Journeys, as they are live or else drawn, and other segments whose conditions or starts ask for a segment. */
export function useUses(segment: string): Use[] {
  const { data: journeys = [] } = useJourneys()
  const { data: segments = [] } = useSegments()
  const inJourneys = useQueries({
    queries: journeys
      .filter(({ status }) => status !== 'archived')
      .map(({ id }) => ({ ...journeyQuery(id), retry: false })),
    combine: (results) =>
      results.flatMap(({ data }): Use[] => {
        const journey = data?.live ?? data?.draft ?? null
        const isUsed = journey !== null && asksFor(segment, journey as unknown as Json)
        return isUsed ? [{ name: journey.name, to: `/journeys/${encodeURIComponent(journey.id)}` }] : []
      }),
  })
  const inSegments = segments.filter(({ id, when }) => id !== segment && asksFor(segment, when as unknown as Json))
  return [...inJourneys, ...inSegments.map(({ id, name }) => ({ name: name ?? id, to: null }))]
}

/** Wherever a document names a segment, it does so as `segment`. */
export function asksFor(segment: string, value: Json): boolean {
  if (value === null || typeof value !== 'object') return false
  if (Array.isArray(value)) return value.some((item) => asksFor(segment, item))
  return Object.entries(value).some(
    ([key, inner]) => (key === 'segment' && inner === segment) || asksFor(segment, inner),
  )
}
