import { z } from 'zod'
import type { Journey, Step } from '../model/journey.ts'
import type { Decision, StepType } from '../steps/sdk.ts'

/**
 * What stands where the code of a published step is missing: it parks whoever comes to it or hears of something there, so
 * that an operator can retry them once the code is back.
 * @param isKnown the type is there, and refuses the config
 */
export function standIn({ id, type, config }: Step, { edges }: Journey, isKnown: boolean): StepType {
  const detail = isKnown
    ? `The step type "${type}" does not take the settings of step "${id}" any more. Publish a version with new ones and move them there, or start with the older code and retry.`
    : `This process has no step type "${type}". Start all processes with the code that has it, then retry.`
  const texts = { name: type, description: '' }
  const park: Decision = { park: 'step-error', detail }
  return {
    type,
    icon: 'help',
    group: 'custom',
    texts: { en: texts, zh: texts },
    config: z.unknown(),
    example: config,
    paths: () => edges.filter((edge) => edge.from === id).map((edge) => edge.path),
    arrive: () => park,
    // Nobody knows what the wait was for: what is ignored here would be missed for good.
    resume: () => park,
  }
}
