import { describe, expect, it } from 'vitest'
import { insideWindow, parseDuration, periodStart, quietUntil, windowInstant } from '../index.ts'
import type { LocalWindow, Quiet } from '../index.ts'
import { at, local, table } from './support.ts'

const BERLIN = 'Europe/Berlin'
const NEW_YORK = 'America/New_York'
const LORD_HOWE = 'Australia/Lord_Howe'
const APIA = 'Pacific/Apia'
const SHANGHAI = 'Asia/Shanghai'
const KATHMANDU = 'Asia/Kathmandu'

const OFFICE = ['mon', 'tue', 'wed', 'thu', 'fri']

describe('windowInstant', () => {
  const enter = (window: LocalWindow, from: string) => (zone: string) => windowInstant(window, at(from), zone)
  const day = (weekday: string, from?: string, to?: string): LocalWindow => ({ weekdays: [weekday], from, to })
  table([
    [
      'W10 before: the start',
      BERLIN,
      enter({ from: '09:00', to: '17:00' }, '2026-03-10T07:00+01:00'),
      '2026-03-10T09:00+01:00',
    ],
    ['W10 start in', BERLIN, enter({ from: '09:00', to: '17:00' }, '2026-03-10T09:00+01:00'), '2026-03-10T09:00+01:00'],
    [
      'W10 inside at once',
      BERLIN,
      enter({ from: '09:00', to: '17:00' }, '2026-03-10T16:59+01:00'),
      '2026-03-10T16:59+01:00',
    ],
    ['W10 end out', BERLIN, enter({ from: '09:00', to: '17:00' }, '2026-03-10T17:00+01:00'), '2026-03-11T09:00+01:00'],
    [
      'W10 Friday evening waits for Monday',
      BERLIN,
      enter({ weekdays: OFFICE, from: '09:00', to: '17:00' }, '2026-03-27T18:00+01:00'),
      '2026-03-30T09:00+02:00',
    ],
    [
      'W10 a local Monday while UTC still has Sunday',
      SHANGHAI,
      enter(day('mon', '00:00', '24:00'), '2026-03-02T00:10+08:00'),
      '2026-03-02T00:10+08:00',
    ],
    [
      'W10 a local Sunday while UTC already has Monday',
      NEW_YORK,
      enter(day('mon', '00:00', '24:00'), '2026-03-01T21:00-05:00'),
      '2026-03-02T00:00-05:00',
    ],
    [
      'W10 24:00 includes 23:59',
      KATHMANDU,
      enter(day('mon', '20:00', '24:00'), '2026-03-02T23:59+05:45'),
      '2026-03-02T23:59+05:45',
    ],
    [
      'W10 24:00 excludes midnight',
      KATHMANDU,
      enter(day('mon', '20:00', '24:00'), '2026-03-03T00:00+05:45'),
      '2026-03-09T20:00+05:45',
    ],
    [
      'W10 Saturday 01:00 belongs to Friday night',
      BERLIN,
      enter(day('fri', '22:00', '02:00'), '2026-03-14T01:00+01:00'),
      '2026-03-14T01:00+01:00',
    ],
    [
      'W10 Friday 01:00 belongs to Thursday night: wait',
      BERLIN,
      enter(day('fri', '22:00', '02:00'), '2026-03-13T01:00+01:00'),
      '2026-03-13T22:00+01:00',
    ],
    [
      'W10 past midnight, end out',
      BERLIN,
      enter(day('fri', '22:00', '02:00'), '2026-03-14T02:00+01:00'),
      '2026-03-20T22:00+01:00',
    ],
    [
      'W10 a night over the gap ends at its local end',
      BERLIN,
      enter(day('sat', '22:00', '04:00'), '2026-03-29T03:59+02:00'),
      '2026-03-29T03:59+02:00',
    ],
    [
      'W10 a night over the gap, end out',
      BERLIN,
      enter(day('sat', '22:00', '04:00'), '2026-03-29T04:00+02:00'),
      '2026-04-04T22:00+02:00',
    ],
    [
      'W10 a night over the repeated hour holds both 02:30',
      BERLIN,
      enter(day('sat', '22:00', '04:00'), '2026-10-25T02:30+01:00'),
      '2026-10-25T02:30+01:00',
    ],
    [
      'W2 a start in the gap moves forward',
      BERLIN,
      enter(day('sun', '02:30', '05:00'), '2026-03-29T01:00+01:00'),
      '2026-03-29T03:30+02:00',
    ],
    [
      'W2 an end in the gap moves forward',
      BERLIN,
      enter(day('sun', '01:00', '02:30'), '2026-03-29T03:20+02:00'),
      '2026-03-29T03:20+02:00',
    ],
    [
      'W2 an end that happens twice is the first',
      BERLIN,
      enter(day('sun', '01:00', '02:30'), '2026-10-25T02:10+01:00'),
      '2026-11-01T01:00+01:00',
    ],
    [
      'W10 a window the gap swallows is skipped that day',
      BERLIN,
      enter({ from: '02:00', to: '03:00' }, '2026-03-28T12:00+01:00'),
      '2026-03-30T02:00+02:00',
    ],
    [
      'W10 also one inside the gap',
      BERLIN,
      enter({ from: '02:15', to: '02:45' }, '2026-03-28T12:00+01:00'),
      '2026-03-30T02:15+02:00',
    ],
    [
      'W10 a weekly one waits another week',
      NEW_YORK,
      enter(day('sun', '02:00', '03:00'), '2026-03-08T00:00-05:00'),
      '2026-03-15T02:00-04:00',
    ],
    [
      'W10 a half-hour gap swallows half an hour',
      LORD_HOWE,
      enter({ from: '02:00', to: '02:30' }, '2026-10-03T12:00+10:30'),
      '2026-10-05T02:00+11:00',
    ],
    [
      'W10 the skipped Friday has no window',
      APIA,
      enter(day('fri', '09:00', '17:00'), '2011-12-28T09:00-10:00'),
      '2012-01-06T09:00+14:00',
    ],
    [
      'W10 nor a night that starts on it',
      APIA,
      enter(day('fri', '22:00', '06:00'), '2011-12-29T12:00-10:00'),
      '2012-01-06T22:00+14:00',
    ],
    [
      'W10 only the day: allowed at once',
      BERLIN,
      enter(day('tue'), '2026-03-10T13:37+01:00'),
      '2026-03-10T13:37+01:00',
    ],
    [
      'W10 only the day: the local time is kept',
      BERLIN,
      enter(day('mon'), '2026-03-27T13:37+01:00'),
      '2026-03-30T13:37+02:00',
    ],
    [
      'W10 only the day, in local days',
      KATHMANDU,
      enter(day('mon'), '2026-03-02T01:00+05:45'),
      '2026-03-02T01:00+05:45',
    ],
    [
      'W2 only the day: a kept time in the gap moves forward',
      BERLIN,
      enter(day('sun'), '2026-03-28T02:30+01:00'),
      '2026-03-29T03:30+02:00',
    ],
    [
      'W10 only the day: the skipped Friday is skipped',
      APIA,
      enter(day('fri'), '2011-12-29T10:00-10:00'),
      '2012-01-06T10:00+14:00',
    ],
  ])

  it('W10 tests without moving', () => {
    const window = { weekdays: ['fri'], from: '22:00', to: '02:00' }
    expect(insideWindow(window, at('2026-03-14T01:59+01:00'), BERLIN)).toBe(true)
    expect(insideWindow(window, at('2026-03-14T02:00+01:00'), BERLIN)).toBe(false)
    expect(() => windowInstant({ weekdays: [], from: '09:00', to: '10:00' }, 0, 'UTC')).toThrow(RangeError)
  })
})

