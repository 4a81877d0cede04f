import { branch, end, event, journey, on, scenario, wait, waitFor } from './building.ts'
import { chapter } from './rules.ts'

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

chapter('Entry by key', [
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
])
