import type { TFunction } from 'i18next'
import type { StepRegistry } from '../../engine/core/steps/index.ts'
import type { JourneyDocument } from '../document/document.ts'
import type { Label } from '../document/history.ts'
import type { WordNames } from '../words/names.ts'
import { stepInWords } from '../words/step.ts'
import { stepName } from './context.ts'

/** What was done, in words: "Moved 3 steps". */
export function labelInWords({ key, values = {} }: Label, t: TFunction): string {
  const lane = values['lane']
  return t(`editor.change.${key}`, {
    ...values,
    ...(lane === undefined ? {} : { stage: t(`common.stage.${lane}`) }),
  })
}

/** Names to choose steps by. Steps of the same name are told apart by what they do: "End · bought again". */
export function distinctNames(
  document: JourneyDocument,
  registry: StepRegistry,
  t: TFunction,
  words: WordNames,
): Map<string, string> {
  const names = new Map(document.order.map((id) => [id, stepName(id, document, registry)]))
  const times = new Map<string, number>()
  for (const name of names.values()) times.set(name, (times.get(name) ?? 0) + 1)
  for (const [id, name] of names) {
    const step = document.steps[id]
    if ((times.get(name) ?? 0) > 1 && step !== undefined)
      names.set(id, `${name} · ${stepInWords(step, t, words) || id}`)
  }
  return names
}
