import type { StepType } from '../../engine/core/steps/sdk.ts'
import type { Sounds } from '../words/pinyin.ts'

/**
 * The kinds of step a text finds, in both languages: those whose name begins with it first, then by initials and by sound,
 * those that only mention it last.
 */
export function foundKinds(types: readonly StepType[], search: string, sounds: Sounds): StepType[] {
  const wanted = search.trim().toLowerCase()
  if (wanted === '') return [...types]
  return types
    .map((type) => ({ type, rank: rankOf(type, wanted, sounds) }))
    .filter(({ rank }) => rank < Infinity)
    .sort((a, b) => a.rank - b.rank)
    .map(({ type }) => type)
}

function rankOf({ type, texts }: StepType, wanted: string, sounds: Sounds): number {
  const names = [texts.en.name, texts.zh.name, type].map((text) => text.toLowerCase())
  const [name = '', chinese = ''] = names
  if (names.includes(wanted)) return 0
  if (names.some((text) => text.startsWith(wanted))) return 1
  if (initials(name) === wanted || chinese.includes(wanted) || sounds(chinese, wanted)) return 2
  if (names.some((text) => text.includes(wanted))) return 3
  const mentions = [texts.en.description, texts.zh.description].some((text) => text.toLowerCase().includes(wanted))
  return mentions ? 4 : Infinity
}

const initials = (text: string): string =>
  text
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .join('')

export interface Findable {
  label?: string
  description?: string
  keywords?: string | string[]
}

/** What a text finds: by name first, then by how a Chinese name sounds, then by anything else that is known of it. */
export function foundByText<T extends Findable>(items: readonly T[], search: string, sounds: Sounds): T[] {
  const wanted = search.trim().toLowerCase()
  if (wanted === '') return [...items]
  const rank = ({ label = '', description = '', keywords = [] }: Findable): number => {
    const name = label.toLowerCase()
    if (name.startsWith(wanted)) return 0
    if (name.includes(wanted)) return 1
    if (sounds(label, wanted)) return 2
    return [description, ...[keywords].flat()].some((text) => text.toLowerCase().includes(wanted)) ? 3 : Infinity
  }
  return items
    .map((item) => ({ item, rank: rank(item) }))
    .filter(({ rank }) => rank < Infinity)
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item)
}

/** All texts inside a value, without the names of its keys. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}
