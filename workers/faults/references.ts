import { DAY, end, happened, HOUR, journeyOf, mail, MINUTE, onEvent, type Reference, START } from './reference.ts'

const ada = { id: 'ada' }
const ben = { id: 'ben' }
const silent = { id: 'cy', consent: [] }

const sending: Reference = {
  name: 'sending',
  journeys: [
    journeyOf('welcome', [
      onEvent('Signed Up'),
      mail('hello'),
      { id: 'mark', type: 'update', config: { increment: { greeted: 1 } } },
      end('done'),
    ]),
  ],
  customers: [ada, ben, silent],
  acts: [happened(0, 'ada', 'Signed Up'), happened(0, 'ben', 'Signed Up'), happened(MINUTE, 'cy', 'Signed Up')],
  until: DAY,
}

const keyed: Reference = {
  name: 'keyed',
  journeys: [
    journeyOf('receipt', [
      onEvent('Ordered', 'always'),
      mail('receipt', { idempotent: true }),
      { id: 'later', type: 'wait', config: { for: 'PT2H' } },
      {
        id: 'hook',
        type: 'webhook',
        config: { method: 'POST', url: 'https://shop.example/hook', body: { id: '{{ customer.id }}' } },
      },
      mail('thanks', { idempotent: true }),
      end('done'),
    ]),
  ],
  customers: [ada],
  acts: [happened(0, 'ada', 'Ordered'), happened(30 * MINUTE, 'ada', 'Ordered')],
  until: DAY,
}

const waiting: Reference = {
  name: 'wait-for',
  journeys: [
    journeyOf(
      'basket',
      [
        onEvent('Basket Filled'),
        {
          id: 'decide',
          type: 'wait-for',
          config: { branches: [{ path: 'bought', event: 'Ordered' }], timeout: 'P1D' },
          then: { bought: 'end-bought', timeout: 'remind' },
        },
        mail('remind'),
        end('reminded'),
        end('bought'),
      ],
      {
        exits: [{ id: 'gone', event: 'Account Deleted' }],
        goals: [{ id: 'order', name: 'Order', event: 'Ordered', within: 'P5D' }],
      },
    ),
  ],
  customers: [ada, ben, { id: 'dan' }],
  acts: [
    happened(0, 'ada', 'Basket Filled'),
    happened(0, 'ben', 'Basket Filled'),
    happened(0, 'dan', 'Basket Filled'),
    happened(5 * HOUR, 'ada', 'Ordered'),
    happened(8 * HOUR, 'dan', 'Account Deleted'),
  ],
  until: 3 * DAY,
}

const tracking: Reference = {
  name: 'track',
  journeys: [
    journeyOf('orders', [
      onEvent('Ordered', 'always'),
      { id: 'count', type: 'update', config: { increment: { orders: 1 } } },
      {
        id: 'which',
        type: 'branch',
        config: { branches: [{ path: 'second', when: { event: 'Ordered', count: { eq: 2 } } }] },
        then: { second: 'tell', else: null },
      },
      { id: 'tell', type: 'track', config: { event: 'Came Back', properties: {} } },
      end('told'),
    ]),
    journeyOf('loyal', [
      onEvent('Came Back', 'always'),
      { id: 'mark', type: 'update', config: { increment: { returns: 1 } } },
      mail('welcome-back'),
      end('done'),
    ]),
  ],
  customers: [ada],
  acts: [
    {
      at: 0,
      act: 'report',
      reports: [1, 2, 3].map((n) => ({
        id: `o${n}`,
        customerId: 'ada',
        body: { kind: 'event', name: 'Ordered', properties: {}, timestamp: START },
      })),
    },
    happened(HOUR, 'ada', 'Ordered'),
  ],
  until: DAY,
}

const pausing: Reference = {
  name: 'pause',
  journeys: [
    journeyOf('tips', [
      onEvent('Signed Up'),
      { id: 'later', type: 'wait', config: { for: 'PT3H' } },
      mail('tip'),
      {
        id: 'reply',
        type: 'wait-for',
        config: { branches: [{ path: 'tried', event: 'Tried' }], timeout: 'P1D' },
        then: { tried: 'end-tried', timeout: 'end-silent' },
      },
      end('tried'),
      end('silent'),
    ]),
  ],
  customers: [ada, ben],
  acts: [
    happened(0, 'ada', 'Signed Up'),
    { at: 2 * HOUR, act: 'pause', journey: 'tips', entries: 'keep' },
    happened(2.5 * HOUR, 'ben', 'Signed Up'),
    { at: 5 * HOUR, act: 'resume', journey: 'tips', policy: 'retime' },
    { at: 7 * HOUR, act: 'pause', journey: 'tips', entries: 'refuse' },
    happened(8 * HOUR, 'ada', 'Tried'),
    { at: 10 * HOUR, act: 'resume', journey: 'tips', policy: 'continue' },
  ],
  until: 3 * DAY,
}

