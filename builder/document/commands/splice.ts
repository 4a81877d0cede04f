import type { Edge } from '../../../engine/core/model/journey.ts'
import type { StepType } from '../../../engine/core/steps/sdk.ts'
import type { LaneId } from '../../theme/stages.ts'
import { CARD, laneOf } from '../card.ts'
import type { JourneyDocument, Point } from '../document.ts'
import type { Command } from '../history.ts'
import { ownPaths } from '../paths.ts'
import { sameEdge } from './edges.ts'
import { pin, placeBelow, pushDown, settle, slideBelow } from './place.ts'
import { setLane } from './steps.ts'

/**
 * The way by which a step would go on if it were put into a line; null = it cannot be put there without guessing: it
 * begins a journey, ends it, or several of its ways lead somewhere already.
 */
export function onwardWay(id: string, { steps, edges }: JourneyDocument, type: StepType | undefined): string | null {
  const step = steps[id]
  if (step === undefined || type === undefined || type.group === 'entry') return null
  const used = edges.filter((edge) => edge.from === id)
  if (used.length > 1) return null
  return used[0]?.path ?? ownPaths(step, type)[0] ?? null
}

/** Takes a step out of where it is, closes the gap there, and puts it into a line. */
export function splice(
  id: string,
  into: Edge,
  { at, lane, onward, name }: { at: Point; lane: LaneId | null; onward: string; name: string },
): Command {
  return {
    label: { key: 'splice', values: { name } },
    run(draft) {
      pin(draft)
      const step = draft.steps[id]
      if (step === undefined) return
      const after = draft.edges.find((edge) => edge.from === id)?.to
      draft.edges = draft.edges.flatMap((edge) => {
        if (edge.from === id) return []
        if (edge.to !== id) return sameEdge(edge, into) ? [{ ...edge, to: id }] : [edge]
        return after === undefined || after === edge.from ? [] : [{ ...edge, to: after }]
      })
      draft.edges.push({ from: id, path: onward, to: into.to })
      if (lane !== null) setLane(step, lane)
      const before = draft.steps[into.from]
      const above = draft.positions[into.from]
      const isUnder =
        before !== undefined &&
        above !== undefined &&
        laneOf(before) === laneOf(step) &&
        Math.abs(above.x - at.x) < CARD.width
      draft.positions[id] = isUnder ? placeBelow(draft, before.id) : at
      if (!isUnder) slideBelow(draft, id)
      pushDown(draft, id)
      settle(draft)
    },
  }
}
