import { expect } from 'vitest'
import type { JsonObject } from '../../../engine/core/model/json.ts'
import { ADA, BOB, end, event, identify, journey, mail, on, outcome, publish, scenario, step } from './building.ts'
import { chapter } from './rules.ts'

const always = { reentry: { policy: 'always' } }
/** A journey that sends one message for each event, named after it. */
const sends = (id: string, on_: string, config: JsonObject = {}, own: JsonObject = {}): JsonObject =>
  journey([on(on_, always), mail(id, config), end()], { id, ...own })

const capped = (caps: JsonObject[], rest: JsonObject = {}): JsonObject => ({ workspace: { caps, ...rest } })
const sms = { channel: 'sms' }
const offers = { topic: 'offers' }
const WIDE = { id: 'ada', consent: { email: ['news', 'offers'], sms: ['news', 'offers'] } }
const accepted = (output: { interactions: { status: string }[] }) =>
  output.interactions.filter(({ status }) => status === 'accepted').length

chapter('Caps of the workspace', [
  {
    rule: 'S10 at the limit all go out, one over it waits for the next day',
    given: scenario(
      [sends('a', 'Go'), sends('b', 'Go')],
      [event('+PT0S', 'Go'), event('+PT1H', 'Go')],
      capped([{ max: 3, per: 'P1D' }]),
    ),
    sent: [
      'ada a accepted 03-02 09:00',
      'ada b accepted 03-02 09:00',
      'ada a accepted 03-02 10:00',
      'ada b accepted 03-03 00:00',
    ],
  },
  {
    rule: 'S10 two journeys that want the last place at one instant: one gets it',
    given: scenario(
      [sends('a', 'Go'), sends('b', 'Go')],
      [event('+PT0S', 'Go')],
      capped([{ max: 1, per: 'P1D', over: 'drop' }]),
    ),
    sent: ['ada a accepted 03-02 09:00', 'ada b suppressed workspace-cap 03-02 09:00'],
    paths: [
      'a/ada: start a end! | completed end 03-02 09:00',
      'b/ada: start b>suppressed end! | completed end 03-02 09:00',
    ],
  },
  {
    rule: 'S10 the journey of higher priority gets the last place',
    given: scenario(
      [sends('a', 'Go'), sends('b', 'Go', {}, { priority: 5 })],
      [event('+PT0S', 'Go')],
      capped([{ max: 1, per: 'P1D' }]),
    ),
    sent: ['ada b accepted 03-02 09:00', 'ada a accepted 03-03 00:00'],
  },
  {
    rule: 'S10 each customer has a place of their own',
    given: scenario(sends('a', 'Go'), [event('+PT0S', 'Go'), event('+PT0S', 'Go', {}, { customerId: 'bob' })], {
      customers: [ADA, BOB],
      ...capped([{ max: 1, per: 'P1D', over: 'drop' }]),
    }),
    sent: ['ada a accepted 03-02 09:00', 'bob a accepted 03-02 09:00'],
  },
  {
    rule: 'S10 a cap for a channel neither holds nor counts the others',
    given: scenario([sends('a', 'Go'), sends('b', 'Go', sms)], [event('+PT0S', 'Go'), event('+PT1H', 'Go')], {
      customers: [WIDE],
      ...capped([{ max: 1, per: 'P1D', channel: 'sms', over: 'drop' }]),
    }),
    sent: [
      'ada a accepted 03-02 09:00',
      'ada b accepted 03-02 09:00',
      'ada a accepted 03-02 10:00',
      'ada b suppressed workspace-cap 03-02 10:00',
    ],
  },
  {
    rule: 'S10 a cap for a topic holds on every channel, and no other topic',
    given: scenario(
      [sends('a', 'Go'), sends('b', 'Go', offers), sends('c', 'Go', { ...offers, ...sms })],
      [event('+PT0S', 'Go'), event('+PT1H', 'Go')],
      { customers: [WIDE], ...capped([{ max: 1, per: 'P1D', topic: 'offers', over: 'drop' }]) },
    ),
    sent: [
      'ada a accepted 03-02 09:00',
      'ada b accepted 03-02 09:00',
      'ada c suppressed workspace-cap 03-02 09:00',
      'ada a accepted 03-02 10:00',
      'ada b suppressed workspace-cap 03-02 10:00',
      'ada c suppressed workspace-cap 03-02 10:00',
    ],
  },
  {
    rule: 'S10 a cap for a channel and a topic holds what is of both',
    given: scenario(
      [sends('a', 'Go', offers), sends('b', 'Go', sms), sends('c', 'Go', { ...offers, ...sms })],
      [event('+PT0S', 'Go'), event('+PT1H', 'Go')],
      { customers: [WIDE], ...capped([{ max: 1, per: 'P1D', channel: 'sms', topic: 'offers', over: 'drop' }]) },
    ),
    also: (output) => expect(accepted(output)).toBe(5),
  },
  {
    rule: 'S10 a span of hours makes room exactly one span later',
    given: scenario(
      sends('a', 'Go'),
      [event('+PT0S', 'Go'), event('+PT23H59M59S', 'Go'), event('+PT24H', 'Go')],
      capped([{ max: 1, per: 'PT24H', over: 'drop' }]),
    ),
    sent: ['ada a accepted 03-02 09:00', 'ada a suppressed workspace-cap 03-03 08:59:59', 'ada a accepted 03-03 09:00'],
  },
  {
    rule: 'S10 days are the customer’s own, whatever zone the journey has',
    given: scenario([sends('a', 'Go'), sends('b', 'Go', {}, { timeZone: 'Asia/Tokyo' })], [event('+PT0S', 'Go')], {
      customers: [{ ...ADA, timeZone: 'America/New_York' }],
      ...capped([{ max: 1, per: 'P1D' }], { timeZone: 'Europe/Berlin' }),
    }),
    sent: ['ada a accepted 03-02 09:00', 'ada b accepted 03-03 05:00'],
  },
  {
    rule: 'S10 without a zone of the customer it is the workspace’s day for every journey',
    given: scenario(
      [sends('a', 'Go'), sends('b', 'Go', {}, { timeZone: 'Asia/Tokyo' })],
      [event('+PT0S', 'Go')],
      capped([{ max: 1, per: 'P1D' }], { timeZone: 'Europe/Berlin' }),
    ),
    sent: ['ada a accepted 03-02 09:00', 'ada b accepted 03-02 23:00'],
  },
  {
    rule: 'S10 several caps all hold: the message waits for the last of them',
    given: scenario(
      sends('a', 'Go'),
      [event('+PT0S', 'Go'), event('+PT1H', 'Go'), event('+PT2H', 'Go')],
      capped([
        { max: 1, per: 'PT2H' },
        { max: 2, per: 'P1W' },
      ]),
    ),
    sent: ['ada a accepted 03-02 09:00', 'ada a accepted 03-02 11:00', 'ada a accepted 03-09 00:00'],
  },
  {
    rule: 'S10 one that drops wins over one that waits',
    given: scenario(
      sends('a', 'Go'),
      [event('+PT0S', 'Go'), event('+PT1H', 'Go')],
      capped([
        { max: 1, per: 'P1W' },
        { max: 1, per: 'P1D', over: 'drop' },
      ]),
    ),
    sent: ['ada a accepted 03-02 09:00', 'ada a suppressed workspace-cap 03-02 10:00'],
  },
  {
    rule: 'S10 the step’s own cap holds beside it, and says so by its own reason',
    given: scenario(
      [sends('a', 'Go', { cap: { max: 1, per: 'P1D', over: 'drop' } }), sends('b', 'Other')],
      [event('+PT0S', 'Go'), event('+PT1H', 'Go'), event('+PT2H', 'Other'), event('+PT3H', 'Other')],
      capped([{ max: 2, per: 'P1D', over: 'drop' }]),
    ),
    sent: [
      'ada a accepted 03-02 09:00',
      'ada a suppressed cap 03-02 10:00',
      'ada b accepted 03-02 11:00',
      'ada b suppressed workspace-cap 03-02 12:00',
    ],
  },
  {
    rule: 'S10 a step that ignores them goes out at once, and counts',
    given: scenario(
      [sends('a', 'Go'), sends('receipt', 'Paid', { workspaceCaps: 'ignore' })],
      [event('+PT0S', 'Paid'), event('+PT1H', 'Paid'), event('+PT2H', 'Go')],
      capped([{ max: 2, per: 'P1D', over: 'drop' }]),
    ),
    sent: [
      'ada receipt accepted 03-02 09:00',
      'ada receipt accepted 03-02 10:00',
      'ada a suppressed workspace-cap 03-02 11:00',
    ],
  },
  {
    rule: 'S10 a step that ignores them still has its own cap',
    given: scenario(
      sends('receipt', 'Paid', { workspaceCaps: 'ignore', cap: { max: 1, per: 'P1D', over: 'drop' } }),
      [event('+PT0S', 'Paid'), event('+PT1H', 'Paid')],
      capped([{ max: 1, per: 'P1D', over: 'drop' }]),
    ),
    sent: ['ada receipt accepted 03-02 09:00', 'ada receipt suppressed cap 03-02 10:00'],
  },
  {
    rule: 'S10 a step that ignores them keeps doing so while it waits for the morning',
    given: scenario(
      [sends('a', 'Go'), sends('receipt', 'Paid', { workspaceCaps: 'ignore' })],
      [event('+PT14H', 'Paid'), event('+PT14H', 'Go')],
      capped([{ max: 1, per: 'P1D', over: 'drop' }], { quietHours: { from: '22:00', to: '07:00' } }),
    ),
    sent: ['ada a suppressed workspace-cap 03-02 23:00', 'ada receipt accepted 03-03 07:00'],
  },
  {
    rule: 'S10 surveys are messages',
    given: scenario(
      [
        sends('a', 'Go'),
        journey(
          [
            on('Ask'),
            step('ask', 'survey', {
              kind: 'csat',
              channel: 'email',
              topic: 'news',
              question: 'Happy?',
              timeout: 'P3D',
            }),
          ],
          { id: 's' },
        ),
      ],
      [event('+PT0S', 'Go'), event('+PT1H', 'Ask')],
      capped([{ max: 1, per: 'P1D' }]),
    ),
    sent: ['ada a accepted 03-02 09:00', 'ada ask accepted 03-03 00:00'],
  },
  {
    rule: 'S10 webhooks and coupons neither count nor wait',
    given: scenario(
      journey([
        on('Go'),
        step('hook', 'webhook', { method: 'POST', url: 'https://example.com/in', body: {} }),
        mail('a'),
        step('code', 'coupon', { generate: { length: 8 } }),
        mail('b'),
        step('hook2', 'webhook', { method: 'POST', url: 'https://example.com/in', body: {} }),
      ]),
      [event('+PT0S', 'Go')],
      capped([{ max: 1, per: 'P1D', over: 'drop' }]),
    ),
    sent: [
      'ada hook accepted 03-02 09:00',
      'ada a accepted 03-02 09:00',
      'ada code accepted 03-02 09:00',
      'ada b suppressed workspace-cap 03-02 09:00',
      'ada hook2 accepted 03-02 09:00',
    ],
  },
  {
    rule: 'S10 what was refused takes no place, what is unknown does',
    given: scenario(
      sends('a', 'Go'),
      [
        event('+PT0S', 'Go'),
        { at: '+PT1H', provider: { email: { answer: 'timeout', times: 1 } } },
        event('+PT1H', 'Go'),
        event('+PT2H', 'Go'),
      ],
      {
        provider: { email: { answer: 'reject', times: 1 } },
        ...capped([{ max: 1, per: 'P1D', over: 'drop' }]),
      },
    ),
    sent: [
      'ada a failed the provider answers reject 03-02 09:00 x1',
      'ada a unknown the provider answers timeout 03-02 10:00 x1',
      'ada a suppressed workspace-cap 03-02 11:00',
    ],
  },
  {
    rule: 'S10 while a repeat is to come, the attempt whose answer was lost keeps its place',
    given: scenario(
      [sends('a', 'Go', { idempotent: true }), sends('b', 'Other')],
      [event('+PT0S', 'Go'), event('+PT30S', 'Other')],
      {
        provider: { email: { answer: 'timeout', times: 1 } },
        ...capped([{ max: 1, per: 'P1D', over: 'drop' }]),
      },
    ),
    sent: ['ada b suppressed workspace-cap 03-02 09:00:30', 'ada a accepted 03-02 09:01 x2'],
  },
  {
    rule: 'S10 and S4 the same holds for the step’s own cap',
    given: scenario(
      [sends('a', 'Go', { idempotent: true }), sends('b', 'Other', { cap: { max: 1, per: 'P1D' } })],
      [event('+PT0S', 'Go'), event('+PT30S', 'Other')],
      { provider: { email: { answer: 'timeout', times: 1 } } },
    ),
    sent: ['ada a accepted 03-02 09:01 x2', 'ada b accepted 03-03 00:00'],
  },
  {
    rule: 'S10 quiet hours first: what waits for the morning takes its place in the morning',
    given: scenario(
      [sends('a', 'Go'), sends('b', 'Other')],
      [event('+PT14H', 'Go'), event('+PT23H', 'Other'), event('+PT24H', 'Other')],
      capped([{ max: 1, per: 'P1D' }], { quietHours: { from: '22:00', to: '07:00' } }),
    ),
    sent: ['ada a accepted 03-03 07:00', 'ada b accepted 03-04 07:00', 'ada b accepted 03-05 07:00'],
  },
  {
    rule: 'S10 no consent is no reason to wait for ever: it is asked when there is room',
    given: scenario(
      [sends('a', 'Go'), sends('b', 'Go', offers)],
      [event('+PT0S', 'Go')],
      capped([{ max: 1, per: 'P1D' }]),
    ),
    sent: ['ada a accepted 03-02 09:00', 'ada b suppressed no-consent 03-02 09:00'],
  },
  {
    rule: 'S10 who leaves while a message waits for room does not get it',
    given: scenario(
      [sends('a', 'Go'), sends('b', 'Go', {}, { exits: [{ id: 'gone', event: 'Gone' }] })],
      [event('+PT0S', 'Go'), event('+PT1H', 'Gone')],
      capped([{ max: 1, per: 'P1D' }]),
    ),
    sent: ['ada a accepted 03-02 09:00', 'ada b cancelled exited 03-02 09:00'],
  },
  {
    rule: 'S10 a change of zone counts at the next look',
    given: scenario(
      [sends('a', 'Go'), sends('b', 'Go')],
      [event('+PT0S', 'Go'), identify('+PT1H', { timeZone: 'America/New_York' })],
      capped([{ max: 1, per: 'P1D' }]),
    ),
    sent: ['ada a accepted 03-02 09:00', 'ada b accepted 03-03 05:00'],
  },
  {
    rule: 'S10 a year of marks is kept: a cap per year holds for a year',
    given: scenario(sends('a', 'Go'), [event('+PT0S', 'Go'), event('+P303D', 'Go'), event('+P305D', 'Go')], {
      until: '+P310D',
      ...capped([{ max: 1, per: 'P1Y', over: 'drop' }]),
    }),
    sent: [
      'ada a accepted 03-02 09:00',
      'ada a suppressed workspace-cap 12-30 09:00',
      'ada a accepted 2027-01-01 09:00',
    ],
  },
  {
    rule: 'S10 a killed worker forgets no mark',
    given: scenario(
      [sends('a', 'Go'), sends('b', 'Other')],
      [
        { at: '+PT0S', restart: { at: 'after-send', downFor: 'PT1H', lose: ['queue'] } },
        event('+PT0S', 'Go'),
        event('+PT2H', 'Other'),
      ],
      capped([{ max: 1, per: 'P1D', over: 'drop' }]),
    ),
    also: ({ interactions }) =>
      expect(interactions.map(({ step, status }) => `${step} ${status}`)).toEqual(['a unknown', 'b suppressed']),
  },
  {
    rule: 'S10 outcomes and moves change nothing about what was counted',
    given: scenario(
      sends('a', 'Go'),
      [
        event('+PT0S', 'Go'),
        outcome('+PT1H', 'a', 'clicked'),
        publish('+PT2H', sends('a', 'Go', { content: { subject: 'New', text: 'New' } }), {}),
        event('+PT3H', 'Go'),
      ],
      capped([{ max: 1, per: 'P1D', over: 'drop' }]),
    ),
    sent: ['ada a accepted 03-02 09:00', 'ada a suppressed workspace-cap 03-02 12:00'],
  },
])
