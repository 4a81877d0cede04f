import { LANES, type LaneId } from '../theme/stages.ts'
import { CARD, GRID, LANE_MIN, LANE_PAD, laneOf, overlaps, ROW, TOP } from './card.ts'
import type { JourneyDocument, Point, StepBody } from './document.ts'
import { tidy } from './tidy.ts'

/** A lane as it is painted. */
export interface Band {
  lane: LaneId
  left: number
  width: number
}

/**
 * Where every step is drawn: chosen places first, made to fit the lanes; the rest is placed by itself. The latest answer
 * is remembered: typing in a step asks again and again, and a layout of everything takes half a second at 500 steps.
 */
export function placeSteps(document: JourneyDocument): Readonly<Record<string, Point>> {
  const { order, edges, positions, steps } = document
  const lanes = order.map((id) => steps[id]?.stage ?? '').join()
  const isSame =
    latest !== null &&
    latest.order === order &&
    latest.edges === edges &&
    latest.positions === positions &&
    latest.lanes === lanes
  if (latest === null || !isSame) latest = { order, edges, positions, lanes, places: findPlaces(document) }
  return latest.places
}

type Placed = Pick<JourneyDocument, 'order' | 'edges' | 'positions'> & { lanes: string; places: Record<string, Point> }
let latest: Placed | null = null

function findPlaces(document: JourneyDocument): Record<string, Point> {
  const { order, positions } = document
  const missing = order.filter((id) => positions[id] === undefined)
  // A few new steps find their place beside the others; a journey without places is laid out as a whole.
  if (missing.length > order.length / 2) return tidy(document)
  const places = { ...positions }
  for (const id of missing) places[id] = placeBeside(id, document, places)
  return makeRoom(document.steps, places)
}

/** Lanes from left to right; each is as wide as its content. The lane `none` exists only while a step stands in it. */
export function bandsOf(
  steps: Readonly<Record<string, StepBody>>,
  places: Readonly<Record<string, Point>>,
): readonly Band[] {
  const ends = extents(steps, places)
  let left = 0
  return LANES.filter((lane) => lane !== 'none' || ends.has('none')).map((lane) => {
    const end = ends.get(lane)?.right ?? 0
    const band = { lane, left, width: Math.max(LANE_MIN, end + LANE_PAD - left) }
    left += band.width
    return band
  })
}

/** The lane at an x of the canvas: the first or last one beyond the ends. */
export function laneAt(x: number, bands: readonly Band[]): LaneId {
  const band = bands.find(({ left, width }) => x < left + width) ?? bands.at(-1)
  return band?.lane ?? 'none'
}

/**
 * Moves lanes to the right until no card of one stands in another. Cards of one lane keep their distances. Returns the
 * same object if nothing had to move.
 */
export function makeRoom(
  steps: Readonly<Record<string, StepBody>>,
  places: Record<string, Point>,
): Record<string, Point> {
  const ends = extents(steps, places)
  const shifts = new Map<LaneId, number>()
  let left = 0
  let shift = 0
  for (const lane of LANES) {
    const extent = ends.get(lane)
    if (extent === undefined) {
      if (lane !== 'none') left += LANE_MIN
      continue
    }
    shift = Math.max(shift, left + LANE_PAD - extent.left)
    shifts.set(lane, shift)
    left = Math.max(left + LANE_MIN, extent.right + shift + LANE_PAD)
  }
  if ([...shifts.values()].every((by) => by === 0)) return places
  return Object.fromEntries(
    Object.entries(places).map(([id, { x, y }]) => {
      const step = steps[id]
      return [id, { x: x + (step === undefined ? 0 : (shifts.get(laneOf(step)) ?? 0)), y }]
    }),
  )
}

/** Left and right end of the cards of each lane. */
function extents(
  steps: Readonly<Record<string, StepBody>>,
  places: Readonly<Record<string, Point>>,
): Map<LaneId, { left: number; right: number }> {
  const ends = new Map<LaneId, { left: number; right: number }>()
  for (const [id, { x }] of Object.entries(places)) {
    const step = steps[id]
    if (step === undefined) continue
    const known = ends.get(laneOf(step))
    const right = x + CARD.width
    ends.set(laneOf(step), {
      left: Math.min(known?.left ?? Infinity, x),
      right: Math.max(known?.right ?? -Infinity, right),
    })
  }
  return ends
}

/** Under the step that leads here if it stands in the same lane, else at the foot of the lane. */
function placeBeside(id: string, { steps, edges }: JourneyDocument, places: Record<string, Point>): Point {
  const step = steps[id] as StepBody
  const lane = laneOf(step)
  const from = edges.find((edge) => edge.to === id && places[edge.from] !== undefined)?.from
  const before = from === undefined ? undefined : steps[from]
  const above = before !== undefined && laneOf(before) === lane ? places[before.id] : undefined
  const inLane = Object.entries(places).filter(([other]) => steps[other] !== undefined && laneOf(steps[other]) === lane)
  const band = bandsOf(steps, places).find((band) => band.lane === lane)
  const x = above?.x ?? Math.min(...inLane.map(([, place]) => place.x), (band?.left ?? 0) + LANE_PAD)
  let y = above === undefined ? TOP : above.y + ROW
  while (inLane.some(([, place]) => overlaps(place, { x, y }))) y += GRID
  return { x, y }
}
