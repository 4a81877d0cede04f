import type { Topic } from '../../engine/core/model/workspace.ts'

/** A topic to be named, under an id that no other has. */
export function freshTopic(topics: readonly Topic[]): Topic {
  for (let n = topics.length + 1; ; n += 1) {
    const id = `topic-${n}`
    if (!topics.some((topic) => topic.id === id)) return { id, name: '' }
  }
}

/** The id that follows from a name; null where the name has nothing an id could be made of. */
export function idFor(name: string): string | null {
  const id = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 64)
  return id === '' ? null : id
}

/** Whether a list can be saved: each topic has a name, and an id of its own that neither begins nor ends with a space. */
export const isListable = (topics: readonly Topic[]): boolean =>
  new Set(topics.map(({ id }) => id)).size === topics.length &&
  topics.every(({ id, name }) => name.trim() !== '' && /^\S(.*\S)?$/.test(id))
