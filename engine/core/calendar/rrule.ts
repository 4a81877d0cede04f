import { RRuleTemporal } from 'rrule-temporal'
import { cached } from './cache.ts'
import { readDate, wallOf } from './date-value.ts'
import { firstAfter } from './recurrence.ts'
import type { NextWall } from './recurrence.ts'
import { basicDate, isoDate, readRule } from './rrule-parts.ts'
import type { RuleParts } from './rrule-parts.ts'
import { MINUTE } from './units.ts'
import { fromWall, toWall } from './wall.ts'

/**
 * The first instant strictly after `after` of a recurrence rule (RFC 5545) in a zone, or null when it is over. The rule
 * counts from its own DTSTART line if it has one, else from `dtstart`, in whole minutes. A local time lost to a clock
 * change fires moved forward by the gap. Throws a RangeError for a rule `checkRrule` refuses.
 */
export function nextRrule(rule: string, dtstart: number, after: number, zone: string): number | null {
  const problem = checked(rule)
  if (problem !== '') throw new RangeError(problem)
  const parts = parsed(rule)
  if (typeof parts === 'string') throw new RangeError(parts)
  const own = parts.get('DTSTART')
  const start = own === undefined ? Math.floor(toWall(dtstart, zone) / MINUTE) * MINUTE : wallOfText(own, zone)
  return firstAfter(seriesOf(asUtc(parts, start, zone)), Math.max(after, fromWall(start, zone) - 1), zone)
}

/** What is wrong with a recurrence rule, as a sentence, or null. */
export function checkRrule(rule: unknown): string | null {
  if (typeof rule !== 'string') return 'a recurrence rule is a text such as "FREQ=WEEKLY;BYDAY=MO;BYHOUR=9"'
  return checked(rule) || null
}

const parsed = cached(1024, readRule)

const checked = cached(1024, (rule: string): string => {
  const parts = parsed(rule)
  if (typeof parts === 'string') return parts
  // Whether any date fits must not depend on where the series starts or ends.
  const anyDate = new Map([...parts].filter(([name]) => !['INTERVAL', 'COUNT', 'UNTIL'].includes(name)))
  if (seriesOf(asUtc(anyDate, 0, 'UTC'))(0) !== null) return ''
  return `"${rule}" never happens: no date fits all of its parts`
})

// The rule runs on wall times written as if they were UTC, where every local time exists. Given the real zone the library
// would leave out the days whose time falls into a gap (RFC 5545); ours move forward, and `firstAfter` does that.
const seriesOf = cached(512, (text: string): NextWall => {
  const series = new RRuleTemporal({ rruleString: text })
  return (wall) => {
    try {
      return series.next(new Date(wall), true)?.epochMilliseconds ?? null
    } catch {
      // The parts are checked, so the library only throws when it gives up searching: an interval that meets no such date.
      return null
    }
  }
})

function asUtc(parts: RuleParts, start: number, zone: string): string {
  const rule = [...parts]
    .filter(([name]) => name !== 'DTSTART')
    .map(([name, value]) => {
      if (name !== 'UNTIL') return `${name}=${value}`
      // A date alone includes its whole day.
      return `UNTIL=${basicDate(wallOfText(value.length === 8 ? `${value}T235959` : value, zone))}`
    })
  // "BYHOUR=9" is nine o'clock, not nine and whatever minutes the journey happened to be published at.
  if (parts.has('BYHOUR') && !parts.has('BYMINUTE') && !parts.has('DTSTART')) rule.push('BYMINUTE=0')
  return `DTSTART:${basicDate(start)}\nRRULE:${rule.join(';')}`
}

function wallOfText(text: string, zone: string): number {
  const date = readDate(isoDate(text))
  if (date === null) throw new RangeError(`"${text}" is not a date such as 20260302T090000`)
  return wallOf(date, zone)
}