describe('quietUntil', () => {
  const both = (hours: Quiet[], from: string) => (zone: string) => quietUntil(hours, at(from), zone)
  const quiet = (hours: Quiet, from: string) => both([hours], from)
  const night = { from: '22:00', to: '06:00' }
  table([
    ['S3 outside stays', BERLIN, quiet(night, '2026-03-10T12:00+01:00'), '2026-03-10T12:00+01:00'],
    ['S3 start in', BERLIN, quiet(night, '2026-03-10T22:00+01:00'), '2026-03-11T06:00+01:00'],
    ['S3 end out', BERLIN, quiet(night, '2026-03-11T06:00+01:00'), '2026-03-11T06:00+01:00'],
    ['S3 past midnight', BERLIN, quiet(night, '2026-03-11T00:30+01:00'), '2026-03-11T06:00+01:00'],
    [
      'S3 the night of the gap ends at local 06:00',
      BERLIN,
      quiet(night, '2026-03-28T23:00+01:00'),
      '2026-03-29T06:00+02:00',
    ],
    [
      'W2 an end in the gap moves forward',
      BERLIN,
      quiet({ from: '22:00', to: '02:30' }, '2026-03-28T23:00+01:00'),
      '2026-03-29T03:30+02:00',
    ],
    [
      'S3 the night of the repeated hour ends at local 06:00',
      NEW_YORK,
      quiet(night, '2026-11-01T01:30-05:00'),
      '2026-11-01T06:00-05:00',
    ],
    [
      'S3 the night before a skipped day ends on the day after',
      APIA,
      quiet(night, '2011-12-29T23:00-10:00'),
      '2011-12-31T06:00+14:00',
    ],
    [
      'S3 whole days that touch are one',
      BERLIN,
      quiet({ from: '00:00', to: '24:00', weekdays: ['sat', 'sun'] }, '2026-03-28T12:00+01:00'),
      '2026-03-30T00:00+02:00',
    ],
    [
      'S3 the weekday is that of the start',
      BERLIN,
      quiet({ ...night, weekdays: ['sat'] }, '2026-03-15T05:00+01:00'),
      '2026-03-15T06:00+01:00',
    ],
    [
      'S3 another night is not quiet',
      BERLIN,
      quiet({ ...night, weekdays: ['sat'] }, '2026-03-15T23:00+01:00'),
      '2026-03-15T23:00+01:00',
    ],
    [
      'S3 local weekdays, not those of UTC',
      SHANGHAI,
      quiet({ from: '00:00', to: '24:00', weekdays: ['mon'] }, '2026-03-02T01:00+08:00'),
      '2026-03-03T00:00+08:00',
    ],
    [
      'S3 hours that hand over to each other for a week',
      BERLIN,
      both(
        [
          { from: '20:00', to: '08:00' },
          { from: '08:00', to: '20:00', weekdays: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
        ],
        '2026-03-09T09:00+01:00',
      ),
      '2026-03-15T08:00+01:00',
    ],
    [
      'W2 the only free time of a week lies in the gap: it moves forward',
      BERLIN,
      both(
        [
          { from: '00:00', to: '24:00', weekdays: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
          { from: '02:45', to: '02:15', weekdays: ['sat', 'sun'] },
        ],
        '2026-03-22T03:00+01:00',
      ),
      '2026-03-29T03:15+02:00',
    ],
    ['S3 hours without end', BERLIN, quiet({ from: '00:00', to: '24:00' }, '2026-03-09T09:00+01:00'), null],
    [
      'S3 hours that have no end together',
      NEW_YORK,
      both([night, { from: '05:00', to: '22:00' }], '2026-11-01T01:30-05:00'),
      null,
    ],
  ])
})

describe('periodStart', () => {
  it.each([
    [
      'S4 P1D is the local day, also of 23 hours',
      BERLIN,
      'P1D',
      '2026-03-29T12:00+02:00',
      '2026-03-29T00:00+01:00',
      '2026-03-30T00:00+02:00',
    ],
    [
      'S4 P1D is local while UTC has another date',
      NEW_YORK,
      'P1D',
      '2026-03-10T22:00-04:00',
      '2026-03-10T00:00-04:00',
      '2026-03-11T00:00-04:00',
    ],
    [
      'S4 P1D at midnight is the new day',
      BERLIN,
      'P1D',
      '2026-03-10T00:00+01:00',
      '2026-03-10T00:00+01:00',
      '2026-03-11T00:00+01:00',
    ],
    [
      'S4 P7D is today and six days before',
      BERLIN,
      'P7D',
      '2026-03-31T12:00+02:00',
      '2026-03-25T00:00+01:00',
      '2026-04-01T00:00+02:00',
    ],
    [
      'S4 P1W is this week from Monday',
      BERLIN,
      'P1W',
      '2026-03-29T12:00+02:00',
      '2026-03-23T00:00+01:00',
      '2026-03-30T00:00+02:00',
    ],
    [
      'S4 P2W is last week and this',
      BERLIN,
      'P2W',
      '2026-03-30T00:00+02:00',
      '2026-03-23T00:00+01:00',
      '2026-04-06T00:00+02:00',
    ],
    [
      'S4 P1M is this month',
      LORD_HOWE,
      'P1M',
      '2026-04-05T12:00+10:30',
      '2026-04-01T00:00+11:00',
      '2026-05-01T00:00+10:30',
    ],
    [
      'S4 P3M is this month and two before',
      BERLIN,
      'P3M',
      '2026-01-31T12:00+01:00',
      '2025-11-01T00:00+01:00',
      '2026-02-01T00:00+01:00',
    ],
    [
      'S4 P1Y is this year',
      KATHMANDU,
      'P1Y',
      '2026-12-31T23:00+05:45',
      '2026-01-01T00:00+05:45',
      '2027-01-01T00:00+05:45',
    ],
    [
      'S4 P1D before the skipped day ends where it does',
      APIA,
      'P1D',
      '2011-12-29T12:00-10:00',
      '2011-12-29T00:00-10:00',
      '2011-12-31T00:00+14:00',
    ],
  ])('%s', (_name, zone, per, now, start, end) => {
    const duration = parseDuration(per)
    const period = duration && periodStart(duration, at(now), zone)
    expect(
      period && {
        ...period,
        start: local(period.start, zone),
        end: period.kind === 'calendar' && local(period.end, zone),
      },
    ).toEqual({ kind: 'calendar', start, end })
  })

  it('S4 time parts are a rolling span', () => {
    const duration = parseDuration('PT24H')
    expect(duration && periodStart(duration, at('2026-03-29T12:00+02:00'), BERLIN)).toEqual({
      kind: 'rolling',
      start: at('2026-03-28T11:00+01:00'),
    })
  })
})
