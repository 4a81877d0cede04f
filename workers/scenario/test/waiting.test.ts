import { ADA, BERLIN, byApi, end, enter, event, identify, journey, NEW_YORK, on, scenario, wait } from './building.ts'
import { chapter } from './rules.ts'
import { waits } from './shared-journeys.ts'

chapter('Waiting', [
  waits('W1 time parts are exact, also over a clock change', 'PT36H', '03-29 21:00', BERLIN, '2026-03-28T09:00:00Z'),
  waits('W1 date parts keep the local time over a clock change', 'P1D', '03-29 08:00', BERLIN, '2026-03-28T09:00:00Z'),
  waits(
    'W1 date parts keep the local time when the clock goes back',
    'P1D',
    '10-25 10:00',
    BERLIN,
    '2026-10-24T09:00:00Z',
  ),
  waits('W1 a month ends where the month ends', 'P1M', '02-28 09:00', ADA, '2026-01-31T09:00:00Z'),
  waits('W1 calendar part first, then the time part', 'P1DT12H', '03-29 20:00', BERLIN, '2026-03-28T09:00:00Z'),
  waits('W1 `at` moves forward to the local time', { for: 'PT2H', at: '12:30' }, '03-02 11:30', BERLIN),
  waits('W1 `at` never moves backwards', { for: 'PT2H', at: '11:59' }, '03-03 10:59', BERLIN),
  waits('W1 `at` reached exactly stays', { for: 'P1D', at: '10:00' }, '03-03 09:00', BERLIN),
  waits(
    'W1 days are that many local dates later',
    { days: 1, at: '00:30' },
    '03-03 05:30',
    NEW_YORK,
    '2026-03-03T04:59:00Z',
  ),
  waits('W1 days: 0 is today', { days: 0, at: '18:00' }, '03-02 17:00', BERLIN),
  waits(
    'W1 a date with an offset of days before it',
    { untilField: { field: 'customer.trip', offset: '-P3D', at: '10:00' } },
    '03-17 09:00',
    { ...BERLIN, traits: { trip: '2026-03-20' } },
  ),
  waits(
    'W1 a date with an offset in hours',
    { untilField: { field: 'customer.trip', offset: '-PT36H' } },
    '03-18 11:00',
    { ...BERLIN, traits: { trip: '2026-03-20' } },
  ),
  waits(
    'W2 a local time that does not exist moves forward by the gap',
    { until: '2026-03-29T02:30' },
    '03-29 01:30',
    BERLIN,
  ),
  waits('W2 a local time that happens twice means the first', { until: '2026-10-25T02:30' }, '10-25 00:30', BERLIN),
  waits('W2 a gap of half an hour', { until: '2026-10-04T02:10' }, '10-03 15:40', {
    ...ADA,
    timeZone: 'Australia/Lord_Howe',
  }),
  waits(
    'W3 the zone of the customer before that of the journey',
    { until: '2026-03-03T09:00' },
    '03-03 14:00',
    NEW_YORK,
  ),
  {
    ...waits('W3 an unknown zone counts as missing: then the journey’s, and it is recorded', {}, ''),
    given: scenario(
      journey([on('Go'), wait('w', { until: '2026-03-03T09:00' }), end()], { timeZone: 'Asia/Tokyo' }),
      [event('+PT0S', 'Go')],
      { customers: [{ ...ADA, timeZone: 'Mars/Base' }] },
    ),
    paths: ['ada: start w@03-03 00:00 end! | completed end 03-03 00:00'],
    also: ({ enrollments }) => {
      if (enrollments[0]?.history[1]?.zone !== 'Asia/Tokyo') throw new Error('the zone used must be recorded')
    },
  },
  waits(
    'W3 without any, the zone of the workspace',
    { until: '2026-03-03T09:00' },
    '03-03 03:15',
    ADA,
    '2026-03-02T00:00:00Z',
    { workspace: { timeZone: 'Asia/Kathmandu' } },
  ),
  {
    rule: 'W3 a changed zone re-times a calendar wait at once, and is recorded',
    given: scenario(
      journey([on('Go'), wait('w', { days: 1, at: '09:00' }), end()]),
      [event('+PT0S', 'Go'), identify('+PT1H', { timeZone: 'America/New_York' })],
      { customers: [BERLIN] },
    ),
    paths: ['ada: start w@03-03 14:00 end! | completed end 03-03 14:00'],
    also: ({ enrollments }) => {
      if (enrollments[0]?.history[1]?.zone !== 'America/New_York') throw new Error('the zone used must be recorded')
    },
  },
  {
    rule: 'W3 a changed zone leaves an exact wait alone',
    given: scenario(
      journey([on('Go'), wait('w', 'PT36H'), end()]),
      [event('+PT0S', 'Go'), identify('+PT1H', { timeZone: 'America/New_York' })],
      { customers: [BERLIN] },
    ),
    paths: ['ada: start w@03-03 21:00 end! | completed end 03-03 21:00'],
  },
  {
    rule: 'W3 a changed zone that makes a wait due ends it at once',
    given: scenario(
      journey([on('Go'), wait('w', { until: '2026-03-02T12:00' }), end()]),
      [event('+PT0S', 'Go'), identify('+PT4H', { timeZone: 'Europe/Berlin' })],
      { customers: [NEW_YORK] },
    ),
    paths: ['ada: start w@03-02 13:00 end! | completed end 03-02 13:00'],
  },
  waits(
    'W4 the zone rule of the instant meant, not today’s offset',
    { until: '2026-07-01T09:00' },
    '07-01 13:00',
    NEW_YORK,
  ),
  waits('W4 a duration into summer keeps the local time', 'P60D', '05-01 13:00', NEW_YORK, '2026-03-02T14:00:00Z'),
  waits('W5 until with an offset is an instant', { until: '2026-03-03T09:00:00+05:45' }, '03-03 03:15', NEW_YORK),
  waits('W5 until weekdays: strictly after arrival', { until: { weekdays: ['mon'], at: '09:00' } }, '03-09 09:00'),
  waits('W5 until weekdays: later on the same day', { until: { weekdays: ['mon'], at: '09:01' } }, '03-02 09:01'),
  waits('W5 until without weekdays: the next such local time', { until: { at: '08:00' } }, '03-03 07:00', BERLIN),
  {
    rule: 'W9 a random wait lies within its bounds and is the same on every run',
    given: scenario(
      journey([byApi({ reentry: { policy: 'always' } }), wait('w', { between: { min: 'PT1H', max: 'PT3H' } }), end()]),
      [enter('+PT0S'), enter('+PT0S')],
    ),
    also: ({ enrollments }) => {
      const left = enrollments.map((e) => Date.parse(e.history[1]?.leftAt ?? '') - Date.parse('2026-03-02T09:00:00Z'))
      if (left.some((ms) => !(ms >= 3_600_000 && ms < 10_800_000)) || left[0] === left[1])
        throw new Error(`waited ${left.join(' and ')} ms`)
    },
  },
])
