import { expect } from 'vitest'
import { ADA, BOB, event, scenario } from './building.ts'
import { chapter } from './rules.ts'
import { oneMail } from './shared-journeys.ts'
import type { Told } from './telling.ts'

chapter('Limits of entries', [
  {
    rule: 'E11 above the limit refused, free again in the next period',
    given: scenario(
      oneMail({ limit: { max: 2, per: 'P1D' } }),
      ['ada', 'bob', 'cy', 'di'].map((customerId, i) => event(i < 3 ? '+PT1H' : '+P1D', 'Go', {}, { customerId })),
      { customers: [] },
    ),
    paths: ['ada', 'bob']
      .map((name) => `${name}: start hello>suppressed | completed - 03-02 10:00`)
      .concat('di: start hello>suppressed | completed - 03-03 09:00'),
    refused: ['cy limit 03-02 10:00'],
  },
  ...[
    { per: 'P7D', refusedAt: '+P6DT14H59M', freeAt: '+P6DT15H' },
    { per: 'P1W', refusedAt: '+P6DT14H59M', freeAt: '+P6DT15H' },
    { per: 'P3M', refusedAt: '+P29D', freeAt: '+P30D' },
    { per: 'P1DT1H', refusedAt: '+PT1H', freeAt: '+PT25H' },
  ].map(({ per, refusedAt, freeAt }) => ({
    rule: `E11 the limit of ${per} holds for all of it`,
    given: scenario(
      oneMail({ limit: { max: 1, per } }),
      ['ada', 'bob', 'cy'].map((customerId, i) =>
        event(['+PT0S', refusedAt, freeAt][i] as string, 'Go', {}, { customerId }),
      ),
    ),
    also: ({ enrollments, refused }: Told) => {
      expect(enrollments.map(({ customerId }) => customerId)).toEqual(['ada', 'cy'])
      expect(refused.map(({ customerId, reason }) => `${customerId} ${reason}`)).toEqual(['bob limit'])
    },
  })),
  {
    rule: 'E11 the limit is one for all zones',
    given: scenario(
      oneMail({ limit: { max: 1, per: 'P1D' } }),
      [event('+PT0S', 'Go'), event('+PT1H', 'Go', {}, { customerId: 'bob' })],
      {
        customers: [
          { ...ADA, timeZone: 'Asia/Tokyo' },
          { ...BOB, timeZone: 'Pacific/Apia' },
        ],
      },
    ),
    refused: ['bob limit 03-02 10:00'],
    sent: ['ada hello accepted 03-02 09:00'],
  },
  {
    rule: 'E11 refused entries do not use up the limit',
    given: scenario(oneMail({ limit: { max: 2, per: 'P1D' } }), [
      event('+PT0S', 'Go'),
      event('+PT1H', 'Go'),
      event('+PT2H', 'Go', {}, { customerId: 'bob' }),
    ]),
    refused: ['ada already-entered 03-02 10:00'],
    paths: ['ada: start hello | completed - 03-02 09:00', 'bob: start hello>suppressed | completed - 03-02 11:00'],
  },
])
