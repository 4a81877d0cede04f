import { anniversary, readDate, wallOf } from './date-value.ts'
import type { DateValue } from './date-value.ts'
import { dateInstant, needDuration } from './date-rule.ts'
import type { DateRule } from './date-rule.ts'
import { approxMs } from './duration.ts'
import { toWall } from './wall.ts'

/** The `date` trigger of an entry, without its field. `yearly`: on every anniversary, the date itself included. */
export type DateTriggerRule = DateRule & { readonly yearly?: boolean | undefined }

/**
 * The next instant a date trigger fires for a field's value, strictly after `after`, or null. With `after` = now, one due
 * exactly now is not returned again: it belongs to the timers due now, and a date in the past starts nothing.
 */
export function nextDateTrigger(
  rule: DateTriggerRule,
  fieldValue: unknown,
  after: number,
  zone: string,
): number | null {
  const date = readDate(fieldValue)
  if (date === null) return null
  if (rule.yearly === true) return nextAnniversary(rule, date, after, zone)
  const at = dateInstant(date, rule, zone)
  return at > after ? at : null
}

function nextAnniversary(rule: DateRule, date: DateValue, after: number, zone: string): number {
  const wall = wallOf(date, zone)
  const offset = rule.offset === undefined ? 0 : approxMs(needDuration(rule.offset))
  const firstYear = new Date(wall).getUTCFullYear()
  const around = new Date(toWall(after - offset, zone)).getUTCFullYear()
  for (let year = Math.max(firstYear, around - 1); ; year++) {
    const at = dateInstant({ wall: anniversary(wall, year) }, rule, zone)
    if (at > after) return at
  }
}
