import {
  ADA,
  BOB,
  branch,
  end,
  event,
  journey,
  mail,
  NIGHT,
  on,
  pause,
  resume,
  scenario,
  step,
  traits,
  update,
  wait,
  waitFor,
} from './building.ts'
import { chapter } from './rules.ts'
import { asks, oneWait } from './shared-journeys.ts'

chapter('Pausing', [
  {
    rule: 'V3 paused: no wait ends and nothing is sent; continue: overdue now, in order of due',
    given: scenario(journey([on('Go', { reentry: { policy: 'always' } }), wait('w', 'P2D'), mail('hello'), end()]), [
      event('+PT0S', 'Go'),
      event('+PT1H', 'Go'),
      event('+P1D', 'Go'),
      pause('+P1DT1H'),
      resume('+P2DT12H'),
    ]),
    paths: [
      'ada: start w@03-04 21:00 hello end! | completed end 03-04 21:00',
      'ada: start w@03-04 21:00 hello end! | completed end 03-04 21:00',
      'ada: start w@03-05 09:00 hello end! | completed end 03-05 09:00',
    ],
  },
  {
    rule: 'V3 a planned message waits for the resume',
    given: scenario({ ...journey([on('Go'), mail('hello'), end()]), ...NIGHT }, [
      event('+PT14H', 'Go'),
      pause('+PT15H'),
      resume('+P2D'),
    ]),
    sent: ['ada hello accepted 03-04 09:00'],
  },
  {
    rule: 'V3 input is kept in order and acts at resume; after-timeout input comes too late',
    given: scenario(
      asks('P2D'),
      [
        event('+PT0S', 'Go'),
        event('+PT0S', 'Go', {}, { customerId: 'bob' }),
        pause('+PT1H'),
        event('+P1D', 'X'),
        event('+P3D', 'X', {}, { customerId: 'bob' }),
        resume('+P4D'),
      ],
      { customers: [ADA, BOB] },
    ),
    paths: [
      'ada: start ask@03-06 09:00>yes hello end! | completed end 03-06 09:00',
      'bob: start ask@03-06 09:00>timeout late end! | completed end 03-06 09:00',
    ],
  },
  {
    rule: 'V3 input kept in order ends one wait after the other',
    given: scenario(
      journey([
        on('Go'),
        waitFor('a', { yes: 'X' }, 'P20D', { yes: 'b' }),
        waitFor('b', { yes: 'Y' }, 'P20D', { yes: 'c' }),
        waitFor('c', { yes: 'X' }, 'P90D', { yes: 'end' }),
        end(),
      ]),
      [
        event('+PT0S', 'Go'),
        pause('+PT1H'),
        event('+PT2H', 'X'),
        event('+PT3H', 'Y'),
        event('+PT4H', 'Y'),
        resume('+P1D'),
      ],
    ),
    paths: ['ada: start a@03-03 09:00>yes b>yes c... | active'],
  },
  {
    rule: 'V3 a condition that became true during the pause acts at resume: by a trait, by time, by another journey',
    given: scenario(
      [
        journey([
          on('Go'),
          waitFor('ask', { yes: { condition: { field: 'customer.vip', op: 'eq', value: true } } }, 'P20D', {
            yes: 'end',
          }),
          end(),
        ]),
        {
          ...journey([
            on('Go'),
            waitFor('ask', { yes: { condition: { not: { event: 'Go', within: 'P1D' } } } }, 'P20D', { yes: 'end' }),
            end(),
          ]),
          id: 'k',
        },
        { ...journey([on('Set'), update('set', { set: { vip: true } })]), id: 'l' },
      ],
      [
        event('+PT0S', 'Go'),
        pause('+PT1H'),
        { at: '+PT1H', pause: { journey: 'k' } },
        event('+PT2H', 'Set'),
        resume('+P3D'),
        { at: '+P3D', resume: { journey: 'k' } },
      ],
    ),
    paths: [
      'j/ada: start ask@03-05 09:00>yes end! | completed end 03-05 09:00',
      'k/ada: start ask@03-05 09:00>yes end! | completed end 03-05 09:00',
      'l/ada: start set | completed - 03-02 11:00',
    ],
  },
  {
    rule: 'V3 a condition that is false again at the resume does not act, and can still become true',
    given: scenario(
      journey([
        on('Go'),
        waitFor('ask', { yes: { condition: { field: 'customer.vip', op: 'eq', value: true } } }, 'P20D', {
          yes: 'end',
        }),
        end(),
      ]),
      [
        event('+PT0S', 'Go'),
        pause('+PT1H'),
        traits('+PT2H', { vip: true }),
        traits('+PT3H', { vip: false }),
        resume('+P1D'),
        traits('+P2D', { vip: true }),
      ],
    ),
    paths: ['ada: start ask@03-04 09:00>yes end! | completed end 03-04 09:00'],
  },
  {
    rule: 'V3 an event another journey tracked during the pause is kept, too',
    given: scenario(
      [asks('P20D'), { ...journey([on('Do'), step('t', 'track', { event: 'X' })]), id: 'k' }],
      [event('+PT0S', 'Go'), pause('+PT1H'), event('+PT2H', 'Do'), resume('+P1D')],
    ),
    paths: [
      'j/ada: start ask@03-03 09:00>yes hello end! | completed end 03-03 09:00',
      'k/ada: start t | completed - 03-02 11:00',
    ],
  },
  {
    rule: 'V3 a resume without a policy continues; entries during the pause are refused',
    given: scenario(oneWait('P1D'), [pause('+PT0S'), event('+PT1H', 'Go'), resume('+P1D'), event('+P2D', 'Go')]),
    refused: ['ada paused 03-02 10:00'],
    paths: ['ada: start w@03-05 09:00 hello end! | completed end 03-05 09:00'],
  },
  {
    rule: 'V3 a resume while the workers are down is followed by all of them afterwards',
    given: scenario(oneWait('P1D'), [
      event('+PT0S', 'Go'),
      pause('+PT1H'),
      { at: '+P2D', restart: { downFor: 'P1D', lose: ['queue'] } },
      resume('+P2DT1H'),
    ]),
    paths: ['ada: start w@03-05 09:00 hello end! | completed end 03-05 09:00'],
  },
  {
    rule: 'V3 an entry kept during a pause counts from its own event',
    given: scenario(journey([on('Go'), branch('b', { yes: { event: 'X', since: 'entry' } }, { yes: 'end' }), end()]), [
      pause('+PT0S', { entries: 'keep' }),
      event('+PT1H', 'Go'),
      event('+PT2H', 'X'),
      resume('+P3D'),
    ]),
    paths: ['ada: start b>yes end! | completed end 03-05 09:00'],
  },
])
