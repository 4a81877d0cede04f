/**
 * What is wrong with a topic in a workspace that lists its topics: nobody can agree to it by name. Null where it is
 * listed, and where no topic is.
 */
export function topicFault(topic: string, topics: ReadonlySet<string> | undefined): string | null {
  if (topics === undefined || topics.size === 0 || topics.has(topic)) return null
  return `names the topic "${topic}", which is not in the list of topics; choose one of them, or add it in the settings.`
}
