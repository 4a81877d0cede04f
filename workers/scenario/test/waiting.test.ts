import {
  ADA,
  BERLIN,
  BOB,
  byApi,
  end,
  enter,
  entry,
  event,
  identify,
  journey,
  mail,
  NEW_YORK,
  on,
  outcome,
  publish,
  scenario,
  step,
  traits,
  update,
  wait,
  waitFor,
} from './building.ts'
import { chapter, type Rule } from './rules.ts'
import { waits } from './shared-journeys.ts'

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

/** A wait that may be past, with a path for it. */
const dated = (config: object, to: Record<string, string> = { past: 'past' }) =>
  journey([on('Go'), wait('w', config as never, to), end(), end('past')])
const ask = (branches: object, timeout: string | object, rest: object = {}) =>
  journey([
    on('Go'),
    waitFor('ask', branches as never, timeout as never, { yes: 'yes', other: 'other', timeout: 'late' }, rest as never),
    end('yes'),
    end('late'),
    end('other'),
  ])
/** The same, of which nobody draws the path `other`. */
const askOne = (what: string | object, timeout: string | object, rest: object = {}) =>
  journey([
    on('Go'),
    waitFor('ask', { yes: what } as never, timeout as never, { yes: 'yes', timeout: 'late' }, rest as never),
    end('yes'),
    end('late'),
  ])

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
  waits('W6 a date alone is local midnight', { untilField: { field: 'customer.trip' } }, '03-19 23:00', {
    ...BERLIN,
    traits: { trip: '2026-03-20' },
  }),
  ...[8.64e15, -8.64e15, 253402300800000].map((day) => ({
    rule: `W6 a number beyond the year 9999 is no date: ${day}`,
    given: scenario(
      [
        journey([on('Go'), wait('w', { untilField: { field: 'customer.day', offset: 'P900Y' } }), end()]),
        journey([entry('start', { type: 'date', field: 'customer.day', offset: 'P900Y', yearly: true }), end()], {
          id: 'k',
        }),
      ],
      [event('+PT0S', 'Go')],
      { customers: [{ ...ADA, traits: { day } }] },
    ),
    paths: ['j/ada: start w end! | completed end 03-02 09:00'],
  })),
  {
    rule: 'W6 a changed field re-times the wait at once',
    given: scenario(
      dated({ untilField: { field: 'customer.trip' }, ifPast: 'path' }),
      [event('+PT0S', 'Go'), traits('+P1D', { trip: '2026-03-08' })],
      { customers: [{ ...ADA, traits: { trip: '2026-03-20' } }] },
    ),
    paths: ['ada: start w@03-08 00:00 end! | completed end 03-08 00:00'],
  },
  {
    rule: 'W6 a field that changes to a date before arrival is past',
    given: scenario(
      dated({ untilField: { field: 'customer.trip' }, ifPast: 'path' }),
      [event('+PT0S', 'Go'), traits('+P1D', { trip: '2026-03-01' })],
      { customers: [{ ...ADA, traits: { trip: '2026-03-20' } }] },
    ),
    paths: ['ada: start w@03-03 09:00>past past! | completed past 03-03 09:00'],
  },
  {
    rule: 'W6 a field that is removed is past',
    given: scenario(
      dated({ untilField: { field: 'customer.trip' }, ifPast: 'path' }),
      [event('+PT0S', 'Go'), identify('+P1D', { unset: ['trip'] })],
      { customers: [{ ...ADA, traits: { trip: '2026-03-20' } }] },
    ),
    paths: ['ada: start w@03-03 09:00>past past! | completed past 03-03 09:00'],
  },
  {
    rule: 'W6 a field changed by another journey re-times the wait, too',
    given: scenario(
      [
        journey([on('Go'), wait('w', { untilField: { field: 'customer.trip' } }), end()]),
        journey([on('Rebook'), update('set', { set: { trip: '{{ event.day }}' } }), end()], { id: 'k' }),
      ],
      [event('+PT0S', 'Go'), event('+P1D', 'Rebook', { day: '2026-03-10' })],
      { customers: [{ ...ADA, traits: { trip: '2026-03-20' } }] },
    ),
    paths: [
      'j/ada: start w@03-10 00:00 end! | completed end 03-10 00:00',
      'k/ada: start set end! | completed end 03-03 09:00',
    ],
  },
  {
    rule: 'W7 a date before arrival is past',
    given: scenario(dated({ until: '2026-03-02T08:59:59', ifPast: 'path' }), [event('+PT0S', 'Go')]),
    paths: ['ada: start w>past past! | completed past 03-02 09:00'],
  },
  {
    rule: 'W7 due exactly on arrival is not past',
    given: scenario(dated({ until: '2026-03-02T09:00', ifPast: 'path' }), [event('+PT0S', 'Go')]),
    paths: ['ada: start w end! | completed end 03-02 09:00'],
  },
  {
    rule: 'W7 an unconnected path `past` follows `next`',
    given: scenario(journey([on('Go'), wait('w', { until: '2026-03-01T09:00', ifPast: 'path' }), end()]), [
      event('+PT0S', 'Go'),
    ]),
    paths: ['ada: start w>past end! | completed end 03-02 09:00'],
  },
  {
    rule: 'W7 ifPast: continue goes on at once',
    given: scenario(journey([on('Go'), wait('w', { until: '2026-03-01T09:00' }), end()]), [event('+PT0S', 'Go')]),
    paths: ['ada: start w end! | completed end 03-02 09:00'],
  },
  {
    rule: 'W7 a missing or unreadable field is past',
    given: scenario(
      dated({ untilField: { field: 'customer.trip' }, ifPast: 'path' }),
      [event('+PT0S', 'Go'), event('+PT0S', 'Go', {}, { customerId: 'bob' })],
      {
        customers: [ADA, { ...BOB, traits: { trip: 'next summer' } }],
      },
    ),
    paths: ['ada', 'bob'].map((name) => `${name}: start w>past past! | completed past 03-02 09:00`),
  },
  {
    rule: 'W8 branches in order: the first that matches wins',
    given: scenario(
      ask({ yes: { event: 'X', where: { field: 'event.n', op: 'gt', value: 1 } }, other: 'X' }, 'P9D'),
      [
        event('+PT0S', 'Go'),
        event('+PT0S', 'Go', {}, { customerId: 'bob' }),
        event('+P1D', 'X', { n: 2 }),
        event('+P1D', 'X', { n: 1 }, { customerId: 'bob' }),
      ],
      {
        customers: [ADA, BOB],
      },
    ),
    paths: [
      'ada: start ask@03-03 09:00>yes yes! | completed yes 03-03 09:00',
      'bob: start ask@03-03 09:00>other other! | completed other 03-03 09:00',
    ],
  },
  {
    rule: 'W8 a condition already true on arrival takes its path at once',
    given: scenario(
      askOne({ condition: { field: 'customer.vip', op: 'eq', value: true } }, 'P9D'),
      [event('+PT0S', 'Go')],
      { customers: [{ ...ADA, traits: { vip: true } }] },
    ),
    paths: ['ada: start ask>yes yes! | completed yes 03-02 09:00'],
  },
  {
    rule: 'W8 an outcome already there takes its path at once; clicked implies opened',
    given: scenario(
      journey([
        on('Go'),
        mail('hello'),
        wait('w', 'P1D'),
        waitFor('ask', { yes: { interaction: { step: 'hello', outcome: 'opened' } } }, 'P9D', {
          yes: 'yes',
          timeout: 'late',
        }),
        end('yes'),
        end('late'),
      ]),
      [event('+PT0S', 'Go'), outcome('+PT1H', 'hello', 'clicked')],
    ),
    paths: ['ada: start hello w@03-03 09:00 ask>yes yes! | completed yes 03-03 09:00'],
  },
  {
    rule: 'W8 an outcome counts for the latest visit of its step only',
    given: scenario(
      journey([
        on('Go'),
        mail('hello'),
        waitFor('ask', { again: { interaction: { step: 'hello', outcome: 'opened' } } }, 'P2D', {
          again: 'hello',
          timeout: 'late',
        }),
        end('late'),
      ]),
      [event('+PT0S', 'Go'), outcome('+PT1H', 'hello', 'opened')],
    ),
    paths: [
      'ada: start hello ask@03-02 10:00>again hello#2 ask#2@03-04 10:00>timeout late! | completed late 03-04 10:00',
    ],
  },
  {
    rule: 'W8 an event counts only if accepted after the one that led here; since-entry widens it',
    given: scenario(
      journey([
        on('Go'),
        wait('w', 'P1D'),
        waitFor('first', { yes: 'X' }, 'P1D', { timeout: 'second', yes: 'never' }),
        waitFor('second', { yes: 'X' }, 'P1D', { yes: 'end', timeout: 'never' }, { counts: 'since-entry' }),
        end(),
        end('never'),
      ]),
      [event('+PT0S', 'Go'), event('+PT1H', 'X')],
    ),
    paths: ['ada: start w@03-03 09:00 first@03-04 09:00>timeout second>yes end! | completed end 03-04 09:00'],
  },
  {
    rule: 'W8 since-entry does not count what was accepted before the entry, whatever its timestamp',
    given: scenario(askOne('X', 'P1D', { counts: 'since-entry' }), [
      event('+PT0S', 'X', {}, { timestamp: '2026-03-09T09:00:00Z' }),
      event('+PT0S', 'Go'),
    ]),
    paths: ['ada: start ask@03-03 09:00>timeout late! | completed late 03-03 09:00'],
  },
  {
    rule: 'W8 the event that ended the wait is `event` from then on, `entry` stays',
    given: scenario(
      journey([
        on('Go'),
        waitFor('ask', { yes: 'X' }, 'P9D', { yes: 'hello' }),
        mail('hello', { content: { subject: '{{ entry.n }} {{ event.n }} {{ event.$name }}', text: '-' } }),
      ]),
      [event('+PT0S', 'Go', { n: 1 }), event('+P1D', 'X', { n: 2 })],
    ),
    also: ({ interactions }) => {
      if (interactions[0]?.subject !== '1 2 X') throw new Error(`subject: ${String(interactions[0]?.subject)}`)
    },
  },
  {
    rule: 'W8 a condition over state ends a wait as soon as a trait changes',
    given: scenario(
      askOne({ condition: { all: [{ field: 'customer.a', op: 'eq', value: 1 }, { event: 'X' }] } }, 'P9D'),
      [event('+PT0S', 'Go'), event('+PT1H', 'X'), traits('+P1D', { a: 1 })],
    ),
    paths: ['ada: start ask@03-03 09:00>yes yes! | completed yes 03-03 09:00'],
  },
  {
    rule: 'W9 an event at the instant of the timeout wins',
    given: scenario(askOne('X', 'P1D'), [event('+PT0S', 'Go'), event('+P1D', 'X')]),
    paths: ['ada: start ask@03-03 09:00>yes yes! | completed yes 03-03 09:00'],
  },
  {
    rule: 'W9 an event accepted in time wins also if the timeout passes while the workers are down',
    given: scenario(askOne('X', 'P1D'), [
      event('+PT0S', 'Go'),
      { at: '+PT20H', restart: { downFor: 'PT12H' } },
      event('+PT23H', 'X'),
    ]),
    paths: ['ada: start ask@03-03 17:00>yes yes! | completed yes 03-03 17:00'],
  },
  {
    rule: 'W9 an event accepted after the timeout loses, though nobody was there to end the wait',
    given: scenario(askOne('X', 'P1D'), [
      event('+PT0S', 'Go'),
      { at: '+PT20H', restart: { downFor: 'PT12H' } },
      event('+PT25H', 'X'),
    ]),
    paths: ['ada: start ask@03-03 17:00>timeout late! | completed late 03-03 17:00'],
  },
  {
    rule: 'W9 only one path is ever taken',
    given: scenario(askOne('X', 'P1D'), [
      event('+PT0S', 'Go'),
      event('+PT2H', 'X'),
      event('+PT3H', 'X'),
      event('+P1D', 'X'),
    ]),
    paths: ['ada: start ask@03-02 11:00>yes yes! | completed yes 03-02 11:00'],
  },
  {
    rule: 'W9 a timeout until a date of the customer, re-timed with it',
    given: scenario(
      askOne('X', { untilField: { field: 'customer.trip' } }),
      [event('+PT0S', 'Go'), traits('+P1D', { trip: '2026-03-06' })],
      { customers: [{ ...ADA, traits: { trip: '2026-03-20' } }] },
    ),
    paths: ['ada: start ask@03-06 00:00>timeout late! | completed late 03-06 00:00'],
  },
  {
    rule: 'W9 a timeout until a local time',
    given: scenario(askOne('X', { until: { weekdays: ['fri'], at: '17:00' } }), [event('+PT0S', 'Go')], {
      customers: [BERLIN],
    }),
    paths: ['ada: start ask@03-06 16:00>timeout late! | completed late 03-06 16:00'],
  },
  {
    rule: 'W9 without a timeout the wait lasts',
    given: scenario(askOne('X', 'never'), [event('+PT0S', 'Go')], { until: '+P300D' }),
    paths: ['ada: start ask... | active'],
  },
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
  {
    rule: 'W10 a wait-for behind a wait for a publish in between is timed by its own version',
    given: scenario(journey([on('Go'), wait('w', 'P2D'), end()]), [
      event('+PT0S', 'Go'),
      publish('+P1D', journey([on('Go'), wait('w', 'P9D'), end('two')])),
    ]),
    paths: ['ada: start w@03-04 09:00 end! | completed end 03-04 09:00'],
  },
])
