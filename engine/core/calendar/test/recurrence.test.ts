import { CronExpressionParser } from 'cron-parser'
import { describe, expect, it } from 'vitest'
import { checkCron, checkRrule, nextCron, nextDateTrigger, nextRrule } from '../index.ts'
import type { DateTriggerRule } from '../index.ts'
import { at, local, table } from './support.ts'

const BERLIN = 'Europe/Berlin'
const NEW_YORK = 'America/New_York'
const LORD_HOWE = 'Australia/Lord_Howe'
const APIA = 'Pacific/Apia'

describe('nextCron', () => {
  const cron = (line: string, after: string) => (zone: string) => nextCron(line, at(after), zone)
  table([
    ['strictly after', BERLIN, cron('0 9 * * *', '2026-03-10T09:00+01:00'), '2026-03-11T09:00+01:00'],
    ['a local Monday', 'Asia/Shanghai', cron('0 0 * * MON', '2026-03-01T10:00+08:00'), '2026-03-02T00:00+08:00'],
    ['7 is Sunday', BERLIN, cron('0 9 * * 7', '2026-03-28T10:00+01:00'), '2026-03-29T09:00+02:00'],
    [
      'two restricted day fields mean either',
      BERLIN,
      cron('0 9 13 * FRI', '2026-03-07T10:00+01:00'),
      '2026-03-13T09:00+01:00',
    ],
    ['either: the weekday', BERLIN, cron('0 9 13 * FRI', '2026-03-13T10:00+01:00'), '2026-03-20T09:00+01:00'],
    ['29 February', 'UTC', cron('0 0 29 2 *', '2026-03-01T00:00Z'), '2028-02-29T00:00+00:00'],
    ['29 February over 2100', 'UTC', cron('0 0 29 2 *', '2096-03-01T00:00Z'), '2104-02-29T00:00+00:00'],
    [
      'W2 02:30 in the gap fires at 03:30',
      NEW_YORK,
      cron('30 2 * * *', '2026-03-07T12:00-05:00'),
      '2026-03-08T03:30-04:00',
    ],
    ['W2 and not again', NEW_YORK, cron('30 2 * * *', '2026-03-08T03:30-04:00'), '2026-03-09T02:30-04:00'],
    [
      'W2 a lost 02:30 and a real 03:30 fire once',
      NEW_YORK,
      cron('30 2,3 * * *', '2026-03-08T03:30-04:00'),
      '2026-03-09T02:30-04:00',
    ],
    [
      'W2 lost and real times come in order',
      BERLIN,
      cron('0,30 2,3 * * *', '2026-03-28T12:00+01:00'),
      '2026-03-29T03:00+02:00',
    ],
    ['W2 the lost half hour after it', BERLIN, cron('30 2 29 3 *', '2026-03-29T03:10+02:00'), '2026-03-29T03:30+02:00'],
    [
      'W2 a repeated 02:30 fires at the first',
      BERLIN,
      cron('30 2 * * *', '2026-10-24T12:00+02:00'),
      '2026-10-25T02:30+02:00',
    ],
    ['W2 and not at the second', BERLIN, cron('30 2 * * *', '2026-10-25T02:30+02:00'), '2026-10-26T02:30+01:00'],
    ['W2 a half-hour gap', LORD_HOWE, cron('15 2 * * *', '2026-10-03T12:00+10:30'), '2026-10-04T02:45+11:00'],
    ['W2 a repeated half hour', LORD_HOWE, cron('45 1 * * *', '2026-04-05T01:45+11:00'), '2026-04-06T01:45+10:30'],
    [
      'W2 the skipped Friday fires on Saturday',
      APIA,
      cron('0 9 * * FRI', '2011-12-28T00:00-10:00'),
      '2011-12-31T09:00+14:00',
    ],
    ['W2 and a daily line once', APIA, cron('0 9 * * *', '2011-12-31T09:00+14:00'), '2012-01-01T09:00+14:00'],
    ['a day that never comes', 'UTC', cron('0 0 31 4 *', '2026-01-01T00:00Z'), null],
  ])

  it.each([
    '0 9 * * *',
    '*/15 9-17 * * MON-FRI',
    '0 0 1 * *',
    '5/20 3 * JAN-MAR,DEC *',
    '0 12 1,15 * 3',
    '30 23 31 * *',
    '0 6-18/4 * * 0,6',
  ])('agrees with cron-parser away from clock changes: %s', (line) => {
    const theirs = CronExpressionParser.parse(line, {
      currentDate: new Date('2026-01-15T10:00:00Z'),
      tz: 'Asia/Kathmandu',
    })
    let after = at('2026-01-15T10:00Z')
    for (let fired = 0; fired < 60; fired++) {
      const ours = nextCron(line, after, 'Asia/Kathmandu')
      expect(ours).toBe(theirs.next().getTime())
      after = ours ?? NaN
    }
  })

  it.each([
    '',
    '* * * *',
    '* * * * * *',
    '60 * * * *',
    '* 24 * * *',
    '* * 0 * *',
    '* * * 13 *',
    '* * * * 8',
    '*/0 * * * *',
    '5-1 * * * *',
    'a * * * *',
    '* * * FOO *',
    '1,,2 * * * *',
    '*-5 * * * *',
    '@daily',
    '0 0 30 2 *',
    5,
  ])('refuses %j with a sentence', (line) => expect(checkCron(line)).toEqual(expect.any(String)))
  it.each(['* * * * *', '0 9 * * 1-5', '0 9 * * mon,wed', '*/5 0-6/2 1-15 JAN,FEB 5-7'])('takes %s', (line) =>
    expect(checkCron(line)).toBeNull(),
  )
  it('throws for a line it refuses', () => expect(() => nextCron('60 * * * *', 0, 'UTC')).toThrow('"60" is no minute'))
})

