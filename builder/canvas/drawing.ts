import type { Edge } from '../../engine/core/model/journey.ts'
import type { StepRegistry } from '../../engine/core/steps/index.ts'
import type { JourneyDocument, Point, StepBody } from '../document/document.ts'
import { CARD, laneOf } from '../document/card.ts'
import { isQuiet, pathsOf } from '../document/paths.ts'
import { type Band, bandsOf, placeSteps } from '../document/placement.ts'
import type { LaneId } from '../theme/stages.ts'
import { createRouter } from './route.ts'
import type { Course, Route } from './routing.ts'

/** Where a path leaves its card, relative to the card's corner. */
export interface Port {
  path: string
  side: 'right' | 'bottom'
  x: number
  y: number
  /** 0 or 1: neighbours whose labels would touch take turns. */
  row: number
  connected: boolean
  /** Unconnected and fine so: shown only when somebody looks closer. */
  quiet: boolean
}

export interface Card {
  step: StepBody
  lane: LaneId
  place: Point
  ports: readonly Port[]
  isEntry: boolean
  /** Number of the step in its lane from top to bottom, and how many there are. */
  index: number
  total: number
}

export interface Line {
  /** `from path to`: a line keeps its id while its ends stay. */
  id: string
  edge: Edge
  port: Port
  /** Whose customers take it: its own path, then those that follow it because they lead nowhere themselves. */
  paths: readonly string[]
  route: Route
  /** Several ways lead on, so each has to say its name. */
  named: boolean
}

export interface Drawing {
  cards: readonly Card[]
  lines: readonly Line[]
  bands: readonly Band[]
  /** Lowest end of the cards. */
  bottom: number
}

/** All that is to be drawn of a journey, as plain values. */
export function drawJourney(document: JourneyDocument, registry: StepRegistry): Drawing {
  const places = placeSteps(document)
  const bands = bandsOf(document.steps, places)
  const steps = document.order.flatMap((id) => document.steps[id] ?? [])
  const out = groupBy(document.edges, (edge) => edge.from)
  const numbers = numberInLanes(steps, places)
  const courseTo = (edge: Edge): Course => courseOf(edge, document.steps, places)

  const cards = steps.map((step): Card => {
    const edges = out.get(step.id) ?? []
    const paths = pathsOf(step, edges, registry)
    const type = registry.get(step.type)
    const wanted = paths.map((path) => {
      const edge = edges.find((edge) => edge.path === path && document.steps[edge.to] !== undefined)
      const side = edge !== undefined && courseTo(edge) === 'across' ? ('right' as const) : ('bottom' as const)
      return { path, side, connected: edge !== undefined, quiet: edge === undefined && isQuiet(path, type) }
    })
    return {
      step,
      lane: laneOf(step),
      place: places[step.id] as Point,
      ports: spread(wanted),
      isEntry: type?.group === 'entry',
      ...(numbers.get(step.id) ?? { index: 1, total: 1 }),
    }
  })

  const byId = new Map(cards.map((card) => [card.step.id, card]))
  const router = createRouter(cards, bands)
  const seen = new Map<string, number>()
  const lines = document.edges.flatMap((edge): Line[] => {
    const [from, to] = [byId.get(edge.from), byId.get(edge.to)]
    const port = from?.ports.find(({ path }) => path === edge.path)
    if (from === undefined || to === undefined || port === undefined) return []
    const key = lineId(edge)
    const copies = seen.get(key) ?? 0
    seen.set(key, copies + 1)
    const route = router.route(from, port, to, courseTo(edge))
    const named = from.ports.filter(({ quiet }) => !quiet).length > 1
    const fallbacks = registry.get(from.step.type)?.fallbacks ?? {}
    const followers = from.ports.flatMap(({ path, connected }) =>
      !connected && fallbacks[path] === edge.path ? [path] : [],
    )
    const paths = [edge.path, ...followers]
    return [{ id: copies === 0 ? key : `${key} ${copies}`, edge, port, paths, route, named }]
  })
  return { cards, lines, bands, bottom: Math.max(0, ...cards.map(({ place }) => place.y + CARD.height)) }
}

/**
 * The drawing again, where nothing but names of steps changed: somebody types one, and at every key all else stays the
 * same object. Null = more changed.
 */
export function redrawNames(drawing: Drawing, before: JourneyDocument, now: JourneyDocument): Drawing | null {
  const isSame = before.order === now.order && before.edges === now.edges && before.positions === now.positions
  if (!isSame || !now.order.every((id) => isSameButName(before.steps[id], now.steps[id]))) return null
  const cards = drawing.cards.map((card) => {
    const step = now.steps[card.step.id] ?? card.step
    return step === card.step ? card : { ...card, step }
  })
  return { ...drawing, cards }
}

const isSameButName = (before: StepBody | undefined, now: StepBody | undefined): boolean =>
  before === now ||
  (before !== undefined &&
    now !== undefined &&
    before.type === now.type &&
    before.config === now.config &&
    before.stage === now.stage)

export const lineId = ({ from, path, to }: Edge): string => `${from} ${path} ${to}`

function courseOf(edge: Edge, steps: JourneyDocument['steps'], places: Record<string, Point>): Course {
  const [source, target] = [steps[edge.from], steps[edge.to]]
  const [from, to] = [places[edge.from], places[edge.to]]
  if (source === undefined || target === undefined || from === undefined || to === undefined) return 'down'
  if (laneOf(source) === laneOf(target)) {
    if (edge.from !== edge.to && to.y >= from.y + CARD.height + 24) return 'down'
    return to.x >= from.x + CARD.width + 16 ? 'across' : 'loop'
  }
  return to.x > from.x ? 'across' : 'back'
}

/** Ports side by side along the bottom and the right; quiet ones together at the lower right corner. */
function spread(wanted: readonly Omit<Port, 'x' | 'y' | 'row'>[]): Port[] {
  const [bottom, right] = (['bottom', 'right'] as const).map((side) =>
    wanted.filter((port) => port.side === side && !port.quiet),
  )
  let quiet = 0
  return wanted.map((port) => {
    if (port.quiet) return { ...port, x: CARD.width - 14 - 16 * quiet++, y: CARD.height, row: 0 }
    const row = (port.side === 'bottom' ? bottom : right) ?? []
    const index = row.indexOf(port)
    const share = (index + 1) / (row.length + 1)
    return port.side === 'bottom'
      ? { ...port, x: Math.round(CARD.width * share), y: CARD.height, row: turnOf(port, row) }
      : { ...port, x: CARD.width, y: Math.round(CARD.height * share), row: 0 }
  })
}

/**
 * Neighbours take turns, so that their names do not run into each other. Names of lines and of open ways stand at different
 * heights anyway, and one that is lower than it has to be would be hidden by the card below.
 */
function turnOf(port: Omit<Port, 'x' | 'y' | 'row'>, row: readonly Omit<Port, 'x' | 'y' | 'row'>[]): number {
  return row.filter(({ connected }) => connected === port.connected).indexOf(port) % 2
}

function numberInLanes(steps: readonly StepBody[], places: Record<string, Point>) {
  const numbers = new Map<string, { index: number; total: number }>()
  for (const lane of groupBy(steps, laneOf).values()) {
    const inOrder = [...lane].sort((a, b) => {
      const [one, other] = [places[a.id] as Point, places[b.id] as Point]
      return one.y - other.y || one.x - other.x
    })
    inOrder.forEach((step, at) => numbers.set(step.id, { index: at + 1, total: inOrder.length }))
  }
  return numbers
}

export function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group === undefined) groups.set(keyOf(item), [item])
    else group.push(item)
  }
  return groups
}
