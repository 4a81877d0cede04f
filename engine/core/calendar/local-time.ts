import { spanAt } from './offsets.ts'
import { DAY, MINUTE } from './units.ts'
import { fromWall, startOfDay, toWall } from './wall.ts'

/** Minutes of the day of "HH:mm" (0 to 1439), else null. `allow24` also takes "24:00", the end of a window: 1440. */
export function parseLocalTime(text: unknown, options?: { readonly allow24?: boolean }): number | null {
  if (typeof text !== 'string') return null
  const minutes = MINUTES.get(text)
  if (minutes !== undefined) return minutes
  return text === '24:00' && options?.allow24 === true ? 1440 : null
}

/**
 * The first instant at or after `at` whose local time is `minutes` of the day. Never goes backwards; the second of two
 * equal local times does not count, so after the first it is the next day's.
 */
export function forwardTo(at: number, minutes: number, zone: string): number {
  const wall = toWall(at, zone)
  // The day before as well: where a gap ends at midnight or later, its late local times have moved into this day.
  let day = startOfDay(wall) - DAY
  for (;;) {
    const candidate = fromWall(day + minutes * MINUTE, zone)
    if (candidate >= at) return candidate
    day += DAY
  }
}

/** The next instant after `at` at which the local date changes. Conditions about "today" change there. */
export function nextLocalMidnight(at: number, zone: string): number {
  const span = spanAt(at, zone)
  const midnight = startOfDay(at + span.offset) + DAY
  // Where the clock is put back over midnight the date changes a second time; only the running span knows that.
  return midnight - span.offset < span.end ? midnight - span.offset : fromWall(midnight, zone)
}

const MINUTES = new Map<string, number>()
for (let minutes = 0; minutes < 1440; minutes++) {
  const pad = (value: number): string => String(value).padStart(2, '0')
  MINUTES.set(`${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`, minutes)
}
