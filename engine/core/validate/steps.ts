import { canonical } from '../hash.ts'
import type { CheckContext } from '../steps/sdk.ts'
import { checkCondition } from './condition.ts'
import { configPath } from './config-path.ts'
import type { Drawing, ReadStep } from './drawing.ts'
import type { Lookup } from './lookup.ts'
import type { Report } from './report.ts'
import { checkDuration, checkSchedule, checkText, checkZone } from './values.ts'

/** Checks each step by its type: the schema first, then what the type itself has to say. */
export function checkSteps(drawing: Drawing, lookup: Lookup, report: Report): void {
  for (const read of drawing.steps) {
    const { step, index, definition, faults } = read
    if (definition === null) {
      const message = `Step "${step.id}" is of the type "${step.type}", which is not known; choose another type.`
      report.error(['steps', index, 'type'], 'unknown-step-type', message)
    } else if (faults.length > 0) report.schema(['steps', index, 'config'], faults)
    else checkByType(read, drawing, lookup, report)
  }
}

function checkByType(
  { step, index, definition, config }: ReadStep,
  drawing: Drawing,
  { segments, topics }: Lookup,
  report: Report,
): void {
  if (definition === null || config === null) return
  const at = (field: string) => configPath(index, field)
  const scope = { segments, topics, drawing, step: index }
  const asked: unknown[] = []
  const context: CheckContext = {
    journey: drawing.journey,
    step,
    report: (code, message, field = '', severity = 'error') => report[severity](at(field), code, message),
    condition(condition, field) {
      asked.push(condition)
      checkCondition(condition, at(field), scope, report)
    },
    duration: (text, field, options) => checkDuration(text, at(field), report, options),
    zone: (zone, field) => checkZone(zone, at(field), report),
    schedule: (kind, text, field) => checkSchedule(kind, text, at(field), report),
    text: (liquid, field) => checkText(liquid, at(field), report),
  }
  definition.check?.(config.value, context)
  // A type that names conditions but does not have them checked is checked all the same.
  for (const condition of definition.conditions?.(config.value) ?? []) {
    const wasAsked = asked.some((other) => other === condition || canonical(other) === canonical(condition))
    if (!wasAsked) checkCondition(condition, at(''), scope, report)
  }
}
