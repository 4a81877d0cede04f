import type { Lookup } from '../../engine/core/validate/index.ts'
import { coreSteps, createRegistry } from '../../engine/core/steps/index.ts'
import type { JourneyDocument } from '../document/document.ts'
import { type StepTypeInfo, stepTypeFromInfo } from '../document/step-type.ts'
import { findProblems } from './find.ts'
import type { PlacedProblem } from './problems.ts'

/** What is to be checked: plain values only. */
export interface Question {
  document: JourneyDocument
  customSteps: readonly StepTypeInfo[]
  known: Omit<Lookup, 'registry'>
}

const page = self as unknown as {
  postMessage(problems: PlacedProblem[]): void
  onmessage: ((event: MessageEvent<Question>) => void) | null
}

/** Checks journeys away from the page, which neither waits for it nor has to load what checking takes. */
page.onmessage = ({ data: { document, customSteps, known } }) => {
  page.postMessage(
    findProblems(
      document,
      createRegistry(
        coreSteps,
        customSteps.map((info) => stepTypeFromInfo(info)),
      ),
      known,
    ),
  )
}
