import { STAGES } from '../../engine/core/model/condition.ts'
import type { Journey } from '../../engine/core/model/journey.ts'
import { coreRegistry } from '../../engine/core/steps/index.ts'
import { type Drawing, drawJourney } from '../../builder/canvas/drawing.ts'
import { CARD, GRID, LANE_PAD, ROW } from '../../builder/document/card.ts'
import { openJourney } from '../../builder/document/document.ts'
import { largeJourney } from '../journeys.ts'

const COLUMNS = 3
const COLUMN = CARD.width + 10 * GRID

/** A journey of `count` steps in all six lanes, every step in its place, three beside each other. */
export function placedJourney(count: number): Journey {
  const { steps, ...rest } = largeJourney(count)
  const perLane = Math.ceil(count / STAGES.length)
  const laneWidth = (COLUMNS - 1) * COLUMN + CARD.width + 2 * LANE_PAD
  return {
    ...rest,
    steps: steps.map((step, index) => {
      const lane = Math.floor(index / perLane)
      const place = index % perLane
      const x = lane * laneWidth + LANE_PAD + (place % COLUMNS) * COLUMN
      const y = 40 + Math.floor(place / COLUMNS) * ROW
      const stage = STAGES[lane] as (typeof STAGES)[number]
      return { ...step, stage, position: { x: snapped(x), y: snapped(y) } }
    }),
  }
}

const snapped = (value: number): number => Math.round(value / GRID) * GRID

/** What our canvas draws of a journey: the bare canvas gets the same places. */
export const drawingOf = (journey: Journey): Drawing => drawJourney(openJourney(journey), coreRegistry())
