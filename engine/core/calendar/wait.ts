import { readDate } from './date-value.ts'
import { dateInstant, dependsOnZone, needDuration, needLocalTime } from './date-rule.ts'
import type { DateRule } from './date-rule.ts'
import { addDuration, isExact } from './duration.ts'
import { forwardTo } from './local-time.ts'
import { DAY, MINUTE } from './units.ts'
import { allowsDay, fromWall, startOfDay, toWall } from './wall.ts'

/** The `wait` step's config without `between`; the timeout of a `wait-for` is one of the same shapes. */
export type WaitConfig =
  | { readonly for: string; readonly at?: string | undefined }
  | { readonly days: number; readonly at: string }
  | { readonly until: string | { readonly weekdays?: readonly string[] | undefined; readonly at: string } }
  | { readonly untilField: DateRule & { readonly field: string } }

/**
 * When a wait ends. `past`: that was before arrival (due exactly on arrival is not past), or the field was missing or
 * unreadable, and then `at` is the arrival. `calendar`: it depends on the zone and is re-timed when the zone changes.
 */
export type WaitTarget = { readonly at: number; readonly past: boolean; readonly calendar: boolean }

/**
 * When a wait that began at `arrival` ends. `fieldValue` is the current value of the field an `untilField` names.
 * The config must be a validated one: an unreadable duration or time in it is a RangeError.
 */
export function waitInstant(config: WaitConfig, arrival: number, zone: string, fieldValue?: unknown): WaitTarget {
  if ('for' in config) return forDuration(config.for, config.at, arrival, zone)
  if ('days' in config) return target(localDateAt(arrival, config.days, config.at, zone), arrival, true)
  if ('untilField' in config) return untilField(config.untilField, arrival, zone, fieldValue)
  if (typeof config.until === 'string') return untilDate(config.until, arrival, zone)
  return target(nextWeekdayTime(config.until, arrival, zone), arrival, true)
}

function target(at: number, arrival: number, calendar: boolean): WaitTarget {
  return { at, past: at < arrival, calendar }
}

function forDuration(text: string, time: string | undefined, arrival: number, zone: string): WaitTarget {
  const duration = needDuration(text)
  const reached = addDuration(arrival, duration, zone)
  if (time === undefined) return target(reached, arrival, !isExact(duration))
  return target(forwardTo(reached, needLocalTime(time), zone), arrival, true)
}

function localDateAt(arrival: number, days: number, time: string, zone: string): number {
  return fromWall(startOfDay(toWall(arrival, zone)) + days * DAY + needLocalTime(time) * MINUTE, zone)
}

function untilField(rule: DateRule, arrival: number, zone: string, fieldValue: unknown): WaitTarget {
  const date = readDate(fieldValue)
  if (date === null) return { at: arrival, past: true, calendar: false }
  return target(dateInstant(date, rule, zone), arrival, dependsOnZone(date, rule))
}

function untilDate(text: string, arrival: number, zone: string): WaitTarget {
  const date = readDate(text)
  if (date === null) throw new RangeError(`"${text}" is not a date-time such as 2026-05-10T09:00`)
  return target(dateInstant(date, {}, zone), arrival, 'wall' in date)
}

/** The first such local time strictly after arrival. */
function nextWeekdayTime(
  { weekdays, at }: { readonly weekdays?: readonly string[] | undefined; readonly at: string },
  arrival: number,
  zone: string,
): number {
  const minutes = needLocalTime(at)
  // From the day before: a local time lost to a gap around midnight moves into this day but belongs to that weekday.
  const first = startOfDay(toWall(arrival, zone)) - DAY
  for (let day = first; day <= first + 9 * DAY; day += DAY) {
    if (!allowsDay(weekdays, day)) continue
    const candidate = fromWall(day + minutes * MINUTE, zone)
    if (candidate > arrival) return candidate
  }
  throw new RangeError('a wait until weekdays needs at least one weekday')
}
