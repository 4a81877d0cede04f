import { expect } from 'vitest'
import {
  ADA,
  branch,
  byApi,
  end,
  enter,
  entry,
  event,
  journey,
  mail,
  on,
  publish,
  scenario,
  step,
  track,
  traits,
  update,
  wait,
  waitFor,
} from './building.ts'
import { chapter } from './rules.ts'

const arms = (weights: Record<string, number>, rest = {}) =>
  step(
    'split',
    'split',
    { arms: Object.entries(weights).map(([path, weight]) => ({ path, weight })), ...rest },
    Object.fromEntries(Object.keys(weights).map((path) => [path, path])),
  )
const hundred = Array.from({ length: 100 }, (_, i) => `c${i}`)
const everybody = hundred.map((customerId) => event('+PT0S', 'Go', {}, { customerId }))
const byCustomer = (
  enrollments: { customerId: string; history: { step: string; path: string | null }[] }[],
  stepId = 'split',
) => Object.fromEntries(enrollments.map((e) => [e.customerId, e.history.find((visit) => visit.step === stepId)?.path]))
const split = (weights: Record<string, number>, rest = {}, id = 'j') =>
  journey([on('Go'), arms(weights, rest), ...Object.keys(weights).map((path) => end(path))], { id })
const chain = (length: number) => [on('Go'), ...Array.from({ length }, (_, i) => update(`u${i}`, { set: { n: i } }))]

