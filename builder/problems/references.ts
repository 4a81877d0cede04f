import type { JourneyDocument } from '../document/document.ts'

/** True if a condition anywhere in the journey asks what became of a message of the step. */
export const isAskedFor = (step: string, { steps, settings }: JourneyDocument): boolean =>
  [...Object.values(steps).map(({ config }) => config), settings.goals ?? [], settings.exits ?? []].some((part) =>
    askedIn(part).has(step),
  )

/** Parts of a journey never change in place: each is looked through once. */
const known = new WeakMap<object, ReadonlySet<string>>()

function askedIn(part: object): ReadonlySet<string> {
  const found = known.get(part) ?? new Set(stepsIn(part))
  known.set(part, found)
  return found
}

function stepsIn(value: unknown): string[] {
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    const step = key === 'interaction' ? (inner as { step?: unknown } | null)?.step : undefined
    return typeof step === 'string' ? [step] : stepsIn(inner)
  })
}
