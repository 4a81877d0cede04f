import type { TFunction } from 'i18next'
import type { Step } from '../../engine/core/model/journey.ts'
import type { Json, JsonObject } from '../../engine/core/model/json.ts'
import { summaries } from './summaries.ts'

/** One line that says what a step does, in the current language. Half-written configs give what can be said of them. */
export function stepInWords(step: Pick<Step, 'type' | 'config'>, t: TFunction): string {
  const said = summaries[step.type]?.(step.config, t)
  return said ?? firstText(step.config)
}

/** A config of a type the builder has no sentence for: its first text or number. */
function firstText(config: JsonObject): string {
  const value = Object.values(config).find((value: Json) => typeof value === 'string' || typeof value === 'number')
  return value === undefined ? '' : String(value)
}
