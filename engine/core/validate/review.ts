import { inOrder } from '../format/order.ts'
import { parseJourney } from '../format/parse.ts'
import { plainJsonProblems } from '../format/plain-json.ts'
import { pathOf, pointerOf } from '../format/pointer.ts'
import type { Journey } from '../model/journey.ts'
import type { Problem } from '../model/problem.ts'
import { validateJourney } from './journey.ts'
import type { Lookup } from './lookup.ts'
import { mend } from './mend.ts'

/**
 * Reads and checks an untrusted journey in one go, so that faults of form do not hide faults of meaning. `journey` is
 * null if its form is faulty; otherwise it may be stored as a draft, and published if no problem is an error.
 */
export function reviewJourney(value: unknown, lookup: Lookup): { journey: Journey | null; problems: Problem[] } {
  const { journey, problems } = parseJourney(value)
  if (journey !== null) return { journey, problems: validateJourney(journey, lookup) }
  return { journey: null, problems: inOrder([...problems, ...deeperProblems(value, problems, lookup)]) }
}

/** Problems of meaning in a malformed journey, without those that only follow from its faults of form. */
function deeperProblems(value: unknown, known: readonly Problem[], lookup: Lookup): Problem[] {
  const isUnsafe = plainJsonProblems({ kind: 'journey', value }).length > 0
  const mended = isUnsafe || known.some((problem) => problem.code === 'too-large') ? null : mend(value)
  if (mended === null) return []
  const broken = known.filter((problem) => !isHarmless(problem)).map((problem) => partOf(problem.pointer))
  const isDrawingBroken = broken.some((part) => /^\/(steps|edges)\b/.test(part))
  return validateJourney(mended, lookup).filter(
    (problem) => !broken.includes(partOf(problem.pointer)) && !(isDrawingBroken && OF_THE_WHOLE.has(problem.code)),
  )
}

/** A key too many in a step, an edge or the journey itself changes nothing that is checked. */
const isHarmless = ({ code, pointer }: Problem): boolean =>
  code === 'unknown-key' && !/^\/(goals|exits|quietHours)\//.test(pointer)

/** Problems that a single missing step or edge may cause anywhere. */
const OF_THE_WHOLE = new Set(['no-entry', 'unreachable-step', 'dead-end', 'unreached-outcome', 'unknown-target'])

/** The step, edge, goal, exit or key of the journey that a pointer lies in. */
function partOf(pointer: string): string {
  const [list = '', index] = pathOf(pointer)
  return pointerOf(index !== undefined && /^\d+$/.test(index) ? [list, index] : [list])
}