chapter('Branching', [
  {
    rule: 'B1 the same customer draws the same arm on every run and on re-entry',
    given: scenario(journey([on('Go', { reentry: { policy: 'always' } }), arms({ a: 1, b: 1 }), end('a'), end('b')]), [
      event('+PT0S', 'Go'),
      event('+P1D', 'Go'),
      event('+P2D', 'Go'),
    ]),
    also: ({ enrollments }) => expect(new Set(enrollments.map((e) => e.history[1]?.path)).size).toBe(1),
  },
  {
    rule: 'B1 weights are shares: 30 and 70 of 100 customers, about',
    given: scenario(split({ a: 0.3, b: 0.7 }), everybody, { customers: [] }),
    also: ({ counts }) => {
      const a = counts['j']?.steps['a']?.arrived ?? 0
      expect(a).toBeGreaterThan(15)
      expect(a).toBeLessThan(45)
      expect(counts['j']?.steps['b']?.arrived).toBe(100 - a)
    },
  },
  {
    rule: 'B1 enlarging the first arm only adds to it',
    given: scenario([split({ a: 1, b: 1 }, { salt: 's' }), split({ a: 3, b: 1 }, { salt: 's' }, 'k')], everybody, {
      customers: [],
    }),
    also: ({ enrollments }) => {
      const before = byCustomer(enrollments.filter((e) => e.journey === 'j'))
      const after = byCustomer(enrollments.filter((e) => e.journey === 'k'))
      expect(hundred.filter((id) => before[id] === 'a' && after[id] !== 'a')).toEqual([])
      expect(hundred.filter((id) => before[id] === 'b' && after[id] === 'a').length).toBeGreaterThan(5)
    },
  },
  {
    rule: 'B1 two splits with one salt agree, without it each draws its own',
    given: scenario(
      [split({ a: 1, b: 1 }, { salt: 's' }), split({ a: 1, b: 1 }, { salt: 's' }, 'k'), split({ a: 1, b: 1 }, {}, 'l')],
      everybody,
      { customers: [] },
    ),
    also: ({ enrollments }) => {
      const [j, k, l] = ['j', 'k', 'l'].map((id) => byCustomer(enrollments.filter((e) => e.journey === id)))
      expect(k).toEqual(j)
      expect(l).not.toEqual(j)
    },
  },
  {
    rule: 'B1 an arm of weight 0 gets nobody',
    given: scenario(split({ none: 0, all: 5 }), everybody, { customers: [] }),
    also: ({ counts }) => expect(counts['j']?.steps['none']?.arrived).toBe(0),
  },
  {
    rule: 'B1 the same arm in a new version',
    given: scenario(
      journey([on('Go', { reentry: { policy: 'always' } }), arms({ a: 1, b: 1, c: 1 }), end('a'), end('b'), end('c')]),
      [
        event('+PT0S', 'Go'),
        publish(
          '+P1D',
          journey([
            on('Go', { reentry: { policy: 'always' } }),
            wait('w', 'PT1H'),
            arms({ a: 1, b: 1, c: 1 }),
            end('a'),
            end('b'),
            end('c'),
          ]),
        ),
        event('+P2D', 'Go'),
      ],
    ),
    also: ({ enrollments }) => {
      const drawn = enrollments.map((e) => e.history.find((visit) => visit.step === 'split')?.path)
      expect(drawn[1]).toBe(drawn[0])
    },
  },
  {
    rule: 'B2 a cycle without a wait is refused',
    given: scenario(
      journey([
        on('Go'),
        update('u', { increment: { n: 1 } }),
        branch('more', { yes: { field: 'customer.n', op: 'lt', value: 3 } }, { yes: 'u' }),
      ]),
      [],
    ),
    problems: ['cycle-without-wait u'],
  },
  {
    rule: 'B2 a cycle with a wait goes round',
    given: scenario(
      journey([
        on('Go'),
        wait('w', 'P1D'),
        update('u', { increment: { n: 1 } }),
        branch('more', { yes: { field: 'customer.n', op: 'lt', value: 3 } }, { yes: 'w', else: 'end' }),
        end(),
      ]),
      [event('+PT0S', 'Go')],
    ),
    paths: [
      'ada: start w@03-03 09:00 u more>yes w#2@03-04 09:00 u#2 more#2>yes w#3@03-05 09:00 u#3 more#3>else end! | completed end 03-05 09:00',
    ],
  },
  {
    rule: 'B3 a hundred steps in one wake are allowed',
    given: scenario(journey(chain(99)), [event('+PT0S', 'Go')]),
    also: ({ enrollments }) => expect(enrollments[0]?.status).toBe('completed'),
  },
  {
    rule: 'B3 with more than a hundred steps in one wake: parked with step-limit',
    given: scenario(journey(chain(100)), [event('+PT0S', 'Go')]),
    also: ({ enrollments }) => {
      expect(enrollments[0]?.parked).toMatchObject({ code: 'step-limit', step: 'u99' })
      expect(enrollments[0]?.history).toHaveLength(101)
    },
  },
  {
    rule: 'B3 a wake ends where the customer waits',
    given: scenario(
      journey([
        ...chain(60),
        wait('w', 'PT1H'),
        ...chain(60)
          .slice(1)
          .map((drawn) => ({ ...drawn, id: `v${drawn.id}` })),
        end(),
      ]),
      [event('+PT0S', 'Go')],
    ),
    also: ({ enrollments }) => expect(enrollments[0]?.status).toBe('completed'),
  },
  {
    rule: 'B3 also two wakes that a downtime lays together',
    given: scenario(
      journey([
        ...chain(60),
        waitFor('ask', { yes: 'X' }, 'P9D', { yes: 'vu0' }),
        ...chain(60)
          .slice(1)
          .map((drawn) => ({ ...drawn, id: `v${drawn.id}` })),
        end(),
      ]),
      [{ at: '+PT0S', restart: { downFor: 'PT1H' } }, event('+PT1M', 'Go'), event('+PT2M', 'X')],
    ),
    also: ({ enrollments }) => expect(enrollments[0]?.status).toBe('completed'),
  },
  {
    rule: 'B3 a loop that waits for no time is parked instead of sending for ever',
    given: scenario(journey([on('Go'), mail('again'), wait('w', 'PT0S', { next: 'again' })]), [event('+PT0S', 'Go')]),
    also: ({ enrollments, interactions }) => {
      expect(enrollments[0]?.parked?.code).toBe('step-limit')
      expect(interactions.length).toBe(50)
    },
  },
  {
    rule: 'B3 long journeys that set each other off are parked, too, and nothing breaks',
    given: scenario(
      journey([
        on('Echo', { reentry: { policy: 'always' } }),
        ...Array.from({ length: 95 }, (_, i) => update(`u${i}`, { set: { 'vars.n': i } })),
        track('t', 'Echo'),
        end(),
      ]),
      [event('+PT0S', 'Echo')],
    ),
    also: ({ counts }) => expect(counts['j']?.['parked']).toBe(1),
  },
  {
    rule: 'B3 journeys that start each other twofold stay bounded',
    given: scenario(
      journey([on('Echo', { reentry: { policy: 'always' } }), track('a', 'Echo'), track('b', 'Echo'), end()]),
      [event('+PT0S', 'Echo')],
    ),
    also: ({ counts }) => {
      expect(counts['j']?.['entered']).toBeLessThan(6_000)
      expect(Number(counts['j']?.['parked'])).toBeGreaterThan(0)
    },
  },
  {
    rule: 'B3 first true branch wins; else for nobody’s',
    given: scenario(
      journey([
        byApi({ reentry: { policy: 'always' } }),
        branch(
          'size',
          { big: { field: 'entry.n', op: 'gte', value: 10 }, some: { field: 'entry.n', op: 'gte', value: 1 } },
          { big: 'big', some: 'some', else: 'none' },
        ),
        end('big'),
        end('some'),
        end('none'),
      ]),
      [enter('+PT0S', { n: 10 }), enter('+PT1H', { n: 1 }), enter('+PT2H', { n: '10' })],
    ),
    paths: [
      'ada: start size>big big! | completed big 03-02 09:00',
      'ada: start size>some some! | completed some 03-02 10:00',
      'ada: start size>else none! | completed none 03-02 11:00',
    ],
  },
  {
    rule: 'B3 a parked step, tried again by an operator when its reason is gone',
    given: scenario(journey([on('Go'), step('add', 'points', { add: '{{ customer.n }}', reason: 'x' }), end()]), [
      event('+PT0S', 'Go'),
      traits('+P1D', { n: 5 }),
      { at: '+P2D', operator: { customerId: 'ada', journey: 'j', command: 'retry' } },
    ]),
    paths: ['ada: start add@03-04 09:00 end! | completed end 03-04 09:00'],
    points: { ada: 5 },
  },
  {
    rule: 'B3 branches see tags, segments and consent of the moment',
    given: scenario(
      journey([
        on('Go'),
        wait('w', 'P1D'),
        branch(
          'b',
          {
            yes: {
              all: [
                { tag: 'vip' },
                { segment: 'de' },
                { consent: { channel: 'email', topic: 'news' } },
                { not: { stage: 'use' } },
              ],
            },
          },
          { yes: 'yes', else: 'no' },
        ),
        end('yes'),
        end('no'),
      ]),
      [
        event('+PT0S', 'Go'),
        { at: '+PT1H', identify: { customerId: 'ada', addTags: ['vip'], traits: { country: 'DE' } } },
      ],
      { customers: [ADA], segments: [{ id: 'de', when: { field: 'customer.country', op: 'eq', value: 'DE' } }] },
    ),
    paths: ['ada: start w@03-03 09:00 b>yes yes! | completed yes 03-03 09:00'],
  },
  {
    rule: 'B3 a missing field makes every op false, but missing, ne and nin',
    given: scenario(
      journey([
        entry('start', { type: 'api' }),
        branch('a', { yes: { field: 'customer.x', op: 'lt', value: 3 } }, { yes: 'no', else: 'b' }),
        branch(
          'b',
          {
            yes: {
              all: [
                { field: 'customer.x', op: 'ne', value: 3 },
                { field: 'customer.x', op: 'nin', value: [3] },
                { field: 'customer.x', op: 'missing' },
              ],
            },
          },
          { yes: 'yes', else: 'no' },
        ),
        end('yes'),
        end('no'),
      ]),
      [enter('+PT0S')],
    ),
    paths: ['ada: start a>else b>yes yes! | completed yes 03-02 09:00'],
  },
])
