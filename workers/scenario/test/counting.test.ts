import { expect } from 'vitest'
import {
  ADA,
  BOB,
  branch,
  broken,
  end,
  event,
  journey,
  mail,
  on,
  publish,
  scenario,
  traits,
  wait,
  waitFor,
} from './building.ts'
import { chapter } from './rules.ts'

/** One customer for each fate. */
const fates = journey(
  [
    on('Go'),
    branch(
      'b',
      {
        stay: { field: 'event.n', op: 'eq', value: 1 },
        leave: { field: 'event.n', op: 'eq', value: 2 },
        park: { field: 'event.n', op: 'gte', value: 3 },
      },
      { stay: 'w', leave: 'w', park: 'broken', else: 'end' },
    ),
    wait('w', 'P90D', { next: 'end' }),
    { ...broken, to: { next: 'end' } },
    end(),
  ],
  { exits: [{ id: 'x', event: 'Stop' }] },
)

chapter('Counting', [
  {
    rule: 'N1 entered = active + completed + exited + failed + parked + holdout',
    given: scenario(
      fates,
      [
        ...['a', 'b', 'c', 'd', 'e'].map((customerId, n) => event('+PT0S', 'Go', { n }, { customerId })),
        event('+P1D', 'Stop', {}, { customerId: 'c' }),
        { at: '+P1D', operator: { customerId: 'e', journey: 'j', command: 'fail' } },
      ],
      { customers: [] },
    ),
    also: ({ counts }) =>
      expect(counts['j']).toMatchObject({
        entered: 5,
        completed: 1,
        active: 1,
        exited: 1,
        parked: 1,
        failed: 1,
        holdout: 0,
      }),
  },
  {
    rule: 'N2 for each step arrived = waiting + left by each path + exited there',
    given: scenario(
      fates,
      [
        ...['a', 'b', 'c', 'd'].map((customerId, n) => event('+PT0S', 'Go', { n }, { customerId })),
        event('+P1D', 'Stop', {}, { customerId: 'c' }),
      ],
      { customers: [] },
    ),
    also: ({ counts }) =>
      expect(counts['j']?.steps).toEqual({
        start: { arrived: 4, waiting: 0, exited: 0, paths: { next: 4 } },
        b: { arrived: 4, waiting: 0, exited: 0, paths: { else: 1, stay: 1, leave: 1, park: 1 } },
        w: { arrived: 2, waiting: 1, exited: 1, paths: {} },
        broken: { arrived: 1, waiting: 1, exited: 0, paths: {} },
        end: { arrived: 1, waiting: 0, exited: 1, paths: {} },
      }),
  },
  {
    rule: 'N2 over all versions; every step is listed, also with 0',
    given: scenario(
      journey([on('Go'), wait('w', 'P90D'), end()]),
      [
        event('+PT0S', 'Go'),
        publish('+P1D', journey([on('Go'), wait('v', 'P90D'), end('fin')])),
        event('+P2D', 'Go', {}, { customerId: 'bob' }),
      ],
      { customers: [ADA, BOB] },
    ),
    also: ({ counts }) =>
      expect(Object.entries(counts['j']?.steps ?? {}).map(([id, row]) => [id, row.arrived])).toEqual([
        ['start', 2],
        ['w', 1],
        ['end', 0],
        ['v', 1],
        ['fin', 0],
      ]),
  },
  {
    rule: 'N2 visits, not people: a loop counts each time round',
    given: scenario(
      journey([
        on('Go'),
        waitFor('ask', { again: 'X' }, 'P90D', { again: 'hello' }),
        mail('hello', {}, { next: 'ask' }),
      ]),
      [event('+PT0S', 'Go'), event('+P1D', 'X'), event('+P2D', 'X'), event('+P3D', 'X')],
    ),
    also: ({ counts }) =>
      expect(counts['j']?.steps).toMatchObject({
        ask: { arrived: 4, waiting: 1, paths: { again: 3 } },
        hello: { arrived: 3, paths: { next: 3 } },
      }),
  },
  {
    rule: 'N2 long histories count in full',
    given: scenario(
      journey([
        on('Go'),
        wait('w', 'P1D'),
        branch('b', { more: { not: { field: 'customer.stop', op: 'eq', value: true } } }, { more: 'w', else: 'end' }),
        end(),
      ]),
      [event('+PT0S', 'Go'), traits('+P100DT1H', { stop: true })],
      { until: '+P110D' },
    ),
    also: ({ counts, enrollments }) => {
      expect(counts['j']?.steps['w']).toEqual({ arrived: 101, waiting: 0, exited: 0, paths: { next: 101 } })
      expect(enrollments[0]?.history).toHaveLength(204)
    },
  },
  {
    rule: 'N1 many ended enrollments of one customer count in full',
    given: scenario(
      journey([on('Go', { reentry: { policy: 'always' } }), end()]),
      Array.from({ length: 40 }, (_, i) => event(`+PT${i}H`, 'Go')),
    ),
    also: ({ counts, enrollments }) => {
      expect(counts['j']).toMatchObject({ entered: 40, completed: 40 })
      expect(enrollments.map((e) => e.enteredAt)).toEqual([...enrollments.map((e) => e.enteredAt)].sort())
    },
  },
  {
    rule: 'N3 entry and exit steps are visits; at the exit step leftAt = enteredAt and no path',
    given: scenario(journey([on('Go'), wait('w', 'P1D'), end()]), [event('+PT0S', 'Go')]),
    also: ({ enrollments }) =>
      expect(enrollments[0]?.history.map(({ zone: _, ...visit }) => visit)).toEqual([
        {
          step: 'start',
          visit: 1,
          enteredAt: '2026-03-02T09:00:00.000Z',
          leftAt: '2026-03-02T09:00:00.000Z',
          path: 'next',
        },
        {
          step: 'w',
          visit: 1,
          enteredAt: '2026-03-02T09:00:00.000Z',
          leftAt: '2026-03-03T09:00:00.000Z',
          path: 'next',
        },
        {
          step: 'end',
          visit: 1,
          enteredAt: '2026-03-03T09:00:00.000Z',
          leftAt: '2026-03-03T09:00:00.000Z',
          path: null,
        },
      ]),
  },
  {
    rule: 'N3 waiting: leftAt null; left by an exit: leftAt set, path null',
    given: scenario(
      fates,
      [
        event('+PT0S', 'Go', { n: 1 }),
        event('+PT0S', 'Go', { n: 2 }, { customerId: 'bob' }),
        event('+P1D', 'Stop', {}, { customerId: 'bob' }),
      ],
      { customers: [ADA, BOB] },
    ),
    also: ({ enrollments }) =>
      expect(enrollments.map((e) => e.history.at(-1))).toMatchObject([
        { step: 'w', leftAt: null, path: null },
        { step: 'w', leftAt: '2026-03-03T09:00:00.000Z', path: null },
      ]),
  },
  {
    rule: 'N1 a snapshot is the same object as of that instant, before its timers',
    given: scenario(journey([on('Go'), wait('w', 'P1D'), end()]), [
      event('+PT0S', 'Go'),
      { at: '+P1D', snapshot: { name: 'then' } },
    ]),
    also: ({ snapshots, counts }) => {
      expect(snapshots?.['then']?.counts['j']).toMatchObject({ active: 1, completed: 0 })
      expect(counts['j']).toMatchObject({ active: 0, completed: 1 })
    },
  },
])
