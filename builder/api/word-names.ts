import { createContext, use, useMemo } from 'react'
import type { Step } from '../../engine/core/model/journey.ts'
import { idsOnly, type WordNames } from '../words/names.ts'
import { useJourneys, useSegments, useTemplates } from './hooks.ts'
import { textsOf, useRegistry } from './registry.tsx'
import { useTopicName } from './topics.ts'

/** The names of the journey that is on the screen. They keep their identity until one of them changes. */
export const WordNamesContext = createContext<WordNames>(idsOnly)
export const useWordNames = (): WordNames => use(WordNamesContext)

type Named = Pick<Step, 'id' | 'type' | 'name'>

/**
 * Names for what the steps of a journey say.
 * @param steps with the same identity while nothing of them changed
 */
export function useNamesOf(steps: readonly Named[] | Readonly<Record<string, Named>>): WordNames {
  const registry = useRegistry()
  const { data: segments } = useSegments()
  const topic = useTopicName()
  const list = useMemo(() => Object.values(steps), [steps])
  const { data: journeys } = useJourneys(list.some(({ type }) => type === 'journey'))
  const { data: templates } = useTemplates(list.some(({ type }) => type === 'send'))
  // Only steps that contact somebody are spoken of by others, so naming any other leaves all sentences as they are.
  const told = useMemo(
    () =>
      JSON.stringify(
        list
          .filter(({ type }) => ['send', 'survey', 'task'].includes(type))
          .map(({ id, type, name }) => [id, name ?? textsOf(type, registry).name]),
      ),
    [list, registry],
  )
  return useMemo(() => {
    const byId = new Map(JSON.parse(told) as [string, string][])
    return {
      step: (id) => byId.get(id) ?? id,
      segment: (id) => segments?.find((segment) => segment.id === id)?.name ?? id,
      field: (type, key) => textsOf(type, registry).fields?.[key] ?? key,
      topic,
      template: (id) => templates?.find((template) => template.id === id)?.name ?? id,
      journey: (id) => journeys?.find((journey) => journey.id === id)?.name ?? id,
    }
  }, [told, registry, segments, journeys, templates, topic])
}
