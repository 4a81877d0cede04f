import { CARD, laneOf } from './card.ts'
import type { JourneyDocument, Point } from './document.ts'

export type Arrangement = 'left' | 'right' | 'top' | 'bottom' | 'across' | 'down'

/**
 * New places for steps: in line at one side, or evenly across or down. What moves sideways stays in its lane, since a lane
 * is a stage.
 * @param places where the steps stand now
 */
export function arrange(
  ids: readonly string[],
  how: Arrangement,
  { steps }: Pick<JourneyDocument, 'steps'>,
  places: Readonly<Record<string, Point>>,
): Record<string, Point> {
  const isSideways = how === 'left' || how === 'right' || how === 'across'
  const lane = (id: string) => laneOf(steps[id] ?? {})
  const groups = isSideways ? [...new Set(ids.map(lane))].map((one) => ids.filter((id) => lane(id) === one)) : [ids]
  return Object.fromEntries(groups.flatMap((group) => inLine(group, how, places)))
}

function inLine(ids: readonly string[], how: Arrangement, places: Readonly<Record<string, Point>>): [string, Point][] {
  const all = ids.flatMap((id): [string, Point][] => {
    const place = places[id]
    return place === undefined ? [] : [[id, place]]
  })
  const axis = how === 'top' || how === 'bottom' || how === 'down' ? 'y' : 'x'
  const along = all.map(([, place]) => place[axis])
  const [least, most] = [Math.min(...along), Math.max(...along)]
  if (how !== 'across' && how !== 'down') {
    const line = how === 'left' || how === 'top' ? least : most
    return all.map(([id, place]) => [id, { ...place, [axis]: line }])
  }
  const size = axis === 'x' ? CARD.width : CARD.height
  const step = Math.max(size + 16, (most - least) / Math.max(1, all.length - 1))
  return [...all]
    .sort(([, a], [, b]) => a[axis] - b[axis])
    .map(([id, place], at) => [id, { ...place, [axis]: least + at * step }])
}
