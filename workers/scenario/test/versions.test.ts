import { expect } from 'vitest'
import {
  ADA,
  BOB,
  branch,
  byApi,
  end,
  enter,
  event,
  identify,
  journey,
  mail,
  NIGHT,
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
import { asks, oneWait } from './shared-journeys.ts'

chapter('Versions', [
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
    rule: 'V1 those inside stay on their version, new entries use the new one',
    given: scenario(
      oneWait('P5D'),
      [event('+PT0S', 'Go'), publish('+P1D', oneWait('P1D')), event('+P2D', 'Go', {}, { customerId: 'bob' })],
      { customers: [ADA, BOB] },
    ),
    paths: [
      'ada: start w@03-07 09:00 hello end! | completed end 03-07 09:00',
      'bob v2: start w@03-05 09:00 hello end! | completed end 03-05 09:00',
    ],
  },
  {
    rule: 'V1 an empty move pins everybody',
    given: scenario(oneWait('P5D'), [event('+PT0S', 'Go'), publish('+P1D', oneWait('P2D'), {})]),
    paths: ['ada: start w@03-07 09:00 hello end! | completed end 03-07 09:00'],
  },
  {
    rule: 'V1 publishing the same once more is the same version',
    given: scenario(oneWait('P5D'), [publish('+P1D', oneWait('P5D')), event('+P2D', 'Go')]),
    paths: ['ada: start w@03-09 09:00 hello end! | completed end 03-09 09:00'],
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
  {
    rule: 'V2 a new version with a problem is refused',
    given: scenario(oneWait('P5D'), [event('+PT0S', 'Go'), publish('+P1D', journey([on('Go'), wait('w', 'soon')]))]),
    problems: ['bad-duration w'],
  },
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
    rule: 'V3 skip: overdue waits leave by their path, a send reached without another wait is suppressed',
    given: scenario(journey([on('Go'), wait('w', 'P1D'), mail('hello'), wait('v', 'P1D'), mail('more'), end()]), [
      event('+PT0S', 'Go'),
      pause('+PT1H'),
      resume('+P3D', 'skip'),
    ]),
    paths: ['ada: start w@03-05 09:00 hello>suppressed v@03-06 09:00 more end! | completed end 03-06 09:00'],
    sent: ['ada more accepted 03-06 09:00', 'ada hello suppressed overdue 03-05 09:00'].reverse(),
  },
  {
    rule: 'V3 skip: a wait that is not overdue goes on as if nothing had been, also one due at the resume',
    given: scenario(oneWait('P3D'), [event('+PT0S', 'Go'), pause('+PT1H'), resume('+P3D', 'skip')]),
    sent: ['ada hello accepted 03-05 09:00'],
  },
  {
    rule: 'V3 skip: a planned message that was due in the pause is suppressed',
    given: scenario({ ...journey([on('Go'), mail('hello'), end()]), ...NIGHT }, [
      event('+PT14H', 'Go'),
      pause('+PT15H'),
      resume('+P2D', 'skip'),
    ]),
    sent: ['ada hello suppressed overdue 03-02 23:00'],
  },
  {
    rule: 'V3 skip: what happened in time is answered',
    given: scenario(asks('P20D'), [event('+PT0S', 'Go'), pause('+PT1H'), event('+P1D', 'X'), resume('+P3D', 'skip')]),
    sent: ['ada hello accepted 03-05 09:00'],
  },
  {
    rule: 'V3 retime: durations shift by the pause, overdue or not',
    given: scenario(journey([on('Go', { reentry: { policy: 'always' } }), wait('w', 'P4D'), mail('hello'), end()]), [
      event('+PT0S', 'Go'),
      event('+P1D', 'Go'),
      pause('+P1DT1H'),
      resume('+P4DT1H', 'retime'),
    ]),
    paths: [
      'ada: start w@03-09 09:00 hello end! | completed end 03-09 09:00',
      'ada: start w@03-10 09:00 hello end! | completed end 03-10 09:00',
    ],
  },
  {
    rule: 'V3 retime: a calendar wait takes its next instant, one not missed stays',
    given: scenario(
      [
        journey([on('Go'), wait('w', { until: { weekdays: ['tue'], at: '09:00' } }), end()]),
        { ...journey([on('Go'), wait('w', { until: { weekdays: ['fri'], at: '09:00' } }), end()]), id: 'k' },
      ],
      [
        event('+PT0S', 'Go'),
        pause('+PT1H'),
        { at: '+PT1H', pause: { journey: 'k' } },
        resume('+P2D', 'retime'),
        { at: '+P2D', resume: { journey: 'k', policy: 'retime' } },
      ],
    ),
    paths: [
      'j/ada: start w@03-10 09:00 end! | completed end 03-10 09:00',
      'k/ada: start w@03-06 09:00 end! | completed end 03-06 09:00',
    ],
  },
  {
    rule: 'V3 retime: a fixed date stays, overdue or not',
    given: scenario(
      [
        journey([on('Go'), wait('w', { until: '2026-03-03T09:00' }), end()]),
        { ...journey([on('Go'), wait('w', { untilField: { field: 'customer.trip' } }), end()]), id: 'k' },
      ],
      [
        event('+PT0S', 'Go'),
        pause('+PT1H'),
        { at: '+PT1H', pause: { journey: 'k' } },
        resume('+P2D', 'retime'),
        { at: '+P2D', resume: { journey: 'k', policy: 'retime' } },
      ],
      { customers: [{ ...ADA, traits: { trip: '2026-03-20' } }] },
    ),
    paths: [
      'j/ada: start w@03-04 09:00 end! | completed end 03-04 09:00',
      'k/ada: start w@03-20 00:00 end! | completed end 03-20 00:00',
    ],
  },
  {
    rule: 'V3 retime: two pauses add up, and a changed zone does not undo them',
    given: scenario(journey([on('Go'), wait('w', 'P5D'), end()]), [
      event('+PT0S', 'Go'),
      pause('+P1D'),
      resume('+P2D', 'retime'),
      pause('+P3D'),
      resume('+P5D', 'retime'),
      identify('+P6D', { timeZone: 'UTC' }),
    ]),
    paths: ['ada: start w@03-10 09:00 end! | completed end 03-10 09:00'],
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
  {
    rule: 'V4 stopped: nothing is claimed; resumed, it goes on',
    given: scenario(oneWait('P1D'), [
      event('+PT0S', 'Go'),
      { at: '+PT1H', stop: { journey: 'j' } },
      { at: '+P2D', snapshot: { name: 'stopped' } },
      resume('+P3D'),
    ]),
    sent: ['ada hello accepted 03-05 09:00'],
    also: ({ snapshots }) =>
      expect(snapshots?.['stopped']?.enrollments[0]).toMatchObject({
        status: 'active',
        history: [{ step: 'start' }, { step: 'w', leftAt: null }],
      }),
  },
  {
    rule: 'V4 archived in a pause: those inside finish; what was overdue goes on now',
    given: scenario(
      oneWait('P1D'),
      [
        event('+PT0S', 'Go'),
        pause('+PT1H'),
        event('+PT2H', 'Go', {}, { customerId: 'bob' }),
        { at: '+P3D', archive: { journey: 'j' } },
        event('+P4D', 'Go', {}, { customerId: 'bob' }),
      ],
      { customers: [ADA, BOB] },
    ),
    paths: ['ada: start w@03-05 09:00 hello end! | completed end 03-05 09:00'],
    sent: ['ada hello accepted 03-05 09:00'],
    refused: ['bob paused 03-02 11:00'],
  },
  {
    rule: 'V4 archived in a pause: entries kept until then are refused, also when it is published anew',
    given: scenario(oneWait('P1D'), [
      pause('+PT0S', { entries: 'keep' }),
      event('+PT1H', 'Go'),
      { at: '+P1D', archive: { journey: 'j' } },
      publish('+P2D', oneWait('P1D')),
      traits('+P3D', { x: 1 }),
    ]),
    paths: [],
    refused: ['ada archived 03-03 09:00'],
  },
  {
    rule: 'V4 archived after a stop and published anew: its next pause is followed as any other',
    given: scenario(oneWait('P5D'), [
      event('+PT0S', 'Go'),
      { at: '+PT1H', stop: { journey: 'j' } },
      { at: '+P1D', archive: { journey: 'j' } },
      publish('+P2D', oneWait('P5D')),
      pause('+P3D'),
      resume('+P4D', 'retime'),
    ]),
    paths: ['ada: start w@03-08 09:00 hello end! | completed end 03-08 09:00'],
  },
  {
    rule: 'V4 a message being tried again is not sent after the stop',
    given: scenario(
      journey([on('Go'), mail('hello'), end()]),
      [event('+PT0S', 'Go'), { at: '+PT30S', stop: { journey: 'j' } }],
      { provider: { email: { answer: 'refuse', times: 1 } } },
    ),
    sent: ['ada hello planned the provider answers refuse 03-02 09:00 x1'],
  },
  {
    rule: 'V1 a version keeps its meaning: entering again after exits uses the new one',
    given: scenario(journey([byApi({ reentry: { policy: 'always' } }), end()]), [
      enter('+PT0S'),
      publish('+P1D', journey([byApi({ reentry: { policy: 'always' } }), end('two')])),
      enter('+P2D'),
      traits('+P3D', { x: 1 }),
    ]),
    paths: ['ada: start end! | completed end 03-02 09:00', 'ada v2: start two! | completed two 03-04 09:00'],
  },
])
