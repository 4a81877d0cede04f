import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Journey } from '../../engine/core/model/journey.ts'
import { request } from '../api/client.ts'
import { useJourney } from '../api/hooks.ts'
import { useRegistry } from '../api/registry.tsx'
import type { Page } from '../api/types.ts'
import { useNamesOf } from '../api/word-names.ts'
import { stepName } from '../travel/moment-words.ts'
import { goalInWords } from '../words/rule.ts'
import type { Results } from './use-results.ts'

/** What people call the goals and splits that results name by id. */
export interface ResultNames {
  goal(id: string): string
  step(id: string): string
}

/** @param journey the version that is shown: it tells first, then the live one, the draft, and those of before */
export function useResultNames(journey: Journey, results: Results | undefined): ResultNames {
  const { t } = useTranslation()
  const registry = useRegistry()
  const names = useNamesOf(journey.steps)
  const { data: detail } = useJourney(journey.id)
  const known = [journey, detail?.live, detail?.draft].flatMap((version) => version ?? [])
  const earlier = useEarlier(journey.id, unnamed(results, known))
  const versions = [...known, ...earlier]
  return {
    goal: (id) => goalInWords(id, versions, t, names),
    step(id) {
      const told = versions.find(({ steps }) => steps.some((step) => step.id === id)) ?? journey
      return stepName(id, { journey: told, registry, t })
    },
  }
}

/** What results count that none of these versions has: results count over all versions. */
function unnamed(results: Results | undefined, versions: readonly Journey[]): string[] {
  if (results === undefined) return []
  const goals = results.all.goals.map(({ goal }) => ({ id: goal }))
  const steps = results.splits.map(({ step }) => ({ id: step ?? '' }))
  const known = new Set(versions.flatMap(idsOf))
  return idsOf({ goals, steps }).filter((id) => !known.has(id))
}

const idsOf = ({ goals = [], steps }: { goals?: readonly { id: string }[]; steps: readonly { id: string }[] }) => [
  ...goals.map(({ id }) => `goal ${id}`),
  ...steps.map(({ id }) => `step ${id}`),
]

const NONE: readonly Journey[] = []

/** Versions from the latest back, until each of the wanted is found in one; none where nothing is wanted. */
function useEarlier(id: string, wanted: readonly string[]): readonly Journey[] {
  const { data } = useQuery({
    queryKey: ['journeys', id, 'earlier', wanted],
    enabled: wanted.length > 0,
    staleTime: Infinity,
    queryFn: async ({ signal }) => {
      const at = `/journeys/${encodeURIComponent(id)}/versions`
      const { items } = await request<Page<{ version: number }>>(`${at}?limit=100`, { signal })
      const found: Journey[] = []
      let missing = wanted
      for (const { version } of items.sort((a, b) => b.version - a.version)) {
        const { journey } = await request<{ journey: Journey }>(`${at}/${version}`, { signal })
        const ids = idsOf(journey)
        if (!missing.some((each) => ids.includes(each))) continue
        found.push(journey)
        missing = missing.filter((each) => !ids.includes(each))
        if (missing.length === 0) break
      }
      return found
    },
  })
  return data ?? NONE
}
