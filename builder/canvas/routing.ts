import type { Point } from '../document/document.ts'

/** How a line runs: down its lane, to a lane on the right, or back to where it has been. */
export type Course = 'down' | 'across' | 'around' | 'loop' | 'back'

/** What a line keeps clear of. All x and y are canvas positions. */
export interface Route {
  course: Course
  /** x of the vertical part behind the source and, if it passes other lanes, of the one before the target. */
  leave: number
  arrive: number
  /** y of the part between those two. */
  via: number | null
}

/** The corners of a line from a port to a card. */
export function cornersOf(from: Point, to: Point, { course, leave, arrive, via }: Route): Point[] {
  switch (course) {
    case 'down': {
      if (Math.abs(from.x - to.x) < 1) return [from, to]
      const y = Math.max(from.y + 12, to.y - 24)
      return [from, { x: from.x, y }, { x: to.x, y }, to]
    }
    case 'around':
    case 'loop':
    case 'back': {
      const below = from.y + 18
      const last = course === 'around' ? to.y - 18 : to.y
      const start = [from, { x: from.x, y: below }, { x: leave, y: below }]
      const end = [{ x: arrive, y: last }, ...(course === 'around' ? [{ x: to.x, y: last }] : []), to]
      return via === null ? [...start, ...end] : [...start, { x: leave, y: via }, { x: arrive, y: via }, ...end]
    }
    case 'across': {
      if (via !== null) {
        return [from, { x: leave, y: from.y }, { x: leave, y: via }, { x: arrive, y: via }, { x: arrive, y: to.y }, to]
      }
      return Math.abs(from.y - to.y) < 1 ? [from, to] : [from, { x: leave, y: from.y }, { x: leave, y: to.y }, to]
    }
  }
}

/** An SVG path through the corners, each of them rounded. */
export function roundedPath(corners: readonly Point[], radius = 10): string {
  const [start, ...rest] = corners.filter((corner, at) => at === 0 || distance(corner, corners[at - 1] as Point) > 0.5)
  if (start === undefined) return ''
  let path = `M${start.x} ${start.y}`
  let before = start
  rest.forEach((corner, at) => {
    const after = rest[at + 1]
    if (after === undefined) {
      path += `L${corner.x} ${corner.y}`
      return
    }
    const bend = Math.min(radius, distance(before, corner) / 2, distance(corner, after) / 2)
    const [into, out] = [towards(corner, before, bend), towards(corner, after, bend)]
    path += `L${into.x} ${into.y}Q${corner.x} ${corner.y} ${out.x} ${out.y}`
    before = corner
  })
  return path
}

/** The head of an arrow at the last corner, as part of the line's own path: a marker is a drawing in a drawing for each line. */
export function arrowHead(corners: readonly Point[]): string {
  const tip = corners.at(-1)
  const before = corners.findLast((corner) => tip !== undefined && distance(corner, tip) > 0.5)
  if (tip === undefined || before === undefined) return ''
  const [back, side] = [towards(tip, before, 5.4), towards(tip, before, 4)]
  const [x, y] = [side.x - tip.x, side.y - tip.y]
  return `M${back.x - y} ${back.y + x}L${tip.x} ${tip.y}L${back.x + y} ${back.y - x}`
}

/**
 * Where a button on the line has most room: the middle of its longest part, leaving out the beginning if a label stands
 * there.
 */
export function roomOn(corners: readonly Point[], isLabelled: boolean): Point {
  const parts = corners.slice(1).map((to, at) => ({ from: corners[at] as Point, to }))
  const free = isLabelled && parts.length > 1 ? parts.slice(1) : parts
  const [first] = free
  if (first === undefined) return corners[0] as Point
  const { from, to } = free.reduce(
    (best, part) => (distance(part.from, part.to) > distance(best.from, best.to) + 1 ? part : best),
    first,
  )
  const share = isLabelled && parts.length === 1 ? 0.7 : 0.5
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }
}

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y)

function towards(from: Point, to: Point, length: number): Point {
  const whole = distance(from, to)
  const share = whole === 0 ? 0 : length / whole
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }
}
