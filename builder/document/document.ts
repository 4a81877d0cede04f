import type { Edge, Journey, Step } from '../../engine/core/model/journey.ts'

export interface Point {
  x: number
  y: number
}

/** A step without its place: places live apart, so that moving a card leaves every step as it was. */
export type StepBody = Omit<Step, 'position'>

/** Everything a journey says beside what is drawn. */
export type JourneySettings = Omit<Journey, 'steps' | 'edges' | 'notes'>

/** A remark on the canvas. Its id begins with `note:` here, so that no step has it. */
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

/** `toJourney(openJourney(journey))` equals the journey, but that repeated ids get numbers, and an empty list of notes goes. */
export function openJourney({ steps, edges, notes = [], ...settings }: Journey): JourneyDocument {
  const document: JourneyDocument = {
    settings,
    order: [],
    steps: {},
    edges: edges.map((edge) => ({ ...edge })),
    positions: {},
    notes: {},
  }
  for (const { position, ...body } of steps) {
    const id = freeId(body.id, document.steps)
    document.order.push(id)
    document.steps[id] = { ...body, id }
    if (position !== undefined) document.positions[id] = position
  }
  for (const { id: given, text, position } of notes) {
    const isTaken = Object.hasOwn(document.notes, `${NOTE}${given}`)
    const id = isTaken ? freeNoteId(document.notes) : `${NOTE}${given}`
    document.notes[id] = { id, text, ...position }
  }
  return document
}

export function toJourney({ settings, order, steps, edges, positions, notes }: JourneyDocument): Journey {
  const remarks = Object.values(notes)
  return {
    ...settings,
    steps: order.flatMap((id): Step[] => {
      const body = steps[id]
      if (body === undefined) return []
      const position = positions[id]
      return [position === undefined ? body : { ...body, position }]
    }),
    edges,
    ...(remarks.length > 0 ? { notes: remarks.map(toNote) } : {}),
  }
}

const NOTE = 'note:'

const toNote = ({ id, text, x, y }: Note) => ({ id: id.slice(NOTE.length), text, position: { x, y } })

export function freeNoteId(notes: JourneyDocument['notes']): string {
  for (let number = 1; ; number++) {
    const id = `${NOTE}note-${number}`
    if (!Object.hasOwn(notes, id)) return id
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
