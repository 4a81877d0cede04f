import {
  ADA,
  BOB,
  branch,
  byApi,
  end,
  enter,
  entry,
  event,
  identify,
  journey,
  mail,
  on,
  scenario,
  track,
  traits,
  update,
  wait,
  waitFor,
} from './building.ts'
import { chapter } from './rules.ts'

const waitThenAsk = journey([
  on('Go'),
  wait('w', 'PT1H'),
  waitFor('ask', { yes: 'X' }, 'P1D', { yes: 'yes', timeout: 'late' }),
  end('yes'),
  end('late'),
])
const twoAsks = journey([
  on('Go'),
  waitFor('a', { yes: 'X' }, 'P90D', { yes: 'b' }),
  waitFor('b', { yes: 'X' }, 'P90D', { yes: 'end' }),
  end(),
])
const vipOnly = journey([on('Go', { where: { field: 'customer.vip', op: 'eq', value: true } }), end()])
const quiet = { not: { event: 'Order', within: 'PT48H' } }
const askUntil = (condition: object, timeout: string | object) =>
  journey([
    on('Order'),
    waitFor('ask', { yes: { condition } as never }, timeout as never, { yes: 'yes', timeout: 'late' }),
    end('yes'),
    end('late'),
  ])

chapter('Order', [
  {
    rule: 'O2 one event lets into several journeys in the order in which they went live',
    given: scenario(
      ['z', 'a', 'm'].map((id) => ({ ...journey([on('Go'), end()]), id })),
      [event('+PT0S', 'Go')],
    ),
    paths: ['z', 'a', 'm'].map((id) => `${id}/ada: start end! | completed end 03-02 09:00`),
  },
  {
    rule: 'O1 an input at the instant a timer is due comes before the timer',
    given: scenario(waitThenAsk, [event('+PT0S', 'Go'), event('+PT1H', 'X')]),
    paths: ['ada: start w@03-02 10:00 ask@03-03 10:00>timeout late! | completed late 03-03 10:00'],
  },
  {
    rule: 'O1 what was due before an input comes before it',
    given: scenario(waitThenAsk, [event('+PT0S', 'Go'), event('+PT1H0.001S', 'X')]),
    paths: ['ada: start w@03-02 10:00 ask@03-02 10:00:00.001>yes yes! | completed yes 03-02 10:00:00.001'],
  },
  {
    rule: 'O1 inputs of one instant in order of the timeline: the trait first',
    given: scenario(vipOnly, [traits('+P1D', { vip: true }), event('+P1D', 'Go')]),
    paths: ['ada: start end! | completed end 03-03 09:00'],
  },
  {
    rule: 'O1 inputs of one instant in order of the timeline: the trait too late',
    given: scenario(vipOnly, [event('+P1D', 'Go'), traits('+P1D', { vip: true })]),
    paths: [],
    refused: [],
  },
  {
    rule: 'O1 after a downtime what was due before an input still comes before it',
    given: scenario(waitThenAsk, [
      event('+PT0S', 'Go'),
      { at: '+PT30M', restart: { downFor: 'PT90M' } },
      event('+PT90M', 'X'),
    ]),
    paths: ['ada: start w@03-02 11:00 ask>yes yes! | completed yes 03-02 11:00'],
  },
  {
    rule: 'O1 after a downtime an input accepted before a timer was due still comes before it',
    given: scenario(waitThenAsk, [
      event('+PT0S', 'Go'),
      { at: '+PT30M', restart: { downFor: 'PT90M' } },
      event('+PT45M', 'X'),
    ]),
    paths: ['ada: start w@03-02 11:00 ask@03-03 11:00>timeout late! | completed late 03-03 11:00'],
  },
  {
    rule: 'O1 timers of one instant in order of entry',
    given: scenario(
      journey([on('Go', { reentry: { policy: 'always' } }), wait('w', { until: '2026-03-05T09:00' }), mail('hello')]),
      [event('+P1D', 'Go'), event('+P2D', 'Go')],
    ),
    paths: [
      'ada: start w@03-05 09:00 hello | completed - 03-05 09:00',
      'ada: start w@03-05 09:00 hello | completed - 03-05 09:00',
    ],
    sent: ['ada hello accepted 03-05 09:00', 'ada hello accepted 03-05 09:00'],
    also: ({ enrollments, interactions }) => {
      if (interactions[0]?.enrollmentId !== enrollments[0]?.id)
        throw new Error('the first one in must be sent to first')
    },
  },
  {
    rule: 'O2 one event is goal, exit and entry, in this order',
    given: scenario(
      journey(
        [
          on('Buy', { reentry: { policy: 'after-exit' } }),
          waitFor('ask', { yes: 'Buy' }, 'P90D', { yes: 'end' }),
          end(),
        ],
        {
          goals: [{ id: 'g', event: 'Buy' }],
          exits: [{ id: 'gone', event: 'Buy' }],
        },
      ),
      [event('+PT0S', 'Buy'), event('+P1D', 'Buy')],
    ),
    paths: ['ada: start ask@03-03 09:00! | exited gone 03-03 09:00', 'ada: start ask... | active'],
    goals: ['ada g 03-03 09:00'],
  },
  {
    rule: 'O2 one event ends a wait and the enrollment, and lets in again',
    given: scenario(
      journey([
        on('Buy', { reentry: { policy: 'after-exit' } }),
        waitFor('ask', { yes: 'Buy' }, 'P90D', { yes: 'end' }),
        end(),
      ]),
      [event('+PT0S', 'Buy'), event('+P1D', 'Buy')],
    ),
    paths: ['ada: start ask@03-03 09:00>yes end! | completed end 03-03 09:00', 'ada: start ask... | active'],
    refused: [],
  },
  {
    rule: 'O2 one event moves an enrollment at most once',
    given: scenario(twoAsks, [event('+PT0S', 'Go'), event('+P1D', 'X')]),
    paths: ['ada: start a@03-03 09:00>yes b... | active'],
  },
  {
    rule: 'O2 the event that lets in does not end the first wait',
    given: scenario(journey([on('X'), waitFor('a', { yes: 'X' }, 'P90D', { yes: 'end' }), end()]), [
      event('+PT0S', 'X'),
    ]),
    paths: ['ada: start a... | active'],
  },
  {
    rule: 'O2 at most once also when another enrollment, moved by the same event, moved it',
    given: scenario(
      [
        journey([
          on('Go'),
          waitFor('ask', { yes: 'X' }, 'P90D', { yes: 'heat' }),
          update('heat', { set: { hot: true } }),
          end(),
        ]),
        journey(
          [
            on('Go'),
            waitFor('ask', { yes: { condition: { field: 'customer.hot', op: 'eq', value: true } } }, 'P90D', {
              yes: 'more',
            }),
            waitFor('more', { yes: 'X' }, 'P90D', { yes: 'end' }),
            end(),
          ],
          { id: 'k' },
        ),
      ],
      [event('+PT0S', 'Go'), event('+P1D', 'X')],
    ),
    paths: [
      'j/ada: start ask@03-03 09:00>yes heat end! | completed end 03-03 09:00',
      'k/ada: start ask@03-03 09:00>yes more... | active',
    ],
  },
  {
    rule: 'O3 without a key an event reaches every active enrollment of the customer, and nobody else',
    given: scenario(
      journey([
        on('Go', { reentry: { policy: 'always' } }),
        waitFor('ask', { yes: 'X' }, 'P90D', { yes: 'end' }),
        end(),
      ]),
      [event('+PT0S', 'Go'), event('+PT1H', 'Go'), event('+PT2H', 'Go', {}, { customerId: 'bob' }), event('+P1D', 'X')],
      { customers: [ADA, BOB] },
    ),
    paths: [
      'ada: start ask@03-03 09:00>yes end! | completed end 03-03 09:00',
      'ada: start ask@03-03 09:00>yes end! | completed end 03-03 09:00',
      'bob: start ask... | active',
    ],
  },
  {
    rule: 'O4 a tracked event is input before the next step runs: it ends its own enrollment',
    given: scenario(
      journey([on('Go'), track('ping', 'Ping'), mail('hello'), end()], { exits: [{ id: 'pinged', event: 'Ping' }] }),
      [event('+PT0S', 'Go')],
    ),
    paths: ['ada: start ping! | exited pinged 03-02 09:00'],
    sent: [],
  },
  {
    rule: 'O4 a tracked event is input before the next step runs: a wait-for behind it does not see it',
    given: scenario(
      journey([on('Go'), track('ping', 'Ping'), waitFor('ask', { yes: 'Ping' }, 'P1D', { yes: 'end' }), end()]),
      [event('+PT0S', 'Go')],
    ),
    paths: ['ada: start ping ask@03-03 09:00>timeout | completed - 03-03 09:00'],
  },
  {
    rule: 'O4 a tracked event lets into another journey before the next step runs',
    given: scenario(
      [journey([on('Go'), track('ping', 'Ping'), mail('second')]), journey([on('Ping'), mail('first')], { id: 'k' })],
      [event('+PT0S', 'Go')],
    ),
    sent: ['ada first accepted 03-02 09:00', 'ada second accepted 03-02 09:00'],
  },
  {
    rule: 'O4 a tracked event counts since entry, after an event as entry',
    given: scenario(
      journey([
        on('Go'),
        track('ping', 'Ping'),
        branch('asked', { yes: { event: 'Ping', since: 'entry' } }, { yes: 'yes', else: 'no' }),
        end('yes'),
        end('no'),
      ]),
      [event('+PT0S', 'Go')],
    ),
    paths: ['ada: start ping asked>yes yes! | completed yes 03-02 09:00'],
  },
  {
    rule: 'O4 a tracked event counts since entry, after an entry by API',
    given: scenario(
      journey([
        byApi(),
        track('ping', 'Ping'),
        waitFor('asked', { yes: 'Ping' }, 'P1D', { yes: 'yes', timeout: 'no' }, { counts: 'since-entry' }),
        end('yes'),
        end('no'),
      ]),
      [enter('+PT0S')],
    ),
    paths: ['ada: start ping asked>yes yes! | completed yes 03-02 09:00'],
  },
  {
    rule: 'O4 a tracked event is a goal of its own enrollment',
    given: scenario(
      journey([on('Go'), track('ping', 'Ping', { worth: '{{ event.worth }}' }), end()], {
        goals: [{ id: 'g', event: 'Ping', value: 'event.worth' }],
      }),
      [event('+PT0S', 'Go', { worth: 12 })],
    ),
    goals: ['ada g 03-02 09:00 = 12'],
  },
  {
    rule: 'O4 journeys that set each other off without end are parked, and others go on',
    given: scenario(
      [
        journey([on('Echo', { reentry: { policy: 'always' } }), track('t', 'Echo'), end()]),
        journey([on('Echo'), mail('once')], { id: 'k' }),
      ],
      [event('+PT0S', 'Echo')],
    ),
    sent: ['ada once accepted 03-02 09:00'],
    also: ({ enrollments, counts }) => {
      const parked = enrollments.filter((e) => e.status === 'parked')
      if (parked.length !== 1 || parked[0]?.parked?.code !== 'step-limit')
        throw new Error(`parked: ${JSON.stringify(counts)}`)
    },
  },
  {
    rule: 'O5 a wait-for goes on at the instant its condition becomes true by time alone; within includes both ends',
    given: scenario(askUntil(quiet, 'P10D'), [event('+PT0S', 'Order')]),
    paths: ['ada: start ask@03-04 09:00:00.001>yes yes! | completed yes 03-04 09:00:00.001'],
  },
  {
    rule: 'O5 within goes by the timestamp of the event, not by its acceptance',
    given: scenario(askUntil(quiet, 'P10D'), [event('+PT0S', 'Order', {}, { timestamp: '2026-03-01T21:00:00Z' })]),
    paths: ['ada: start ask@03-03 21:00:00.001>yes yes! | completed yes 03-03 21:00:00.001'],
  },
  {
    rule: 'O5 a condition that becomes true at the instant of the timeout wins',
    given: scenario(
      askUntil({ field: 'customer.day', op: 'isToday' }, { until: '2026-03-05T00:00' }),
      [event('+PT0S', 'Order')],
      {
        customers: [{ ...ADA, traits: { day: '2026-03-05' } }],
      },
    ),
    paths: ['ada: start ask@03-05 00:00>yes yes! | completed yes 03-05 00:00'],
  },
  {
    rule: 'O5 "today" begins at local midnight',
    given: scenario(askUntil({ field: 'customer.day', op: 'isToday' }, 'P10D'), [event('+PT0S', 'Order')], {
      customers: [{ ...ADA, timeZone: 'America/New_York', traits: { day: '2026-03-05' } }],
    }),
    paths: ['ada: start ask@03-05 05:00>yes yes! | completed yes 03-05 05:00'],
  },
  {
    rule: 'O5 an exit acts at the instant its condition becomes true by time alone',
    given: scenario(
      journey([on('Go'), wait('w', 'P20D'), end()], {
        exits: [{ id: 'cold', when: { not: { field: 'customer.seen', op: 'withinLast', value: 'P3D' } } }],
      }),
      [event('+PT0S', 'Go')],
      { customers: [{ ...ADA, traits: { seen: '2026-03-02T09:00:00Z' } }] },
    ),
    paths: ['ada: start w@03-05 09:00:00.001! | exited cold 03-05 09:00:00.001'],
  },
  {
    rule: 'O5 an exit that time would bring moves when its field moves',
    given: scenario(
      journey([on('Go'), wait('w', 'P20D'), end()], {
        exits: [{ id: 'cold', when: { not: { field: 'customer.seen', op: 'withinLast', value: 'P3D' } } }],
      }),
      [event('+PT0S', 'Go'), traits('+P2D', { seen: '2026-03-04T09:00:00Z' })],
      { customers: [{ ...ADA, traits: { seen: '2026-03-02T09:00:00Z' } }] },
    ),
    paths: ['ada: start w@03-07 09:00:00.001! | exited cold 03-07 09:00:00.001'],
  },
  {
    rule: 'O5 a segment is entered at the instant its condition becomes true by time alone',
    given: scenario(
      journey([entry('start', { type: 'segment', segment: 'lapsed', on: 'enter' }), end()]),
      [event('+P1D', 'Order')],
      {
        segments: [{ id: 'lapsed', when: { all: [{ event: 'Order' }, { not: { event: 'Order', within: 'P5D' } }] } }],
      },
    ),
    paths: ['ada: start end! | completed end 03-08 09:00:00.001'],
  },
  {
    rule: 'O5 "no order for five days" fires once per lapse',
    given: scenario(
      journey([
        entry('start', { type: 'segment', segment: 'lapsed', on: 'enter' }, { reentry: { policy: 'always' } }),
        end(),
      ]),
      [event('+P1D', 'Order'), event('+P10D', 'Order')],
      { segments: [{ id: 'lapsed', when: { all: [{ event: 'Order' }, { not: { event: 'Order', within: 'P5D' } }] } }] },
    ),
    paths: ['ada: start end! | completed end 03-08 09:00:00.001', 'ada: start end! | completed end 03-17 09:00:00.001'],
  },
  {
    rule: 'O5 a goal by time alone is reached at its instant, and only within its time',
    given: scenario(
      journey([on('Go'), wait('w', 'P20D')], {
        goals: [
          { id: 'in', when: { field: 'customer.day', op: 'isToday' }, within: 'P3D' },
          { id: 'out', when: { field: 'customer.day', op: 'isToday' }, within: 'P2D' },
        ],
      }),
      [event('+PT0S', 'Go')],
      { customers: [{ ...ADA, traits: { day: '2026-03-05' } }] },
    ),
    goals: ['ada in 03-05 00:00'],
  },
  {
    rule: 'O5 a local day that moves with the customer is looked at anew when the zone changes',
    given: scenario(
      askUntil({ field: 'customer.day', op: 'isToday' }, 'P10D'),
      [event('+PT0S', 'Order'), identify('+P1D', { timeZone: 'Asia/Kathmandu' })],
      {
        customers: [{ ...ADA, traits: { day: '2026-03-05' } }],
      },
    ),
    paths: ['ada: start ask@03-04 18:15>yes yes! | completed yes 03-04 18:15'],
  },
])
