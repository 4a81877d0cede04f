import { cached } from '../calendar/cache.ts'
import { addDuration, approxMs, isExact, parseDuration, type Duration } from '../calendar/index.ts'
import { DAY } from '../calendar/units.ts'
import type { Json } from '../model/json.ts'

/** How far "the last 30 days" or "the next week" reach. */
export interface Span {
  readonly forward: Duration
  readonly backward: Duration
  /** A distance below is surely inside, one above surely outside, whatever the calendar says. */
  readonly inside: number
  readonly outside: number
}

/** Reads an ISO duration; null if it is none, or negative. */
export function parseSpan(text: Json | undefined): Span | null {
  return typeof text === 'string' ? spanOf(text) : null
}

const spanOf = cached(4096, (text: string): Span | null => {
  const forward = parseDuration(text)
  if (forward === null || forward.sign < 0) return null
  const length = approxMs(forward)
  const slack = isExact(forward) ? 0 : 6 * DAY
  return { forward, backward: { ...forward, sign: -1 }, inside: length - slack, outside: length + slack }
})

/**
 * True from `at` until a span after it, both included. Counting forward from `at`, not back from now, gives each thing one
 * first and one last instant also where months differ in length; counted back, what happened on 28 February would leave
 * "the last month" on 28 March and come back on the 29th.
 */
export function isRecent(at: number, now: number, span: Span, zone: string): boolean {
  const age = now - at
  if (age < 0 || age > span.outside) return false
  return age <= span.inside || now <= recentUntil(at, span, zone)
}

/** True from a span before `at` until `at`, both included. */
export function isUpcoming(at: number, now: number, span: Span, zone: string): boolean {
  const left = at - now
  if (left < 0 || left > span.outside) return false
  return left <= span.inside || now >= upcomingFrom(at, span, zone)
}

export const recentUntil = (at: number, span: Span, zone: string): number => addDuration(at, span.forward, zone)
export const upcomingFrom = (at: number, span: Span, zone: string): number => addDuration(at, span.backward, zone)
