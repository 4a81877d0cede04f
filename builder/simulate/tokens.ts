import type { Timeline } from '../../engine/core/simulate/index.ts'
import { upTo } from '../../engine/core/simulate/index.ts'
import { cornersOf } from '../canvas/routing.ts'
import type { Drawing, Line } from '../canvas/drawing.ts'
import { CARD } from '../document/card.ts'
import type { Point } from '../document/document.ts'
import type { LaneId } from '../theme/stages.ts'

/** Never more dots than this: the rest is in the numbers. */
const MOST = 400

/** A line that customers travel along: its corners, how long each part is, and when somebody set out on it. */
export interface Track {
  corners: readonly Point[]
  lengths: readonly number[]
  length: number
  lane: LaneId
  times: readonly Float64Array[]
}

export interface Token {
  x: number
  y: number
  lane: LaneId
}

export function tracksOf(drawing: Drawing, timeline: Timeline, journeyId: string): Track[] {
  const cards = new Map(drawing.cards.map((card) => [card.step.id, card]))
  return drawing.lines.flatMap((line): Track[] => {
    const [from, to] = [cards.get(line.edge.from), cards.get(line.edge.to)]
    const left = timeline.steps.get(`${journeyId}/${line.edge.from}`)?.left
    if (from === undefined || to === undefined || left === undefined) return []
    const corners = cornersOf(
      { x: from.place.x + line.port.x, y: from.place.y + line.port.y },
      entryOf(to.place, line),
      line.route,
    )
    const lengths = corners
      .slice(1)
      .map((corner, at) => Math.hypot(corner.x - (corners[at] as Point).x, corner.y - (corners[at] as Point).y))
    const taken = line.paths.flatMap((path) => left.get(path) ?? [])
    return [{ corners, lengths, length: lengths.reduce((sum, each) => sum + each, 0), lane: to.lane, times: taken }]
  })
}

/** Who is under way at an instant, if a way takes `travel`; evenly thinned out where they are too many. */
export function tokensAt(tracks: readonly Track[], at: number, travel: number): Token[] {
  const windows = tracks.flatMap((track) =>
    track.times.map((times) => ({ track, times, from: upTo(times, at - travel), to: upTo(times, at) })),
  )
  const total = windows.reduce((sum, { from, to }) => sum + to - from, 0)
  const step = Math.max(1, Math.ceil(total / MOST))
  const tokens: Token[] = []
  for (const { track, times, from, to } of windows) {
    // The same ones from frame to frame: chosen by their place in the whole list.
    for (let i = Math.ceil(from / step) * step; i < to; i += step) {
      tokens.push({ ...placeOn(track, (at - (times[i] as number)) / travel), lane: track.lane })
    }
  }
  return tokens
}

/** The point at a share of the way, eased at both ends. */
function placeOn({ corners, lengths, length }: Track, share: number): Point {
  const eased = share < 0.5 ? 2 * share * share : 1 - (2 - 2 * share) ** 2 / 2
  let rest = eased * length
  for (let i = 0; i < lengths.length; i += 1) {
    const part = lengths[i] as number
    const [from, to] = [corners[i] as Point, corners[i + 1] as Point]
    if (rest <= part || i === lengths.length - 1) {
      const by = part === 0 ? 0 : rest / part
      return { x: from.x + (to.x - from.x) * by, y: from.y + (to.y - from.y) * by }
    }
    rest -= part
  }
  return corners[0] ?? { x: 0, y: 0 }
}

function entryOf(place: Point, { route }: Line): Point {
  const isTop = route.course === 'down' || route.course === 'around'
  return isTop ? { x: place.x + CARD.width / 2, y: place.y } : { x: place.x, y: place.y + CARD.height / 2 }
}
