import { dayOf, isAnniversaryToday, isToday, nextLocalMidnight, parseInstant } from '../calendar/index.ts'
import { DAY } from '../calendar/units.ts'
import type { Json } from '../model/json.ts'
import { isRecent, isUpcoming, parseSpan, recentUntil, upcomingFrom } from './span.ts'

export type DateOperator = 'before' | 'after' | 'withinLast' | 'withinNext' | 'isToday' | 'anniversaryToday'

export interface DateCompare {
  /** An unreadable date or duration is false. */
  holds(actual: Json, expected: Json, now: number, zone: string): boolean
  /** The answer stays until this instant; see `Test.until`. */
  until(actual: Json, expected: Json, now: number, zone: string): number
}

/**
 * Operators about dates. A date without a time is its local midnight. `before` and `after` take a date or "now",
 * `withinLast` and `withinNext` an ISO duration, both ends included.
 */
export const dateOperators: Record<DateOperator, DateCompare> = {
  before: {
    holds: (actual, expected, now, zone) => compare(actual, expected, now, zone, (a, b) => a < b),
    until: (actual, expected, now, zone) =>
      expected === 'now' ? ahead((parseInstant(actual, zone) ?? NEVER) + 1, now) : NEVER,
  },
  after: {
    holds: (actual, expected, now, zone) => compare(actual, expected, now, zone, (a, b) => a > b),
    until: (actual, expected, now, zone) =>
      expected === 'now' ? ahead(parseInstant(actual, zone) ?? NEVER, now) : NEVER,
  },
  withinLast: {
    holds: (actual, expected, now, zone) => {
      const [at, span] = [parseInstant(actual, zone), parseSpan(expected)]
      return at !== null && span !== null && isRecent(at, now, span, zone)
    },
    until: (actual, expected, now, zone) => {
      const [at, span] = [parseInstant(actual, zone), parseSpan(expected)]
      if (at === null || span === null) return NEVER
      return now < at ? at : ahead(recentUntil(at, span, zone) + 1, now)
    },
  },
  withinNext: {
    holds: (actual, expected, now, zone) => {
      const [at, span] = [parseInstant(actual, zone), parseSpan(expected)]
      return at !== null && span !== null && isUpcoming(at, now, span, zone)
    },
    until: (actual, expected, now, zone) => {
      const [at, span] = [parseInstant(actual, zone), parseSpan(expected)]
      if (at === null || span === null) return NEVER
      const from = upcomingFrom(at, span, zone)
      return now < from ? from : ahead(at + 1, now)
    },
  },
  isToday: {
    holds: (actual, _, now, zone) => isToday(actual, now, zone),
    until: (actual, _, now, zone) => {
      const at = parseInstant(actual, zone)
      return at === null ? NEVER : untilOneOf([dayOf(at, zone)], now, zone)
    },
  },
  anniversaryToday: {
    holds: (actual, _, now, zone) => isAnniversaryToday(actual, now, zone),
    until: (actual, _, now, zone) => {
      const at = parseInstant(actual, zone)
      return at === null ? NEVER : untilOneOf(anniversaries(dayOf(at, zone), dayOf(now, zone)), now, zone)
    },
  },
}

const NEVER = Infinity

/** An instant still to come, else never. */
const ahead = (at: number, now: number): number => (at > now ? at : NEVER)

function compare(
  actual: Json,
  expected: Json,
  now: number,
  zone: string,
  decide: (a: number, b: number) => boolean,
): boolean {
  const a = parseInstant(actual, zone)
  const b = expected === 'now' ? now : parseInstant(expected, zone)
  return a !== null && b !== null && decide(a, b)
}

/** The anniversaries of a day from this year on, or from the first year on if that is later. 29 February may become the 28th. */
function anniversaries(day: string, today: string): string[] {
  const year = Math.max(Number(day.slice(0, 4)), Number(today.slice(0, 4)))
  return [year, year + 1].flatMap((y) => {
    const date = `${String(y).padStart(4, '0')}${day.slice(4)}`
    return day.endsWith('-02-29') ? [`${date.slice(0, -2)}28`, date] : [date]
  })
}

/** Until when it stays true, or false, that today is one of these days (in order of time). */
function untilOneOf(days: readonly string[], now: number, zone: string): number {
  for (const day of days) {
    const start = parseInstant(day, zone)
    if (start === null) continue
    if (start > now) return start
    // The day itself and the one after it, since a clock put back over midnight brings a day back.
    if (now - start < 2 * DAY) return nextLocalMidnight(now, zone)
  }
  return NEVER
}
