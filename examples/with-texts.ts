import type { Goal, Journey, Step } from '../engine/core/model/journey.ts'
import type { JsonObject } from '../engine/core/model/json.ts'

/** What a journey says, in another language: names, messages, questions, reasons. */
export interface JourneyTexts {
  name: string
  description: string
  /** By step id: its name, and texts that are laid over its config. */
  steps: Record<string, JsonObject & { name: string }>
  /** Names of goals by id. */
  goals?: Record<string, string>
}

/** The same journey with other words. What has no text keeps its own. */
export function withTexts(journey: Journey, texts: JourneyTexts): Journey {
  const steps = journey.steps.map((step) => withStepTexts(step, texts.steps[step.id]))
  const goals = journey.goals?.map((goal): Goal => ({ ...goal, name: texts.goals?.[goal.id] ?? goal.name ?? goal.id }))
  return { ...journey, name: texts.name, description: texts.description, steps, ...(goals ? { goals } : {}) }
}

function withStepTexts(step: Step, texts: JourneyTexts['steps'][string] | undefined): Step {
  if (texts === undefined) return step
  const { name, ...words } = texts
  return { ...step, name, config: overlay(step.config, words) }
}

function overlay(base: JsonObject, over: JsonObject): JsonObject {
  const result = { ...base }
  for (const [key, value] of Object.entries(over)) {
    const before = result[key]
    result[key] = isObject(before) && isObject(value) ? overlay(before, value) : value
  }
  return result
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
