import { expect } from 'vitest'
import {
  ADA,
  branch,
  end,
  entry,
  event,
  journey,
  mail,
  NEW_YORK,
  on,
  pause,
  resume,
  scenario,
  step,
  traits,
  wait,
  waitFor,
} from './building.ts'
import { chapter } from './rules.ts'

/** What other tools are known to get wrong, each as it would show here. */
chapter('Known faults of others', [
  {
    rule: 'a weekday tested in UTC: Sunday evening in New York is Monday in UTC',
    given: scenario(
      journey([on('Go'), step('open', 'window', { weekdays: ['sun'] }, { next: 'end' }), end()]),
      [event('2026-03-09T01:00:00Z', 'Go')],
      { customers: [NEW_YORK] },
    ),
    paths: ['ada: start open end! | completed end 03-09 01:00'],
  },
  {
    rule: 'the offset of now used for a later date: in March for a day in July',
    given: scenario(
      journey([on('Go'), wait('w', { untilField: { field: 'customer.day', at: '09:00' } }), end()]),
      [event('+PT0S', 'Go')],
      { until: '+P200D', customers: [{ ...NEW_YORK, traits: { day: '2026-07-04' } }] },
    ),
    paths: ['ada: start w@07-04 13:00 end! | completed end 07-04 13:00'],
  },
  {
    rule: 'an overnight window swapped: 22:00 to 06:00 is the night, not the day',
    given: scenario(
      journey([on('Go'), step('open', 'window', { from: '22:00', to: '06:00' }, { next: 'end' }), end()]),
      [event('+PT3H', 'Go')],
    ),
    paths: ['ada: start open@03-02 22:00 end! | completed end 03-02 22:00'],
  },
  {
    rule: 'an AND of two events that never matches, because no single event is both',
    given: scenario(
      journey([
        on('Go'),
        waitFor(
          'both',
          {
            yes: {
              condition: {
                all: [
                  { event: 'A', since: 'entry' },
                  { event: 'B', since: 'entry' },
                ],
              },
            },
          },
          'P9D',
          { yes: 'end' },
        ),
        end(),
      ]),
      [event('+PT0S', 'Go'), event('+PT1H', 'A'), event('+PT2H', 'B')],
    ),
    paths: ['ada: start both@03-02 11:00>yes end! | completed end 03-02 11:00'],
  },
  {
    rule: 'a dedupe key that changes when the job is queued again: lost queue, crash, and still one message',
    given: scenario(journey([on('Go'), mail('hello', { idempotent: true }), end()]), [
      { at: '+PT0S', restart: { at: 'after-send', lose: ['queue'], downFor: 'PT5M' } },
      event('+PT0S', 'Go'),
      { at: '+PT1H', restart: { lose: ['queue'] } },
    ]),
    also: ({ interactions }) => {
      expect(interactions).toHaveLength(1)
      expect(interactions[0]).toMatchObject({ status: 'accepted', providerCalls: 2 })
    },
  },
  {
    rule: 'a split drawn anew at each run: after a crash the arm is the same',
    given: scenario(
      [
        journey([
          on('Go'),
          step(
            'ab',
            'split',
            {
              arms: [
                { path: 'a', weight: 1 },
                { path: 'b', weight: 1 },
              ],
              salt: 's',
            },
            { a: 'a', b: 'b' },
          ),
          mail('a', {}, { next: null }),
          mail('b'),
        ]),
        {
          ...journey([
            on('Go'),
            wait('w', 'P1D'),
            step(
              'ab',
              'split',
              {
                arms: [
                  { path: 'a', weight: 1 },
                  { path: 'b', weight: 1 },
                ],
                salt: 's',
              },
              { a: 'a', b: 'b' },
            ),
            mail('a', {}, { next: null }),
            mail('b'),
          ]),
          id: 'k',
        },
      ],
      [{ at: '+PT0S', restart: { at: 'after-commit', lose: ['queue'] } }, event('+PT0S', 'Go')],
    ),
    also: ({ interactions }) => {
      expect(interactions).toHaveLength(2)
      expect(interactions[0]?.step).toBe(interactions[1]?.step)
    },
  },
  {
    rule: 'a capped message lost: it waits for room and goes out',
    given: scenario(
      journey([on('Go', { reentry: { policy: 'always' } }), mail('hello', { cap: { max: 1, per: 'P1M' } })]),
      [event('+PT0S', 'Go'), event('+PT1H', 'Go')],
      { until: '+P40D' },
    ),
    sent: ['ada hello accepted 03-02 09:00', 'ada hello accepted 04-01 00:00'],
  },
  {
    rule: 'an exit looked at only after the wait',
    given: scenario(journey([on('Go'), wait('w', 'P20D'), mail('hello')], { exits: [{ id: 'gone', event: 'Bye' }] }), [
      event('+PT0S', 'Go'),
      event('+PT1S', 'Bye'),
    ]),
    paths: ['ada: start w@03-02 09:00:01! | exited gone 03-02 09:00:01'],
    sent: [],
  },
  {
    rule: 'a person stuck after a pause: everybody who was due goes on, however the queue fared',
    given: scenario(
      journey([on('Go'), wait('w', 'P1D'), mail('hello'), end()]),
      [
        event('+PT0S', 'Go'),
        event('+PT0S', 'Go', {}, { customerId: 'bob' }),
        pause('+PT1H'),
        { at: '+P3D', restart: { lose: ['queue'] } },
        resume('+P4D'),
        { at: '+P4D', restart: { lose: ['queue'] } },
      ],
      { customers: [ADA, { ...ADA, id: 'bob' }] },
    ),
    paths: ['ada', 'bob'].map((name) => `${name}: start w@03-06 09:00 hello end! | completed end 03-06 09:00`),
  },
  {
    rule: 'a message that goes out although consent was withdrawn while it waited in a queue',
    given: scenario(journey([on('Go'), wait('w', 'PT1H'), mail('hello')]), [
      event('+PT0S', 'Go'),
      { at: '+PT1H', consent: { customerId: 'ada', channel: 'email', topic: 'news', allowed: false } },
    ]),
    sent: ['ada hello suppressed no-consent 03-02 10:00'],
  },
  {
    rule: 'a date in a trait that changes after the wait began',
    given: scenario(
      journey([on('Go'), wait('w', { untilField: { field: 'customer.day', offset: '-P1D' } }), end()]),
      [event('+PT0S', 'Go'), traits('+P1D', { day: '2026-03-20' }), traits('+P2D', { day: '2026-03-10' })],
      { customers: [{ ...ADA, traits: { day: '2026-03-15' } }] },
    ),
    paths: ['ada: start w@03-09 00:00 end! | completed end 03-09 00:00'],
  },
  {
    rule: 'a number compared as text: 9 is less than 10, and "9" is no number',
    given: scenario(
      journey([
        entry('start', { type: 'api' }, { reentry: { policy: 'always' } }),
        branch('b', { less: { field: 'entry.n', op: 'lt', value: 10 } }, { less: 'less', else: 'no' }),
        end('less'),
        end('no'),
      ]),
      [9, '9'].map((n) => ({ at: '+PT0S', enter: { journey: 'j', customerId: 'ada', data: { n } } })),
    ),
    paths: ['ada: start b>less less! | completed less 03-02 09:00', 'ada: start b>else no! | completed no 03-02 09:00'],
  },
  {
    rule: 'thirty-one days added to the 31st: months end where they end, and come back',
    given: scenario(
      journey([on('Go'), wait('a', 'P1M'), wait('b', 'P1M'), end()]),
      [event('2026-01-31T10:00:00Z', 'Go')],
      {
        start: '2026-01-01T00:00:00Z',
        until: '+P100D',
      },
    ),
    paths: ['ada: start a@02-28 10:00 b@03-28 10:00 end! | completed end 03-28 10:00'],
  },
])