const course = (days: string, text: string): object =>
  journeyOf('course', [
    onEvent('Enrolled'),
    { id: 'later', type: 'wait', config: { for: days } },
    mail('lesson', { content: { subject: text, text } }),
    end('done'),
  ])

const moving: Reference = {
  name: 'move',
  journeys: [course('P2D', 'Old lesson')],
  customers: [ada, ben],
  acts: [
    happened(0, 'ada', 'Enrolled'),
    { at: DAY, act: 'publish', journey: course('P3D', 'New lesson'), move: { later: 'later' } },
    happened(DAY + HOUR, 'ben', 'Enrolled'),
  ],
  until: 6 * DAY,
}

const capped: Reference = {
  name: 'cap',
  journeys: [
    journeyOf('first', [onEvent('Visited'), mail('first-mail', { cap: { max: 1, per: 'P1D' } }), end('done')]),
    journeyOf('second', [onEvent('Visited'), mail('second-mail', { cap: { max: 1, per: 'P1D' } }), end('done')]),
    journeyOf('third', [onEvent('Looked'), mail('third-mail', { cap: { max: 1, per: 'P1D' } }), end('done')]),
  ],
  customers: [ada, ben],
  acts: [happened(0, 'ada', 'Visited'), happened(0, 'ben', 'Visited'), happened(2 * HOUR, 'ada', 'Looked')],
  until: 4 * DAY,
  cap: { channel: 'email', perDay: 1 },
}

/** The second one comes while the first may still be on its way; which of them is put off is open. */
const cappedRace: Reference = {
  ...capped,
  name: 'cap-race',
  acts: [happened(0, 'ben', 'Visited'), happened(10_000, 'ben', 'Looked')],
  open: true,
  race: true,
}

/** No step has a cap of its own: the workspace's holds over all journeys, while repeats are to come too. */
const held: Reference = {
  name: 'workspace-cap',
  journeys: [
    journeyOf('first', [onEvent('Visited'), mail('first-mail', { idempotent: true }), end('done')]),
    journeyOf('second', [onEvent('Visited'), mail('second-mail'), end('done')]),
    journeyOf('third', [onEvent('Looked'), mail('third-mail'), end('done')]),
  ],
  caps: [{ max: 1, per: 'P1D', channel: 'email' }],
  customers: [ada, ben],
  acts: [happened(0, 'ada', 'Visited'), happened(0, 'ben', 'Visited'), happened(2 * HOUR, 'ada', 'Looked')],
  until: 4 * DAY,
  cap: { channel: 'email', perDay: 1 },
}

/** The second one comes while the first may still be on its way; which of them is put off is open. */
const heldRace: Reference = {
  ...held,
  name: 'workspace-cap-race',
  acts: [happened(0, 'ben', 'Visited'), happened(10_000, 'ben', 'Looked')],
  open: true,
  race: true,
}

const quiet: Reference = {
  name: 'quiet-hours',
  journeys: [
    journeyOf(
      'night',
      [onEvent('Visited'), { id: 'later', type: 'wait', config: { for: 'PT12H' } }, mail('good-night'), end('done')],
      { quietHours: { from: '20:00', to: '06:00' } },
    ),
  ],
  customers: [ada],
  acts: [happened(0, 'ada', 'Visited')],
  until: 2 * DAY,
}

const nested: Reference = {
  name: 'sub-journey',
  journeys: [
    journeyOf('child', [
      { id: 'start', type: 'entry', config: { trigger: { type: 'api' }, reentry: { policy: 'always' } } },
      mail('inner'),
      { id: 'rest', type: 'wait', config: { for: 'PT1H' } },
      end('done'),
    ]),
    journeyOf('parent', [
      onEvent('Visited'),
      { id: 'call', type: 'journey', config: { journey: 'child', waitForEnd: true } },
      mail('outer'),
      end('done'),
    ]),
  ],
  customers: [ada],
  acts: [happened(0, 'ada', 'Visited')],
  until: DAY,
}

