import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import {
  addDuration,
  forwardTo,
  insideWindow,
  nextCron,
  nextDateTrigger,
  nextLocalMidnight,
  parseDuration,
  periodStart,
  quietUntil,
  windowInstant,
} from '../index.ts'
import { WEEKDAYS } from '../../model/journey.ts'
import type { Duration, LocalWindow } from '../index.ts'
import { fromWall, toWall } from '../wall.ts'

const HOUR = 3_600_000
const zones = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Shanghai',
  'Pacific/Apia',
  'Asia/Kathmandu',
  'America/Nuuk',
  'America/Sao_Paulo',
  'Africa/Casablanca',
  'America/St_Johns',
)
/** Any instant of 60 years, and many close to a clock change of one of the zones. */
const instants = fc.oneof(
  fc.integer({ min: Date.UTC(1980, 0), max: Date.UTC(2040, 0) }),
  fc
    .tuple(
      fc.constantFrom(
        '2026-03-29T01:00Z',
        '2026-10-25T01:00Z',
        '2026-03-08T07:00Z',
        '2026-11-01T06:00Z',
        '2026-04-04T15:00Z',
        '2026-10-03T15:30Z',
        '2011-12-30T10:00Z',
        '2018-11-04T03:00Z',
        '2026-02-15T02:00Z',
        '2010-11-07T02:31Z',
      ),
      fc.integer({ min: -50 * HOUR, max: 50 * HOUR }),
    )
    .map(([change, away]) => Date.parse(change) + away),
)
const minutes = fc.integer({ min: 0, max: 1439 })
const time = minutes.map(
  (value) => `${String(Math.floor(value / 60)).padStart(2, '0')}:${String(value % 60).padStart(2, '0')}`,
)
const weekdays = fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: 1 })
const windows: fc.Arbitrary<LocalWindow> = fc
  .record({
    weekdays: fc.option(weekdays, { nil: undefined }),
    hours: fc.option(
      fc.tuple(time, time).filter(([from, to]) => from !== to),
      { nil: undefined },
    ),
  })
  .map(({ weekdays, hours }) => ({ weekdays, from: hours?.[0], to: hours?.[1] }))
const sign = fc.constantFrom<1 | -1>(1, -1)
const parts = { years: fc.nat(5), months: fc.nat(30), weeks: fc.nat(9), days: fc.nat(99), ms: fc.nat(99 * HOUR) }
const durations: fc.Arbitrary<Duration> = fc.record({ sign, ...parts })

const zoned = (at: number, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)

