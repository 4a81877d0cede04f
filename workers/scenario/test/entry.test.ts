import { expect } from 'vitest'
import {
  ADA,
  BOB,
  branch,
  broken,
  byApi,
  end,
  enter,
  entry,
  event,
  identify,
  journey,
  mail,
  on,
  pause,
  publish,
  resume,
  scenario,
  step,
  traits,
  update,
  wait,
  waitFor,
} from './building.ts'
import { chapter } from './rules.ts'
import { oneMail, VIP } from './shared-journeys.ts'
import type { Told } from './telling.ts'

const stay = (reentry: object) => journey([on('Go', { reentry: reentry as never }), wait('w', 'P5D'), end()])
const bySegment = (trigger = {}, rest = {}) =>
  journey([
    entry(
      'start',
      { type: 'segment', segment: 'vip', on: 'enter', ...trigger },
      { reentry: { policy: 'always' }, ...rest },
    ),
    end(),
  ])
const byDate = (trigger: object, rest = {}) =>
  journey([
    entry('start', { type: 'date', field: 'customer.day', ...trigger } as never, {
      reentry: { policy: 'always' },
      ...rest,
    }),
    end(),
  ])
const bySchedule = (trigger: object, rest = {}) =>
  journey([
    entry('start', { type: 'schedule', ...trigger } as never, { reentry: { policy: 'always' }, ...rest }),
    end(),
  ])
/** Bookings, each with a passage of its own. */
const bookings = (rest = {}, policy = 'never') =>
  journey(
    [
      on('Booked', { reentry: { policy, key: 'event.id' } }),
      waitFor('paid', { yes: 'Paid' }, 'P10D', { yes: 'end', timeout: 'late' }),
      end(),
      end('late'),
    ],
    rest,
  )

