import { ADA, BOB, end, event, journey, mail, on, scenario, traits, update, wait, waitFor } from './building.ts'
import { chapter } from './rules.ts'
import { askUntil } from './shared-journeys.ts'

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
    rule: 'O1 restarts amid the inputs of an instant leave its timers behind all of them',
    given: scenario(askUntil({ field: 'customer.vip', op: 'eq', value: true }, 'P1D'), [
      event('+PT0S', 'Order'),
      traits('+P1D', { a: 1 }),
      { at: '+P1D', restart: { downFor: 'PT0S', lose: ['queue'] } },
      traits('+P1D', { a: 2 }),
      traits('+P1D', { vip: true }),
    ]),
    paths: ['ada: start ask@03-03 09:00>yes yes! | completed yes 03-03 09:00'],
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
])
