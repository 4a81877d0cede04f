import { describe, expect, it } from 'vitest'
import { addDuration, approxMs, forwardTo, isExact, parseDuration, parseLocalTime, waitInstant } from '../index.ts'
import type { WaitConfig } from '../index.ts'
import { at, table } from './support.ts'

const BERLIN = 'Europe/Berlin'
const NEW_YORK = 'America/New_York'
const LORD_HOWE = 'Australia/Lord_Howe'
const APIA = 'Pacific/Apia'
const SHANGHAI = 'Asia/Shanghai'
const KATHMANDU = 'Asia/Kathmandu'
const NUUK = 'America/Nuuk'

const add = (from: string, text: string) => (zone: string) => {
  const duration = parseDuration(text)
  return duration && addDuration(at(from), duration, zone)
}

describe('addDuration', () => {
  table([
    [
      'W1 P1D keeps the local time over a 23-hour day',
      BERLIN,
      add('2026-03-28T09:00+01:00', 'P1D'),
      '2026-03-29T09:00+02:00',
    ],
    ['W1 PT24H is exact over a 23-hour day', BERLIN, add('2026-03-28T09:00+01:00', 'PT24H'), '2026-03-29T10:00+02:00'],
    [
      'W1 P1D keeps the local time over a 25-hour day',
      BERLIN,
      add('2026-10-24T09:00+02:00', 'P1D'),
      '2026-10-25T09:00+01:00',
    ],
    ['W1 PT24H is exact over a 25-hour day', BERLIN, add('2026-10-24T09:00+02:00', 'PT24H'), '2026-10-25T08:00+01:00'],
    ['W1 PT1H steps over the gap', BERLIN, add('2026-03-29T01:30+01:00', 'PT1H'), '2026-03-29T03:30+02:00'],
    [
      'W1 PT1H goes from the first 02:30 to the second',
      BERLIN,
      add('2026-10-25T02:30+02:00', 'PT1H'),
      '2026-10-25T02:30+01:00',
    ],
    [
      'W1 P1DT1H adds the day first, then the hour over the gap',
      BERLIN,
      add('2026-03-28T01:30+01:00', 'P1DT1H'),
      '2026-03-29T03:30+02:00',
    ],
    [
      'W1 P1DT1H lands in the gap with the day, then adds an hour',
      BERLIN,
      add('2026-03-28T02:30+01:00', 'P1DT1H'),
      '2026-03-29T04:30+02:00',
    ],
    ['W2 02:30 in the gap becomes 03:30', BERLIN, add('2026-03-28T02:30+01:00', 'P1D'), '2026-03-29T03:30+02:00'],
    ['W2 02:30 is back a day after the gap', BERLIN, add('2026-03-28T02:30+01:00', 'P2D'), '2026-03-30T02:30+02:00'],
    ['W2 a repeated 02:30 means the first', BERLIN, add('2026-10-24T02:30+02:00', 'P1D'), '2026-10-25T02:30+02:00'],
    [
      'W2 P1D from the second 02:30 is 02:30 the next day',
      BERLIN,
      add('2026-10-25T02:30+01:00', 'P1D'),
      '2026-10-26T02:30+01:00',
    ],
    ['W2 02:30 in the gap becomes 03:30', NEW_YORK, add('2026-03-07T02:30-05:00', 'P1D'), '2026-03-08T03:30-04:00'],
    ['W2 a repeated 01:30 means the first', NEW_YORK, add('2026-10-31T01:30-04:00', 'P1D'), '2026-11-01T01:30-04:00'],
    [
      'W2 a half-hour gap moves 02:10 to 02:40',
      LORD_HOWE,
      add('2026-10-03T02:10+10:30', 'P1D'),
      '2026-10-04T02:40+11:00',
    ],
    [
      'W2 a repeated half hour: 01:45 means the first',
      LORD_HOWE,
      add('2026-04-04T01:45+11:00', 'P1D'),
      '2026-04-05T01:45+11:00',
    ],
    [
      'W2 the skipped 30 December becomes the 31st at the same time',
      APIA,
      add('2011-12-29T12:00-10:00', 'P1D'),
      '2011-12-31T12:00+14:00',
    ],
    ['W1 P2D counts the skipped date', APIA, add('2011-12-29T12:00-10:00', 'P2D'), '2011-12-31T12:00+14:00'],
    [
      'W1 PT24H does not know of the skipped date',
      APIA,
      add('2011-12-29T12:00-10:00', 'PT24H'),
      '2011-12-31T12:00+14:00',
    ],
    ['W1 P1M clamps 31 January to the 28th', BERLIN, add('2026-01-31T08:00+01:00', 'P1M'), '2026-02-28T08:00+01:00'],
    [
      'W1 P1M clamps 31 January to the 29th in a leap year',
      BERLIN,
      add('2028-01-31T08:00+01:00', 'P1M'),
      '2028-02-29T08:00+01:00',
    ],
    ['W1 P1Y from 29 February is the 28th', BERLIN, add('2028-02-29T08:00+01:00', 'P1Y'), '2029-02-28T08:00+01:00'],
    ['W1 P4Y from 29 February is the 29th', BERLIN, add('2028-02-29T08:00+01:00', 'P4Y'), '2032-02-29T08:00+01:00'],
    [
      'W1 P1M1D clamps before it adds the day',
      BERLIN,
      add('2026-01-31T08:00+01:00', 'P1M1D'),
      '2026-03-01T08:00+01:00',
    ],
    ['W1 P2M runs over the year and clamps', NEW_YORK, add('2026-12-31T08:00-05:00', 'P2M'), '2027-02-28T08:00-05:00'],
    ['W1 -P1M clamps going back', BERLIN, add('2026-03-31T08:00+02:00', '-P1M'), '2026-02-28T08:00+01:00'],
    [
      'W1 -P2D lands in the gap and moves forward',
      BERLIN,
      add('2026-03-31T02:30+02:00', '-P2D'),
      '2026-03-29T03:30+02:00',
    ],
    [
      'W1 -P1DT1H goes back a day, then an hour',
      BERLIN,
      add('2026-03-30T02:00+02:00', '-P1DT1H'),
      '2026-03-29T01:00+01:00',
    ],
    ['W1 P2W is 14 local days', NEW_YORK, add('2026-03-01T18:00-05:00', 'P2W'), '2026-03-15T18:00-04:00'],
    [
      'W4 P60D uses the offset of the date meant',
      BERLIN,
      add('2026-02-15T09:00+01:00', 'P60D'),
      '2026-04-16T09:00+02:00',
    ],
    ['W1 a quarter-hour zone', KATHMANDU, add('2026-02-27T23:50+05:45', 'P3D'), '2026-03-02T23:50+05:45'],
    ['W1 a zone without clock changes', SHANGHAI, add('2026-03-15T09:00+08:00', 'P30D'), '2026-04-14T09:00+08:00'],
    ['W2 the gap of 1991 still counts', SHANGHAI, add('1991-04-13T02:30+08:00', 'P1D'), '1991-04-14T03:30+09:00'],
    ['W1 P1M in UTC clamps', 'UTC', add('2026-05-31T00:00+00:00', 'P1M'), '2026-06-30T00:00+00:00'],
  ])
})

