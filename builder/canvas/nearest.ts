import type { Point } from '../document/document.ts'
import { CARD } from '../document/card.ts'
import type { Drawing, Line } from './drawing.ts'
import { cornersOf } from './routing.ts'

/** How far a point may be from a line to mean it, in pixels of the canvas. */
export const NEAR = 24

/** The line within reach of a point, nearest first; null = none. */
export const lineNear = (drawing: Drawing, point: Point): Line | null => nearestPart(partsOf(drawing), point)

/** A straight part of a line. */
export interface Part {
  line: Line
  from: Point
  to: Point
}

/**
 * The straight parts of all lines, to be asked for often while nothing but the point changes.
 * @param without a step whose own lines do not count
 */
export function partsOf({ lines, cards }: Drawing, without?: string): Part[] {
  const places = new Map(cards.map(({ step, place }) => [step.id, place]))
  return lines.flatMap((line): Part[] => {
    const { edge, port, route } = line
    const [from, to] = [places.get(edge.from), places.get(edge.to)]
    if (from === undefined || to === undefined || edge.from === without || edge.to === without) return []
    const isTop = route.course === 'down' || route.course === 'around'
    const end = isTop ? { x: to.x + CARD.width / 2, y: to.y } : { x: to.x, y: to.y + CARD.height / 2 }
    const corners = cornersOf({ x: from.x + port.x, y: from.y + port.y }, end, route)
    return corners.slice(1).map((corner, at) => ({ line, from: corners[at] as Point, to: corner }))
  })
}

/** The line of the part that is nearest to a point; null = none is within reach. */
export function nearestPart(parts: readonly Part[], point: Point, reach = NEAR): Line | null {
  let best: Line | null = null
  let least = reach
  for (const { line, from, to } of parts) {
    const far = distanceToPart(point, from, to)
    if (far > least) continue
    best = line
    least = far
  }
  return best
}

function distanceToPart(point: Point, from: Point, to: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const length = dx * dx + dy * dy
  const share = length === 0 ? 0 : ((point.x - from.x) * dx + (point.y - from.y) * dy) / length
  const along = Math.max(0, Math.min(1, share))
  return Math.hypot(point.x - from.x - along * dx, point.y - from.y - along * dy)
}
