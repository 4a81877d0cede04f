import { cached } from './cache.ts'
import { firstAfter } from './recurrence.ts'
import { DAY, HOUR, MINUTE } from './units.ts'
import { daysInMonth, startOfDay, wallOfDate } from './wall.ts'
import { parseCron } from './cron-fields.ts'
import type { Cron } from './cron-fields.ts'

/**
 * The first instant strictly after `after` at which a cron line of five fields fires in a zone, or null if it never does.
 * A local time lost to a clock change fires moved forward by the gap, a repeated one fires once, at the first.
 * Throws a RangeError for a line `checkCron` refuses.
 */
export function nextCron(cron: string, after: number, zone: string): number | null {
  const fields = parsed(cron)
  if (typeof fields === 'string') throw new RangeError(fields)
  return firstAfter((wall) => nextWall(fields, wall), after, zone)
}

/** What is wrong with a cron line, as a sentence, or null. */
export function checkCron(cron: unknown): string | null {
  if (typeof cron !== 'string') return 'a cron schedule is a text of five fields, such as "0 9 * * 1"'
  const fields = parsed(cron)
  if (typeof fields === 'string') return fields
  return nextWall(fields, 0) === null ? `"${cron}" never fires: there is no such day` : null
}

const parsed = cached(1024, parseCron)

// Long enough to meet 29 February across 1900 or 2100.
const LONGEST_SEARCH = 9 * 366 * DAY

function nextWall(cron: Cron, from: number): number | null {
  const first = Math.ceil(from / MINUTE) * MINUTE
  const last = first + LONGEST_SEARCH
  for (let day = startOfDay(first); day <= last; day = nextDay(cron, day)) {
    if (!fires(cron, day)) continue
    const time = firstTime(cron, Math.max(0, first - day))
    if (time !== null) return day + time
  }
  return null
}

/** The day after, or the first of the next month where this month has no firing at all. */
function nextDay(cron: Cron, day: number): number {
  const date = new Date(day)
  const month = date.getUTCMonth()
  if (cron.months.has(month + 1)) return day + DAY
  return wallOfDate(date.getUTCFullYear(), month, daysInMonth(date.getUTCFullYear(), month)) + DAY
}

function fires(cron: Cron, day: number): boolean {
  const date = new Date(day)
  if (!cron.months.has(date.getUTCMonth() + 1)) return false
  const byDate = cron.days.has(date.getUTCDate())
  const byWeekday = cron.weekdays.has(date.getUTCDay())
  // As every cron does: two restricted day fields mean either of them.
  return cron.eitherDay ? byDate || byWeekday : byDate && byWeekday
}

/** The first time of day, in milliseconds, at or after another. */
function firstTime({ hours, minutes }: Cron, from: number): number | null {
  for (const hour of hours) {
    if ((hour + 1) * HOUR <= from) continue
    for (const minute of minutes) {
      const time = hour * HOUR + minute * MINUTE
      if (time >= from) return time
    }
  }
  return null
}