describe('forwardTo', () => {
  const forward = (from: string, time: string) => (zone: string) =>
    forwardTo(at(from), parseLocalTime(time) ?? NaN, zone)
  table([
    ['W1 later today', BERLIN, forward('2026-03-10T08:00+01:00', '09:00'), '2026-03-10T09:00+01:00'],
    ['W1 exactly then stays', BERLIN, forward('2026-03-10T09:00+01:00', '09:00'), '2026-03-10T09:00+01:00'],
    [
      'W1 past today is tomorrow, never backwards',
      BERLIN,
      forward('2026-03-10T09:01+01:00', '09:00'),
      '2026-03-11T09:00+01:00',
    ],
    ['W2 02:30 in the gap is 03:30', BERLIN, forward('2026-03-29T00:00+01:00', '02:30'), '2026-03-29T03:30+02:00'],
    [
      'W2 03:10 after the gap still reaches the moved 02:30',
      BERLIN,
      forward('2026-03-29T03:10+02:00', '02:30'),
      '2026-03-29T03:30+02:00',
    ],
    [
      'W2 after the moved 02:30 it is the next day',
      BERLIN,
      forward('2026-03-29T03:31+02:00', '02:30'),
      '2026-03-30T02:30+02:00',
    ],
    [
      'W2 between the two 02:30 the first has passed',
      BERLIN,
      forward('2026-10-25T02:45+02:00', '02:30'),
      '2026-10-26T02:30+01:00',
    ],
    [
      'W2 at the second 02:10 the first 02:30 has passed',
      BERLIN,
      forward('2026-10-25T02:10+01:00', '02:30'),
      '2026-10-26T02:30+01:00',
    ],
    ['W2 a half-hour gap', LORD_HOWE, forward('2026-10-04T01:00+10:30', '02:15'), '2026-10-04T02:45+11:00'],
    [
      'W2 a skipped day moves to the same time of the next',
      APIA,
      forward('2011-12-29T23:00-10:00', '09:00'),
      '2011-12-31T09:00+14:00',
    ],
    [
      'W2 a gap to midnight moves 23:30 into Sunday',
      NUUK,
      forward('2026-03-28T22:50-02:00', '23:30'),
      '2026-03-29T00:30-01:00',
    ],
    [
      'W2 Sunday 00:10 still reaches the moved 23:30',
      NUUK,
      forward('2026-03-29T00:10-01:00', '23:30'),
      '2026-03-29T00:30-01:00',
    ],
    [
      'W1 local midnight, not that of UTC',
      KATHMANDU,
      forward('2026-03-10T20:00+05:45', '00:00'),
      '2026-03-11T00:00+05:45',
    ],
  ])
})

