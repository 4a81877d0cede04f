import {
  ADA,
  BERLIN,
  BOB,
  end,
  event,
  journey,
  mail,
  on,
  outcome,
  publish,
  scenario,
  traits,
  wait,
  waitFor,
} from './building.ts'
import { chapter } from './rules.ts'

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

chapter('Waiting for something', [
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
    rule: 'W10 a wait-for behind a wait for a publish in between is timed by its own version',
    given: scenario(journey([on('Go'), wait('w', 'P2D'), end()]), [
      event('+PT0S', 'Go'),
      publish('+P1D', journey([on('Go'), wait('w', 'P9D'), end('two')])),
    ]),
    paths: ['ada: start w@03-04 09:00 end! | completed end 03-04 09:00'],
  },
])
