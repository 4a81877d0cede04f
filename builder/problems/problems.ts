import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Problem, Severity } from '../../engine/core/model/problem.ts'

/** A problem with the step it shows itself at. */
export interface PlacedProblem extends Problem {
  /** Null = the journey as a whole. */
  at: string | null
  /** JSON Pointer below the step's config; empty = the step as a whole. */
  field: string
}

export interface ProblemsState {
  problems: readonly PlacedProblem[]
}

export type ProblemsStore = StoreApi<ProblemsState>

export const createProblems = (): ProblemsStore => createStore<ProblemsState>(() => ({ problems: [] }))

/** Worst severity and number of problems by step. */
export function marksOf(problems: readonly PlacedProblem[]): Record<string, { severity: Severity; count: number }> {
  const marks: Record<string, { severity: Severity; count: number }> = {}
  for (const { at, severity } of problems) {
    if (at === null) continue
    const mark = marks[at] ?? { severity: 'warning', count: 0 }
    marks[at] = { severity: severity === 'error' ? 'error' : mark.severity, count: mark.count + 1 }
  }
  return marks
}
