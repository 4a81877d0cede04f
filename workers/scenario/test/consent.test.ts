import { expect } from 'vitest'
import { ADA, BOB, end, event, journey, mail, NIGHT, on, outcome, scenario, step } from './building.ts'
import { chapter } from './rules.ts'
import { hello, hook } from './shared-journeys.ts'

chapter('Consent', [
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
])
