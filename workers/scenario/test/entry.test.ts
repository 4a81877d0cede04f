import {
  ADA,
  BOB,
  branch,
  byApi,
  end,
  enter,
  entry,
  event,
  journey,
  mail,
  on,
  pause,
  resume,
  scenario,
  step,
  traits,
  update,
  waitFor,
} from './building.ts'
import { chapter } from './rules.ts'
import { oneMail } from './shared-journeys.ts'

chapter('Entry', [
  {
    rule: 'E1 an event older than maxEventAge starts nothing, one exactly as old does',
    given: scenario(oneMail({ reentry: { policy: 'always' } }), [
      event('+PT0S', 'Go', {}, { timestamp: '2026-03-01T08:59:59.999Z', messageId: 'old' }),
      event('+PT0S', 'Go', {}, { timestamp: '2026-03-01T09:00:00Z' }),
    ]),
    sent: ['ada hello accepted 03-02 09:00'],
    refused: ['ada event-too-old 03-02 09:00'],
    also: ({ refused }) => {
      if (refused[0]?.messageId !== 'old') throw new Error('the refused event must be named')
    },
  },
  {
    rule: 'E1 maxEventAge as the entry says',
    given: scenario(oneMail({ maxEventAge: 'PT1H' }), [
      event('+PT0S', 'Go', {}, { timestamp: '2026-03-02T07:59:59Z' }),
    ]),
    paths: [],
    refused: ['ada event-too-old 03-02 09:00'],
  },
  {
    rule: 'E1 the age counts to acceptance: a downtime makes no event too old',
    given: scenario(oneMail(), [{ at: '+PT0S', restart: { downFor: 'P3D' } }, event('+PT1H', 'Go')]),
    sent: ['ada hello accepted 03-05 09:00'],
    refused: [],
  },
  {
    rule: 'E1 an event too old still is input: it ends waits and counts',
    given: scenario(journey([on('Go'), waitFor('ask', { yes: 'X' }, 'P9D', { yes: 'end' }), end()]), [
      event('+PT0S', 'Go'),
      event('+P1D', 'X', {}, { timestamp: '2025-01-01T00:00:00Z' }),
    ]),
    paths: ['ada: start ask@03-03 09:00>yes end! | completed end 03-03 09:00'],
  },
  {
    rule: 'E2 the same message id never starts twice',
    given: scenario(oneMail({ reentry: { policy: 'always' } }), [
      event('+PT0S', 'Go', {}, { messageId: 'm1' }),
      event('+P1D', 'Go', {}, { messageId: 'm1' }),
    ]),
    sent: ['ada hello accepted 03-02 09:00'],
    refused: [],
  },
  {
    rule: 'E2 the same message id never counts twice',
    given: scenario(
      journey([
        on('Go'),
        branch('often', { yes: { event: 'Order', count: { gte: 2 } } }, { yes: 'yes', else: 'no' }),
        end('yes'),
        end('no'),
      ]),
      [
        event('+PT0S', 'Order', {}, { messageId: 'm1' }),
        event('+PT1H', 'Order', {}, { messageId: 'm1' }),
        event('+PT2H', 'Go'),
      ],
    ),
    paths: ['ada: start often>else no! | completed no 03-02 11:00'],
  },
  {
    rule: 'E2 the same message id counts once also when it comes again after a crash',
    given: scenario(oneMail({ reentry: { policy: 'always' } }), [
      { at: '+PT0S', restart: { at: 'after-commit' } },
      event('+PT0S', 'Go', {}, { messageId: 'm1' }),
      event('+PT1H', 'Go', {}, { messageId: 'm1' }),
    ]),
    sent: ['ada hello accepted 03-02 09:00'],
  },
  {
    rule: 'E6 of several matching entries the first in step order lets in, once',
    given: scenario(
      journey([
        entry(
          'second',
          { type: 'event', event: 'Go', where: { field: 'event.n', op: 'gt', value: 5 } },
          {},
          { next: 'end' },
        ),
        entry('any', { type: 'event', event: 'Go' }, {}, { next: 'end' }),
        end(),
      ]),
      [event('+PT0S', 'Go', { n: 9 }), event('+PT0S', 'Go', { n: 1 }, { customerId: 'bob' })],
      { customers: [ADA, BOB] },
    ),
    paths: ['ada: second end! | completed end 03-02 09:00', 'bob: any end! | completed end 03-02 09:00'],
    refused: [],
  },
  {
    rule: 'E9 an exit condition that is true already: not let in',
    given: scenario(
      oneMail({}, { exits: [{ id: 'no', when: { field: 'customer.vip', op: 'eq', value: true } }] }),
      [event('+PT0S', 'Go')],
      {
        customers: [{ ...ADA, traits: { vip: true } }],
      },
    ),
    paths: [],
    sent: [],
    refused: ['ada exit-condition 03-02 09:00'],
  },
  {
    rule: 'E11 a stage lets in, by a stage step and by API alike',
    given: scenario(
      [
        journey([on('Go'), step('move', 'stage', { to: 'use' }), mail('after')]),
        journey([entry('start', { type: 'stage', to: 'use' }), mail('first')], { id: 'k' }),
      ],
      [event('+PT0S', 'Go'), { at: '+P1D', stage: { customerId: 'bob', to: 'use' } }],
      { customers: [ADA, BOB] },
    ),
    sent: ['ada first accepted 03-02 09:00', 'ada after accepted 03-02 09:00', 'bob first accepted 03-03 09:00'],
  },
  {
    rule: 'E11 an entry by API brings data, and is refused by `where`',
    given: scenario(
      journey([
        byApi({ where: { field: 'entry.plan', op: 'exists' }, reentry: { policy: 'always' } }),
        branch('plan', { pro: { field: 'entry.plan', op: 'eq', value: 'pro' } }, { pro: 'pro', else: 'free' }),
        end('pro'),
        end('free'),
      ]),
      [enter('+PT0S', { plan: 'pro' }), enter('+P1D', { plan: 'free' }), enter('+P2D')],
    ),
    paths: [
      'ada: start plan>pro pro! | completed pro 03-02 09:00',
      'ada: start plan>else free! | completed free 03-03 09:00',
    ],
    refused: ['ada where 03-04 09:00'],
  },
  {
    rule: 'E11 an entry by API into a journey that is not there, or has no door, is refused with a reason',
    given: scenario(oneMail(), [enter('+PT0S', {}, { journey: 'nowhere' }), enter('+PT1H')]),
    refused: ['ada not-published 03-02 09:00', 'ada no-api-entry 03-02 10:00'],
  },
  {
    rule: 'E11 trigger.where tests the event and where tests the customer too: both must hold',
    given: scenario(
      journey([
        entry(
          'start',
          { type: 'event', event: 'Go', where: { field: 'event.n', op: 'gt', value: 5 } },
          {
            where: {
              all: [
                { field: 'customer.vip', op: 'eq', value: true },
                { field: 'event.n', op: 'lt', value: 9 },
              ],
            },
            reentry: { policy: 'always' },
          },
        ),
        end(),
      ]),
      [
        event('+PT0S', 'Go', { n: 6 }),
        traits('+P1D', { vip: true }),
        event('+P2D', 'Go', { n: 5 }),
        event('+P2D', 'Go', { n: 9 }),
        event('+P3D', 'Go', { n: 8 }),
      ],
    ),
    paths: ['ada: start end! | completed end 03-05 09:00'],
    refused: [],
  },
  {
    rule: 'E11 paused with refuse: refused; with keep: let in at resume, in order',
    given: scenario(
      [
        journey([on('Go', { reentry: { policy: 'never' } }), mail('hello')]),
        journey([on('Go'), mail('other')], { id: 'k' }),
      ],
      [
        pause('+PT1H', { entries: 'keep' }),
        { at: '+PT1H', pause: { journey: 'k' } },
        event('+PT2H', 'Go'),
        event('+PT3H', 'Go'),
        resume('+P3D'),
        { at: '+P3D', resume: { journey: 'k' } },
      ],
    ),
    sent: ['ada hello accepted 03-05 09:00'],
    refused: ['ada paused 03-02 11:00', 'ada paused 03-02 12:00', 'ada already-entered 03-05 09:00'],
  },
  {
    rule: 'E11 stopped and archived journeys refuse, too',
    given: scenario(
      [journey([on('Go'), mail('hello')]), journey([on('Go'), mail('other')], { id: 'k' })],
      [{ at: '+PT1H', stop: { journey: 'j' } }, { at: '+PT1H', archive: { journey: 'k' } }, event('+PT2H', 'Go')],
    ),
    sent: [],
    refused: ['ada stopped 03-02 11:00'],
  },
  {
    rule: 'E11 unknown customers come in with their first event',
    given: scenario(
      journey([on('Go'), update('set', { set: { seen: true } }), end()]),
      [event('+PT0S', 'Go', {}, { customerId: 'new' })],
      { customers: [] },
    ),
    paths: ['new: start set end! | completed end 03-02 09:00'],
    also: ({ customers }) => {
      if (customers[0]?.traits['seen'] !== true) throw new Error('the customer must be there')
    },
  },
])