describe('nextRrule', () => {
  const rule = (text: string, start: string, after: string) => (zone: string) =>
    nextRrule(text, at(start), at(after), zone)
  table([
    [
      'weekly on Monday at nine',
      BERLIN,
      rule('FREQ=WEEKLY;BYDAY=MO;BYHOUR=9', '2026-03-04T14:37+01:00', '2026-03-27T12:00+01:00'),
      '2026-03-30T09:00+02:00',
    ],
    [
      'the time of the start where none is given',
      BERLIN,
      rule('RRULE:FREQ=DAILY', '2026-03-04T14:37+01:00', '2026-03-28T15:00+01:00'),
      '2026-03-29T14:37+02:00',
    ],
    [
      'the last Friday of a month',
      NEW_YORK,
      rule('FREQ=MONTHLY;BYDAY=-1FR;BYHOUR=17', '2026-01-01T00:00-05:00', '2026-03-01T00:00-05:00'),
      '2026-03-27T17:00-04:00',
    ],
    [
      'every other week from its own start',
      BERLIN,
      rule('DTSTART:20260105T090000\nRRULE:FREQ=WEEKLY;INTERVAL=2', '2026-03-04T14:37+01:00', '2026-03-17T00:00+01:00'),
      '2026-03-30T09:00+02:00',
    ],
    [
      'nothing before the start',
      BERLIN,
      rule('FREQ=DAILY;BYHOUR=9', '2026-03-10T12:00+01:00', '2026-01-01T00:00+01:00'),
      '2026-03-11T09:00+01:00',
    ],
    [
      'strictly after',
      BERLIN,
      rule('FREQ=DAILY;BYHOUR=9', '2026-03-10T09:00+01:00', '2026-03-10T09:00+01:00'),
      '2026-03-11T09:00+01:00',
    ],
    [
      'W2 02:30 in the gap is not left out but 03:30',
      NEW_YORK,
      rule('FREQ=DAILY;BYHOUR=2;BYMINUTE=30', '2026-03-01T00:00-05:00', '2026-03-07T12:00-05:00'),
      '2026-03-08T03:30-04:00',
    ],
    [
      'W2 the day after is 02:30 again',
      NEW_YORK,
      rule('FREQ=DAILY;BYHOUR=2;BYMINUTE=30', '2026-03-01T00:00-05:00', '2026-03-08T03:30-04:00'),
      '2026-03-09T02:30-04:00',
    ],
    [
      'W2 a start in the gap',
      BERLIN,
      rule('DTSTART:20260329T023000\nRRULE:FREQ=DAILY', '2026-01-01T00:00+01:00', '2026-01-01T00:00+01:00'),
      '2026-03-29T03:30+02:00',
    ],
    [
      'W2 a repeated 02:30 is the first',
      BERLIN,
      rule('FREQ=DAILY;BYHOUR=2;BYMINUTE=30', '2026-03-01T00:00+01:00', '2026-10-24T12:00+02:00'),
      '2026-10-25T02:30+02:00',
    ],
    [
      'W2 and not the second',
      BERLIN,
      rule('FREQ=DAILY;BYHOUR=2;BYMINUTE=30', '2026-03-01T00:00+01:00', '2026-10-25T02:30+02:00'),
      '2026-10-26T02:30+01:00',
    ],
    [
      'W2 a half-hour gap',
      LORD_HOWE,
      rule('FREQ=DAILY;BYHOUR=2;BYMINUTE=15', '2026-10-01T00:00+10:30', '2026-10-03T12:00+10:30'),
      '2026-10-04T02:45+11:00',
    ],
    [
      'W2 the skipped Friday is Saturday',
      APIA,
      rule('FREQ=WEEKLY;BYDAY=FR;BYHOUR=9', '2011-12-01T00:00-10:00', '2011-12-28T00:00-10:00'),
      '2011-12-31T09:00+14:00',
    ],
    [
      'COUNT counts the moved one',
      BERLIN,
      rule('FREQ=DAILY;COUNT=3', '2026-03-28T02:30+01:00', '2026-03-29T04:00+02:00'),
      '2026-03-30T02:30+02:00',
    ],
    ['COUNT ends', BERLIN, rule('FREQ=DAILY;COUNT=3', '2026-03-28T02:30+01:00', '2026-03-30T02:30+02:00'), null],
    [
      'UNTIL as an instant is in',
      BERLIN,
      rule('FREQ=DAILY;BYHOUR=9;UNTIL=20260330T070000Z', '2026-03-01T00:00+01:00', '2026-03-29T12:00+02:00'),
      '2026-03-30T09:00+02:00',
    ],
    [
      'UNTIL as a date holds its day',
      NEW_YORK,
      rule('FREQ=DAILY;BYHOUR=21;UNTIL=20260310', '2026-03-01T00:00-05:00', '2026-03-10T12:00-04:00'),
      '2026-03-10T21:00-04:00',
    ],
    [
      'UNTIL ends',
      NEW_YORK,
      rule('FREQ=DAILY;BYHOUR=21;UNTIL=20260310', '2026-03-01T00:00-05:00', '2026-03-10T21:00-04:00'),
      null,
    ],
    [
      'an interval that meets no such date',
      'UTC',
      rule('FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29', '2026-01-01T00:00Z', '2026-01-01T00:00Z'),
      null,
    ],
  ])

  it.each([
    '',
    'FREQ=',
    'FREQ=SOMETIMES',
    'BYDAY=MO',
    'FREQ=DAILY;BYHOUR=25',
    'FREQ=DAILY;INTERVAL=0',
    'FREQ=DAILY;COUNT=x',
    'FREQ=DAILY;FOO=1',
    'FREQ=WEEKLY;BYDAY=XX',
    'FREQ=DAILY;COUNT=3;UNTIL=20260310',
    'FREQ=DAILY;UNTIL=20261310',
    'FREQ=DAILY;FREQ=DAILY',
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=SECONDLY',
    'DTSTART;TZID=Europe/Berlin:20260101T090000\nRRULE:FREQ=DAILY',
    'DTSTART:20261301T090000\nRRULE:FREQ=DAILY',
    'FREQ=DAILY;toString=1',
    7,
  ])('refuses %j with a sentence', (text) => expect(checkRrule(text)).toEqual(expect.any(String)))
  it('throws for a rule it refuses', () =>
    expect(() => nextRrule('FREQ=SOMETIMES', 0, 0, 'UTC')).toThrow('FREQ does not take'))
})

