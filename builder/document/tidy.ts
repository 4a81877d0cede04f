import { Graph, layout } from '@dagrejs/dagre'
import { LANES, type LaneId } from '../theme/stages.ts'
import type { JourneyDocument, Point } from './document.ts'
import { CARD, LANE_MIN, LANE_PAD, laneOf, snap, TOP } from './card.ts'

/**
 * New places for all steps, lane by lane: inside a lane the journey runs from top to bottom, lanes stand side by side.
 * Six small problems instead of one large one, which is fast and keeps each lane together.
 */
export function tidy(document: JourneyDocument): Record<string, Point> {
  const places: Record<string, Point> = {}
  let left = 0
  for (const lane of LANES) {
    const inside = tidyLane(document, lane)
    if (inside.length === 0) {
      if (lane !== 'none') left += LANE_MIN
      continue
    }
    const width = Math.max(...inside.map(([, { x }]) => x)) + CARD.width
    for (const [id, { x, y }] of inside) places[id] = { x: snap(left + LANE_PAD + x), y: snap(TOP + y) }
    left += Math.max(LANE_MIN, width + 2 * LANE_PAD)
  }
  return places
}

/** Places of one lane's steps, beginning at 0, 0. */
export function tidyLane({ order, steps, edges }: JourneyDocument, lane: LaneId): [string, Point][] {
  const ids = order.filter((id) => steps[id] !== undefined && laneOf(steps[id]) === lane)
  if (ids.length === 0) return []
  const graph = new Graph({ multigraph: true })
  graph.setGraph({ rankdir: 'TB', nodesep: 36, ranksep: 72, edgesep: 24, ranker: 'network-simplex' })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const id of ids) graph.setNode(id, { ...CARD })
  for (const { from, path, to } of edges) {
    if (from !== to && graph.hasNode(from) && graph.hasNode(to)) graph.setEdge(from, to, {}, path)
  }
  layout(graph)
  const corners = ids.map((id): [string, Point] => {
    const { x, y } = graph.node(id) as Point
    return [id, { x: x - CARD.width / 2, y: y - CARD.height / 2 }]
  })
  if (leansLeft(new Map(corners), edges)) for (const [, place] of corners) place.x = -place.x
  const [minX, minY] = [Math.min(...corners.map(([, { x }]) => x)), Math.min(...corners.map(([, { y }]) => y))]
  return corners.map(([id, { x, y }]) => [id, { x: x - minX, y: y - minY }])
}

/** True if the ways of branching steps run from right to left; mirrored, the first way is on the left as in its list. */
function leansLeft(places: ReadonlyMap<string, Point>, edges: JourneyDocument['edges']): boolean {
  let lean = 0
  const last = new Map<string, number>()
  for (const { from, to } of edges) {
    const x = places.get(to)?.x
    if (x === undefined || !places.has(from)) continue
    const before = last.get(from)
    if (before !== undefined) lean += Math.sign(x - before)
    last.set(from, x)
  }
  return lean < 0
}
