import { current, isDraft } from 'immer'
import { CARD, GRID, laneOf, overlaps, ROW, snap, TOP } from '../card.ts'
import type { JourneyDocument, Point } from '../document.ts'
import { makeRoom, placeSteps } from '../placement.ts'

/** Writes down where every step stands, so that moving one does not let the others find new places. */
export function pin(draft: JourneyDocument): void {
  const places = placeSteps(plain(draft))
  for (const [id, place] of Object.entries(places)) {
    const known = draft.positions[id]
    if (known?.x !== place.x || known.y !== place.y) draft.positions[id] = place
  }
}

/** Moves lanes apart after a change, if they got into each other's way. */
export function settle(draft: JourneyDocument): void {
  const { steps, positions } = plain(draft)
  const places = makeRoom(steps, positions)
  if (places === positions) return
  for (const [id, place] of Object.entries(places)) if (draft.positions[id]?.x !== place.x) draft.positions[id] = place
}

/** A place below a step of the same lane; what stands there moves down. */
export function placeBelow(draft: JourneyDocument, above: string): Point {
  const from = draft.positions[above] ?? { x: 0, y: 0 }
  return { x: from.x, y: from.y + ROW }
}

/** The first free place at the foot of a lane. */
export function placeAtFoot(draft: JourneyDocument, like: { x: number; lane: string }): Point {
  const inLane = Object.entries(draft.positions).filter(([id]) => {
    const step = draft.steps[id]
    return step !== undefined && laneOf(step) === like.lane
  })
  const lowest = Math.max(TOP - ROW, ...inLane.map(([, { y }]) => y))
  const left = inLane.length === 0 ? like.x : Math.min(...inLane.map(([, { x }]) => x))
  return { x: snap(left), y: lowest + ROW }
}

/** Pushes the steps of a lane down until none touches the given one. Only what is in the way moves. */
export function pushDown(draft: JourneyDocument, id: string): void {
  const step = draft.steps[id]
  if (step === undefined) return
  const lane = laneOf(step)
  const settled = [id]
  const others = Object.keys(draft.positions)
    .filter((other) => other !== id && draft.steps[other] !== undefined)
    .filter((other) => laneOf(draft.steps[other] ?? {}) === lane)
    .filter((other) => (draft.positions[other]?.y ?? 0) > (draft.positions[id]?.y ?? 0) - CARD.height)
    .sort((a, b) => (draft.positions[a]?.y ?? 0) - (draft.positions[b]?.y ?? 0))
  for (const other of others) {
    const place = draft.positions[other]
    if (place === undefined) continue
    let y = place.y
    for (const upper of settled) {
      const above = draft.positions[upper]
      if (above === undefined || Math.abs(above.x - place.x) >= CARD.width + GRID) continue
      if (y < above.y + ROW && y > above.y - CARD.height - GRID) y = above.y + ROW
    }
    if (y === place.y) continue
    draft.positions[other] = { x: place.x, y }
    settled.push(other)
  }
}

/** Moves a card that was dropped onto others below them. */
export function slideBelow(draft: JourneyDocument, id: string): void {
  const step = draft.steps[id]
  if (step === undefined) return
  const others = Object.entries(draft.positions)
    .filter(([other]) => other !== id && laneOf(draft.steps[other] ?? {}) === laneOf(step))
    .map(([, place]) => place)
    .sort((a, b) => a.y - b.y)
  for (const other of others) {
    const place = draft.positions[id]
    if (place === undefined || !overlaps(place, other, 4)) continue
    draft.positions[id] = { x: place.x, y: snap(other.y + CARD.height + 24) }
  }
}

export const plain = (draft: JourneyDocument): JourneyDocument => (isDraft(draft) ? current(draft) : draft)
