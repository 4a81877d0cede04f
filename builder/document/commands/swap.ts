import type { JourneyDocument } from '../document.ts'
import type { Command } from '../history.ts'
import { pin } from './place.ts'

/**
 * Changes the order of two neighbours in a straight run: lines, places and stages follow. Null where the run is not
 * straight, or would not be a run any more: something else leads in between, or several ways on.
 * @param first the step that comes first now
 * @param onward the way by which the second one goes on
 */
export function swap(document: JourneyDocument, first: string, second: string, onward: string): Command | null {
  const { edges, steps } = document
  const between = edges.filter(({ from }) => from === first)
  const after = edges.filter(({ from }) => from === second)
  const into = edges.filter(({ to }) => to === second)
  const isStraight = between.length === 1 && between[0]?.to === second && into.length === 1 && after.length <= 1
  if (!isStraight || steps[first] === undefined || steps[second] === undefined) return null
  const rest = after[0]
  return {
    label: { key: 'swap' },
    run(draft) {
      pin(draft)
      draft.edges = draft.edges.flatMap((edge) => {
        if (edge.from === first) return rest === undefined ? [] : [{ ...edge, to: rest.to }]
        if (edge.from === second) return [{ ...edge, to: first }]
        return [edge.to === first ? { ...edge, to: second } : edge]
      })
      if (rest === undefined) draft.edges.push({ from: second, path: onward, to: first })
      changePlaces(draft, first, second)
    },
  }
}

function changePlaces(draft: JourneyDocument, a: string, b: string): void {
  const [one, other] = [draft.steps[a], draft.steps[b]]
  const [here, there] = [draft.positions[a], draft.positions[b]]
  if (one === undefined || other === undefined || here === undefined || there === undefined) return
  draft.positions[a] = there
  draft.positions[b] = here
  const { stage } = one
  if (other.stage === undefined) delete one.stage
  else one.stage = other.stage
  if (stage === undefined) delete other.stage
  else other.stage = stage
}
