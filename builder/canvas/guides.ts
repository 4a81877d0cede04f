import { CARD } from '../document/card.ts'
import type { Point } from '../document/document.ts'

/** A line that shows with which cards the dragged one is in line, or which gaps are alike. */
export interface Guide {
  kind: 'line' | 'gap'
  from: Point
  to: Point
}

type Axis = 'x' | 'y'
const SIZE: Record<Axis, number> = { x: CARD.width, y: CARD.height }
/** Cards further away than this have nothing to do with each other, in pixels of the canvas. */
const FAR = 1200

/**
 * Where a dragged card comes to stand: in line with other cards, or as far from its neighbour as that is from the next,
 * where that is within reach; and the lines that say so.
 */
export function guide(place: Point, others: readonly Point[], reach: number): { place: Point; guides: Guide[] } {
  const near = others.filter(({ x, y }) => Math.abs(x - place.x) < FAR && Math.abs(y - place.y) < FAR)
  const x = closest(place.x, [...near.map((other) => other.x), ...evenly(place, near, 'x').map(({ at }) => at)], reach)
  const sideways = { x, y: place.y }
  const y = closest(
    place.y,
    [...near.map((other) => other.y), ...evenly(sideways, near, 'y').map(({ at }) => at)],
    reach,
  )
  const there = { x, y }
  return {
    place: there,
    guides: (['x', 'y'] as const).flatMap((axis) => [...lines(there, near, axis), ...gaps(there, near, axis)]),
  }
}

function closest(from: number, wanted: readonly number[], reach: number): number {
  let best = from
  let least = reach
  for (const each of wanted) {
    const far = Math.abs(each - from)
    if (far > least) continue
    best = each
    least = far
  }
  return best
}

const otherThan = (axis: Axis): Axis => (axis === 'x' ? 'y' : 'x')

/** The places in the card's own row or column that make two gaps alike, and between what those gaps are. */
function evenly(place: Point, near: readonly Point[], axis: Axis): { at: number; gaps: [number, number][] }[] {
  const across = otherThan(axis)
  const inRow = near
    .filter((other) => Math.abs(other[across] - place[across]) < SIZE[across] / 2)
    .map((other) => other[axis])
  const half = SIZE[axis] / 2
  const [first, second] = inRow.filter((other) => other < place[axis] - half).sort((a, b) => b - a)
  const [next, afterNext] = inRow.filter((other) => other > place[axis] + half).sort((a, b) => a - b)
  const between = (before: number, after: number): [number, number] => [before + SIZE[axis], after]
  const found: { at: number; gaps: [number, number][] }[] = []
  if (first !== undefined && second !== undefined) {
    const at = 2 * first - second
    found.push({ at, gaps: [between(second, first), between(first, at)] })
  }
  if (next !== undefined && afterNext !== undefined) {
    const at = 2 * next - afterNext
    found.push({ at, gaps: [between(at, next), between(next, afterNext)] })
  }
  if (first !== undefined && next !== undefined) {
    const at = (first + next) / 2
    found.push({ at, gaps: [between(first, at), between(at, next)] })
  }
  return found.filter(({ gaps }) => gaps.every(([from, to]) => to > from))
}

/** One line along the sides of all cards that share an x or y with the card: through the middle go the journey's own. */
function lines(place: Point, near: readonly Point[], axis: Axis): Guide[] {
  const along = otherThan(axis)
  const inLine = near.filter((other) => other[axis] === place[axis]).map((other) => other[along])
  if (inLine.length === 0) return []
  const from = Math.min(place[along], ...inLine)
  const to = Math.max(place[along], ...inLine) + SIZE[along]
  return [{ kind: 'line', from: point(axis, place[axis], from), to: point(axis, place[axis], to) }]
}

function gaps(place: Point, near: readonly Point[], axis: Axis): Guide[] {
  const across = otherThan(axis)
  const even = evenly(place, near, axis).find(({ at }) => Math.abs(at - place[axis]) < 0.5)
  const middle = place[across] + SIZE[across] / 2
  return (even?.gaps ?? []).map(([from, to]) => ({
    kind: 'gap',
    from: point(across, middle, from),
    to: point(across, middle, to),
  }))
}

const point = (axis: Axis, on: number, along: number): Point =>
  axis === 'x' ? { x: on, y: along } : { x: along, y: on }
