import type { Json } from '../model/json.ts'

export type SurveyKind = 'nps' | 'csat' | 'ces'

interface Scale {
  values: readonly number[]
  /** Best first, as the paths are listed. */
  categories: readonly string[]
}

/** The answers that can be given to each kind of survey, and the paths they lead to. */
export const SCALES: Record<SurveyKind, Scale> = {
  nps: { values: upTo(0, 10), categories: ['promoter', 'passive', 'detractor'] },
  csat: { values: upTo(1, 5), categories: ['satisfied', 'neutral', 'dissatisfied'] },
  ces: { values: upTo(1, 7), categories: ['satisfied', 'neutral', 'dissatisfied'] },
}

/** From which answer on the best and the middle category begin. */
const FROM: Record<SurveyKind, readonly [best: number, middle: number]> = { nps: [9, 7], csat: [4, 3], ces: [5, 4] }

/**
 * NPS: 0 to 6 detractor, 7 and 8 passive, 9 and 10 promoter. CSAT: 1 and 2 dissatisfied, 3 neutral, 4 and 5 satisfied.
 * CES (how easy it was): 1 to 3 dissatisfied, 4 neutral, 5 to 7 satisfied. Null for anything that is no answer.
 */
export function categoryOf(kind: SurveyKind, value: Json): string | null {
  const { values, categories } = SCALES[kind]
  if (typeof value !== 'number' || !values.includes(value)) return null
  const [best, middle] = FROM[kind]
  return categories[value >= best ? 0 : value >= middle ? 1 : 2] ?? null
}

function upTo(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}
