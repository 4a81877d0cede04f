import type { Point } from '../document/document.ts'
import { CARD, LANE_PAD } from '../document/card.ts'
import type { Band } from '../document/placement.ts'
import type { Card, Port } from './drawing.ts'
import type { Course, Route } from './routing.ts'

/**
 * Chooses where lines run. Lines that share a gutter get tracks of their own, lines over other lanes look for a free
 * height, and lines that lead back run under everything, where loops can be followed with the eye.
 */
export function createRouter(cards: readonly Card[], bands: readonly Band[]) {
  const tracks = new Map<number, number>()
  const bottom = Math.max(0, ...cards.map(({ place }) => place.y + CARD.height))
  const bandOf = new Map(bands.map((band) => [band.lane, band]))
  const byLane = new Map(bands.map(({ lane }) => [lane, cards.filter((card) => card.lane === lane)]))
  let rails = 0

  /** The next free track beside an x: 0, 6, -6, 12, -12. */
  const track = (x: number): number => {
    const used = tracks.get(x) ?? 0
    tracks.set(x, used + 1)
    const step = Math.ceil(used / 2) * 6 * (used % 2 === 0 ? 1 : -1)
    return x + Math.max(-24, Math.min(24, step))
  }

  function route(from: Card, port: Port, to: Card, course: Course): Route {
    const [source, target] = [bandOf.get(from.lane), bandOf.get(to.lane)]
    const start = { x: from.place.x + port.x, y: from.place.y + port.y }
    if (source === undefined || target === undefined) return { course, leave: start.x, arrive: start.x, via: null }
    switch (course) {
      case 'down':
        return down(from, start, to, source)
      case 'around':
      case 'loop':
        return { course, leave: track(source.left + 18), arrive: track(source.left + 18), via: null }
      case 'back': {
        const leave = track(source.left + source.width - LANE_PAD / 2)
        return { course, leave, arrive: track(target.left + 20), via: bottom + 44 + 14 * rails++ }
      }
      case 'across':
        return across(start, to, source, target)
    }
  }

  function down(from: Card, start: Point, to: Card, band: Band): Route {
    const end = { x: to.place.x + CARD.width / 2, y: to.place.y }
    const isBlocked = (byLane.get(from.lane) ?? []).some(
      (card) =>
        card !== from &&
        card !== to &&
        card.place.y > from.place.y &&
        card.place.y < to.place.y &&
        crossesX(card, Math.min(start.x, end.x), Math.max(start.x, end.x)),
    )
    if (!isBlocked) return { course: 'down', leave: start.x, arrive: start.x, via: null }
    const gutter = track(band.left + 18)
    return { course: 'around', leave: gutter, arrive: gutter, via: null }
  }

  function across(start: Point, to: Card, source: Band, target: Band): Route {
    const end = { x: to.place.x, y: to.place.y + CARD.height / 2 }
    const edge = source.left + source.width
    if (source === target) return { course: 'across', leave: (start.x + end.x) / 2, arrive: end.x, via: null }
    const between = bands
      .slice(bands.indexOf(source) + 1, bands.indexOf(target))
      .flatMap(({ lane }) => byLane.get(lane) ?? [])
    if (between.length === 0) return { course: 'across', leave: track(edge), arrive: end.x, via: null }
    const via = freeHeight(between, start.y, end.y)
    return { course: 'across', leave: track(edge), arrive: track(target.left), via }
  }

  return { route }
}

const CLEAR = 14

/** The height nearest to the line's ends at which no card stands in the way. */
function freeHeight(cards: readonly Card[], from: number, to: number): number {
  const isFree = (y: number): boolean =>
    cards.every(({ place }) => y < place.y - CLEAR + 1 || y > place.y + CARD.height + CLEAR - 1)
  const wish = [to, from, ...cards.flatMap(({ place }) => [place.y - CLEAR, place.y + CARD.height + CLEAR])]
  const detour = (y: number): number => Math.abs(y - from) + Math.abs(y - to)
  return wish.filter(isFree).sort((a, b) => detour(a) - detour(b))[0] ?? to
}

const crossesX = ({ place }: Card, left: number, right: number): boolean =>
  place.x - 8 < right && place.x + CARD.width + 8 > left
