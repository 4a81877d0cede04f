import { needLocalTime } from './date-rule.ts'
import { spanAt } from './offsets.ts'
import { DAY, MINUTE } from './units.ts'
import { allowsDay, fromWall, startOfDay, toWall } from './wall.ts'

/**
 * Local hours on local weekdays: `from` in, `to` out. A `to` that is not later than `from` lies on the next day, and the
 * window belongs to the weekday it starts on. Without `from` and `to` whole days; without `weekdays` every day.
 */
export type LocalWindow = {
  readonly weekdays?: readonly string[] | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/**
 * The first instant at or after `at` inside a window; inside it is `at` itself. Without `from` and `to` the local time is
 * kept and only the day changes. A window swallowed by a clock change is skipped that day.
 */
export function windowInstant(window: LocalWindow, at: number, zone: string): number {
  if (window.from === undefined && window.to === undefined) return allowedDay(window, at, zone)
  const hours = hoursOf(window)
  // Two days back: a window past midnight of the day before yesterday may reach here over a day that did not exist.
  const first = startOfDay(toWall(at, zone)) - 2 * DAY
  for (let day = first; day <= first + LONGEST_SEARCH; day += DAY) {
    if (!allowsDay(window.weekdays, day)) continue
    const end = endOf(hours, day, zone)
    if (end <= at) continue
    const start = startOf(hours, day, zone)
    if (start < end) return Math.max(at, start)
  }
  throw new RangeError('a window needs at least one weekday')
}

/** True if an instant lies inside a window. */
export function insideWindow(window: LocalWindow, at: number, zone: string): boolean {
  return windowInstant(window, at, zone) === at
}

/** Hours in which nothing is sent; unlike a window always with a beginning and an end. */
export type Quiet = {
  readonly from: string
  readonly to: string
  readonly weekdays?: readonly string[] | undefined
}

/**
 * The end of the quiet hours an instant lies in, or the instant itself outside of all of them. Hours that touch or hand
 * over to each other are passed in one go; null = they never end, alone or together.
 */
export function quietUntil(quiets: readonly Quiet[], at: number, zone: string): number | null {
  let until = at
  for (;;) {
    const before = until
    for (const quiet of quiets) until = passed(quiet, until, zone)
    if (until === before) return until
    if (until > at + LONGEST_SEARCH) return null
  }
}

function passed(quiet: Quiet, at: number, zone: string): number {
  const hours = hoursOf(quiet)
  let until = at
  let day = startOfDay(toWall(at, zone)) - 2 * DAY
  const last = day + LONGEST_SEARCH
  for (; day <= last; day += DAY) {
    if (!allowsDay(quiet.weekdays, day)) continue
    const end = endOf(hours, day, zone)
    const start = end <= until ? end : startOf(hours, day, zone)
    if (start >= end) continue
    if (start > until) return until
    until = end
  }
  return until
}

type Hours = { readonly from: number; readonly to: number }

// A weekly window that one clock change swallows is there again the week after.
const LONGEST_SEARCH = 17 * DAY

function hoursOf({ from, to }: LocalWindow): Hours {
  const start = from === undefined ? 0 : needLocalTime(from)
  const end = to === undefined ? 1440 : needLocalTime(to, { allow24: true })
  return { from: start * MINUTE, to: end * MINUTE + (end <= start ? DAY : 0) }
}

function endOf(hours: Hours, day: number, zone: string): number {
  return fromWall(day + hours.to, zone)
}

/** Where a window of a day starts; Infinity if no local time of it exists. */
function startOf(hours: Hours, day: number, zone: string): number {
  const start = fromWall(day + hours.from, zone)
  const span = spanAt(start, zone)
  // Moved by a gap, which ends at this local time: was the whole window inside it?
  const moved = start + span.offset !== day + hours.from
  return moved && day + hours.to <= span.start + span.offset ? Infinity : start
}

function allowedDay({ weekdays }: LocalWindow, at: number, zone: string): number {
  const wall = toWall(at, zone)
  if (allowsDay(weekdays, wall)) return at
  for (let day = 1; day <= LONGEST_SEARCH / DAY; day++) {
    if (!allowsDay(weekdays, wall + day * DAY)) continue
    const candidate = fromWall(wall + day * DAY, zone)
    // A gap may have moved it off the day.
    if (allowsDay(weekdays, toWall(candidate, zone))) return candidate
  }
  throw new RangeError('a window needs at least one weekday')
}