const scarce: Reference = {
  name: 'coupon',
  journeys: [
    journeyOf('gift', [
      {
        id: 'start',
        type: 'entry',
        config: {
          trigger: { type: 'stage', to: 'purchase' },
          reentry: { policy: 'never' },
          limit: { max: 2, per: 'P1D' },
        },
      },
      {
        id: 'give',
        type: 'coupon',
        config: { pool: 'spring', expires: 'P30D' },
        then: { next: 'tell', empty: 'end-none' },
      },
      mail('tell'),
      { id: 'credit', type: 'points', config: { add: 10, reason: 'gift' } },
      end('given'),
      end('none'),
    ]),
  ],
  // Ben is new: what is claimed for him in a turn that is lost belongs to the turn that makes him anew.
  customers: [ada, { id: 'dan' }],
  pools: [{ id: 'spring', codes: ['A', 'B'] }],
  acts: ['ada', 'ben', 'dan'].map((customerId, i) => ({
    at: i * HOUR,
    act: 'report' as const,
    reports: [{ id: `stage-${customerId}`, customerId, body: { kind: 'stage' as const, to: 'purchase' as const } }],
  })),
  until: DAY,
}

const leaving: Reference = {
  name: 'opt-out',
  journeys: [
    journeyOf('series', [
      onEvent('Signed Up'),
      mail('one'),
      { id: 'later', type: 'wait', config: { for: 'PT1H' } },
      mail('two'),
      { id: 'later-still', type: 'wait', config: { for: 'PT1H' } },
      mail('three'),
      end('done'),
    ]),
  ],
  customers: [ada, ben],
  acts: [
    happened(0, 'ada', 'Signed Up'),
    happened(0, 'ben', 'Signed Up'),
    { at: 90 * MINUTE, act: 'opt-out', customerId: 'ada', channel: 'email', topic: 'news' },
  ],
  until: DAY,
}

const racing: Reference = {
  name: 'opt-out-race',
  journeys: leaving.journeys,
  customers: [ada, { id: 'dan' }, { id: 'eve' }],
  acts: [
    ...['ada', 'dan'].map((id) => happened(0, id, 'Signed Up')),
    { at: HOUR, act: 'opt-out', customerId: 'ada', channel: 'email', topic: 'news' },
    // While a claim may be stored of which no byte has left yet.
    happened(90 * MINUTE, 'eve', 'Signed Up'),
    { at: 90 * MINUTE + 10_000, act: 'opt-out', customerId: 'eve', channel: 'email', topic: 'news' },
    { at: 2 * HOUR + MINUTE, act: 'opt-out', customerId: 'dan', channel: 'email', topic: 'news' },
  ],
  until: DAY,
  open: true,
  race: true,
}

const timed: Reference = {
  name: 'segment-and-date',
  segments: [{ id: 'vip', name: 'VIP', when: { field: 'customer.vip', op: 'eq', value: true } } as never],
  journeys: [
    journeyOf('vip-hello', [
      {
        id: 'start',
        type: 'entry',
        config: { trigger: { type: 'segment', segment: 'vip', on: 'enter' }, reentry: { policy: 'never' } },
      },
      mail('vip-mail'),
      end('done'),
    ]),
    journeyOf('birthday', [
      {
        id: 'start',
        type: 'entry',
        config: {
          trigger: { type: 'date', field: 'customer.birthday', at: '10:00', yearly: true },
          reentry: { policy: 'always' },
        },
      },
      mail('cake', { idempotent: true }),
      end('done'),
    ]),
  ],
  customers: [ada],
  acts: [
    {
      at: 0,
      act: 'report',
      reports: [{ id: 'i1', customerId: 'ada', body: { kind: 'identify', traits: { birthday: '1990-03-03' } } }],
    },
    {
      at: HOUR,
      act: 'report',
      reports: [{ id: 'i2', customerId: 'ada', body: { kind: 'identify', traits: { vip: true } } }],
    },
  ],
  until: 3 * DAY,
}

const bursting: Reference = {
  name: 'burst',
  journeys: [
    journeyOf('tally', [
      onEvent('Tapped', 'always'),
      { id: 'count', type: 'update', config: { increment: { taps: 1 } } },
      end('counted'),
    ]),
  ],
  customers: [ada],
  acts: [0, 0, 20, 400, 2_000, 2_500, 3_000, 5_100].map((at, n) => ({
    at,
    act: 'report' as const,
    reports: [
      {
        id: `tap-${n}`,
        customerId: 'ada',
        body: { kind: 'event' as const, name: 'Tapped', properties: {}, timestamp: START },
      },
    ],
  })),
  until: HOUR,
  race: true,
}

/** Small lives that together touch every kind of decision; each is lived with a fault at each of its port calls. */
export const references: readonly Reference[] = [
  sending,
  keyed,
  waiting,
  tracking,
  pausing,
  moving,
  capped,
  cappedRace,
  held,
  heldRace,
  quiet,
  nested,
  scarce,
  leaving,
  timed,
  racing,
  bursting,
]
