import type { StepRegistry } from '../../engine/core/steps/index.ts'
import type { JourneyDocument } from '../document/document.ts'
import type { Command } from '../document/history.ts'
import { configFixes } from './config-fixes.ts'
import { drawingFixes } from './drawing-fixes.ts'
import type { PlacedProblem } from './problems.ts'

/** What one click can do about a problem: one change, which can be undone. */
export interface Fix {
  /** What it will do, as the key of a text, and its values. */
  key: string
  values?: Record<string, string>
  command: Command
}

/** The journey as it is now, and what its steps are called. */
export interface Surroundings {
  document: JourneyDocument
  registry: StepRegistry
  nameOf(step: string): string
  nameOfType(type: string): string
}

/**
 * The fix of a problem where there is one that nobody has to think about; null = somebody has to. Problems are found a
 * moment after the change that made them: each fix looks whether what it mends is still there.
 */
export function fixOf(problem: PlacedProblem, around: Surroundings): Fix | null {
  return fixes[problem.code]?.(problem, around) ?? null
}

export type Fixer = (problem: PlacedProblem, around: Surroundings) => Fix | null

const fixes: Readonly<Record<string, Fixer>> = { ...drawingFixes, ...configFixes }
