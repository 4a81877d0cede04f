import { expect } from 'vitest'
import { branch, byApi, end, entry, event, journey, mail, on, pause, resume, scenario, step, wait } from './building.ts'
import { chapter } from './rules.ts'

const start = (config: object = {}) => step('sub', 'journey', { journey: 'k', ...config } as never)
const parent = (config: object = {}, rest: object = {}) =>
  journey([on('Go', { reentry: { policy: 'always' } }), start(config), end()], rest as never)
const child = (steps = [wait('w', 'P2D'), end()], entryRest: object = {}, rest: object = {}) => ({
  ...journey([byApi({ reentry: { policy: 'always' }, ...entryRest } as never), ...steps], rest as never),
  id: 'k',
})

chapter('Sub-journeys', [
  {
    rule: 'J1 without waitForEnd both go on side by side',
    given: scenario([child(), parent()], [event('+PT0S', 'Go')]),
    paths: [
      'j/ada: start sub end! | completed end 03-02 09:00',
      'k/ada: start w@03-04 09:00 end! | completed end 03-04 09:00',
    ],
  },
  {
    rule: 'J1 waitForEnd waits for its end',
    given: scenario([child(), parent({ waitForEnd: true })], [event('+PT0S', 'Go')]),
    paths: [
      'j/ada: start sub@03-04 09:00 end! | completed end 03-04 09:00',
      'k/ada: start w@03-04 09:00 end! | completed end 03-04 09:00',
    ],
  },
  {
    rule: 'J1 waitForEnd: one that ends at once ends the waiting at once',
    given: scenario([child([end()]), parent({ waitForEnd: true })], [event('+PT0S', 'Go')]),
    paths: ['j/ada: start sub end! | completed end 03-02 09:00', 'k/ada: start end! | completed end 03-02 09:00'],
  },
  {
    rule: 'J1 waitForEnd: an exit is an end, too',
    given: scenario(
      [child([wait('w', 'P9D'), end()], {}, { exits: [{ id: 'x', event: 'Stop' }] }), parent({ waitForEnd: true })],
      [event('+PT0S', 'Go'), event('+P1D', 'Stop')],
    ),
    paths: [
      'j/ada: start sub@03-03 09:00 end! | completed end 03-03 09:00',
      'k/ada: start w@03-03 09:00! | exited x 03-03 09:00',
    ],
  },
  {
    rule: 'J1 before any event, `event` is the data, too: in conditions, waits and texts',
    given: scenario(
      [
        child([
          branch('b', { yes: { field: 'event.n', op: 'eq', value: 7 } }, { yes: 'm', else: 'no' }),
          mail('m', { content: { subject: '{{ event.n }} {{ entry.n }}', text: 'x' } }),
          wait('w', { untilField: { field: 'event.day' } }),
          end(),
          end('no'),
        ]),
        parent({ data: { n: '{{ event.n }}', day: '2026-03-05' } }),
      ],
      [event('+PT0S', 'Go', { n: 7 })],
    ),
    paths: [
      'j/ada: start sub end! | completed end 03-02 09:00',
      'k/ada: start b>yes m w@03-05 00:00 end! | completed end 03-05 00:00',
    ],
    also: ({ interactions }) => expect(interactions.map(({ subject }) => subject)).toEqual(['7 7']),
  },
  {
    rule: 'J1 data is handed over, with its types',
    given: scenario(
      [
        child([
          branch('b', { yes: { field: 'entry.n', op: 'eq', value: 7 } }, { yes: 'end', else: 'no' }),
          end(),
          end('no'),
        ]),
        parent({ data: { n: '{{ event.n }}' } }),
      ],
      [event('+PT0S', 'Go', { n: 7 })],
    ),
    paths: ['j/ada: start sub end! | completed end 03-02 09:00', 'k/ada: start b>yes end! | completed end 03-02 09:00'],
  },
  {
    rule: 'J1 the re-entry policy of the target applies; a refused start goes on by next, with the reason',
    given: scenario(
      [child(undefined, { reentry: { policy: 'never' } }), parent({ waitForEnd: true })],
      [event('+PT0S', 'Go'), event('+PT1H', 'Go')],
    ),
    paths: [
      'j/ada: start sub@03-04 09:00 end! | completed end 03-04 09:00',
      'k/ada: start w@03-04 09:00 end! | completed end 03-04 09:00',
      'j/ada: start sub end! | completed end 03-02 10:00',
    ],
    refused: ['ada already-entered 03-02 10:00'],
  },
  {
    rule: 'J1 `where` of the target applies',
    given: scenario(
      [child(undefined, { where: { field: 'entry.vip', op: 'eq', value: true } }), parent({ waitForEnd: true })],
      [event('+PT0S', 'Go')],
    ),
    paths: ['j/ada: start sub end! | completed end 03-02 09:00'],
    refused: ['ada where 03-02 09:00'],
  },
  {
    rule: 'J1 a paused target refuses, or keeps the entry; nobody waits for it',
    given: scenario(
      [child(), parent({ waitForEnd: true })],
      [
        { at: '+PT0S', pause: { journey: 'k', entries: 'keep' } },
        event('+PT1H', 'Go'),
        { at: '+P1D', resume: { journey: 'k' } },
      ],
    ),
    paths: [
      'j/ada: start sub end! | completed end 03-02 10:00',
      'k/ada: start w@03-05 09:00 end! | completed end 03-05 09:00',
    ],
  },
  {
    rule: 'J1 a holdout of the target has no end to wait for',
    given: scenario(
      [child(undefined, {}, { holdout: { percent: 100 } }), parent({ waitForEnd: true })],
      [event('+PT0S', 'Go')],
    ),
    paths: ['j/ada: start sub end! | completed end 03-02 09:00', 'k/ada: | holdout'],
  },
  {
    rule: 'J1 the end of the target during a pause is noticed at resume',
    given: scenario([child(), parent({ waitForEnd: true })], [event('+PT0S', 'Go'), pause('+P1D'), resume('+P5D')]),
    paths: [
      'j/ada: start sub@03-07 09:00 end! | completed end 03-07 09:00',
      'k/ada: start w@03-04 09:00 end! | completed end 03-04 09:00',
    ],
  },
  {
    rule: 'J1 an exit of the starter leaves the started one alone',
    given: scenario(
      [child(), parent({ waitForEnd: true }, { exits: [{ id: 'x', event: 'Stop' }] })],
      [event('+PT0S', 'Go'), event('+P1D', 'Stop')],
    ),
    paths: [
      'j/ada: start sub@03-03 09:00! | exited x 03-03 09:00',
      'k/ada: start w@03-04 09:00 end! | completed end 03-04 09:00',
    ],
  },
  {
    rule: 'J1 three deep, each waiting for the next',
    given: scenario(
      [
        { ...journey([byApi(), wait('w', 'P1D'), mail('deep'), end()]), id: 'l' },
        {
          ...journey([byApi(), step('sub', 'journey', { journey: 'l', waitForEnd: true }), mail('middle'), end()]),
          id: 'k',
        },
        journey([on('Go'), start({ waitForEnd: true }), mail('top'), end()]),
      ],
      [event('+PT0S', 'Go')],
    ),
    sent: ['ada deep accepted 03-03 09:00', 'ada middle accepted 03-03 09:00', 'ada top accepted 03-03 09:00'],
  },
  {
    rule: 'J1 the target needs an api entry',
    given: scenario([{ ...journey([on('Other'), end()]), id: 'k' }, parent()], []),
    problems: ['unknown-journey sub'],
  },
  {
    rule: 'J1 a journey that does not exist is a problem',
    given: scenario([parent()], []),
    problems: ['unknown-journey sub'],
  },
  {
    rule: 'J1 cycles of journeys are a problem',
    given: scenario(
      [
        { ...journey([byApi(), step('back', 'journey', { journey: 'j' }), end()]), id: 'k' },
        journey([byApi(), start(), end()]),
      ],
      [],
    ),
    problems: ['journey-cycle back'],
  },
  {
    rule: 'J1 a journey that starts itself is a problem',
    given: scenario([{ ...journey([byApi(), step('self', 'journey', { journey: 'j' }), end()]) }], []),
    problems: ['journey-cycle self'],
  },
  {
    rule: 'J1 a key of the target comes from the data',
    given: scenario(
      [
        {
          ...journey([
            entry('start', { type: 'api' }, { reentry: { policy: 'never', key: 'event.id' } }),
            wait('w', 'P1D'),
            end(),
          ]),
          id: 'k',
        },
        parent({ data: { id: '{{ event.id }}' } }),
      ],
      [event('+PT0S', 'Go', { id: 'A' }), event('+PT1H', 'Go', { id: 'B' }), event('+PT2H', 'Go', { id: 'A' })],
    ),
    refused: ['ada already-entered 03-02 11:00'],
    also: ({ enrollments }) =>
      expect(enrollments.filter((e) => e.journey === 'k').map((e) => e.key)).toEqual(['A', 'B']),
  },
])