describe('nextDateTrigger', () => {
  const trigger = (rule: DateTriggerRule, value: unknown, after: string) => (zone: string) =>
    nextDateTrigger(rule, value, at(after), zone)
  const birthday = { yearly: true, at: '09:00' }
  table([
    [
      'E10 a date is local midnight',
      BERLIN,
      trigger({}, '2026-05-10', '2026-03-01T00:00+01:00'),
      '2026-05-10T00:00+02:00',
    ],
    [
      'E10 three days before at nine',
      BERLIN,
      trigger({ offset: '-P3D', at: '09:00' }, '2026-05-10', '2026-03-01T00:00+01:00'),
      '2026-05-07T09:00+02:00',
    ],
    [
      'E10 a month before clamps',
      BERLIN,
      trigger({ offset: '-P1M' }, '2026-03-31', '2026-01-01T00:00+01:00'),
      '2026-02-28T00:00+01:00',
    ],
    [
      'E10 a date-time keeps its time',
      NEW_YORK,
      trigger({ offset: 'P1D' }, '2026-03-07T18:00:00-05:00', '2026-03-01T00:00-05:00'),
      '2026-03-08T18:00-04:00',
    ],
    ['E10 a past date starts nothing', BERLIN, trigger({ at: '09:00' }, '2026-03-01', '2026-03-01T09:01+01:00'), null],
    [
      'E10 strictly after: due exactly now is not returned',
      BERLIN,
      trigger({ at: '09:00' }, '2026-03-01', '2026-03-01T09:00+01:00'),
      null,
    ],
    ['E10 a missing field starts nothing', BERLIN, trigger(birthday, undefined, '2026-03-01T09:00+01:00'), null],
    [
      'E10 W2 a time in the gap moves forward',
      BERLIN,
      trigger({ at: '02:30' }, '2026-03-29', '2026-03-01T09:00+01:00'),
      '2026-03-29T03:30+02:00',
    ],
    [
      'E10 a birthday this year',
      BERLIN,
      trigger(birthday, '1990-05-10', '2026-03-01T09:00+01:00'),
      '2026-05-10T09:00+02:00',
    ],
    [
      'E10 a birthday next year',
      BERLIN,
      trigger(birthday, '1990-05-10', '2026-05-10T09:00+02:00'),
      '2027-05-10T09:00+02:00',
    ],
    [
      'E10 29 February on the 28th',
      BERLIN,
      trigger(birthday, '2000-02-29', '2026-01-01T00:00+01:00'),
      '2026-02-28T09:00+01:00',
    ],
    [
      'E10 29 February in a leap year',
      BERLIN,
      trigger(birthday, '2000-02-29', '2027-06-01T00:00+02:00'),
      '2028-02-29T09:00+01:00',
    ],
    [
      'E10 three days before 29 February counts from the 28th',
      BERLIN,
      trigger({ ...birthday, offset: '-P3D' }, '2000-02-29', '2026-01-01T00:00+01:00'),
      '2026-02-25T09:00+01:00',
    ],
    [
      'E10 an offset over the turn of the year',
      BERLIN,
      trigger({ ...birthday, offset: '-P3D' }, '1990-01-02', '2026-12-01T00:00+01:00'),
      '2026-12-30T09:00+01:00',
    ],
    [
      'E10 a week after, over the turn of the year',
      BERLIN,
      trigger({ ...birthday, offset: 'P1W' }, '1990-12-28', '2027-01-01T00:00+01:00'),
      '2027-01-04T09:00+01:00',
    ],
    [
      'E10 the first anniversary is the date itself',
      BERLIN,
      trigger(birthday, '2028-05-10', '2026-03-01T09:00+01:00'),
      '2028-05-10T09:00+02:00',
    ],
    [
      'E10 the local birthday of an instant',
      NEW_YORK,
      trigger(birthday, '1990-05-10T02:00:00Z', '2026-03-01T09:00-05:00'),
      '2026-05-09T09:00-04:00',
    ],
  ])

  it('E10 a yearly trigger fires once a year', () => {
    const fired: string[] = []
    for (let after = at('2026-01-01T00:00Z'), count = 0; count < 4; count++) {
      after = nextDateTrigger(birthday, '2000-02-29', after, BERLIN) ?? NaN
      fired.push(local(after, BERLIN).slice(0, 10))
    }
    expect(fired).toEqual(['2026-02-28', '2027-02-28', '2028-02-29', '2029-02-28'])
  })
})
