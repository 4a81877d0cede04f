import {
  ADA,
  BERLIN,
  BOB,
  end,
  entry,
  event,
  identify,
  journey,
  on,
  scenario,
  traits,
  update,
  wait,
} from './building.ts'
import { chapter } from './rules.ts'
import { waits } from './shared-journeys.ts'

/** A wait that may be past, with a path for it. */
const dated = (config: object, to: Record<string, string> = { past: 'past' }) =>
  journey([on('Go'), wait('w', config as never, to), end(), end('past')])

chapter('Waiting for dates', [
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
])
