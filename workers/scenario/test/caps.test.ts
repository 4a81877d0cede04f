import { ADA, BOB, end, event, journey, mail, NIGHT, on, scenario, step } from './building.ts'
import { chapter } from './rules.ts'
import { hello, hook } from './shared-journeys.ts'

const cap = (max: number, per: string, rest: object = {}) => ({ cap: { max, per, ...rest } })

chapter('Caps', [
  {
    rule: 'S4 a cap per day defers to local midnight',
    given: scenario(hello(cap(1, 'P1D')), [event('+PT0S', 'Go'), event('+PT1H', 'Go')], {
      customers: [{ ...ADA, timeZone: 'America/New_York' }],
    }),
    sent: ['ada hello accepted 03-02 09:00', 'ada hello accepted 03-03 05:00'],
  },
  {
    rule: 'S4 a cap with time parts is a rolling span; its start is out',
    given: scenario(hello(cap(2, 'PT24H')), [event('+PT0S', 'Go'), event('+PT1H', 'Go'), event('+PT2H', 'Go')]),
    sent: ['ada hello accepted 03-02 09:00', 'ada hello accepted 03-02 10:00', 'ada hello accepted 03-03 09:00'],
  },
  {
    rule: 'S4 two deferred by one cap take their turns',
    given: scenario(hello(cap(1, 'P1D')), [event('+PT0S', 'Go'), event('+PT1H', 'Go'), event('+PT2H', 'Go')]),
    sent: ['ada hello accepted 03-02 09:00', 'ada hello accepted 03-03 00:00', 'ada hello accepted 03-04 00:00'],
  },
  {
    rule: 'S4 a week in days is today and the six days before, a week is from Monday',
    given: scenario(
      [hello(cap(1, 'P7D')), { ...journey([on('Come'), mail('week', cap(1, 'P1W'))]), id: 'k' }],
      [event('+P3D', 'Go'), event('+P4D', 'Come'), event('+P5D', 'Go')],
    ),
    sent: ['ada hello accepted 03-05 09:00', 'ada week accepted 03-09 00:00', 'ada hello accepted 03-16 00:00'],
  },
  {
    rule: 'S4 a cap may drop instead',
    given: scenario(hello(cap(1, 'P1D', { over: 'drop' })), [event('+PT0S', 'Go'), event('+PT1H', 'Go')]),
    sent: ['ada hello accepted 03-02 09:00', 'ada hello suppressed cap 03-02 10:00'],
  },
  {
    rule: 'S4 a cap of years remembers what went out long ago',
    given: scenario(
      hello(cap(1, 'P3Y', { over: 'drop' })),
      [event('+PT0S', 'Go'), event('+P500D', 'Seen'), event('+P600D', 'Go')],
      { until: '+P700D' },
    ),
    sent: ['ada hello accepted 03-02 09:00', 'ada hello suppressed cap 2027-10-23 09:00'],
  },
  {
    rule: 'S4 a cap counts what went out over all journeys, not what did not',
    given: scenario(
      [{ ...hello(cap(1, 'P1D', { over: 'drop' })) }, { ...journey([on('Other'), mail('other')]), id: 'k' }],
      [
        event('+PT0S', 'Other'),
        event('+PT0S', 'Go'),
        event('+P1D', 'Other', {}, { customerId: 'bob' }),
        event('+P1D', 'Go', {}, { customerId: 'bob' }),
      ],
      { customers: [ADA, BOB], provider: { email: { answer: 'reject', customers: ['bob'] } } },
    ),
    sent: [
      'ada other accepted 03-02 09:00',
      'ada hello suppressed cap 03-02 09:00',
      'bob other failed the provider answers reject 03-03 09:00 x1',
      'bob hello failed the provider answers reject 03-03 09:00 x1',
    ],
  },
  {
    rule: 'S4 an unknown one counts',
    given: scenario(hello(cap(1, 'P1D', { over: 'drop' })), [event('+PT0S', 'Go'), event('+PT1H', 'Go')], {
      provider: { email: { answer: 'timeout', times: 1 } },
    }),
    sent: ['ada hello unknown the provider answers timeout 03-02 09:00 x1', 'ada hello suppressed cap 03-02 10:00'],
  },
  {
    rule: 'S4 webhooks, tasks and coupons are no messages: they neither count nor are capped',
    given: scenario(
      journey(
        [
          on('Go'),
          hook(),
          step('code', 'coupon', { generate: { length: 8 } }),
          mail('hello', cap(1, 'P1D', { over: 'drop' })),
          hook(),
        ].map((drawn, i) => (i === 4 ? { ...drawn, id: 'hook2' } : drawn)),
      ),
      [event('+PT0S', 'Go')],
    ),
    sent: [
      'ada hook accepted 03-02 09:00',
      'ada code accepted 03-02 09:00',
      'ada hello accepted 03-02 09:00',
      'ada hook2 accepted 03-02 09:00',
    ],
  },
  {
    rule: 'S4 where a cap is tight the journey of higher priority goes first',
    given: scenario(
      [
        { ...journey([on('Go'), mail('low', cap(1, 'P1D'))]), priority: 1 },
        { ...journey([on('Go'), mail('high', cap(1, 'P1D'))]), id: 'k', priority: 5 },
      ],
      [event('+PT0S', 'Go')],
    ),
    sent: ['ada high accepted 03-02 09:00', 'ada low accepted 03-03 00:00'],
  },
  {
    rule: 'S4 the step `cap` asks without sending',
    given: scenario(
      journey([
        on('Go', { reentry: { policy: 'always' } }),
        step('enough', 'cap', { max: 1, per: 'P1D', counts: 'all', channel: 'email' }, { under: 'hello', over: 'end' }),
        mail('hello'),
        end(),
      ]),
      [event('+PT0S', 'Go'), event('+PT1H', 'Go'), event('+PT15H', 'Go')],
    ),
    paths: [
      'ada: start enough>under hello end! | completed end 03-02 09:00',
      'ada: start enough>over end! | completed end 03-02 10:00',
      'ada: start enough>under hello end! | completed end 03-03 00:00',
    ],
  },
  {
    rule: 'S4 the step `cap` counts its journey or all, a channel, a topic',
    given: scenario(
      [
        journey([
          on('Go'),
          step('own', 'cap', { max: 1, per: 'P1D', counts: 'journey' }, { under: 'all' }),
          step('all', 'cap', { max: 1, per: 'P1D', counts: 'all' }, { over: 'sms' }),
          step('sms', 'cap', { max: 1, per: 'P1D', counts: 'all', channel: 'sms' }, { under: 'topic' }),
          step('topic', 'cap', { max: 1, per: 'P1D', counts: 'all', topic: 'x' }, { under: 'end' }),
          end(),
        ]),
        { ...journey([on('Other'), mail('other')]), id: 'k' },
      ],
      [event('+PT0S', 'Other'), event('+PT1H', 'Go')],
    ),
    paths: [
      'k/ada: start other | completed - 03-02 09:00',
      'j/ada: start own>under all>over sms>under topic>under end! | completed end 03-02 10:00',
    ],
  },
  {
    rule: 'S4 quiet hours after a cap, and a cap after quiet hours',
    given: scenario(hello(cap(1, 'P1D'), NIGHT), [event('+PT0S', 'Go'), event('+PT1H', 'Go'), event('+PT14H', 'Go')]),
    sent: ['ada hello accepted 03-02 09:00', 'ada hello accepted 03-03 08:00', 'ada hello accepted 03-04 08:00'],
  },
])
