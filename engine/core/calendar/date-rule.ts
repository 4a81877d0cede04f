import { parseDuration, isExact, shiftWall } from './duration.ts'
import type { Duration } from './duration.ts'
import type { DateValue } from './date-value.ts'
import { wallOf } from './date-value.ts'
import { parseLocalTime } from './local-time.ts'
import { MINUTE } from './units.ts'
import { fromWall, startOfDay, toWall } from './wall.ts'

/** A date moved by a duration (`offset`, "-P3D") and then set to a local time (`at`, "09:00") on the date reached. */
export type DateRule = { readonly offset?: string | undefined; readonly at?: string | undefined }

/** The instant a date rule gives for a date value in a zone. */
export function dateInstant(date: DateValue, rule: DateRule, zone: string): number {
  const offset = rule.offset === undefined ? NOTHING : needDuration(rule.offset)
  const minutes = rule.at === undefined ? null : needLocalTime(rule.at)
  const exact = offset.sign * offset.ms
  if (minutes !== null && exact === 0) {
    // Worked out on the calendar alone, so that a clock change at the date's own time cannot move it to another day.
    return fromWall(startOfDay(shiftWall(wallOf(date, zone), offset)) + minutes * MINUTE, zone)
  }
  const reached = 'at' in date && isExact(offset) ? date.at : fromWall(shiftWall(wallOf(date, zone), offset), zone)
  if (minutes === null) return reached + exact
  return fromWall(startOfDay(toWall(reached + exact, zone)) + minutes * MINUTE, zone)
}

/** True if the instant a date rule gives depends on the zone. */
export function dependsOnZone(date: DateValue, rule: DateRule): boolean {
  if ('wall' in date || rule.at !== undefined) return true
  return rule.offset !== undefined && !isExact(needDuration(rule.offset))
}

/** Reads the duration of a validated journey; throws a RangeError for any other text. */
export function needDuration(text: string): Duration {
  const duration = parseDuration(text)
  if (duration === null) throw new RangeError(`"${text}" is not a duration such as P3D or PT36H`)
  return duration
}

/** Reads the local time of a validated journey in minutes of the day; throws a RangeError for any other text. */
export function needLocalTime(text: string, options?: { readonly allow24?: boolean }): number {
  const minutes = parseLocalTime(text, options)
  if (minutes === null) throw new RangeError(`"${text}" is not a local time such as 09:00`)
  return minutes
}

const NOTHING: Duration = { sign: 1, years: 0, months: 0, weeks: 0, days: 0, ms: 0 }
