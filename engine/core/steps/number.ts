import type { Json } from '../model/json.ts'

/** The number that a number, or Liquid in its place, came to; null = it came to something else. */
export function numberOf(rendered: Json): number | null {
  const number = typeof rendered === 'string' && rendered.trim() !== '' ? Number(rendered) : rendered
  return typeof number === 'number' && Number.isFinite(number) ? number : null
}
