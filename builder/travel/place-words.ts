import { type Passage, parkedVisit, visitAt } from './passage.ts'
import { stepName, type Wording } from './moment-words.ts'

/**
 * Where the customer was at an instant, as a sentence; who is parked does not just stand there.
 * @param shown the passage as far as it had come by then
 */
export function placeInWords(passage: Passage, shown: Passage, at: number, wording: Wording): string {
  const { t } = wording
  const here = visitAt(shown, at)
  if (here === null) return t(passage.exit !== null && passage.exit.at <= at ? 'travel.over' : 'travel.inNoStep')
  const stuck = parkedVisit(passage)
  const isParked = stuck !== null && passage.parked !== null && passage.parked.at <= at && isSameVisit(here, stuck)
  return t(isParked ? 'travel.parked.at' : 'travel.at', { step: stepName(here.step, wording) })
}

type Visit = Passage['visits'][number]

const isSameVisit = (a: Visit, b: Visit): boolean => a.step === b.step && a.visit === b.visit
