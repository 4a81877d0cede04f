import { WEEKDAYS } from '../model/journey.ts'
import { spanAt } from './offsets.ts'
import { DAY, HOUR } from './units.ts'

// A wall time is what a local calendar and clock show, as one number: the epoch milliseconds at which UTC shows the same.
// It makes local arithmetic integer arithmetic; only the way back to an instant needs to know about clock changes.

/** The wall time an instant has in a zone. */
export function toWall(at: number, zone: string): number {
  return at + spanAt(at, zone).offset
}

/**
 * The instant of a wall time. One that does not exist moves forward by the length of the gap (02:30 becomes 03:30);
 * one that happens twice means the first.
 */
export function fromWall(wall: number, zone: string): number {
  if (zone === 'UTC') return wall
  let span = spanAt(wall - WIDEST_OFFSET, zone)
  for (;;) {
    const at = wall - span.offset
    if (at < span.end) return at >= span.start ? at : wall - span.before
    span = spanAt(span.end, zone)
  }
}

/** 00:00 of the day a wall time lies in. */
export function startOfDay(wall: number): number {
  return Math.floor(wall / DAY) * DAY
}

/** The weekday of a wall time: 0 is Monday, an index into WEEKDAYS. */
export function weekdayOf(wall: number): number {
  const sinceMonday = (Math.floor(wall / DAY) + 3) % 7 // 1 January 1970 was a Thursday
  return sinceMonday < 0 ? sinceMonday + 7 : sinceMonday
}

/** True if a wall time lies on one of the weekdays; without a list every day is allowed. */
export function allowsDay(weekdays: readonly string[] | undefined, wall: number): boolean {
  return weekdays === undefined || weekdays.includes(WEEKDAYS[weekdayOf(wall)] ?? '')
}

/** 00:00 of a date. `month` counts from 0 and may run over: month 12 is January of the next year. */
export function wallOfDate(year: number, month: number, day: number): number {
  if (year >= 100 && month >= 0) return Date.UTC(year, month, day)
  // Date.UTC takes the years 0 to 99 for 1900 to 1999.
  return new Date(0).setUTCFullYear(year, month, day)
}

export function daysInMonth(year: number, month: number): number {
  return new Date(wallOfDate(year, month + 1, 0)).getUTCDate()
}

// Local mean times included, no zone was ever more than 15:14 away from UTC.
const WIDEST_OFFSET = 16 * HOUR