chapter('Entry', [
  {
    rule: 'E1 an event older than maxEventAge starts nothing, one exactly as old does',
    given: scenario(oneMail({ reentry: { policy: 'always' } }), [
      event('+PT0S', 'Go', {}, { timestamp: '2026-03-01T08:59:59.999Z', messageId: 'old' }),
      event('+PT0S', 'Go', {}, { timestamp: '2026-03-01T09:00:00Z' }),
    ]),
    sent: ['ada hello accepted 03-02 09:00'],
    refused: ['ada event-too-old 03-02 09:00'],
    also: ({ refused }) => {
      if (refused[0]?.messageId !== 'old') throw new Error('the refused event must be named')
    },
  },
  {
    rule: 'E1 maxEventAge as the entry says',
    given: scenario(oneMail({ maxEventAge: 'PT1H' }), [
      event('+PT0S', 'Go', {}, { timestamp: '2026-03-02T07:59:59Z' }),
    ]),
    paths: [],
    refused: ['ada event-too-old 03-02 09:00'],
  },
  {
    rule: 'E1 the age counts to acceptance: a downtime makes no event too old',
    given: scenario(oneMail(), [{ at: '+PT0S', restart: { downFor: 'P3D' } }, event('+PT1H', 'Go')]),
    sent: ['ada hello accepted 03-05 09:00'],
    refused: [],
  },
  {
    rule: 'E1 an event too old still is input: it ends waits and counts',
    given: scenario(journey([on('Go'), waitFor('ask', { yes: 'X' }, 'P9D', { yes: 'end' }), end()]), [
      event('+PT0S', 'Go'),
      event('+P1D', 'X', {}, { timestamp: '2025-01-01T00:00:00Z' }),
    ]),
    paths: ['ada: start ask@03-03 09:00>yes end! | completed end 03-03 09:00'],
  },
  {
    rule: 'E2 the same message id never starts twice',
    given: scenario(oneMail({ reentry: { policy: 'always' } }), [
      event('+PT0S', 'Go', {}, { messageId: 'm1' }),
      event('+P1D', 'Go', {}, { messageId: 'm1' }),
    ]),
    sent: ['ada hello accepted 03-02 09:00'],
    refused: [],
  },
  {
    rule: 'E2 the same message id never counts twice',
    given: scenario(
      journey([
        on('Go'),
        branch('often', { yes: { event: 'Order', count: { gte: 2 } } }, { yes: 'yes', else: 'no' }),
        end('yes'),
        end('no'),
      ]),
      [
        event('+PT0S', 'Order', {}, { messageId: 'm1' }),
        event('+PT1H', 'Order', {}, { messageId: 'm1' }),
        event('+PT2H', 'Go'),
      ],
    ),
    paths: ['ada: start often>else no! | completed no 03-02 11:00'],
  },
  {
    rule: 'E2 the same message id counts once also when it comes again after a crash',
    given: scenario(oneMail({ reentry: { policy: 'always' } }), [
      { at: '+PT0S', restart: { at: 'after-commit' } },
      event('+PT0S', 'Go', {}, { messageId: 'm1' }),
      event('+PT1H', 'Go', {}, { messageId: 'm1' }),
    ]),
    sent: ['ada hello accepted 03-02 09:00'],
  },
  {
    rule: 'E3 never: once for life, also after the end',
    given: scenario(stay({ policy: 'never' }), [
      event('+PT0S', 'Go'),
      event('+P1D', 'Go'),
      event('+P9D', 'Go', {}, { messageId: 'm9' }),
    ]),
    paths: ['ada: start w@03-07 09:00 end! | completed end 03-07 09:00'],
    refused: ['ada already-entered 03-03 09:00', 'ada already-entered 03-11 09:00'],
  },
  {
    rule: 'E3 never: over all versions',
    given: scenario(oneMail(), [
      event('+PT0S', 'Go'),
      publish('+P1D', journey([on('Go'), mail('again')])),
      event('+P2D', 'Go'),
    ]),
    sent: ['ada hello accepted 03-02 09:00'],
    refused: ['ada already-entered 03-04 09:00'],
  },
  {
    rule: 'E3 after-exit: not while one is active, again afterwards',
    given: scenario(stay({ policy: 'after-exit' }), [event('+PT0S', 'Go'), event('+P1D', 'Go'), event('+P6D', 'Go')]),
    paths: [
      'ada: start w@03-07 09:00 end! | completed end 03-07 09:00',
      'ada: start w@03-13 09:00 end! | completed end 03-13 09:00',
    ],
    refused: ['ada already-active 03-03 09:00'],
  },
  {
    rule: 'E3 after-exit: at the instant the wait ends the event still comes first',
    given: scenario(stay({ policy: 'after-exit' }), [event('+PT0S', 'Go'), event('+P5D', 'Go')]),
    paths: ['ada: start w@03-07 09:00 end! | completed end 03-07 09:00'],
    refused: ['ada already-active 03-07 09:00'],
  },
  {
    rule: 'E3 after-exit: parked counts as active',
    given: scenario(journey([on('Go', { reentry: { policy: 'after-exit' } }), broken, end()]), [
      event('+PT0S', 'Go'),
      event('+P1D', 'Go'),
    ]),
    paths: ['ada: start broken... | parked step-error broken'],
    refused: ['ada already-active 03-03 09:00'],
  },
  {
    rule: 'E3 always: also in parallel',
    given: scenario(stay({ policy: 'always' }), [event('+PT0S', 'Go'), event('+P1D', 'Go')]),
    paths: [
      'ada: start w@03-07 09:00 end! | completed end 03-07 09:00',
      'ada: start w@03-08 09:00 end! | completed end 03-08 09:00',
    ],
  },
  {
    rule: 'E4 holdout: no history, nothing sent, goals recorded',
    given: scenario(
      oneMail(
        {},
        { holdout: { percent: 100 }, goals: [{ id: 'buy', event: 'Order', value: 'event.revenue', exitOnGoal: true }] },
      ),
      [event('+PT0S', 'Go'), event('+P1D', 'Order', { revenue: 30 })],
    ),
    paths: ['ada: | holdout'],
    sent: [],
    goals: ['ada buy 03-03 09:00 = 30'],
    also: ({ counts }) => {
      if (counts['j']?.['holdout'] !== 1 || counts['j']?.['entered'] !== 1)
        throw new Error('a holdout counts as an entry')
    },
  },
  {
    rule: 'E4 holdout counts as an entry: never',
    given: scenario(oneMail({}, { holdout: { percent: 100 } }), [event('+PT0S', 'Go'), event('+P1D', 'Go')]),
    paths: ['ada: | holdout'],
    refused: ['ada already-entered 03-03 09:00'],
  },
  {
    rule: 'E4 re-entry gives holdout again; who is held out is not active',
    given: scenario(oneMail({ reentry: { policy: 'after-exit' } }, { holdout: { percent: 100 } }), [
      event('+PT0S', 'Go'),
      event('+P1D', 'Go'),
    ]),
    paths: ['ada: | holdout', 'ada: | holdout'],
    refused: [],
  },
  {
    rule: 'E4 no holdout without percent',
    given: scenario(oneMail({}, { holdout: { percent: 0 } }), [event('+PT0S', 'Go')]),
    sent: ['ada hello accepted 03-02 09:00'],
  },
  {
    rule: 'E5 two keys of one customer run side by side, an event moves only its own',
    given: scenario(bookings(), [
      event('+PT0S', 'Booked', { id: 'A' }),
      event('+PT1H', 'Booked', { id: 'B' }),
      event('+P1D', 'Paid', { id: 'B' }),
    ]),
    paths: [
      'ada["A"]: start paid@03-12 09:00>timeout late! | completed late 03-12 09:00',
      'ada["B"]: start paid@03-03 09:00>yes end! | completed end 03-03 09:00',
    ],
  },
  {
    rule: 'E5 never: once per key',
    given: scenario(bookings(), [
      event('+PT0S', 'Booked', { id: 'A' }),
      event('+PT1H', 'Booked', { id: 'A' }),
      event('+PT2H', 'Booked', { id: 'B' }),
    ]),
    paths: [
      'ada["A"]: start paid@03-12 09:00>timeout late! | completed late 03-12 09:00',
      'ada["B"]: start paid@03-12 11:00>timeout late! | completed late 03-12 11:00',
    ],
    refused: ['ada already-entered 03-02 10:00'],
  },
  {
    rule: 'E5 after-exit: per key',
    given: scenario(bookings({}, 'after-exit'), [
      event('+PT0S', 'Booked', { id: 'A' }),
      event('+PT1H', 'Booked', { id: 'A' }),
      event('+PT2H', 'Paid', { id: 'A' }),
      event('+PT3H', 'Booked', { id: 'A' }),
    ]),
    paths: [
      'ada["A"]: start paid@03-02 11:00>yes end! | completed end 03-02 11:00',
      'ada["A"]: start paid@03-12 12:00>timeout late! | completed late 03-12 12:00',
    ],
    refused: ['ada already-active 03-02 10:00'],
  },
  {
    rule: 'E5 a key of another type is another key',
    given: scenario(bookings(), [
      event('+PT0S', 'Booked', { id: 1 }),
      event('+PT0S', 'Booked', { id: '1' }),
      event('+P1D', 'Paid', { id: 1 }),
    ]),
    paths: [
      'ada[1]: start paid@03-03 09:00>yes end! | completed end 03-03 09:00',
      'ada["1"]: start paid@03-12 09:00>timeout late! | completed late 03-12 09:00',
    ],
  },
  {
    rule: 'E5 an event without a key starts nothing and moves nobody',
    given: scenario(bookings(), [
      event('+PT0S', 'Booked', { id: 'A' }),
      event('+PT1H', 'Booked'),
      event('+PT2H', 'Paid'),
    ]),
    paths: ['ada["A"]: start paid@03-12 09:00>timeout late! | completed late 03-12 09:00'],
    refused: ['ada missing-key 03-02 10:00'],
  },
  {
    rule: 'E5 exits and goals see only events with the key',
    given: scenario(
      bookings({ exits: [{ id: 'gone', event: 'Cancelled' }], goals: [{ id: 'stay', event: 'Stayed' }] }),
      [
        event('+PT0S', 'Booked', { id: 'A' }),
        event('+PT0S', 'Booked', { id: 'B' }),
        event('+P1D', 'Cancelled', { id: 'A' }),
        event('+P2D', 'Stayed', { id: 'B' }),
      ],
    ),
    paths: [
      'ada["A"]: start paid@03-03 09:00! | exited gone 03-03 09:00',
      'ada["B"]: start paid@03-12 09:00>timeout late! | completed late 03-12 09:00',
    ],
    goals: ['ada stay 03-04 09:00'],
  },
  {
    rule: 'E5 event conditions see only events with the key',
    given: scenario(
      journey([
        on('Booked', { reentry: { policy: 'never', key: 'event.id' } }),
        wait('w', 'P1D'),
        branch('paid', { yes: { event: 'Paid' } }, { yes: 'yes', else: 'no' }),
        end('yes'),
        end('no'),
      ]),
      [
        event('+PT0S', 'Booked', { id: 'A' }),
        event('+PT0S', 'Booked', { id: 'B' }),
        event('+PT1H', 'Paid', { id: 'B' }),
      ],
    ),
    paths: [
      'ada["A"]: start w@03-03 09:00 paid>else no! | completed no 03-03 09:00',
      'ada["B"]: start w@03-03 09:00 paid>yes yes! | completed yes 03-03 09:00',
    ],
  },
  {
    rule: 'E5 since-entry sees only events with the key',
    given: scenario(
      journey([
        on('Booked', { reentry: { policy: 'never', key: 'event.id' } }),
        wait('w', 'P1D'),
        waitFor('paid', { yes: 'Paid' }, 'P1D', { yes: 'yes', timeout: 'no' }, { counts: 'since-entry' }),
        end('yes'),
        end('no'),
      ]),
      [
        event('+PT0S', 'Booked', { id: 'A' }),
        event('+PT0S', 'Booked', { id: 'B' }),
        event('+PT1H', 'Paid', { id: 'B' }),
      ],
    ),
    paths: [
      'ada["A"]: start w@03-03 09:00 paid@03-04 09:00>timeout no! | completed no 03-04 09:00',
      'ada["B"]: start w@03-03 09:00 paid>yes yes! | completed yes 03-03 09:00',
    ],
  },
  {
    rule: 'E5 an exit condition already true for another key lets in',
    given: scenario(bookings({ exits: [{ id: 'paid', when: { event: 'Paid' } }] }), [
      event('+PT0S', 'Paid', { id: 'A' }),
      event('+PT1H', 'Booked', { id: 'A' }),
      event('+PT1H', 'Booked', { id: 'B' }),
    ]),
    paths: ['ada["B"]: start paid@03-12 10:00>timeout late! | completed late 03-12 10:00'],
    refused: ['ada exit-condition 03-02 10:00'],
  },
  {
    rule: 'E6 of several matching entries the first in step order lets in, once',
    given: scenario(
      journey([
        entry(
          'second',
          { type: 'event', event: 'Go', where: { field: 'event.n', op: 'gt', value: 5 } },
          {},
          { next: 'end' },
        ),
        entry('any', { type: 'event', event: 'Go' }, {}, { next: 'end' }),
        end(),
      ]),
      [event('+PT0S', 'Go', { n: 9 }), event('+PT0S', 'Go', { n: 1 }, { customerId: 'bob' })],
      { customers: [ADA, BOB] },
    ),
    paths: ['ada: second end! | completed end 03-02 09:00', 'bob: any end! | completed end 03-02 09:00'],
    refused: [],
  },
  {
    rule: 'E7 the cool-down counts from the last entry let in, its end is free',
    given: scenario(oneMail({ reentry: { policy: 'always', cooldown: 'P2D' } }), [
      event('+PT0S', 'Go'),
      event('+P1D', 'Go'),
      event('+P2D', 'Go'),
      event('+P3D', 'Go'),
      event('+P4DT0.001S', 'Go'),
    ]),
    sent: ['ada hello accepted 03-02 09:00', 'ada hello accepted 03-04 09:00', 'ada hello accepted 03-06 09:00:00.001'],
    refused: ['ada cooldown 03-03 09:00', 'ada cooldown 03-05 09:00'],
  },
  {
    rule: 'E7 a cool-down by calendar ends at the same local time over a clock change',
    given: scenario(
      oneMail({ reentry: { policy: 'always', cooldown: 'P1D' } }),
      [event('2026-03-28T11:00:00Z', 'Go'), event('2026-03-29T09:59:59Z', 'Go'), event('2026-03-29T10:00:00Z', 'Go')],
      { customers: [{ ...ADA, timeZone: 'Europe/Berlin' }] },
    ),
    sent: ['ada hello accepted 03-28 11:00', 'ada hello accepted 03-29 10:00'],
    refused: ['ada cooldown 03-29 09:59:59'],
  },
  {
    rule: 'E8 a segment lets in who enters it after publish, not who is in already',
    given: scenario(bySegment(), [traits('+P1D', { vip: true })], {
      segments: VIP,
      customers: [ADA, { ...BOB, traits: { vip: true } }],
    }),
    paths: ['ada: start end! | completed end 03-03 09:00'],
  },
  {
    rule: 'E8 a segment lets in at each change, once',
    given: scenario(
      bySegment(),
      [
        traits('+P1D', { vip: true }),
        traits('+P2D', { vip: true }),
        traits('+P3D', { vip: false }),
        traits('+P4D', { vip: true }),
      ],
      { segments: VIP },
    ),
    paths: ['ada: start end! | completed end 03-03 09:00', 'ada: start end! | completed end 03-06 09:00'],
  },
  {
    rule: 'E8 a segment lets in who leaves it',
    given: scenario(bySegment({ on: 'leave' }), [traits('+P1D', { vip: false })], {
      segments: VIP,
      customers: [{ ...ADA, traits: { vip: true } }],
    }),
    paths: ['ada: start end! | completed end 03-03 09:00'],
  },
  {
    rule: 'E8 existing: true takes those already in, once, also over versions',
    given: scenario(
      bySegment({ existing: true }),
      [
        publish(
          '+P1D',
          journey([
            entry(
              'start',
              { type: 'segment', segment: 'vip', on: 'enter', existing: true },
              { reentry: { policy: 'always' } },
            ),
            end('two'),
          ]),
        ),
      ],
      { segments: VIP, customers: [ADA, { ...BOB, traits: { vip: true } }] },
    ),
    paths: ['bob: start end! | completed end 03-02 09:00'],
  },
  {
    rule: 'E8 a customer first heard of through the change enters, and is not taken as existing later',
    given: scenario(
      bySegment({ existing: true }),
      [
        identify('+P1D', { customerId: 'new', traits: { vip: true } }),
        publish(
          '+P2D',
          journey([
            entry(
              'start',
              { type: 'segment', segment: 'vip', on: 'enter', existing: true },
              { reentry: { policy: 'always' } },
            ),
            end('two'),
          ]),
        ),
      ],
      { segments: VIP, customers: [] },
    ),
    paths: ['new: start end! | completed end 03-03 09:00'],
  },
  {
    rule: 'E8 a version that watches another segment starts from who is in that one',
    given: scenario(
      bySegment(),
      [
        publish(
          '+P1D',
          journey([
            entry('start', { type: 'segment', segment: 'big', on: 'enter' }, { reentry: { policy: 'always' } }),
            end(),
          ]),
        ),
        traits('+P2D', { n: 1 }),
        traits('+P3D', { big: true }),
      ],
      {
        segments: [...VIP, { id: 'big', when: { field: 'customer.big', op: 'eq', value: true } }],
        customers: [{ ...BOB, traits: { big: true } }, ADA],
      },
    ),
    paths: ['ada v2: start end! | completed end 03-05 09:00'],
  },
  {
    rule: 'E9 an exit condition that is true already: not let in',
    given: scenario(
      oneMail({}, { exits: [{ id: 'no', when: { field: 'customer.vip', op: 'eq', value: true } }] }),
      [event('+PT0S', 'Go')],
      {
        customers: [{ ...ADA, traits: { vip: true } }],
      },
    ),
    paths: [],
    sent: [],
    refused: ['ada exit-condition 03-02 09:00'],
  },
  {
    rule: 'E10 a date trigger fires at the local time of its day',
    given: scenario(byDate({ at: '09:00', offset: '-P3D' }), [], {
      customers: [{ ...ADA, timeZone: 'Asia/Shanghai', traits: { day: '2026-03-10' } }],
    }),
    paths: ['ada: start end! | completed end 03-07 01:00'],
  },
  {
    rule: 'E10 a past date starts nothing, one exactly now does',
    given: scenario(byDate({}), [], {
      customers: [
        { ...ADA, traits: { day: '2026-03-02T08:59:59Z' } },
        { ...BOB, traits: { day: '2026-03-02T09:00:00Z' } },
      ],
    }),
    paths: ['bob: start end! | completed end 03-02 09:00'],
  },
  {
    rule: 'E10 a changed field plans anew, and fires once per date',
    given: scenario(
      byDate({ at: '09:00' }),
      [traits('+P1D', { day: '2026-03-08' }), traits('+P8D', { other: 1 }), traits('+P9D', { day: '2026-03-20' })],
      {
        customers: [{ ...ADA, traits: { day: '2026-03-05' } }],
      },
    ),
    paths: ['ada: start end! | completed end 03-08 09:00', 'ada: start end! | completed end 03-20 09:00'],
  },
  {
    rule: 'E10 a date that falls into a downtime fires afterwards',
    given: scenario(byDate({}), [
      { at: '+PT1H', restart: { downFor: 'P2D' } },
      traits('+PT2H', { day: '2026-03-03T09:00:00Z' }),
    ]),
    paths: ['ada: start end! | completed end 03-04 10:00'],
  },
  {
    rule: 'E10 29 February counts as the 28th in other years',
    given: {
      ...scenario(byDate({ yearly: true, at: '09:00' }), [], {
        customers: [{ ...ADA, traits: { day: '1996-02-29' } }],
      }),
      start: '2026-02-01T00:00:00Z',
      until: '2026-04-01T00:00:00Z',
    },
    paths: ['ada: start end! | completed end 02-28 09:00'],
  },
  {
    rule: 'E10 29 February is itself in leap years',
    given: {
      ...scenario(byDate({ yearly: true, at: '09:00' }), [], {
        customers: [{ ...ADA, traits: { day: '1996-02-29' } }],
      }),
      start: '2028-02-01T00:00:00Z',
      until: '2028-04-01T00:00:00Z',
    },
    paths: ['ada: start end! | completed end 2028-02-29 09:00'],
  },
  {
    rule: 'E10 yearly comes every year',
    given: {
      ...scenario(byDate({ yearly: true }), [], { customers: [{ ...ADA, traits: { day: '1990-05-04' } }] }),
      until: '2028-01-01T00:00:00Z',
    },
    paths: ['ada: start end! | completed end 05-04 00:00', 'ada: start end! | completed end 2027-05-04 00:00'],
  },
  {
    rule: 'E10 a new version at the instant a date is due does not lose it',
    given: scenario(
      byDate({ at: '09:00' }),
      [
        publish(
          '+P1D',
          journey([
            entry('start', { type: 'date', field: 'customer.day', at: '09:00' }, { reentry: { policy: 'always' } }),
            end('two'),
          ]),
        ),
      ],
      {
        customers: [{ ...ADA, traits: { day: '2026-03-03' } }],
      },
    ),
    paths: ['ada v2: start two! | completed two 03-03 09:00'],
  },
  {
    rule: 'E11 a schedule runs in its own zone over a clock change',
    given: scenario(bySchedule({ cron: '0 9 * * 1', timeZone: 'Europe/Berlin' }), []),
    paths: ['03-09 08:00', '03-16 08:00', '03-23 08:00', '03-30 07:00'].map(
      (at) => `ada: start end! | completed end ${at}`,
    ),
  },
  {
    rule: 'E11 a schedule without a zone runs in each customer’s',
    given: {
      ...scenario(bySchedule({ cron: '30 9 3 3 *' }), [], {
        customers: [
          { ...ADA, timeZone: 'Asia/Kathmandu' },
          { ...BOB, timeZone: 'America/New_York' },
        ],
      }),
    },
    paths: ['ada: start end! | completed end 03-03 03:45', 'bob: start end! | completed end 03-03 14:30'],
  },
  {
    rule: 'E11 a schedule by recurrence rule takes only those in its segment at that instant',
    given: scenario(
      bySchedule({ rrule: 'FREQ=WEEKLY;BYDAY=WE;BYHOUR=8;BYMINUTE=0;BYSECOND=0', timeZone: 'UTC', segment: 'vip' }),
      [traits('+P5D', { vip: true }), traits('+P12D', { vip: false })],
      {
        segments: VIP,
        customers: [ADA, BOB],
      },
    ),
    paths: ['ada: start end! | completed end 03-11 08:00'],
  },
  {
    rule: 'E11 a schedule missed during a downtime runs once',
    given: scenario(
      bySchedule({ cron: '0 12 * * *', timeZone: 'UTC' }),
      [{ at: '+PT1H', restart: { downFor: 'P3D' } }],
      { until: '+P4D' },
    ),
    paths: ['ada: start end! | completed end 03-05 10:00', 'ada: start end! | completed end 03-05 12:00'],
  },
  {
    rule: 'E11 a stage lets in, by a stage step and by API alike',
    given: scenario(
      [
        journey([on('Go'), step('move', 'stage', { to: 'use' }), mail('after')]),
        journey([entry('start', { type: 'stage', to: 'use' }), mail('first')], { id: 'k' }),
      ],
      [event('+PT0S', 'Go'), { at: '+P1D', stage: { customerId: 'bob', to: 'use' } }],
      { customers: [ADA, BOB] },
    ),
    sent: ['ada first accepted 03-02 09:00', 'ada after accepted 03-02 09:00', 'bob first accepted 03-03 09:00'],
  },
  {
    rule: 'E11 an entry by API brings data, and is refused by `where`',
    given: scenario(
      journey([
        byApi({ where: { field: 'entry.plan', op: 'exists' }, reentry: { policy: 'always' } }),
        branch('plan', { pro: { field: 'entry.plan', op: 'eq', value: 'pro' } }, { pro: 'pro', else: 'free' }),
        end('pro'),
        end('free'),
      ]),
      [enter('+PT0S', { plan: 'pro' }), enter('+P1D', { plan: 'free' }), enter('+P2D')],
    ),
    paths: [
      'ada: start plan>pro pro! | completed pro 03-02 09:00',
      'ada: start plan>else free! | completed free 03-03 09:00',
    ],
    refused: ['ada where 03-04 09:00'],
  },
  {
    rule: 'E11 an entry by API into a journey that is not there, or has no door, is refused with a reason',
    given: scenario(oneMail(), [enter('+PT0S', {}, { journey: 'nowhere' }), enter('+PT1H')]),
    refused: ['ada not-published 03-02 09:00', 'ada no-api-entry 03-02 10:00'],
  },
  {
    rule: 'E11 trigger.where tests the event and where tests the customer too: both must hold',
    given: scenario(
      journey([
        entry(
          'start',
          { type: 'event', event: 'Go', where: { field: 'event.n', op: 'gt', value: 5 } },
          {
            where: {
              all: [
                { field: 'customer.vip', op: 'eq', value: true },
                { field: 'event.n', op: 'lt', value: 9 },
              ],
            },
            reentry: { policy: 'always' },
          },
        ),
        end(),
      ]),
      [
        event('+PT0S', 'Go', { n: 6 }),
        traits('+P1D', { vip: true }),
        event('+P2D', 'Go', { n: 5 }),
        event('+P2D', 'Go', { n: 9 }),
        event('+P3D', 'Go', { n: 8 }),
      ],
    ),
    paths: ['ada: start end! | completed end 03-05 09:00'],
    refused: [],
  },
  {
    rule: 'E11 above the limit refused, free again in the next period',
    given: scenario(
      oneMail({ limit: { max: 2, per: 'P1D' } }),
      ['ada', 'bob', 'cy', 'di'].map((customerId, i) => event(i < 3 ? '+PT1H' : '+P1D', 'Go', {}, { customerId })),
      { customers: [] },
    ),
    paths: ['ada', 'bob']
      .map((name) => `${name}: start hello>suppressed | completed - 03-02 10:00`)
      .concat('di: start hello>suppressed | completed - 03-03 09:00'),
    refused: ['cy limit 03-02 10:00'],
  },
  ...[
    { per: 'P7D', refusedAt: '+P6DT14H59M', freeAt: '+P6DT15H' },
    { per: 'P1W', refusedAt: '+P6DT14H59M', freeAt: '+P6DT15H' },
    { per: 'P3M', refusedAt: '+P29D', freeAt: '+P30D' },
    { per: 'P1DT1H', refusedAt: '+PT1H', freeAt: '+PT25H' },
  ].map(({ per, refusedAt, freeAt }) => ({
    rule: `E11 the limit of ${per} holds for all of it`,
    given: scenario(
      oneMail({ limit: { max: 1, per } }),
      ['ada', 'bob', 'cy'].map((customerId, i) =>
        event(['+PT0S', refusedAt, freeAt][i] as string, 'Go', {}, { customerId }),
      ),
    ),
    also: ({ enrollments, refused }: Told) => {
      expect(enrollments.map(({ customerId }) => customerId)).toEqual(['ada', 'cy'])
      expect(refused.map(({ customerId, reason }) => `${customerId} ${reason}`)).toEqual(['bob limit'])
    },
  })),
  {
    rule: 'E11 the limit is one for all zones',
    given: scenario(
      oneMail({ limit: { max: 1, per: 'P1D' } }),
      [event('+PT0S', 'Go'), event('+PT1H', 'Go', {}, { customerId: 'bob' })],
      {
        customers: [
          { ...ADA, timeZone: 'Asia/Tokyo' },
          { ...BOB, timeZone: 'Pacific/Apia' },
        ],
      },
    ),
    refused: ['bob limit 03-02 10:00'],
    sent: ['ada hello accepted 03-02 09:00'],
  },
  {
    rule: 'E11 refused entries do not use up the limit',
    given: scenario(oneMail({ limit: { max: 2, per: 'P1D' } }), [
      event('+PT0S', 'Go'),
      event('+PT1H', 'Go'),
      event('+PT2H', 'Go', {}, { customerId: 'bob' }),
    ]),
    refused: ['ada already-entered 03-02 10:00'],
    paths: ['ada: start hello | completed - 03-02 09:00', 'bob: start hello>suppressed | completed - 03-02 11:00'],
  },
  {
    rule: 'E11 paused with refuse: refused; with keep: let in at resume, in order',
    given: scenario(
      [
        journey([on('Go', { reentry: { policy: 'never' } }), mail('hello')]),
        journey([on('Go'), mail('other')], { id: 'k' }),
      ],
      [
        pause('+PT1H', { entries: 'keep' }),
        { at: '+PT1H', pause: { journey: 'k' } },
        event('+PT2H', 'Go'),
        event('+PT3H', 'Go'),
        resume('+P3D'),
        { at: '+P3D', resume: { journey: 'k' } },
      ],
    ),
    sent: ['ada hello accepted 03-05 09:00'],
    refused: ['ada paused 03-02 11:00', 'ada paused 03-02 12:00', 'ada already-entered 03-05 09:00'],
  },
  {
    rule: 'E11 stopped and archived journeys refuse, too',
    given: scenario(
      [journey([on('Go'), mail('hello')]), journey([on('Go'), mail('other')], { id: 'k' })],
      [{ at: '+PT1H', stop: { journey: 'j' } }, { at: '+PT1H', archive: { journey: 'k' } }, event('+PT2H', 'Go')],
    ),
    sent: [],
    refused: ['ada stopped 03-02 11:00'],
  },
  {
    rule: 'E11 unknown customers come in with their first event',
    given: scenario(
      journey([on('Go'), update('set', { set: { seen: true } }), end()]),
      [event('+PT0S', 'Go', {}, { customerId: 'new' })],
      { customers: [] },
    ),
    paths: ['new: start set end! | completed end 03-02 09:00'],
    also: ({ customers }) => {
      if (customers[0]?.traits['seen'] !== true) throw new Error('the customer must be there')
    },
  },
])
