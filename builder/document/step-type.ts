import { z } from 'zod'
import type { JsonObject } from '../../engine/core/model/json.ts'
import type { StepTexts, StepType } from '../../engine/core/steps/sdk.ts'

/** What the API tells about a step type that this page has no code for. */
export interface StepTypeInfo {
  type: string
  icon: string
  group: string
  texts: { en: StepTexts; zh: StepTexts }
  schema: JsonObject
  example: JsonObject
  paths?: string[]
}

/** A step type with its schema as it was told: translated back and forth it would lose the names of its parts. */
export interface ToldStepType extends StepType {
  readonly schema: JsonObject
}

const GROUPS: readonly StepType['group'][] = ['entry', 'timing', 'logic', 'message', 'data', 'loyalty', 'custom']

/**
 * A step type as far as the page needs it: to draw, to fill in and to check. It cannot run here; a simulation of it
 * would be a guess.
 */
export function stepTypeFromInfo({ type, icon, group, texts, schema, example, paths }: StepTypeInfo): ToldStepType {
  const ways = paths ?? Object.keys(texts.en.paths ?? { next: '' })
  return {
    type,
    icon,
    group: GROUPS.find((known) => known === group) ?? 'custom',
    texts,
    config: schemaOf(schema),
    schema,
    example,
    paths: () => (ways.length === 0 ? [] : [...ways]),
    arrive: () => ({ park: 'step-error', detail: `Steps of type "${type}" run on the server only.` }),
  }
}

function schemaOf(schema: JsonObject): z.ZodType<unknown> {
  try {
    return z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0])
  } catch {
    // A schema this page cannot read: the server still checks it.
    return z.unknown()
  }
}
