import { STAGES, type Stage } from '../../engine/core/model/condition.ts'

/** The lane of a step: its stage, or `none` for a step that names no stage. */
export type LaneId = Stage | 'none'

export const LANES: readonly LaneId[] = ['none', ...STAGES]

/** Colour of a lane as a CSS value; it follows the theme. */
export const stageColor = (lane: LaneId): string => `var(--stage-${lane})`

/** A pattern per lane, so that lanes differ without colour. CSS backgrounds over `currentColor`. */
export const STAGE_PATTERN: Record<LaneId, string> = {
  none: 'none',
  awareness: 'radial-gradient(currentColor 1.2px, transparent 1.4px) 0 0 / 6px 6px',
  evaluation: 'repeating-linear-gradient(45deg, currentColor 0 1.2px, transparent 1.2px 5px)',
  purchase: 'repeating-linear-gradient(0deg, currentColor 0 1.2px, transparent 1.2px 5px)',
  use: 'repeating-linear-gradient(90deg, currentColor 0 1.2px, transparent 1.2px 5px)',
  retention: 'repeating-linear-gradient(-45deg, currentColor 0 1.2px, transparent 1.2px 5px)',
  'win-back':
    'linear-gradient(currentColor 1.2px, transparent 1.2px) 0 0 / 6px 6px, linear-gradient(90deg, currentColor 1.2px, transparent 1.2px) 0 0 / 6px 6px',
}
