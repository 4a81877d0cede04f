import type { Drawing } from './drawing.ts'
import { reachedFrom } from './graph.ts'

/**
 * What is wrong with asking for the outcome of a step's interaction: the step does not exist, or no customer can have
 * passed it before being asked. `asking` is the number of the step that asks; null = a goal or exit, asked at any time.
 */
export function outcomeFault(
  { step, outcome }: { step: string; outcome: string },
  drawing: Drawing,
  asking: number | null,
): { code: 'unknown-target' | 'unreached-outcome'; message: string } | null {
  const index = drawing.indexOf.get(step)
  if (index === undefined) {
    return {
      code: 'unknown-target',
      message: `The condition asks for step "${step}", which does not exist; choose another.`,
    }
  }
  if (asking === null || !drawing.reached.has(asking) || reachedFrom(drawing.graph, [index]).has(asking)) return null
  const here = drawing.steps[asking]?.step.id
  const message = `Nobody at step "${here}" can have passed step "${step}" before, so its outcome "${outcome}" is never seen there.`
  return { code: 'unreached-outcome', message }
}
