import { addDuration, isExact, shiftWall } from './duration.ts'
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

/** The end of the running period of a duration's smallest unit, as a wall time. */
function endOfCurrent(per: Duration, wall: number): number {
  const day = startOfDay(wall)
  if (per.days > 0) return day + DAY
  if (per.weeks > 0) return day + (7 - weekdayOf(day)) * DAY
  const date = new Date(wall)
  const year = date.getUTCFullYear()
  return per.months > 0 ? wallOfDate(year, date.getUTCMonth() + 1, 1) : wallOfDate(year + 1, 0, 1)
}
