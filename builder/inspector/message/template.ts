import type { Template } from '../../../engine/core/model/journey.ts'
import type { JsonObject } from '../../../engine/core/model/json.ts'

export const TEXTS = ['subject', 'preheader', 'text', 'html', 'mjml'] as const

/** The texts of a template, as a step carries them. */
export function contentOf(template: Partial<Template>): JsonObject {
  return Object.fromEntries(TEXTS.flatMap((key) => (template[key] === undefined ? [] : [[key, template[key]]])))
}
