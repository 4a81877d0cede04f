import { inOrder } from '../format/order.ts'
import type { Journey } from '../model/journey.ts'
import type { Problem } from '../model/problem.ts'
import { readDrawing } from './drawing.ts'
import { checkEdges } from './edges.ts'
import type { Lookup } from './lookup.ts'
import { checkLoops } from './loops.ts'
import { checkReferences } from './references.ts'
import { createReport } from './report.ts'
import { checkRules } from './rules.ts'
import { checkNames } from './seen-names.ts'
import { checkSteps } from './steps.ts'

/**
 * Everything that is wrong with a well-formed journey, in order of place; errors refuse, warnings do not. The same
 * function runs in the builder while typing, in the API and at publish.
 */
export function validateJourney(journey: Journey, lookup: Lookup): Problem[] {
  const report = createReport({ kind: 'journey', value: journey })
  const drawing = readDrawing(journey, lookup.registry)
  checkSteps(drawing, lookup, report)
  checkReferences(drawing, lookup, report)
  checkEdges(drawing, report)
  checkLoops(drawing, report)
  checkRules(drawing, lookup, report)
  checkNames(journey, lookup.names, report)
  return inOrder(report.problems)
}
