import { describe, expect, it } from 'vitest'
import { dayOf, isAnniversaryToday, isToday, isZone, nextLocalMidnight, parseInstant, pickZone } from '../index.ts'
import { at, table } from './support.ts'

const BERLIN = 'Europe/Berlin'

describe('zones', () => {
  it.each([
    ['Europe/Berlin', true],
    ['UTC', true],
    ['America/Argentina/Buenos_Aires', true],
    ['Asia/Kathmandu', true],
    ['Mars/Olympus', false],
    ['+02:00', false],
    ['', false],
    ['Berlin', false],
    [null, false],
    [undefined, false],
    [120, false],
  ])('W3 %j is a zone: %s', (zone, expected) => expect(isZone(zone)).toBe(expected))

  it.each([
    ['the customer first', 'Asia/Tokyo', BERLIN, 'America/New_York', 'Asia/Tokyo'],
    ['an unknown customer zone counts as missing', 'Mars/Olympus', BERLIN, 'America/New_York', BERLIN],
    ['then the workspace', undefined, undefined, 'America/New_York', 'America/New_York'],
    ['then UTC', null, 'nowhere', 7, 'UTC'],
  ])('W3 %s', (_name, customer, journey, workspace, expected) => {
    expect(pickZone(customer, journey, workspace)).toBe(expected)
  })
})

describe('parseInstant', () => {
  const parse = (value: unknown) => (zone: string) => parseInstant(value, zone)
  table([
    ['a date is local midnight', BERLIN, parse('2026-03-30'), '2026-03-30T00:00+02:00'],
    ['a local date-time', BERLIN, parse('2026-03-30T09:15'), '2026-03-30T09:15+02:00'],
    ['a space for the T', BERLIN, parse('2026-03-30 09:15:00'), '2026-03-30T09:15+02:00'],
    ['UTC', BERLIN, parse('2026-03-30T09:15:00.123Z'), '2026-03-30T11:15+02:00'],
    ['an offset', BERLIN, parse('2026-03-30T09:15:00-04:00'), '2026-03-30T15:15+02:00'],
    ['an offset without a colon', BERLIN, parse('2026-03-30T09:15:00+0530'), '2026-03-30T05:45+02:00'],
    ['epoch milliseconds', BERLIN, parse(0), '1970-01-01T01:00+01:00'],
    ['W2 a midnight in the gap', 'America/Sao_Paulo', parse('2018-11-04'), '2018-11-04T01:00-02:00'],
    ['W2 a skipped date', 'Pacific/Apia', parse('2011-12-30'), '2011-12-31T00:00+14:00'],
    ['29 February of a leap year', 'UTC', parse('2028-02-29'), '2028-02-29T00:00+00:00'],
  ])
  it.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-01-32',
    '2026-03-30T24:00',
    '2026-03-30T09:60',
    '2026-03-30T09',
    '26-03-30',
    '30.03.2026',
    '2026-03',
    '2026-03-30T09:00+25:00',
    'tomorrow',
    '',
    '1774861200000',
    NaN,
    Infinity,
    9e15,
    null,
    undefined,
    true,
    {},
    [],
  ])('%j cannot be read', (value) => expect(parseInstant(value, BERLIN)).toBeNull())
  it('keeps milliseconds', () =>
    expect(parseInstant('2026-03-30T09:15:00.1239Z', BERLIN)).toBe(Date.UTC(2026, 2, 30, 9, 15, 0, 123)))
})

describe('days', () => {
  it.each([
    ['Pacific/Apia', '2011-12-31T00:30+14:00', '2011-12-31'],
    ['Asia/Kathmandu', '2026-03-10T18:20Z', '2026-03-11'],
    ['America/New_York', '2026-03-11T03:59Z', '2026-03-10'],
    ['UTC', '2026-03-11T00:00Z', '2026-03-11'],
  ])('dayOf in %s at %s is %s', (zone, instant, day) => expect(dayOf(at(instant), zone)).toBe(day))

  it.each([
    ['the local date of an instant', '2026-03-10T03:00:00Z', 'America/New_York', '2026-03-09T12:00-04:00', true],
    ['not the date in UTC', '2026-03-10T03:00:00Z', 'America/New_York', '2026-03-10T12:00-04:00', false],
    ['a plain date has no zone', '2026-03-10', 'Asia/Shanghai', '2026-03-10T00:00+08:00', true],
    ['an unreadable value', 'soon', 'UTC', '2026-03-10T00:00Z', false],
  ])('isToday: %s', (_name, value, zone, now, expected) => expect(isToday(value, at(now), zone)).toBe(expected))

  it.each([
    ['the day itself', '2026-03-10', '2026-03-10T12:00+01:00', true],
    ['a year later', '2025-03-10', '2026-03-10T00:00+01:00', true],
    ['the day after', '2025-03-10', '2026-03-11T00:00+01:00', false],
    ['29 February on the 28th', '2024-02-29', '2026-02-28T12:00+01:00', true],
    ['29 February not on 1 March', '2024-02-29', '2026-03-01T12:00+01:00', false],
    ['29 February not on the 28th of a leap year', '2024-02-29', '2028-02-28T12:00+01:00', false],
    ['29 February of a leap year', '2024-02-29', '2028-02-29T12:00+01:00', true],
    ['28 February of a leap year', '2023-02-28', '2028-02-28T12:00+01:00', true],
    ['not before the date', '2027-03-10', '2026-03-10T12:00+01:00', false],
    ['the local date of an instant', '1990-03-09T23:30:00Z', '2026-03-10T12:00+01:00', true],
    ['an unreadable value', 12.5e15, '2026-03-10T12:00+01:00', false],
  ])('E10 isAnniversaryToday: %s', (_name, value, now, expected) => {
    expect(isAnniversaryToday(value, at(now), BERLIN)).toBe(expected)
  })
})

describe('nextLocalMidnight', () => {
  const midnight = (from: string) => (zone: string) => nextLocalMidnight(at(from), zone)
  table([
    ['O5 the end of a 23-hour day', BERLIN, midnight('2026-03-29T00:00+01:00'), '2026-03-30T00:00+02:00'],
    ['O5 the end of a 25-hour day', BERLIN, midnight('2026-10-25T00:00+02:00'), '2026-10-26T00:00+01:00'],
    ['O5 a midnight in the gap', 'America/Sao_Paulo', midnight('2018-11-03T12:00-03:00'), '2018-11-04T01:00-02:00'],
    ['O5 over the skipped day', 'Pacific/Apia', midnight('2011-12-29T12:00-10:00'), '2011-12-31T00:00+14:00'],
    [
      'O5 the hour before midnight happens twice',
      'America/Nuuk',
      midnight('2026-10-24T23:30-01:00'),
      '2026-10-25T00:00-02:00',
    ],
    [
      'O5 midnight happens twice: the date changes again',
      'America/St_Johns',
      midnight('2010-11-06T23:30-03:30'),
      '2010-11-07T00:00-03:30',
    ],
    ['O5 strictly after', 'UTC', midnight('2026-03-10T00:00Z'), '2026-03-11T00:00+00:00'],
  ])
})
