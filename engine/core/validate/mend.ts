import { exitRuleSchema, goalSchema, quietHoursSchema } from '../format/journey.ts'
import { valueAt } from '../format/pointer.ts'
import type { ExitRule, Goal, Journey, QuietHours } from '../model/journey.ts'
import type { JsonObject } from '../model/json.ts'

/**
 * As much of a malformed journey as can be checked all the same, each part at the position it was given at; null = too
 * little. What stands in for a faulty part is wrong on purpose: its own problems are known already and are left out.
 */
export function mend(value: unknown): Journey | null {
  const [steps, edges] = [valueAt(value, ['steps']), valueAt(value, ['edges'])]
  if (!Array.isArray(steps) || !Array.isArray(edges)) return null
  const timeZone = valueAt(value, ['timeZone'])
  const quietHours = quietHoursSchema.safeParse(valueAt(value, ['quietHours']))
  return {
    format: 1,
    id: textOf(value, 'id'),
    name: '',
    ...(typeof timeZone === 'string' ? { timeZone } : {}),
    ...(quietHours.success ? { quietHours: quietHours.data as QuietHours } : {}),
    steps: steps.map((step: unknown) => ({
      id: textOf(step, 'id'),
      type: textOf(step, 'type'),
      config: objectOf(valueAt(step, ['config'])),
    })),
    edges: edges.map((edge: unknown) => ({
      from: textOf(edge, 'from'),
      path: textOf(edge, 'path'),
      to: textOf(edge, 'to'),
    })),
    goals: listOf(value, 'goals').map((goal) => (goalSchema.safeParse(goal).success ? (goal as Goal) : { id: '' })),
    exits: listOf(value, 'exits').map((exit) =>
      exitRuleSchema.safeParse(exit).success ? (exit as ExitRule) : { id: '' },
    ),
  }
}

function textOf(value: unknown, key: string): string {
  const text = valueAt(value, [key])
  return typeof text === 'string' ? text : ''
}

function listOf(value: unknown, key: string): unknown[] {
  const list = valueAt(value, [key])
  return Array.isArray(list) ? list : []
}

const objectOf = (value: unknown): JsonObject =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as JsonObject) : {}
