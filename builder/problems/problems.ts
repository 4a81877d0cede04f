import { createStore, type StoreApi } from 'zustand/vanilla'
import { pathOf } from '../../engine/core/format/pointer.ts'
import type { Problem, Severity } from '../../engine/core/model/problem.ts'
import type { StepRegistry } from '../../engine/core/steps/index.ts'
import { type Lookup, validateJourney } from '../../engine/core/validate/index.ts'
import { type JourneyDocument, toJourney } from '../document/document.ts'

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

/** What the engine itself says about the journey: the same function refuses or lets it through when it is published. */
export function findProblems(
  document: JourneyDocument,
  registry: StepRegistry,
  known: Omit<Lookup, 'registry'>,
): PlacedProblem[] {
  const journey = toJourney(document)
  return validateJourney(journey, { registry, ...known }).map((problem) => {
    const [list, index, part, ...rest] = pathOf(problem.pointer)
    const edge = list === 'edges' ? journey.edges[Number(index)] : undefined
    const step = problem.step ?? (edge !== undefined && document.steps[edge.from] !== undefined ? edge.from : null)
    const field = list === 'steps' && part === 'config' ? rest.map((key) => `/${escape(String(key))}`).join('') : ''
    return { ...problem, at: step, field }
  })
}

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

const escape = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1')
