import type { Journey } from '../model/journey.ts'

/** The order in which keys are written at each level; keys that are not listed follow in the order they came. */
const ORDER: Record<string, readonly string[]> = {
  journey: [
    ...['format', 'id', 'name', 'description', 'tags', 'priority', 'timeZone', 'quietHours', 'holdout'],
    ...['steps', 'edges', 'goals', 'exits', 'notes'],
  ],
  steps: ['id', 'type', 'stage', 'name', 'position', 'config'],
  edges: ['from', 'path', 'to'],
  goals: ['id', 'name', 'event', 'where', 'when', 'within', 'value', 'exitOnGoal'],
  exits: ['id', 'event', 'where', 'when'],
  notes: ['id', 'position', 'text'],
}

/** A journey as text: two spaces, keys always in the same order, so that equal journeys give equal files. */
export function journeyToJson(journey: Journey): string {
  const ordered = sorted('journey', journey)
  for (const list of ['steps', 'edges', 'goals', 'exits', 'notes'] as const) {
    const items = journey[list]
    if (items !== undefined) ordered[list] = items.map((item) => sorted(list, item))
  }
  return `${JSON.stringify(ordered, null, 2)}\n`
}

function sorted(level: string, value: object): Record<string, unknown> {
  const given = value as Record<string, unknown>
  const known = ORDER[level] ?? []
  const keys = [...known.filter((key) => key in given), ...Object.keys(given).filter((key) => !known.includes(key))]
  return Object.fromEntries(keys.map((key) => [key, given[key]]))
}
