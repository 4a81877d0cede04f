import { expect } from 'vitest'
import {
  branch,
  broken,
  end,
  event,
  identify,
  journey,
  mail,
  NIGHT,
  on,
  outcome,
  pause,
  resume,
  scenario,
  traits,
  update,
  wait,
  waitFor,
} from './building.ts'
import { chapter } from './rules.ts'

const gone = { exits: [{ id: 'gone', event: 'Account Deleted' }] }
const vipExit = { exits: [{ id: 'vip', when: { field: 'customer.vip', op: 'eq', value: true } }] }
const long = (rest: object = {}) => journey([on('Go'), wait('w', 'P20D'), mail('hello'), end()], rest as never)

chapter('Leaving', [
  {
    rule: 'L1 an exit acts at once in the middle of a wait, and its timer is void',
    given: scenario(long(gone), [event('+PT0S', 'Go'), event('+P1D', 'Account Deleted')]),
    paths: ['ada: start w@03-03 09:00! | exited gone 03-03 09:00'],
    sent: [],
  },
  {
    rule: 'L1 an exit with `where` tests the event',
    given: scenario(
      long({
        exits: [{ id: 'gone', event: 'Account Deleted', where: { field: 'event.sure', op: 'eq', value: true } }],
      }),
      [event('+PT0S', 'Go'), event('+P1D', 'Account Deleted'), event('+P2D', 'Account Deleted', { sure: true })],
    ),
    paths: ['ada: start w@03-04 09:00! | exited gone 03-04 09:00'],
  },
  {
    rule: 'L1 a goal with exitOnGoal acts at once, reason = its id',
    given: scenario(long({ goals: [{ id: 'buy', event: 'Order', exitOnGoal: true, value: 'event.revenue' }] }), [
      event('+PT0S', 'Go'),
      event('+P1D', 'Order', { revenue: 5 }),
    ]),
    paths: ['ada: start w@03-03 09:00! | exited buy 03-03 09:00'],
    goals: ['ada buy 03-03 09:00 = 5'],
  },
  {
    rule: 'L1 a goal without exitOnGoal lets the customer go on',
    given: scenario(long({ goals: [{ id: 'buy', event: 'Order' }] }), [
      event('+PT0S', 'Go'),
      event('+P1D', 'Order'),
      event('+P2D', 'Order'),
    ]),
    paths: ['ada: start w@03-22 09:00 hello end! | completed end 03-22 09:00'],
    goals: ['ada buy 03-03 09:00'],
  },
  {
    rule: 'L1 a parked customer can leave, too',
    given: scenario(journey([on('Go'), broken, end()], gone), [event('+PT0S', 'Go'), event('+P1D', 'Account Deleted')]),
    paths: ['ada: start broken@03-03 09:00! | exited gone 03-03 09:00'],
  },
  {
    rule: 'L1 a condition of state sees the enrollment’s own event, not the one that just came',
    given: scenario(long({ exits: [{ id: 'big', when: { field: 'event.n', op: 'gt', value: 10 } }] }), [
      event('+PT0S', 'Go', { n: 1 }),
      event('+P1D', 'Other', { n: 50 }),
    ]),
    paths: ['ada: start w@03-22 09:00 hello end! | completed end 03-22 09:00'],
  },
  {
    rule: 'L1 an exit over the event that ended a wait acts before the next step',
    given: scenario(
      journey([on('Go'), waitFor('ask', { yes: 'X' }, 'P9D', { yes: 'hello' }), mail('hello'), end()], {
        exits: [{ id: 'big', when: { field: 'event.n', op: 'gt', value: 10 } }],
      }),
      [event('+PT0S', 'Go', { n: 1 }), event('+P1D', 'X', { n: 50 })],
    ),
    paths: ['ada: start ask@03-03 09:00>yes hello! | exited big 03-03 09:00'],
    sent: [],
  },
  {
    rule: 'L1 an exit over the journey’s own notes acts before the next step',
    given: scenario(
      journey([on('Go'), update('note', { set: { 'vars.stop': true } }), mail('hello'), end()], {
        exits: [{ id: 'noted', when: { field: 'vars.stop', op: 'eq', value: true } }],
      }),
      [event('+PT0S', 'Go')],
    ),
    paths: ['ada: start note hello! | exited noted 03-02 09:00'],
    sent: [],
  },
  {
    rule: 'L1 an exit over a trait its own step sets acts before the next step',
    given: scenario(journey([on('Go'), update('set', { set: { vip: true } }), mail('hello'), end()], vipExit), [
      event('+PT0S', 'Go'),
    ]),
    paths: ['ada: start set! | exited vip 03-02 09:00'],
    sent: [],
  },
  {
    rule: 'L1 an exit over the fate of a message acts before the next step',
    given: scenario(
      journey([on('Go'), mail('hello', {}, { suppressed: 'more' }), end(), mail('more', {}, { next: 'end' })], {
        exits: [{ id: 'deaf', when: { interaction: { step: 'hello', outcome: 'suppressed' } } }],
      }),
      [event('+PT0S', 'Go')],
      {
        customers: [{ id: 'ada' }],
      },
    ),
    paths: ['ada: start hello>suppressed more! | exited deaf 03-02 09:00'],
    sent: ['ada hello suppressed no-consent 03-02 09:00'],
  },
  {
    rule: 'L1 exits before waits also for the outcome of a message',
    given: scenario(
      journey(
        [
          on('Go'),
          mail('hello'),
          waitFor('ask', { yes: { interaction: { step: 'hello', outcome: 'clicked' } } }, 'P9D', { yes: 'end' }),
          end(),
        ],
        { exits: [{ id: 'clicked', when: { interaction: { step: 'hello', outcome: 'clicked' } } }] },
      ),
      [event('+PT0S', 'Go'), outcome('+P1D', 'hello', 'clicked')],
    ),
    paths: ['ada: start hello ask@03-03 09:00! | exited clicked 03-03 09:00'],
  },
  {
    rule: 'L2 a planned message is cancelled by the exit',
    given: scenario(journey([on('Go'), mail('hello'), end()], { ...gone, ...NIGHT }), [
      event('+PT14H', 'Go'),
      event('+PT15H', 'Account Deleted'),
    ]),
    paths: ['ada: start hello@03-03 00:00! | exited gone 03-03 00:00'],
    sent: ['ada hello cancelled exited 03-02 23:00'],
  },
  {
    rule: 'L2 an exit at the instant the message is due comes first',
    given: scenario(journey([on('Go'), mail('hello'), end()], { ...gone, ...NIGHT }), [
      event('+PT14H', 'Go'),
      event('+PT23H', 'Account Deleted'),
    ]),
    sent: ['ada hello cancelled exited 03-02 23:00'],
  },
  {
    rule: 'L2 what is being sent finishes, though the enrollment has left',
    given: scenario(journey([on('Go'), mail('hello', { idempotent: true }), end()], gone), [
      { at: '+PT0S', restart: { at: 'after-send' } },
      event('+PT0S', 'Go'),
      event('+PT5S', 'Account Deleted'),
    ]),
    paths: ['ada: start hello@03-02 09:00:05! | exited gone 03-02 09:00:05'],
    also: ({ interactions }) =>
      expect(interactions.map((row) => [row.status, row.providerCalls])).toEqual([['accepted', 2]]),
  },
  {
    rule: 'L2 a message that failed on the way is not tried again after the exit',
    given: scenario(
      journey([on('Go'), mail('hello'), end()], gone),
      [event('+PT0S', 'Go'), event('+PT30S', 'Account Deleted')],
      { provider: { email: { answer: 'refuse' } } },
    ),
    sent: ['ada hello cancelled exited 03-02 09:00 x1'],
  },
  {
    rule: 'L3 a trait change is input as much as an event',
    given: scenario(long(vipExit), [event('+PT0S', 'Go'), traits('+P1D', { vip: true })]),
    paths: ['ada: start w@03-03 09:00! | exited vip 03-03 09:00'],
  },
  {
    rule: 'L3 a tag, a stage, a segment and a consent likewise',
    given: scenario(
      [
        long({ exits: [{ id: 'x', when: { tag: 't' } }] }),
        { ...long({ exits: [{ id: 'x', when: { stage: 'use' } }] }), id: 'k' },
        { ...long({ exits: [{ id: 'x', when: { segment: 'big' } }] }), id: 'l' },
        { ...long({ exits: [{ id: 'x', when: { not: { consent: { channel: 'email', topic: 'news' } } } }] }), id: 'm' },
      ],
      [
        event('+PT0S', 'Go'),
        identify('+P1D', { addTags: ['t'] }),
        { at: '+P2D', stage: { customerId: 'ada', to: 'use' } },
        traits('+P3D', { n: 9 }),
        { at: '+P4D', consent: { customerId: 'ada', channel: 'email', topic: 'news', allowed: false } },
      ],
      { segments: [{ id: 'big', when: { field: 'customer.n', op: 'gt', value: 5 } }] },
    ),
    paths: ['j', 'k', 'l', 'm'].map((id, i) => `${id}/ada: start w@03-0${3 + i} 09:00! | exited x 03-0${3 + i} 09:00`),
  },
  {
    rule: 'L3 suppression changes what a consent condition says',
    given: scenario(long({ exits: [{ id: 'x', when: { not: { consent: { channel: 'email', topic: 'news' } } } }] }), [
      event('+PT0S', 'Go'),
      { at: '+P1D', suppress: { channel: 'email', customerId: 'ada' } },
    ]),
    paths: ['ada: start w@03-03 09:00! | exited x 03-03 09:00'],
  },
  {
    rule: 'L4 an exit step gives its reason, a path without an edge none',
    given: scenario(
      journey([
        on('Go', { reentry: { policy: 'always' } }),
        branch('b', { yes: { field: 'event.n', op: 'eq', value: 1 } }, { yes: 'end' }),
        end('end', 'all done'),
      ]),
      [event('+PT0S', 'Go', { n: 1 }), event('+PT1H', 'Go')],
    ),
    paths: ['ada: start b>yes end! | completed all done 03-02 09:00', 'ada: start b>else | completed - 03-02 10:00'],
  },
  {
    rule: 'L4 an unconnected failed or suppressed path follows next',
    given: scenario(
      journey([on('Go', { reentry: { policy: 'always' } }), mail('hello'), end()]),
      [event('+PT0S', 'Go'), { at: '+PT1H', suppress: { channel: 'email', customerId: 'ada' } }, event('+PT2H', 'Go')],
      {
        provider: { email: { answer: 'reject' } },
      },
    ),
    paths: [
      'ada: start hello>failed end! | completed end 03-02 09:00',
      'ada: start hello>suppressed end! | completed end 03-02 11:00',
    ],
  },
  {
    rule: 'L4 removed by hand: exited',
    given: scenario(long(), [event('+PT0S', 'Go'), { at: '+P1D', remove: { customerId: 'ada', journey: 'j' } }]),
    paths: ['ada: start w@03-03 09:00! | exited removed 03-03 09:00'],
  },
  {
    rule: 'L1 exits and goals act in a paused journey, too',
    given: scenario(long({ ...gone, goals: [{ id: 'g', event: 'Order' }] }), [
      event('+PT0S', 'Go'),
      pause('+PT1H'),
      event('+P1D', 'Order'),
      event('+P2D', 'Account Deleted'),
      resume('+P3D'),
    ]),
    paths: ['ada: start w@03-04 09:00! | exited gone 03-04 09:00'],
    goals: ['ada g 03-03 09:00'],
  },
])
