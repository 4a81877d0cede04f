import { expect } from 'vitest'
import {
  ADA,
  BOB,
  byApi,
  end,
  event,
  journey,
  mail,
  NIGHT,
  on,
  pause,
  publish,
  resume,
  scenario,
  step,
  wait,
  waitFor,
} from './building.ts'
import { chapter } from './rules.ts'
import { asks, oneWait } from './shared-journeys.ts'

chapter('Moving to a version', [
  {
    rule: 'V2 a move during a pause is followed at resume, when no wait is held any more',
    given: scenario(oneWait('P5D'), [
      event('+PT0S', 'Go'),
      pause('+P2D'),
      publish('+P3D', oneWait('P1D'), { w: 'w' }),
      { at: '+P3DT1H', snapshot: { name: 'paused' } },
      resume('+P4D'),
    ]),
    paths: ['ada v2: start w@03-06 09:00 hello end! | completed end 03-06 09:00'],
    also: ({ snapshots }) =>
      expect(snapshots?.['paused']?.enrollments[0]?.history.at(-1)).toMatchObject({ step: 'w', leftAt: null }),
  },
  {
    rule: 'V2 a move during a pause, skipped at resume: a wait that is over by now was overdue',
    given: scenario(oneWait('P5D'), [
      event('+PT0S', 'Go'),
      pause('+PT1H'),
      publish('+P3D', oneWait('P1D'), { w: 'w' }),
      resume('+P4D', 'skip'),
    ]),
    sent: ['ada hello suppressed overdue 03-06 09:00'],
  },
  {
    rule: 'V2 an exit of the new version that is true already acts at the move',
    given: scenario(
      oneWait('P5D'),
      [
        event('+PT0S', 'Go'),
        publish(
          '+P1D',
          { ...oneWait('P5D'), exits: [{ id: 'vip', when: { field: 'customer.vip', op: 'eq', value: true } }] },
          { w: 'w' },
        ),
      ],
      {
        customers: [{ ...ADA, traits: { vip: true } }],
      },
    ),
    paths: ['ada v2: start w@03-03 09:00! | exited vip 03-03 09:00'],
  },
  {
    rule: 'V2 a moved wait keeps its arrival and is computed anew',
    given: scenario(oneWait('P5D'), [event('+PT0S', 'Go'), publish('+P1D', oneWait('P3D'), { w: 'w' })]),
    paths: ['ada v2: start w@03-05 09:00 hello end! | completed end 03-05 09:00'],
  },
  {
    rule: 'V2 a moved wait that is over by now ends at once',
    given: scenario(oneWait('P9D'), [event('+PT0S', 'Go'), publish('+P3D', oneWait('P2D'), { w: 'w' })]),
    paths: ['ada v2: start w@03-05 09:00 hello end! | completed end 03-05 09:00'],
  },
  {
    rule: 'V2 a moved step keeps its visit and its row in the history, under its new name',
    given: scenario(oneWait('P5D'), [event('+PT0S', 'Go'), publish('+P1D', oneWait('P3D', 'pause'), { w: 'pause' })]),
    paths: ['ada v2: start pause@03-05 09:00 hello end! | completed end 03-05 09:00'],
    also: ({ enrollments, counts }) => {
      expect(enrollments[0]?.history[1]).toMatchObject({ visit: 1, enteredAt: '2026-03-02T09:00:00.000Z' })
      expect(counts['j']?.steps['w']?.arrived).toBe(0)
    },
  },
  {
    rule: 'V2 steps not named stay on their version',
    given: scenario(
      journey([on('Go'), wait('a', 'P2D'), wait('b', 'P9D'), end()]),
      [
        event('+PT0S', 'Go'),
        event('+P2D', 'Go', {}, { customerId: 'bob' }),
        publish('+P3D', journey([on('Go'), wait('a', 'P1D'), wait('b', 'P1D'), end('two')]), { a: 'a' }),
      ],
      { customers: [ADA, BOB] },
    ),
    paths: [
      'ada: start a@03-04 09:00 b@03-13 09:00 end! | completed end 03-13 09:00',
      'bob v2: start a@03-05 09:00 b@03-06 09:00 two! | completed two 03-06 09:00',
    ],
  },
  {
    rule: 'V2 a planned message on the same step keeps its instant and its text',
    given: scenario(
      { ...journey([on('Go'), mail('hello', { content: { subject: 'old', text: '-' } }), end()]), ...NIGHT },
      [
        event('+PT14H', 'Go'),
        publish(
          '+PT15H',
          { ...journey([on('Go'), mail('hello', { content: { subject: 'new', text: '-' } }), end('two')]), ...NIGHT },
          { hello: 'hello' },
        ),
      ],
    ),
    paths: ['ada v2: start hello@03-03 08:00 two! | completed two 03-03 08:00'],
    also: ({ interactions }) =>
      expect(interactions.map((row) => [row.subject, row.status])).toEqual([['old', 'accepted']]),
  },
  {
    rule: 'V2 a planned message on another step is cancelled: moved',
    given: scenario({ ...journey([on('Go'), mail('hello'), end()]), ...NIGHT }, [
      event('+PT14H', 'Go'),
      publish('+PT15H', journey([on('Go'), mail('other'), end()]), { hello: 'other' }),
    ]),
    sent: ['ada hello cancelled moved 03-02 23:00', 'ada other accepted 03-03 00:00'],
  },
  {
    rule: 'V2 nothing of one step and visit is sent twice: who is moved back goes on by what was sent',
    given: scenario(journey([on('Go'), mail('hello'), wait('w', 'P9D'), end()]), [
      event('+PT0S', 'Go'),
      publish('+P1D', journey([on('Go'), mail('hello'), wait('v', 'P1D'), end('two')]), { w: 'hello' }),
    ]),
    sent: ['ada hello accepted 03-02 09:00'],
    also: ({ enrollments }) =>
      expect(enrollments[0]).toMatchObject({
        status: 'completed',
        exit: { reason: 'two', at: '2026-03-04T09:00:00.000Z' },
      }),
  },
  {
    rule: 'V2 a message under way when the move comes is waited for, and then the move is followed',
    given: scenario(
      journey([on('Go'), mail('hello', { idempotent: true }), wait('w', 'P9D'), end()]),
      [
        event('+PT0S', 'Go'),
        publish('+PT30S', journey([on('Go'), mail('hello', { idempotent: true }), wait('w', 'P1D'), end('two')]), {
          w: 'w',
          hello: 'hello',
        }),
      ],
      { provider: { email: { answer: 'timeout', times: 1 } } },
    ),
    also: ({ enrollments, interactions }) => {
      expect(enrollments[0]).toMatchObject({ version: 2, exit: { reason: 'two', at: '2026-03-03T09:01:00.000Z' } })
      expect(interactions.map((row) => [row.status, row.providerCalls])).toEqual([['accepted', 2]])
    },
  },
  {
    rule: 'V2 a wait-for is moved with its new branches',
    given: scenario(asks(), [
      event('+PT0S', 'Go'),
      publish(
        '+P1D',
        journey([on('Go'), waitFor('ask', { yes: 'Y' }, 'P3D', { yes: 'end', timeout: 'late' }), end(), end('late')]),
        { ask: 'ask' },
      ),
      event('+P2D', 'X'),
      event('+P2DT1H', 'Y'),
    ]),
    paths: ['ada v2: start ask@03-04 10:00>yes end! | completed end 03-04 10:00'],
  },
  {
    rule: 'V2 a moved sub-journey is not started again',
    given: scenario(
      [
        journey([on('Go'), step('sub', 'journey', { journey: 'k', waitForEnd: true }), end()]),
        { ...journey([byApi({ reentry: { policy: 'always' } }), wait('w', 'P3D'), end()]), id: 'k' },
      ].reverse(),
      [
        event('+PT0S', 'Go'),
        publish('+P1D', journey([on('Go'), step('sub', 'journey', { journey: 'k', waitForEnd: true }), end('two')]), {
          sub: 'sub',
        }),
      ],
    ),
    paths: [
      'j/ada v2: start sub@03-05 09:00 two! | completed two 03-05 09:00',
      'k/ada: start w@03-05 09:00 end! | completed end 03-05 09:00',
    ],
  },
  {
    rule: 'V2 the preview: how many stand on each step, where each goes, who has no target',
    given: scenario(journey([on('Go'), wait('a', 'P2D'), wait('b', 'P9D'), end()]), [
      event('+PT0S', 'Go'),
      event('+P2D', 'Go', {}, { customerId: 'bob' }),
      event('+P2D', 'Go', {}, { customerId: 'cy' }),
      { at: '+P3D', preview: { journey: journey([on('Go'), wait('b', 'P1D'), end()]), move: { a: 'gone', b: 'b' } } },
    ]),
    also: ({ previews }) =>
      expect(previews?.[0]).toMatchObject({
        total: 3,
        steps: [
          { step: 'a', people: 2, goesTo: 'gone', problem: 'no-target' },
          { step: 'b', people: 1, goesTo: 'b' },
        ],
      }),
  },
  {
    rule: 'V2 L6 who has no target after a move is parked',
    given: scenario(oneWait('P5D'), [event('+PT0S', 'Go'), publish('+P1D', oneWait('P1D'), { w: 'gone' })]),
    also: ({ enrollments }) =>
      expect(enrollments[0]).toMatchObject({
        status: 'parked',
        version: 2,
        parked: { code: 'no-target', step: 'gone' },
      }),
  },
])
