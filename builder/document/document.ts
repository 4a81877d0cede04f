import type { Edge, Journey, Step } from '../../engine/core/model/journey.ts'

export interface Point {
  x: number
  y: number
}

/** A step without its place: places live apart, so that moving a card leaves every step as it was. */
export type StepBody = Omit<Step, 'position'>

/** Everything a journey says beside its steps and edges. */
export type JourneySettings = Omit<Journey, 'steps' | 'edges'>

/** A remark on the canvas. Notes are not part of the journey format. */
export interface Note {
  id: string
  text: string
  x: number
  y: number
}

/** A journey in the shape that is good to edit: steps by id, places apart. Plain JSON; never changed in place. */
export interface JourneyDocument {
  settings: JourneySettings
  /** Step ids in the order of the journey file; entries are tried in this order. */
  order: string[]
  steps: Record<string, StepBody>
  edges: Edge[]
  /** Places that were chosen. A step without one is placed by itself (`placeSteps`). */
  positions: Record<string, Point>
  notes: Record<string, Note>
}

/** `toJourney(openJourney(journey))` equals the journey, but that a repeated step id gets a number behind it. */
export function openJourney({ steps, edges, ...settings }: Journey, notes: readonly Note[] = []): JourneyDocument {
  const document: JourneyDocument = {
    settings,
    order: [],
    steps: {},
    edges: edges.map((edge) => ({ ...edge })),
    positions: {},
    notes: Object.fromEntries(notes.map((note) => [note.id, note])),
  }
  for (const { position, ...body } of steps) {
    const id = freeId(body.id, document.steps)
    document.order.push(id)
    document.steps[id] = { ...body, id }
    if (position !== undefined) document.positions[id] = position
  }
  return document
}

export function toJourney({ settings, order, steps, edges, positions }: JourneyDocument): Journey {
  return {
    ...settings,
    steps: order.flatMap((id): Step[] => {
      const body = steps[id]
      if (body === undefined) return []
      const position = positions[id]
      return [position === undefined ? body : { ...body, position }]
    }),
    edges,
  }
}

/** The id itself if it is free, else with a number: `wait`, `wait-2`, `wait-3`. */
export function freeId(wanted: string, taken: Readonly<Record<string, unknown>>): string {
  if (!Object.hasOwn(taken, wanted)) return wanted
  const stem = wanted.replace(/-\d+$/, '').slice(0, 58)
  for (let number = 2; ; number++) {
    const id = `${stem}-${number}`
    if (!Object.hasOwn(taken, id)) return id
  }
}

/** Small letters, digits and hyphens of a name, as ids are written; `fallback` if nothing is left. */
export function idFromName(name: string, fallback: string): string {
  const id = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 48)
  return id === '' ? fallback : id
}
