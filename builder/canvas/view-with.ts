import { CARD } from '../document/card.ts'
import type { Point } from '../document/document.ts'

/** What stays free around the card; above it the names of the lanes stand. Pixels. */
const MARGIN = 24
const LANE_NAMES = 56

/** The view moved as little as needed for a card to be seen whole; null = it is. */
export function viewWith(
  place: Point,
  { width, height }: { width: number; height: number },
  [x, y, zoom]: readonly [number, number, number],
): (Point & { zoom: number }) | null {
  const across = shift(place.x * zoom + x, CARD.width * zoom, MARGIN, width - MARGIN)
  const down = shift(place.y * zoom + y, CARD.height * zoom, LANE_NAMES + MARGIN, height - MARGIN)
  return across === 0 && down === 0 ? null : { x: x + across, y: y + down, zoom }
}

/** How far something has to go to lie between two bounds; of what is longer than they are apart, its beginning counts. */
function shift(start: number, length: number, from: number, to: number): number {
  if (start < from || length > to - from) return from - start
  return Math.min(0, to - (start + length))
}
