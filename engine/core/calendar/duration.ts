import { cached } from './cache.ts'
import { DAY, HOUR, MINUTE } from './units.ts'
import { daysInMonth, fromWall, startOfDay, toWall, wallOfDate } from './wall.ts'

/** An ISO 8601 duration: date parts are calendar rules, `ms` is the sum of the time parts. `sign` holds for all of them. */
export type Duration = {
  readonly sign: 1 | -1
  readonly years: number
  readonly months: number
  readonly weeks: number
  readonly days: number
  readonly ms: number
}

/**
 * Reads `P1Y2M3W4DT5H6M7.5S` and its like: at least one part, integers only (seconds to the millisecond), an optional
 * leading minus. Anything else, and anything over a thousand years, is null.
 */
export function parseDuration(text: unknown): Duration | null {
  return typeof text === 'string' && text.length <= 64 ? parsed(text) : null
}

/** True for durations with time parts only: they are exact, the zone does not matter. */
export function isExact(duration: Duration): boolean {
  return !(duration.years || duration.months || duration.weeks || duration.days)
}

/** About how long a duration is, in milliseconds with its sign, by the mean Gregorian year. For warnings, never for timers. */
export function approxMs(duration: Duration): number {
  const days = (duration.years + duration.months / 12) * DAYS_PER_YEAR + duration.weeks * 7 + duration.days
  return duration.sign * (days * DAY + duration.ms)
}

/**
 * The instant a duration after (or, negative, before) another. Date parts keep the zone's local time, month ends clamp;
 * then time parts are added exactly.
 */
export function addDuration(at: number, duration: Duration, zone: string): number {
  const exact = duration.sign * duration.ms
  if (isExact(duration)) return at + exact
  return fromWall(shiftWall(toWall(at, zone), duration), zone) + exact
}

/** A wall time moved by the date parts of a duration; its time parts are left to the caller. */
export function shiftWall(wall: number, { sign, years, months, weeks, days }: Duration): number {
  const shifted = years || months ? shiftMonths(wall, sign * (years * 12 + months)) : wall
  return shifted + sign * (weeks * 7 + days) * DAY
}

const DAYS_PER_YEAR = 365.2425
const LONGEST = 1000 * DAYS_PER_YEAR * DAY
const PATTERN =
  /^(-)?P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d{1,3}))?S)?)?$/

const parsed = cached(4096, (text: string): Duration | null => {
  const match = PATTERN.exec(text)
  if (match === null) return null
  const part = (index: number): number => Number(match[index] ?? 0)
  const duration: Duration = Object.freeze({
    sign: match[1] === undefined ? 1 : -1,
    years: part(2),
    months: part(3),
    weeks: part(4),
    days: part(5),
    ms: part(6) * HOUR + part(7) * MINUTE + part(8) * 1000 + Number((match[9] ?? '').padEnd(3, '0')),
  })
  return Math.abs(approxMs(duration)) <= LONGEST ? duration : null
})

function shiftMonths(wall: number, months: number): number {
  const date = new Date(wall)
  const target = date.getUTCFullYear() * 12 + date.getUTCMonth() + months
  const year = Math.floor(target / 12)
  const month = target - year * 12
  const day = Math.min(date.getUTCDate(), daysInMonth(year, month))
  return wallOfDate(year, month, day) + (wall - startOfDay(wall))
}
