import { expect } from 'vitest'
import { branch, end, event, journey, mail, NIGHT, on, scenario } from './building.ts'
import { chapter } from './rules.ts'
import { hello, hook } from './shared-journeys.ts'

const kill = (at: string) => ({ at: '+PT0S', restart: { at } })

chapter('Attempts', [
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
    rule: 'S7 what may have been accepted and is not repeated says when',
    given: scenario(
      hello({ idempotent: true }),
      [
        event('+PT0S', 'Go'),
        { at: '+PT2M', consent: { customerId: 'ada', channel: 'email', topic: 'news', allowed: false } },
      ],
      { provider: { email: { answer: 'timeout', times: 2 } } },
    ),
    also: ({ interactions }) =>
      expect(interactions.map((row) => [row.status, row.reason, row.sentAt])).toEqual([
        ['unknown', 'no-consent', '2026-03-02T09:01:00.000Z'],
      ]),
  },
  {
    rule: 'S7 a call that may have been taken and is not repeated says when, too',
    given: scenario(
      journey([on('Go'), hook(), end()], { exits: [{ id: 'gone', event: 'Account Deleted' }] }),
      [event('+PT0S', 'Go'), event('+PT30S', 'Account Deleted')],
      { provider: { webhook: { answer: 'timeout' } } },
    ),
    also: ({ interactions }) =>
      expect(interactions.map((row) => [row.status, row.reason, row.sentAt])).toEqual([
        ['unknown', 'exited', '2026-03-02T09:00:00.000Z'],
      ]),
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
])
