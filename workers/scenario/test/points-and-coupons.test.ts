import { expect } from 'vitest'
import { ADA, BOB, branch, byApi, end, enter, event, journey, mail, on, scenario, step, waitFor } from './building.ts'
import { chapter } from './rules.ts'

const add = (id: string, amount: number | string) => step(id, 'points', { add: amount, reason: 'x' })
const spend = (id: string, amount: number | string, to: object = {}) =>
  step(id, 'points', { spend: amount, reason: 'x' }, to as never)
const coupon = (config: object, to: object = {}) => step('code', 'coupon', config as never, to as never)
const pool = { pools: [{ id: 'spring', codes: ['A1', 'A2'] }] }
const issue = journey([
  on('Go', { reentry: { policy: 'always' } }),
  coupon({ pool: 'spring' }, { empty: 'none' }),
  end(),
  end('none'),
])

chapter('Points and coupons', [
  {
    rule: 'points are added',
    given: scenario(journey([on('Go'), add('a', 50), add('b', '{{ event.n }}'), end()]), [
      event('+PT0S', 'Go', { n: 7 }),
    ]),
    points: { ada: 57 },
  },
  {
    rule: 'points are spent, never below zero',
    given: scenario(
      journey([
        on('Go', { reentry: { policy: 'always' } }),
        spend('s', 60, { insufficient: 'none' }),
        end(),
        end('none'),
      ]),
      [event('+PT0S', 'Go'), event('+P1D', 'Go')],
      { customers: [{ ...ADA, points: 100 }] },
    ),
    points: { ada: 40 },
    paths: [
      'ada: start s end! | completed end 03-02 09:00',
      'ada: start s>insufficient none! | completed none 03-03 09:00',
    ],
  },
  {
    rule: 'points: exactly enough is enough',
    given: scenario(
      journey([on('Go'), spend('s', 100, { insufficient: 'none' }), end(), end('none')]),
      [event('+PT0S', 'Go')],
      { customers: [{ ...ADA, points: 100 }] },
    ),
    points: { ada: 0 },
    paths: ['ada: start s end! | completed end 03-02 09:00'],
  },
  {
    rule: 'points: insufficient without an edge ends it as completed',
    given: scenario(journey([on('Go'), spend('s', 1), end()]), [event('+PT0S', 'Go')]),
    points: { ada: 0 },
    paths: ['ada: start s>insufficient | completed - 03-02 09:00'],
  },
  {
    rule: 'points are input to conditions at once',
    given: scenario(
      [
        journey([on('Go'), add('a', 50), end()]),
        {
          ...journey([
            on('Go'),
            waitFor('ask', { yes: { condition: { field: 'loyalty.points', op: 'gte', value: 50 } } }, 'P9D', {
              yes: 'end',
            }),
            end(),
          ]),
          id: 'k',
        },
      ],
      [event('+PT0S', 'Go'), event('+P1D', 'Other')],
    ),
    paths: ['j/ada: start a end! | completed end 03-02 09:00', 'k/ada: start ask>yes end! | completed end 03-02 09:00'],
  },
  {
    rule: 'points are booked once, though the worker died right after',
    given: scenario(journey([on('Go'), add('a', 50), mail('hello')]), [
      { at: '+PT0S', restart: { at: 'after-commit', lose: ['queue'] } },
      event('+PT0S', 'Go'),
    ]),
    points: { ada: 50 },
    sent: ['ada hello accepted 03-02 09:00'],
  },
  {
    rule: 'coupons come from the pool in order, none twice, and then it is empty',
    given: scenario(
      issue,
      ['ada', 'bob', 'cy'].map((customerId, i) => event(`+PT${i}H`, 'Go', {}, { customerId })),
      { ...pool, customers: [ADA, BOB] },
    ),
    paths: [
      'ada: start code end! | completed end 03-02 09:00',
      'bob: start code end! | completed end 03-02 10:00',
      'cy: start code>empty none! | completed none 03-02 11:00',
    ],
    also: ({ interactions }) => expect(interactions.map((row) => row.content['code'])).toEqual(['A1', 'A2']),
  },
  {
    rule: 'a coupon is issued once, though the worker died right after',
    given: scenario(
      issue,
      [{ at: '+PT0S', restart: { at: 'after-commit', lose: ['queue'] } }, event('+PT0S', 'Go'), event('+PT1H', 'Go')],
      pool,
    ),
    also: ({ interactions }) => expect(interactions.map((row) => row.content['code'])).toEqual(['A1', 'A2']),
  },
  {
    rule: 'a coupon is made by pattern, the same on every run, and stands in later texts with value and expiry',
    given: scenario(
      journey([
        byApi({ reentry: { policy: 'always' } }),
        coupon({ generate: { prefix: 'HI-', length: 8 }, value: { percent: 10 }, expires: 'P10D' }),
        mail('hello', {
          content: {
            subject: '{{ vars.coupon.code }} {{ vars.coupon.value.percent }} {{ vars.coupon.expires }}',
            text: '-',
          },
        }),
      ]),
      [enter('+PT0S'), enter('+PT0S')],
      { customers: [{ ...ADA, timeZone: 'Europe/Berlin' }] },
    ),
    also: ({ interactions }) => {
      const subjects = interactions.flatMap((row) => (row.channel === 'email' ? [String(row.subject)] : []))
      expect(subjects[0]).toMatch(/^HI-[A-Z2-9]{8} 10 2026-03-12T09:00:00\.000Z$/)
      expect(subjects[1]).not.toBe(subjects[0])
    },
  },
  {
    rule: 'a pool that does not exist is a problem',
    given: scenario(journey([on('Go'), coupon({ pool: 'autumn' }), end()]), []),
    problems: ['unknown-pool code'],
  },
  {
    rule: 'a branch on what was won',
    given: scenario(
      journey([
        on('Go'),
        add('a', 10),
        branch('b', { rich: { field: 'loyalty.points', op: 'gt', value: 9 } }, { rich: 'yes', else: 'no' }),
        end('yes'),
        end('no'),
      ]),
      [event('+PT0S', 'Go')],
    ),
    paths: ['ada: start a b>rich yes! | completed yes 03-02 09:00'],
  },
])