describe('waitInstant', () => {
  const wait = (config: WaitConfig, arrival: string, value?: unknown) => (zone: string) =>
    waitInstant(config, at(arrival), zone, value).at
  const field = (offset?: string, time?: string): WaitConfig => ({
    untilField: { field: 'customer.x', offset, at: time },
  })
  table([
    [
      'W1 for P3D at 09:00 moves forward on the day reached',
      BERLIN,
      wait({ for: 'P3D', at: '09:00' }, '2026-03-26T08:00+01:00'),
      '2026-03-29T09:00+02:00',
    ],
    [
      'W1 for P3D at 09:00 never goes back: the day after',
      BERLIN,
      wait({ for: 'P3D', at: '09:00' }, '2026-03-26T10:00+01:00'),
      '2026-03-30T09:00+02:00',
    ],
    [
      'W1 for PT36H at 09:00 is exact first',
      BERLIN,
      wait({ for: 'PT36H', at: '09:00' }, '2026-03-28T20:00+01:00'),
      '2026-03-30T09:00+02:00',
    ],
    [
      'days 0 at 18:00 is today',
      NEW_YORK,
      wait({ days: 0, at: '18:00' }, '2026-03-08T01:00-05:00'),
      '2026-03-08T18:00-04:00',
    ],
    [
      'days 1 counts local dates, not hours',
      NEW_YORK,
      wait({ days: 1, at: '00:30' }, '2026-03-07T23:50-05:00'),
      '2026-03-08T00:30-05:00',
    ],
    [
      'W5 until without an offset is local, with the offset of that date',
      BERLIN,
      wait({ until: '2026-07-01T09:00' }, '2026-03-01T09:00+01:00'),
      '2026-07-01T09:00+02:00',
    ],
    [
      'W5 until with an offset is an instant',
      BERLIN,
      wait({ until: '2026-07-01T09:00:00Z' }, '2026-03-01T09:00+01:00'),
      '2026-07-01T11:00+02:00',
    ],
    [
      'W2 until a local time in the gap',
      NEW_YORK,
      wait({ until: '2026-03-08T02:30' }, '2026-03-01T09:00-05:00'),
      '2026-03-08T03:30-04:00',
    ],
    [
      'W5 the next Monday is a local Monday',
      SHANGHAI,
      wait({ until: { weekdays: ['mon'], at: '00:15' } }, '2026-03-01T22:00+08:00'),
      '2026-03-02T00:15+08:00',
    ],
    [
      'W5 strictly after arrival: a week later',
      BERLIN,
      wait({ until: { weekdays: ['mon'], at: '09:00' } }, '2026-03-23T09:00+01:00'),
      '2026-03-30T09:00+02:00',
    ],
    [
      'W5 without weekdays it is the next such local time',
      BERLIN,
      wait({ until: { at: '09:00' } }, '2026-03-23T09:00+01:00'),
      '2026-03-24T09:00+01:00',
    ],
    [
      'W2 the Sunday time in the gap moves forward',
      BERLIN,
      wait({ until: { weekdays: ['sun'], at: '02:30' } }, '2026-03-28T12:00+01:00'),
      '2026-03-29T03:30+02:00',
    ],
    [
      'W2 the Friday that was skipped is Saturday at that time',
      APIA,
      wait({ until: { weekdays: ['fri'], at: '09:00' } }, '2011-12-28T09:00-10:00'),
      '2011-12-31T09:00+14:00',
    ],
    [
      'W6 a date alone is local midnight',
      BERLIN,
      wait(field(), '2026-03-01T09:00+01:00', '2026-05-10'),
      '2026-05-10T00:00+02:00',
    ],
    [
      'W6 offset, then at on the date reached',
      BERLIN,
      wait(field('-P3D', '09:00'), '2026-03-01T09:00+01:00', '2026-05-10'),
      '2026-05-07T09:00+02:00',
    ],
    [
      'W6 at sets the time also backwards on that date',
      BERLIN,
      wait(field(undefined, '09:00'), '2026-03-01T09:00+01:00', '2026-05-10T15:00'),
      '2026-05-10T09:00+02:00',
    ],
    [
      'W6 the date of an instant is the local one',
      NEW_YORK,
      wait(field(undefined, '09:00'), '2026-03-01T09:00-05:00', '2026-05-10T02:00:00Z'),
      '2026-05-09T09:00-04:00',
    ],
    [
      'W6 epoch milliseconds are an instant',
      BERLIN,
      wait(field('P1D'), '2026-03-01T09:00+01:00', at('2026-03-28T12:00+01:00')),
      '2026-03-29T12:00+02:00',
    ],
    [
      'W6 an exact offset of an instant',
      BERLIN,
      wait(field('-PT2H'), '2026-03-01T09:00+01:00', '2026-03-29T02:00:00Z'),
      '2026-03-29T01:00+01:00',
    ],
    [
      'W1 an offset with a time part',
      BERLIN,
      wait(field('-P1DT2H'), '2026-03-01T09:00+01:00', '2026-03-30'),
      '2026-03-28T22:00+01:00',
    ],
    [
      'W2 a midnight that does not exist',
      'America/Sao_Paulo',
      wait(field(), '2018-10-01T09:00-03:00', '2018-11-04'),
      '2018-11-04T01:00-02:00',
    ],
    [
      'W6 the day after it is a plain midnight',
      'America/Sao_Paulo',
      wait(field('P1D'), '2018-10-01T09:00-03:00', '2018-11-04'),
      '2018-11-05T00:00-02:00',
    ],
  ])

  const arrival = at('2026-03-10T09:00+01:00')
  it.each([
    [
      'W7 an earlier instant is past',
      { until: '2026-03-10T08:59' },
      undefined,
      { at: at('2026-03-10T08:59+01:00'), past: true, calendar: true },
    ],
    [
      'W7 due exactly now is not past',
      { until: '2026-03-10T09:00' },
      undefined,
      { at: arrival, past: false, calendar: true },
    ],
    [
      'W7 days 0 earlier today is past',
      { days: 0, at: '08:00' },
      undefined,
      { at: at('2026-03-10T08:00+01:00'), past: true, calendar: true },
    ],
    ['W6 a missing field is past', field(), undefined, { at: arrival, past: true, calendar: false }],
    ['W6 an unreadable field is past', field(), 'soon', { at: arrival, past: true, calendar: false }],
    ['W6 30 February is unreadable', field(), '2026-02-30', { at: arrival, past: true, calendar: false }],
    [
      'W1 an exact wait does not depend on the zone',
      { for: 'PT1H' },
      undefined,
      { at: arrival + 3_600_000, past: false, calendar: false },
    ],
    [
      'W3 an exact wait with at does',
      { for: 'PT1H', at: '10:00' },
      undefined,
      { at: arrival + 3_600_000, past: false, calendar: true },
    ],
    [
      'W3 an instant with offset does not',
      { until: '2026-03-10T10:00:00+01:00' },
      undefined,
      { at: arrival + 3_600_000, past: false, calendar: false },
    ],
    [
      'W3 a field that holds an instant does not',
      field('PT1H'),
      '2026-03-10T08:00:00Z',
      { at: arrival + 3_600_000, past: false, calendar: false },
    ],
    [
      'W3 a field with a local date does',
      field(),
      '2026-03-11',
      { at: at('2026-03-11T00:00+01:00'), past: false, calendar: true },
    ],
  ] as const)('%s', (_name, config, value, expected) => {
    expect(waitInstant(config, arrival, BERLIN, value)).toEqual(expected)
  })

  it('refuses a config that was never validated', () => {
    expect(() => waitInstant({ for: '3 days' }, 0, 'UTC')).toThrow('"3 days" is not a duration')
    expect(() => waitInstant({ days: 1, at: '9' }, 0, 'UTC')).toThrow('"9" is not a local time')
    expect(() => waitInstant({ until: 'later' }, 0, 'UTC')).toThrow('"later" is not a date-time')
  })
})

