import { addDuration, approxMs, isExact, shiftWall } from './duration.ts'
import type { Duration } from './duration.ts'
import { DAY } from './units.ts'
import { fromWall, startOfDay, toWall, wallOfDate, weekdayOf } from './wall.ts'

/**
 * The time a cap counts over. A calendar period: `start` in, `end` out. A rolling span that ends now: `start` out, so that
 * what was sent at one instant makes room exactly one span later.
 */
export type Period =
  | { readonly kind: 'calendar'; readonly start: number; readonly end: number }
  | { readonly kind: 'rolling'; readonly start: number }

/**
 * The period of a cap's `per` that holds `at`. Date parts count local calendar periods ending with the current one: P1D is
 * today, P7D today and the six days before, P1W this week from Monday, P1M this month, P1Y this year. A duration with
 * time parts is a rolling span.
 */
export function periodStart(per: Duration, at: number, zone: string): Period {
  const back: Duration = { ...per, sign: -1 }
  if (isExact(per) || per.ms > 0) return { kind: 'rolling', start: addDuration(at, back, zone) }
  const end = endOfCurrent(per, toWall(at, zone))
  return { kind: 'calendar', start: fromWall(shiftWall(end, back), zone), end: fromWall(end, zone) }
}

/**
 * The number of the fixed period that holds `at`, for counts over everybody, which start anew with each. `per` is so many
 * days or weeks (from Monday), months or years of the zone; with time parts, or days and months mixed, so much of the clock.
 */
export function periodNumber(per: Duration, at: number, zone: string): number {
  const [months, days] = [per.years * 12 + per.months, per.weeks * 7 + per.days]
  if (per.ms > 0 || (months > 0 && days > 0)) return Math.floor(at / approxMs(per))
  const wall = toWall(at, zone)
  const date = new Date(wall)
  if (months > 0) return Math.floor((date.getUTCFullYear() * 12 + date.getUTCMonth()) / months)
  return Math.floor((startOfDay(wall) / DAY + DAYS_FROM_MONDAY) / days)
}

// Days are counted from 1970-01-01, a Thursday.
const DAYS_FROM_MONDAY = 3

/** The end of the running period of a duration's smallest unit, as a wall time. */
function endOfCurrent(per: Duration, wall: number): number {
  const day = startOfDay(wall)
  if (per.days > 0) return day + DAY
  if (per.weeks > 0) return day + (7 - weekdayOf(day)) * DAY
  const date = new Date(wall)
  const year = date.getUTCFullYear()
  return per.months > 0 ? wallOfDate(year, date.getUTCMonth() + 1, 1) : wallOfDate(year + 1, 0, 1)
}
