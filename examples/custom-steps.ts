import type { StepType } from '../engine/core/steps/sdk.ts'
import { leadScore } from './custom-step/lead-score.ts'

/** Step types of this workspace beyond the built-in ones: add yours to the list. */
export const customSteps: readonly StepType[] = [leadScore]
