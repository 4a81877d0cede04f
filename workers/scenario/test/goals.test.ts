import { expect } from 'vitest'
import { ADA, end, event, journey, mail, on, scenario, traits, wait } from './building.ts'
import { chapter } from './rules.ts'

chapter('Goals', [
  {
    rule: 'L5 the entry event is not its own goal, the next one is',
    given: scenario(
      journey([on('Order'), wait('w', 'P1D')], { goals: [{ id: 'again', event: 'Order', value: 'event.revenue' }] }),
      [event('+PT0S', 'Order', { revenue: 1 }), event('+PT1H', 'Order', { revenue: 2 })],
    ),
    goals: ['ada again 03-02 10:00 = 2'],
  },
  {
    rule: 'L5 goals count also after the end, until `within` is over, both ends included',
    given: scenario(
      [
        journey([on('Go'), end()], {
          goals: [
            { id: 'in', event: 'Order', within: 'P5D' },
            { id: 'out', event: 'Late', within: 'P5D' },
          ],
        }),
      ],
      [event('+PT0S', 'Go'), event('+P5D', 'Order'), event('+P5DT0.001S', 'Late')],
    ),
    goals: ['ada in 03-07 09:00'],
  },
  {
    rule: 'L5 a goal event accepted in time counts though the workers were down',
    given: scenario(journey([on('Go'), end()], { goals: [{ id: 'in', event: 'Order', within: 'P1D' }] }), [
      event('+PT0S', 'Go'),
      { at: '+PT22H', restart: { downFor: 'PT5H' } },
      event('+PT23H', 'Order'),
    ]),
    goals: ['ada in 03-03 12:00'],
  },
  {
    rule: 'L5 a goal counts once per enrollment',
    given: scenario(
      journey([on('Go', { reentry: { policy: 'always' } }), wait('w', 'P1D')], {
        goals: [{ id: 'g', event: 'Order' }],
      }),
      [event('+PT0S', 'Go'), event('+PT1H', 'Go'), event('+PT2H', 'Order'), event('+PT3H', 'Order')],
    ),
    goals: ['ada g 03-02 11:00', 'ada g 03-02 11:00'],
  },
  {
    rule: 'L5 a goal of state is reached when it becomes true; with `where` the event must fit',
    given: scenario(
      journey([on('Go'), wait('w', 'P9D')], {
        goals: [
          { id: 'vip', when: { field: 'customer.vip', op: 'eq', value: true } },
          { id: 'big', event: 'Order', where: { field: 'event.n', op: 'gt', value: 5 } },
        ],
      }),
      [
        event('+PT0S', 'Go'),
        event('+PT1H', 'Order', { n: 5 }),
        traits('+PT2H', { vip: true }),
        event('+PT3H', 'Order', { n: 6 }),
      ],
    ),
    goals: ['ada vip 03-02 11:00', 'ada big 03-02 12:00'],
  },
  {
    rule: 'L5 a goal names the last message accepted before it',
    given: scenario(journey([on('Go'), mail('hello'), wait('w', 'P9D')], { goals: [{ id: 'g', event: 'Order' }] }), [
      event('+PT0S', 'Go'),
      event('+PT2H', 'Order'),
    ]),
    also: ({ goals, interactions }) => expect(goals[0]?.interactionId).toBe(interactions[0]?.id),
  },
  {
    rule: 'L5 a goal of state that holds on entry already is reached there, and may end it before anything runs',
    given: scenario(
      journey([on('Go'), mail('hello'), end()], {
        goals: [{ id: 'g', when: { field: 'customer.vip', op: 'eq', value: true }, exitOnGoal: true }],
      }),
      [event('+PT0S', 'Go')],
      { customers: [{ ...ADA, traits: { vip: true } }] },
    ),
    paths: ['ada: start! | exited g 03-02 09:00'],
    goals: ['ada g 03-02 09:00'],
    sent: [],
  },
])
