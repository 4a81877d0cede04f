import { pathOf } from '../../engine/core/format/pointer.ts'
import type { StepRegistry } from '../../engine/core/steps/index.ts'
import { type Lookup, validateJourney } from '../../engine/core/validate/index.ts'
import { type JourneyDocument, toJourney } from '../document/document.ts'
import type { PlacedProblem } from './problems.ts'

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

const escape = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1')
