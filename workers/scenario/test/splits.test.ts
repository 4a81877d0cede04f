import { expect } from 'vitest'
import { end, event, journey, on, publish, scenario, step, wait } from './building.ts'
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

chapter('Splits', [
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
])
