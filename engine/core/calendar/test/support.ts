import { Temporal } from 'temporal-polyfill'
import { expect, it } from 'vitest'

/** One row of a table: the rule and the expectation, a zone, what is computed, and the result as the zone's clock shows it. */
export type Row = readonly [
  name: string,
  zone: string,
  compute: (zone: string) => number | null,
  expected: string | null,
]

/** Runs a table of rows. Expected instants are written with their offset, so a row can be checked against any clock. */
export function table(rows: readonly Row[]): void {
  for (const [name, zone, compute, expected] of rows) {
    it(`${name} (${zone})`, () => {
      const result = compute(zone)
      expect(result === null ? null : local(result, zone)).toBe(expected)
    })
  }
}

/** The instant of an ISO date-time with offset. */
export function at(iso: string): number {
  if (!/(Z|[+-]\d\d:\d\d)$/.test(iso)) throw new Error(`${iso} has no offset`)
  return Date.parse(iso)
}

/** What the zone's clock and calendar show at an instant, to the minute, with the offset. */
export function local(instant: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(instant).toString({ timeZone: zone, smallestUnit: 'minute' })
}
