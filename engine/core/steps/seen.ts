import type { Condition } from '../model/condition.ts'
import type { Json, JsonObject } from '../model/json.ts'
import type { StepContext } from './sdk.ts'
import { clip } from '../shorten.ts'

const MOST_FIELDS = 10
const LONGEST_TEXT = 100

/** The values of the fields some conditions look at, for the history; missing ones are null. Kept small on purpose. */
export function valuesSeen(conditions: readonly Condition[], context: StepContext<unknown>): JsonObject {
  const fields = [...new Set(conditions.flatMap(fieldsOf))].slice(0, MOST_FIELDS)
  return Object.fromEntries(fields.map((field) => [field, shorten(context.read(field))]))
}

function fieldsOf(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(fieldsOf)
  if ('any' in condition) return condition.any.flatMap(fieldsOf)
  if ('not' in condition) return fieldsOf(condition.not)
  if (!('field' in condition)) return []
  return condition.valueField === undefined ? [condition.field] : [condition.field, condition.valueField]
}

function shorten(value: Json | undefined): Json {
  if (typeof value === 'string') return clip(value, LONGEST_TEXT)
  if (value !== null && typeof value === 'object') return Array.isArray(value) ? '[...]' : '{...}'
  return value ?? null
}
