import { useCallback } from 'react'
import type { JsonObject } from '../../engine/core/model/json.ts'
import type { Topic } from '../../engine/core/model/workspace.ts'
import { useWorkspace } from './hooks.ts'

const NONE: readonly Topic[] = []

/** The topics of the workspace in their order; none while they are asked for, or where nobody has listed any. */
export const useTopics = (): readonly Topic[] => useWorkspace().data?.topics ?? NONE

/** What people call a topic. One that is not listed is called what it is. */
export function useTopicName(): (id: string) => string {
  const topics = useTopics()
  return useCallback((id) => topics.find((topic) => topic.id === id)?.name ?? id, [topics])
}

/** What a new step begins with: about a topic of the workspace, where it lists some. */
export function withListedTopic(example: JsonObject, topics: readonly Topic[]): JsonObject {
  const [first] = topics
  const isListed = topics.some(({ id }) => id === example['topic'])
  return first === undefined || isListed || example['topic'] === undefined ? example : { ...example, topic: first.id }
}
