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
  /** Of the example. */
  paths?: string[]
  fallbacks?: Record<string, string>
  waits?: boolean
  /** Of other settings, as far as the server was asked. */
  told?: readonly ToldPaths[]
}

/** The ways out of a step that is set like this, default first. */
export interface ToldPaths {
  config: JsonObject
  paths: readonly string[]
}

/** A step type with its schema as it was told: translated back and forth it would lose the names of its parts. */
export interface ToldStepType extends StepType {
  readonly schema: JsonObject
}

const GROUPS: readonly StepType['group'][] = ['entry', 'timing', 'logic', 'message', 'data', 'loyalty', 'custom']

/**
 * A step type as far as the page needs it: to draw, to fill in and to check. It cannot run here; a simulation of it
 * would be a guess.
 * @param ask is called for settings whose ways out only the server can tell
 */
export function stepTypeFromInfo(
  { type, icon, group, texts, schema, example, paths, fallbacks = {}, waits = false, told = [] }: StepTypeInfo,
  ask?: (type: string, config: JsonObject) => void,
): ToldStepType {
  const reader = schemaOf(schema)
  const known = [{ config: example, paths: paths ?? Object.keys(texts.en.paths ?? { next: '' }) }, ...told]
  const byConfig = new Map(known.map((each) => [JSON.stringify(reader.safeParse(each.config).data), each.paths]))
  return {
    type,
    icon,
    group: GROUPS.find((known) => known === group) ?? 'custom',
    texts,
    config: reader,
    schema,
    example,
    fallbacks,
    waits,
    paths(config) {
      const read = reader.safeParse(config)
      const exact = read.success ? byConfig.get(JSON.stringify(read.data)) : undefined
      if (exact === undefined && read.success) ask?.(type, config as JsonObject)
      return [...(exact ?? nearest(known, config as JsonObject))]
    },
    arrive: () => ({ park: 'step-error', detail: `Steps of type "${type}" run on the server only.` }),
  }
}

/** While nobody has told yet: most likely as they were before the last key was pressed. */
function nearest(known: readonly ToldPaths[], config: JsonObject): readonly string[] {
  const likeness = (other: JsonObject): number =>
    Object.keys(config).filter((key) => JSON.stringify(config[key]) === JSON.stringify(other[key])).length
  let best: { paths: readonly string[]; score: number } = { paths: [], score: -1 }
  for (const each of known) {
    const score = likeness(each.config)
    if (score >= best.score) best = { paths: each.paths, score }
  }
  return best.paths
}

function schemaOf(schema: JsonObject): z.ZodType<unknown> {
  try {
    return z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0])
  } catch {
    // A schema this page cannot read: the server still checks it.
    return z.unknown()
  }
}
