import type { TFunction } from 'i18next'
import type { Step } from '../../engine/core/model/journey.ts'
import type { JsonObject } from '../../engine/core/model/json.ts'
import { idsOnly, type WordNames } from './names.ts'
import { summaries, withoutLiquid } from './summaries.ts'

/** One line that says what a step does, in the current language. Half-written configs give what can be said of them. */
export function stepInWords(
  { type, config }: Pick<Step, 'type' | 'config'>,
  t: TFunction,
  names: WordNames = idsOnly,
): string {
  const known = said.get(config)
  if (known !== undefined && known.t === t && known.type === type && known.names === names) return known.text
  const text = summaries[type]?.(config, t, names) ?? plainValues(type, config, names)
  said.set(config, { type, t, names, text })
  return text
}

/** What was said of a config last. Configs never change in place, and a journey says the same of most at every key. */
const said = new WeakMap<JsonObject, { type: string; t: TFunction; names: WordNames; text: string }>()

/** What a type calls one of its choices, `kind.book`; undefined = nothing special. */
function choiceName(type: string, key: string, names: WordNames): string | undefined {
  const name = names.field(type, key)
  return name === key ? undefined : name
}

/** A config of a type the builder has no sentence for: its first plain values, each with what it is called. */
function plainValues(type: string, config: JsonObject, names: WordNames): string {
  return Object.entries(config)
    .filter(([, value]) => typeof value === 'number' || (typeof value === 'string' && value !== ''))
    .slice(0, 3)
    .map(
      ([key, value]) =>
        `${names.field(type, key)} ${choiceName(type, `${key}.${String(value)}`, names) ?? withoutLiquid(String(value))}`,
    )
    .join(' · ')
}
