import type { JourneyDetail } from '../api/types.ts'

/** Whether a draft holds anything to publish. Tags only say where a journey is filed. */
export const hasUnpublished = ({ draft, live }: Pick<JourneyDetail, 'draft' | 'live'>): boolean =>
  draft !== null && !sameJson({ ...draft, tags: undefined }, { ...live, tags: undefined })

/** Whether two JSON values say the same; the order of keys and keys without a value do not count. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...keys].every((key) => sameJson((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
}
