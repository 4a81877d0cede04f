import { expect } from 'vitest'
import {
  ADA,
  BOB,
  branch,
  byApi,
  end,
  enter,
  event,
  identify,
  journey,
  mail,
  NIGHT,
  on,
  outcome,
  scenario,
  step,
  traits,
  wait,
} from './building.ts'
import { chapter } from './rules.ts'
import { hello, hook } from './shared-journeys.ts'

const quietWorkspace = (rest: object = {}) => ({ workspace: { quietHours: { from: '22:00', to: '08:00', ...rest } } })
const cap = (max: number, per: string, rest: object = {}) => ({ cap: { max, per, ...rest } })
const kill = (at: string) => ({ at: '+PT0S', restart: { at } })
chapter('Sending', [
  {
    rule: 'S1 one interaction per enrollment, step and visit; its id is the key at the provider',
    given: scenario(hello(), [event('+PT0S', 'Go'), event('+PT1H', 'Go')]),
    also: ({ interactions }) => {
      expect(interactions).toHaveLength(2)
      expect(interactions.every((row) => row.id === row.idempotencyKey)).toBe(true)
    },
  },
  {
    rule: 'S1 each visit sends once more',
    given: scenario(
      journey([
        on('Go'),
        mail('hello'),
        wait('w', 'P1D'),
        branch(
          'again',
          { yes: { not: { field: 'customer.done', op: 'eq', value: true } } },
          { yes: 'hello', else: 'end' },
        ),
        end(),
      ]),
      [event('+PT0S', 'Go'), traits('+P1D', { done: true })],
    ),
    paths: ['ada: start hello w@03-03 09:00 again>else end! | completed end 03-03 09:00'],
    sent: ['ada hello accepted 03-02 09:00'],
  },
  {
    rule: 'S2 no consent: suppressed with the reason, by its path',
    given: scenario(
      journey([on('Go'), mail('hello', {}, { suppressed: 'no' }), end(), end('no')]),
      [event('+PT0S', 'Go')],
      { customers: [{ id: 'ada', consent: { email: ['other'], sms: ['news'] } }] },
    ),
    paths: ['ada: start hello>suppressed no! | completed no 03-02 09:00'],
    sent: ['ada hello suppressed no-consent 03-02 09:00'],
  },
  {
    rule: 'S2 consent is looked at directly before the claim',
    given: scenario(hello({}, NIGHT), [
      event('+PT14H', 'Go'),
      { at: '+PT15H', consent: { customerId: 'ada', channel: 'email', topic: 'news', allowed: false } },
    ]),
    sent: ['ada hello suppressed no-consent 03-02 23:00'],
  },
  {
    rule: 'S2 consent given in time counts',
    given: scenario(
      hello({}, NIGHT),
      [
        event('+PT14H', 'Go'),
        { at: '+PT15H', consent: { customerId: 'ada', channel: 'email', topic: 'news', allowed: true } },
      ],
      { customers: [{ id: 'ada' }] },
    ),
    sent: ['ada hello accepted 03-03 08:00'],
  },
  {
    rule: 'S2 who is on the suppression list gets nothing, whatever the consent',
    given: scenario(hello(), [
      { at: '+PT0S', suppress: { channel: 'email', customerId: 'ada' } },
      event('+PT1H', 'Go'),
    ]),
    sent: ['ada hello suppressed suppressed 03-02 10:00'],
  },
  {
    rule: 'S2 a hard bounce and a complaint suppress what comes after',
    given: scenario(
      hello(),
      [
        event('+PT0S', 'Go'),
        outcome('+PT1H', 'hello', 'bounced'),
        event('+PT2H', 'Go'),
        event('+PT2H', 'Go', {}, { customerId: 'bob' }),
        outcome('+PT3H', 'hello', 'complained', { customerId: 'bob' }),
        event('+PT4H', 'Go', {}, { customerId: 'bob' }),
      ],
      {
        customers: [ADA, BOB],
      },
    ),
    sent: [
      'ada hello accepted 03-02 09:00',
      'ada hello suppressed bounced 03-02 11:00',
      'bob hello accepted 03-02 11:00',
      'bob hello suppressed complained 03-02 13:00',
    ],
  },
  {
    rule: 'S2 webhook, task and coupon need no consent',
    given: scenario(
      journey([
        on('Go'),
        hook(),
        step('call', 'task', { queue: 'sales', title: 'Call' }),
        step('code', 'coupon', { generate: { length: 8 } }),
        end(),
      ]),
      [event('+PT0S', 'Go')],
      { customers: [{ id: 'ada' }] },
    ),
    sent: ['ada hook accepted 03-02 09:00', 'ada call accepted 03-02 09:00', 'ada code accepted 03-02 09:00'],
  },
  {
    rule: 'S3 quiet hours defer to their end, past midnight',
    given: scenario(hello({}, NIGHT), [
      event('+PT12H59M59S', 'Go'),
      event('+PT13H', 'Go'),
      event('+PT22H59M', 'Go'),
      event('+PT23H', 'Go'),
    ]),
    sent: [
      'ada hello accepted 03-02 21:59:59',
      'ada hello accepted 03-03 08:00',
      'ada hello accepted 03-03 08:00',
      'ada hello accepted 03-03 08:00',
    ],
  },
  {
    rule: 'S3 quiet hours in the customer’s zone',
    given: scenario(hello({}, NIGHT), [event('+PT0S', 'Go')], {
      customers: [{ ...ADA, timeZone: 'Asia/Tokyo' }, BOB].slice(0, 1),
    }),
    sent: ['ada hello accepted 03-02 09:00'],
  },
  {
    rule: 'S3 quiet hours in the customer’s zone over a clock change',
    given: {
      ...scenario(hello({}, NIGHT), [event('2026-03-28T22:00:00Z', 'Go')], {
        customers: [{ ...ADA, timeZone: 'Europe/Berlin' }],
      }),
    },
    sent: ['ada hello accepted 03-29 06:00'],
  },
  {
    rule: 'S3 quiet hours of the workspace hold for all journeys, on their channels and days',
    given: scenario(
      hello(),
      [event('+PT14H', 'Go'), event('+P5DT14H', 'Go')],
      quietWorkspace({ weekdays: ['sat', 'sun'], channels: ['email'] }),
    ),
    sent: ['ada hello accepted 03-02 23:00', 'ada hello accepted 03-08 08:00'],
  },
  {
    rule: 'S3 quiet hours of other channels do not matter',
    given: scenario(hello(), [event('+PT14H', 'Go')], quietWorkspace({ channels: ['sms'] })),
    sent: ['ada hello accepted 03-02 23:00'],
  },
  {
    rule: 'S3 journey and workspace hand over to each other',
    given: scenario(
      hello({}, { quietHours: { from: '08:00', to: '10:00' } }),
      [event('+PT14H', 'Go')],
      quietWorkspace(),
    ),
    sent: ['ada hello accepted 03-03 10:00'],
  },
  {
    rule: 'S3 drop: suppressed at the due instant with the reason',
    given: scenario(hello({ quietHours: 'drop' }, NIGHT), [event('+PT14H', 'Go')]),
    paths: ['ada: start hello>suppressed end! | completed end 03-02 23:00'],
    sent: ['ada hello suppressed quiet-hours 03-02 23:00'],
  },
  {
    rule: 'S3 ignore: sent at night',
    given: scenario(hello({ quietHours: 'ignore' }, NIGHT), [event('+PT14H', 'Go')]),
    sent: ['ada hello accepted 03-02 23:00'],
  },
  {
    rule: 'S3 a changed zone counts at the due instant: still night there',
    given: scenario(hello({}, NIGHT), [event('+PT14H', 'Go'), identify('+PT15H', { timeZone: 'America/New_York' })]),
    sent: ['ada hello accepted 03-03 13:00'],
  },
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
  {
    rule: 'S5 everything that did not go out says why',
    given: scenario(hello(), [event('+PT0S', 'Go')], { provider: { email: { answer: 'reject' } } }),
    sent: ['ada hello failed the provider answers reject 03-02 09:00 x1'],
    also: ({ interactions }) => expect(interactions[0]?.sentAt).toBeNull(),
  },
  {
    rule: 'S6 the customer stays on the step until the message is final; plannedAt = arrival',
    given: scenario(hello({}, NIGHT), [event('+PT14H', 'Go')]),
    paths: ['ada: start hello@03-03 08:00 end! | completed end 03-03 08:00'],
    also: ({ interactions }) =>
      expect(interactions[0]).toMatchObject({
        plannedAt: '2026-03-02T23:00:00.000Z',
        sentAt: '2026-03-03T08:00:00.000Z',
      }),
  },
  {
    rule: 'S7 refused by the provider: again after 1 min, 5 min, 30 min, 2 h, 6 h, then failed',
    given: scenario(hello(), [event('+PT0S', 'Go')], { provider: { email: { answer: 'refuse' } } }),
    paths: ['ada: start hello@03-02 17:36>failed end! | completed end 03-02 17:36'],
    sent: ['ada hello failed the provider answers refuse 03-02 09:00 x6'],
  },
  {
    rule: 'S7 throttled: the same, and accepted as soon as it may',
    given: scenario(hello(), [event('+PT0S', 'Go')], { provider: { email: { answer: 'throttle', times: 2 } } }),
    sent: ['ada hello accepted 03-02 09:06 x3'],
  },
  {
    rule: 'S7 reject: failed at once, by its path',
    given: scenario(
      journey([on('Go'), mail('hello', {}, { failed: 'no' }), end(), end('no')]),
      [event('+PT0S', 'Go')],
      { provider: { email: { answer: 'reject' } } },
    ),
    paths: ['ada: start hello>failed no! | completed no 03-02 09:00'],
  },
  {
    rule: 'S7 timeout without a key: unknown, not sent again, path next',
    given: scenario(
      journey([on('Go'), mail('hello', {}, { failed: 'no' }), end(), end('no')]),
      [event('+PT0S', 'Go')],
      { provider: { email: { answer: 'timeout' } } },
    ),
    paths: ['ada: start hello end! | completed end 03-02 09:00'],
    sent: ['ada hello unknown the provider answers timeout 03-02 09:00 x1'],
  },
  {
    rule: 'S7 timeout with a key: again with the same key',
    given: scenario(hello({ idempotent: true }), [event('+PT0S', 'Go')], {
      provider: { email: { answer: 'timeout', times: 1 } },
    }),
    sent: ['ada hello accepted 03-02 09:01 x2'],
  },
  {
    rule: 'S7 a second attempt passes the gate again',
    given: scenario(
      hello(),
      [
        event('+PT0S', 'Go'),
        { at: '+PT30S', consent: { customerId: 'ada', channel: 'email', topic: 'news', allowed: false } },
      ],
      { provider: { email: { answer: 'refuse', times: 1 } } },
    ),
    sent: ['ada hello suppressed no-consent 03-02 09:00 x1'],
  },
  {
    rule: 'S7 a second attempt waits for quiet hours, too',
    given: scenario(hello({}, NIGHT), [event('+PT12H59M30S', 'Go')], {
      provider: { email: { answer: 'refuse', times: 1 } },
    }),
    sent: ['ada hello accepted 03-03 08:00 x2'],
  },
  {
    rule: 'S7 crash after the commit: nothing lost, nothing twice',
    given: scenario(hello(), [kill('after-commit'), event('+PT0S', 'Go')]),
    sent: ['ada hello accepted 03-02 09:00'],
  },
  {
    rule: 'S7 crash after the claim, without a key: unknown, never called again',
    given: scenario(hello(), [kill('after-claim'), event('+PT0S', 'Go')]),
    sent: ['ada hello unknown the worker stopped before it knew the answer 03-02 09:00'],
    paths: ['ada: start hello@03-02 09:00:10 end! | completed end 03-02 09:00:10'],
  },
  {
    rule: 'S7 crash after the claim, with a key: sent once',
    given: scenario(hello({ idempotent: true }), [kill('after-claim'), event('+PT0S', 'Go')]),
    sent: ['ada hello accepted 03-02 09:01:10'],
  },
  {
    rule: 'S7 crash after sending, without a key: unknown, called once',
    given: scenario(hello(), [kill('after-send'), event('+PT0S', 'Go')]),
    sent: ['ada hello unknown the worker stopped before it knew the answer 03-02 09:00 x1'],
  },
  {
    rule: 'S7 crash after sending, with a key: called twice, taken once',
    given: scenario(hello({ idempotent: true }), [kill('after-send'), event('+PT0S', 'Go')]),
    sent: ['ada hello accepted 03-02 09:01:10 x2'],
  },
  {
    rule: 'S7 crash with the queue lost and an hour of darkness: the same',
    given: scenario(hello(), [
      { at: '+PT0S', restart: { at: 'after-commit', downFor: 'PT1H', lose: ['queue'] } },
      event('+PT0S', 'Go'),
    ]),
    sent: ['ada hello accepted 03-02 10:00'],
  },
  {
    rule: 'S7 a webhook carries its key, so it is repeated; its answer is kept',
    given: scenario(
      journey([
        on('Go'),
        hook({ saveAs: 'crm' }),
        branch('b', { gold: { field: 'vars.crm.tier', op: 'eq', value: 'gold' } }, { gold: 'end' }),
        end(),
      ]),
      [event('+PT0S', 'Go')],
      {
        provider: { webhook: { answer: 'accept', body: { tier: 'gold' } } },
      },
    ),
    paths: ['ada: start hook b>gold end! | completed end 03-02 09:00'],
  },
  {
    rule: 'S7 a webhook answered 400 fails by its path, one answered 503 is tried again',
    given: scenario(
      journey([on('Go', { reentry: { policy: 'always' } }), hook({}, { failed: 'no' }), end(), end('no')]),
      [event('+PT0S', 'Go'), { at: '+PT1H', provider: { webhook: { status: 503, times: 1 } } }, event('+PT1H', 'Go')],
      {
        provider: { webhook: { status: 400, times: 1 } },
      },
    ),
    paths: [
      'ada: start hook>failed no! | completed no 03-02 09:00',
      'ada: start hook@03-02 10:01 end! | completed end 03-02 10:01',
    ],
  },
  {
    rule: 'S2 a channel with the name of what every object has is a channel like others',
    given: scenario(
      journey([on('Go'), mail('hi', { channel: 'constructor' }), mail('again', { channel: 'constructor' })]),
      [
        event('+PT0S', 'Go'),
        { at: '+P1D', consent: { customerId: 'bob', channel: 'constructor', topic: 'news', allowed: true } },
        event('+P2D', 'Go', {}, { customerId: 'bob' }),
      ],
    ),
    also: ({ interactions }) =>
      expect(interactions.map(({ customerId, status, reason }) => `${customerId} ${status} ${reason}`)).toEqual([
        'ada suppressed no-consent',
        'ada suppressed no-consent',
        'bob accepted null',
        'bob accepted null',
      ]),
  },
  {
    rule: 'S8 customer data is never parsed as a template',
    given: scenario(
      journey([byApi(), mail('hello', { content: { subject: 'Hi {{ customer.name }}', text: '{{ entry.note }}' } })]),
      [enter('+PT0S', { note: '{% raw %}{{ customer.name }}' })],
      {
        customers: [{ ...ADA, traits: { name: '{{ customer.id }}' } }],
      },
    ),
    also: ({ interactions }) => {
      expect(interactions[0]?.subject).toBe('Hi {{ customer.id }}')
      expect(interactions[0]?.content['text']).toBe('{% raw %}{{ customer.name }}')
    },
  },
  {
    rule: 'S9 texts know the customer by the names conditions do',
    given: scenario(
      journey([
        on('Go'),
        step('move', 'stage', { to: 'use' }),
        mail('hi', {
          content: { subject: '{{ customer.$id }} {{ customer.$stage }} {{ customer.$timeZone }}', text: 'x' },
        }),
        step('note', 'update', { set: { self: '{{ customer.$id }}' } }),
      ]),
      [event('+PT0S', 'Go')],
      { customers: [{ ...ADA, timeZone: 'Europe/Berlin' }] },
    ),
    also: ({ interactions, customers }) => {
      expect(interactions.map(({ subject }) => subject)).toEqual(['ada use Europe/Berlin'])
      expect(customers[0]?.traits).toMatchObject({ self: 'ada' })
    },
  },
  {
    rule: 'S8 a stored template with defaults',
    given: scenario(
      journey([on('Go'), step('hi', 'send', { channel: 'email', topic: 'news', template: 'hi' })]),
      [event('+PT0S', 'Go')],
      {
        templates: [{ id: 'hi', subject: "Hello {{ customer.firstName | default: 'friend' }}", text: 'x' }],
      },
    ),
    also: ({ interactions }) => expect(interactions[0]?.subject).toBe('Hello friend'),
  },
])
