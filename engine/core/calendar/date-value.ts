import { HOUR, MINUTE } from './units.ts'
import { daysInMonth, fromWall, startOfDay, toWall, wallOfDate } from './wall.ts'

/** What a date-like value says: an instant, or a wall time that becomes an instant in the customer's zone. */
export type DateValue = { readonly at: number } | { readonly wall: number }

/**
 * Reads a date-like value: "2026-05-10" (local midnight), "2026-05-10T09:00[:30[.5]]" (local), the same with `Z` or an
 * offset (an instant), or a finite number (epoch milliseconds). A space may stand for the `T`. Anything else is null.
 */
export function readDate(value: unknown): DateValue | null {
  if (typeof value === 'number') return Math.abs(value) <= LAST_INSTANT ? { at: value } : null
  if (typeof value !== 'string' || value.length > 40) return null
  // What nearly every program writes. Of days that some months lack, and of hour 24, Date.parse thinks differently.
  if (STAMP.test(value)) return { at: Date.parse(value) }
  const match = PATTERN.exec(value)
  if (match === null) return null
  const [, year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.map((part) => Number(part ?? 0))
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month - 1)) return null
  if (hour > 23 || minute > 59 || second > 59) return null
  const ms = Number((match[7] ?? '').slice(0, 3).padEnd(3, '0'))
  const wall = wallOfDate(year, month - 1, day) + hour * HOUR + minute * MINUTE + second * 1000 + ms
  const offset = match[8]
  if (offset === undefined) return { wall }
  const ahead = offsetMs(offset)
  return ahead === null ? null : { at: wall - ahead }
}

/** The instant a date-like value means in a zone (see `readDate`), or null. */
export function parseInstant(value: unknown, zone: string): number | null {
  const date = readDate(value)
  if (date === null) return null
  return 'at' in date ? date.at : fromWall(date.wall, zone)
}

/** The local date of an instant, "YYYY-MM-DD". */
export function dayOf(at: number, zone: string): string {
  return new Date(toWall(at, zone)).toISOString().slice(0, -14)
}

/** True if a date-like value falls on the local day of `at`. An unreadable value does not. */
export function isToday(value: unknown, at: number, zone: string): boolean {
  const date = readDate(value)
  return date !== null && startOfDay(wallOf(date, zone)) === startOfDay(toWall(at, zone))
}

/**
 * True if the local day of `at` is the date of a value or an anniversary of it; 29 February counts as the 28th in other
 * years. A date has no anniversaries before itself.
 */
export function isAnniversaryToday(value: unknown, at: number, zone: string): boolean {
  const date = readDate(value)
  if (date === null) return false
  const today = startOfDay(toWall(at, zone))
  const first = startOfDay(wallOf(date, zone))
  return today >= first && anniversary(first, new Date(today).getUTCFullYear()) === today
}

/** The wall time of a date value in a zone. */
export function wallOf(date: DateValue, zone: string): number {
  return 'wall' in date ? date.wall : toWall(date.at, zone)
}

/** A wall time in another year: same month, day and time; 29 February becomes the 28th where there is none. */
export function anniversary(wall: number, year: number): number {
  const date = new Date(wall)
  const month = date.getUTCMonth()
  const day = Math.min(date.getUTCDate(), daysInMonth(year, month))
  return wallOfDate(year, month, day) + wall - startOfDay(wall)
}

// As far as texts reach: with any duration added it still is an instant the program can count with.
const LAST_INSTANT = Date.UTC(10_000, 0, 1) - 1
const STAMP = /^[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/
const PATTERN = /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|z|[+-]\d\d(?::?\d\d)?)?)?$/

/** How far "Z", "+02:00", "+0200" or "+02" is ahead of UTC. */
function offsetMs(text: string): number | null {
  if (text === 'Z' || text === 'z') return 0
  const hours = Number(text.slice(1, 3))
  const minutes = Number(text.slice(3).replace(':', ''))
  if (hours > 23 || minutes > 59) return null
  return (text.startsWith('-') ? -1 : 1) * (hours * HOUR + minutes * MINUTE)
}
