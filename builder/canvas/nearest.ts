import type { Point } from '../document/document.ts'
import { CARD } from '../document/card.ts'
import type { Drawing, Line } from './drawing.ts'
import { cornersOf } from './routing.ts'

const NEAR = 24

/** The line within reach of a point, nearest first; null = none. Lines of `without` do not count. */
export function lineNear(
  { lines, cards }: Drawing,
  point: Point,
  without: ReadonlySet<string> = new Set(),
): Line | null {
  const places = new Map(cards.map(({ step, place }) => [step.id, place]))
  let best: { line: Line; far: number } | null = null
  for (const line of lines) {
    const { edge, port, route } = line
    const [from, to] = [places.get(edge.from), places.get(edge.to)]
    if (from === undefined || to === undefined || without.has(edge.from) || without.has(edge.to)) continue
    const isTop = route.course === 'down' || route.course === 'around'
    const end = isTop ? { x: to.x + CARD.width / 2, y: to.y } : { x: to.x, y: to.y + CARD.height / 2 }
    const corners = cornersOf({ x: from.x + port.x, y: from.y + port.y }, end, route)
    for (let at = 1; at < corners.length; at++) {
      const far = distanceToPart(point, corners[at - 1] as Point, corners[at] as Point)
      if (far <= NEAR && far < (best?.far ?? Infinity)) best = { line, far }
    }
  }
  return best?.line ?? null
}

function distanceToPart(point: Point, from: Point, to: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const length = dx * dx + dy * dy
  const share = length === 0 ? 0 : ((point.x - from.x) * dx + (point.y - from.y) * dy) / length
  const along = Math.max(0, Math.min(1, share))
  return Math.hypot(point.x - from.x - along * dx, point.y - from.y - along * dy)
}
