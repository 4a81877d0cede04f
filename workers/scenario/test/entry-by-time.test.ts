import { ADA, BOB, end, entry, journey, publish, scenario, traits } from './building.ts'
import { chapter } from './rules.ts'
import { VIP } from './shared-journeys.ts'

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

chapter('Entry by date and schedule', [
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
])
