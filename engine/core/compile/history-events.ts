import { eventNames } from '../conditions/index.ts'
import type { Condition } from '../model/condition.ts'
import type { Journey } from '../model/journey.ts'
import type { CompiledStep } from './version.ts'

/** Names of the events that a journey's own conditions count or look up; those of segments are not its own. */
export function historyEventsOf(journey: Journey, steps: Iterable<CompiledStep>): string[] {
  const names = new Set<string>()
  const add = (condition: Condition | undefined): void => {
    if (condition !== undefined) for (const name of eventNames(condition, () => undefined)) names.add(name)
  }
  for (const { definition, config } of steps) definition.conditions?.(config).forEach(add)
  for (const rule of [...(journey.goals ?? []), ...(journey.exits ?? [])]) {
    add(rule.where)
    add(rule.when)
  }
  return [...names].sort()
}
