import { ADA, BERLIN, end, event, identify, journey, NEW_YORK, on, scenario, step } from './building.ts'
import { chapter, type Rule } from './rules.ts'

const window = (rule: string, config: object, at: string, left: string | null, customer: object = ADA): Rule => ({
  rule,
  given: {
    ...scenario(
      journey([on('Go'), step('open', 'window', config as never, { next: 'end' }), end()]),
      [event(at, 'Go')],
      { customers: [customer as never], until: '+P300D' },
    ),
    start: '2026-01-01T00:00:00Z',
  },
  paths: [
    left === null
      ? `ada: start open end! | completed end ${clock(at)}`
      : `ada: start open@${left} end! | completed end ${left}`,
  ],
})
const clock = (at: string): string => `${at.slice(5, 10)} ${at.slice(11, 16)}`

chapter('Windows', [
  window(
    'W10 inside goes on at once; the start is in',
    { weekdays: ['fri'], from: '09:00', to: '17:00' },
    '2026-03-06T09:00:00Z',
    null,
  ),
  window(
    'W10 the end is out',
    { weekdays: ['fri'], from: '09:00', to: '17:00' },
    '2026-03-06T17:00:00Z',
    '03-13 09:00',
  ),
  window(
    'W10 local days, not days in UTC',
    { weekdays: ['mon'], from: '00:00', to: '24:00' },
    '2026-03-02T02:00:00Z',
    '03-02 05:00',
    NEW_YORK,
  ),
  window(
    'W10 a window past midnight belongs to the day it starts on',
    { weekdays: ['fri'], from: '22:00', to: '06:00' },
    '2026-03-07T05:59:00Z',
    null,
  ),
  window(
    'W10 a window past midnight is over in the morning',
    { weekdays: ['fri'], from: '22:00', to: '06:00' },
    '2026-03-07T06:00:00Z',
    '03-13 22:00',
  ),
  window(
    'W10 the night before does not belong to the day',
    { weekdays: ['fri'], from: '22:00', to: '06:00' },
    '2026-03-06T01:00:00Z',
    '03-06 22:00',
  ),
  window('W10 days alone keep the local time', { weekdays: ['sat'] }, '2026-03-26T08:30:00Z', '03-28 08:30', BERLIN),
  window(
    'W10 days alone keep the local time over a clock change',
    { weekdays: ['sun'] },
    '2026-03-26T08:30:00Z',
    '03-29 07:30',
    BERLIN,
  ),
  window(
    'W10 a window swallowed by a clock change is skipped that day',
    { from: '02:10', to: '02:40' },
    '2026-03-28T12:00:00Z',
    '03-30 00:10',
    BERLIN,
  ),
  window(
    'W10 a window in a zone of its own',
    { from: '09:00', to: '10:00', timeZone: 'Asia/Tokyo' },
    '2026-03-02T12:00:00Z',
    '03-03 00:00',
    NEW_YORK,
  ),
  {
    rule: 'W10 a changed zone moves the window of who waits for it',
    given: scenario(
      journey([on('Go'), step('open', 'window', { from: '18:00', to: '20:00' }, { next: 'end' }), end()]),
      [event('+PT0S', 'Go'), identify('+PT1H', { timeZone: 'Asia/Shanghai' })],
    ),
    paths: ['ada: start open@03-02 10:00 end! | completed end 03-02 10:00'],
  },
])