describe('parseDuration', () => {
  it.each([
    [
      'P1Y2M3W4DT5H6M7.5S',
      { sign: 1, years: 1, months: 2, weeks: 3, days: 4, ms: ((5 * 60 + 6) * 60 + 7) * 1000 + 500 },
    ],
    ['-P3D', { sign: -1, years: 0, months: 0, weeks: 0, days: 3, ms: 0 }],
    ['PT0.025S', { sign: 1, years: 0, months: 0, weeks: 0, days: 0, ms: 25 }],
    ['PT36H', { sign: 1, years: 0, months: 0, weeks: 0, days: 0, ms: 129_600_000 }],
  ])('reads %s', (text, expected) => expect(parseDuration(text)).toEqual(expected))

  it.each([
    '',
    'P',
    'PT',
    'P1DT',
    '-P',
    '3D',
    'P1.5D',
    'PT1.5H',
    'P1H',
    'PT1D',
    'P1D2M',
    'p1d',
    '+P1D',
    ' P1D',
    'P-1D',
    'PT1.2345S',
    'P1001Y',
    'PT99999999999999H',
    3,
    null,
    undefined,
  ])('refuses %j', (text) => expect(parseDuration(text)).toBeNull())

  it.each([
    ['PT36H', true],
    ['PT0S', true],
    ['P1D', false],
    ['P1DT1H', false],
    ['P1M', false],
  ])('%s exact: %s', (text, exact) => {
    const duration = parseDuration(text)
    expect(duration && isExact(duration)).toBe(exact)
  })

  it.each([
    ['P24M', 'P2Y', 0],
    ['P731D', 'P2Y', 1],
    ['P730D', 'P2Y', -1],
    ['-P1D', 'PT0S', -1],
  ])('%s against %s', (a, b, sign) => {
    const [left, right] = [parseDuration(a), parseDuration(b)]
    expect(left && right && Math.sign(approxMs(left) - approxMs(right))).toBe(sign)
  })
})

describe('parseLocalTime', () => {
  it.each([
    ['00:00', 0],
    ['09:05', 545],
    ['23:59', 1439],
    ['24:00', null],
    ['9:00', null],
    ['12:60', null],
    ['12:00:00', null],
    [540, null],
  ])('%j', (text, minutes) => expect(parseLocalTime(text)).toBe(minutes))
  it('takes 24:00 only where asked', () => expect(parseLocalTime('24:00', { allow24: true })).toBe(1440))
})