describe('agrees with Temporal', () => {
  it('W1 W2 addDuration is ZonedDateTime.add', () => {
    fc.assert(
      fc.property(instants, durations, zones, (at, duration, zone) => {
        const { sign, years, months, weeks, days, ms } = duration
        const theirs = zoned(at, zone).add({
          years: sign * years,
          months: sign * months,
          weeks: sign * weeks,
          days: sign * days,
          milliseconds: sign * ms,
        })
        // Temporal keeps the second of two equal local times when no date changes; so do we.
        expect(addDuration(at, duration, zone)).toBe(theirs.epochMilliseconds)
      }),
      { numRuns: 1000 },
    )
  })

  it('wall times go there and back as "compatible" does', () => {
    fc.assert(
      fc.property(instants, zones, (wall, zone) => {
        const plain = Temporal.Instant.fromEpochMilliseconds(wall).toZonedDateTimeISO('UTC').toPlainDateTime()
        expect(fromWall(wall, zone)).toBe(plain.toZonedDateTime(zone).epochMilliseconds)
        expect(toWall(wall, zone) - wall).toBe(zoned(wall, zone).offsetNanoseconds / 1e6)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('holds for all instants', () => {
  it('W1 exact durations are exact', () => {
    fc.assert(
      fc.property(instants, sign, parts.ms, zones, (at, sign, ms, zone) => {
        expect(addDuration(at, { sign, years: 0, months: 0, weeks: 0, days: 0, ms }, zone)).toBe(at + sign * ms)
      }),
    )
  })

  it('W1 a positive duration never goes back', () => {
    fc.assert(
      fc.property(instants, durations, zones, (at, duration, zone) => {
        expect(addDuration(at, { ...duration, sign: 1 }, zone)).toBeGreaterThanOrEqual(at)
      }),
    )
  })

  it('W1 forwardTo never goes back, stays where it arrives, and arrives within two days', () => {
    fc.assert(
      fc.property(instants, minutes, zones, (at, minutes, zone) => {
        const reached = forwardTo(at, minutes, zone)
        expect(reached).toBeGreaterThanOrEqual(at)
        expect(reached - at).toBeLessThanOrEqual(49 * HOUR)
        expect(forwardTo(reached, minutes, zone)).toBe(reached)
      }),
      { numRuns: 1000 },
    )
  })

  it('W10 windowInstant ends inside, never goes back, and nothing before it is inside', () => {
    fc.assert(
      fc.property(instants, windows, zones, fc.nat(), (at, window, zone, pick) => {
        const inside = windowInstant(window, at, zone)
        expect(inside).toBeGreaterThanOrEqual(at)
        expect(insideWindow(window, inside, zone)).toBe(true)
        // Without hours the local time is kept, so there is an earlier allowed instant.
        if (inside > at && window.from !== undefined)
          expect(insideWindow(window, at + (pick % (inside - at)), zone)).toBe(false)
      }),
      { numRuns: 1000 },
    )
  })

  it('S3 quietUntil leads out of all quiet hours, which are windows, by the first way out if there is one', () => {
    const hours = fc
      .record({ from: time, to: time, weekdays: fc.option(weekdays, { nil: undefined }) })
      .filter(({ from, to }) => from !== to)
    fc.assert(
      fc.property(instants, fc.array(hours, { maxLength: 2 }), zones, fc.nat(), (at, quiets, zone, pick) => {
        const isQuiet = (instant: number) => quiets.some((quiet) => insideWindow(quiet, instant, zone))
        const out = quietUntil(quiets, at, zone)
        expect(out !== at).toBe(isQuiet(at))
        if (out !== null) expect(isQuiet(out)).toBe(false)
        if (out !== at) expect(isQuiet(at + (pick % ((out ?? at + 14 * 24 * HOUR) - at)))).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  it('S4 a calendar period holds its instant and ends where the next begins', () => {
    fc.assert(
      fc.property(instants, fc.constantFrom('P1D', 'P7D', 'P1W', 'P1M', 'P1Y'), zones, (at, text, zone) => {
        const per = parseDuration(text)
        const period = per && periodStart(per, at, zone)
        if (period?.kind !== 'calendar') throw new Error('not a calendar period')
        // Where the clock goes back over midnight, the date runs twice and the first run counts.
        const backAtMidnight = zone === 'America/St_Johns'
        if (!backAtMidnight) {
          expect(period.start).toBeLessThanOrEqual(at)
          expect(period.end).toBeGreaterThan(at)
        }
        expect(period.end - period.start).toBeGreaterThan(0)
      }),
      { numRuns: 1000 },
    )
  })

  it('O5 the local date changes at nextLocalMidnight and not before', () => {
    fc.assert(
      fc.property(instants, zones, fc.nat(), (at, zone, pick) => {
        const midnight = nextLocalMidnight(at, zone)
        const day = (instant: number): string => zoned(instant, zone).toPlainDate().toString()
        expect(midnight).toBeGreaterThan(at)
        if (zone === 'America/St_Johns') return
        expect(day(midnight)).not.toBe(day(at))
        expect(day(at + (pick % (midnight - at)))).toBe(day(at))
      }),
      { numRuns: 1000 },
    )
  })

  it('E10 a yearly trigger fires once for each year', () => {
    const rule = fc.record({
      offset: fc.constantFrom(undefined, '-P3D', 'P1W', '-P2M', 'PT6H'),
      at: fc.option(time, { nil: undefined }),
      yearly: fc.constant(true),
    })
    fc.assert(
      fc.property(instants, instants, rule, zones, (value, after, rule, zone) => {
        const first = nextDateTrigger(rule, value, after, zone)
        const second = first === null ? null : nextDateTrigger(rule, value, first, zone)
        if (first === null || second === null) throw new Error('a yearly trigger always fires again')
        expect(first).toBeGreaterThan(after)
        const days = (second - first) / (24 * HOUR)
        expect(days).toBeGreaterThan(363)
        expect(days).toBeLessThan(368)
      }),
    )
  })

  it('W2 a daily cron line fires once for every local date', () => {
    fc.assert(
      fc.property(instants, minutes, zones, (at, minutes, zone) => {
        let fired = at
        for (let day = 0; day < 5; day++) {
          const next = nextCron(`${minutes % 60} ${Math.floor(minutes / 60)} * * *`, fired, zone) ?? NaN
          // Strictly after: forwardTo from the millisecond after the last firing must find the same instant.
          expect(next).toBe(forwardTo(fired + 1, minutes, zone))
          fired = next
        }
      }),
    )
  })
})
