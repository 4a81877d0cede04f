import type { LaneId } from '../theme/stages.ts'
import type { StepBody } from './document.ts'

/** Size of every card, in pixels at zoom 1. Fixed, so that a journey can be drawn before anything is measured. */
export const CARD = { width: 220, height: 84 } as const
export const GRID = 8
/** Room between a lane's edge and its cards: lines run there. */
export const LANE_PAD = 56
export const LANE_MIN = CARD.width + 2 * LANE_PAD
/** Top of the first row, and from one row to the next. */
export const TOP = 40
export const ROW = CARD.height + 72

/** The lane a step stands in. */
export const laneOf = (step: Pick<StepBody, 'stage'>): LaneId => step.stage ?? 'none'

export const snap = (value: number): number => Math.round(value / GRID) * GRID

export const overlaps = (a: { x: number; y: number }, b: { x: number; y: number }, gap = 16): boolean =>
  Math.abs(a.x - b.x) < CARD.width + gap && Math.abs(a.y - b.y) < CARD.height + gap
