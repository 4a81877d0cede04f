import { ADA, broken, end, event, journey, mail, on, publish, scenario, wait } from './building.ts'
import { chapter } from './rules.ts'
import { oneMail } from './shared-journeys.ts'

const stay = (reentry: object) => journey([on('Go', { reentry: reentry as never }), wait('w', 'P5D'), end()])

chapter('Re-entry', [
  {
    rule: 'E3 never: once for life, also after the end',
    given: scenario(stay({ policy: 'never' }), [
      event('+PT0S', 'Go'),
      event('+P1D', 'Go'),
      event('+P9D', 'Go', {}, { messageId: 'm9' }),
    ]),
    paths: ['ada: start w@03-07 09:00 end! | completed end 03-07 09:00'],
    refused: ['ada already-entered 03-03 09:00', 'ada already-entered 03-11 09:00'],
  },
  {
    rule: 'E3 never: over all versions',
    given: scenario(oneMail(), [
      event('+PT0S', 'Go'),
      publish('+P1D', journey([on('Go'), mail('again')])),
      event('+P2D', 'Go'),
    ]),
    sent: ['ada hello accepted 03-02 09:00'],
    refused: ['ada already-entered 03-04 09:00'],
  },
  {
    rule: 'E3 after-exit: not while one is active, again afterwards',
    given: scenario(stay({ policy: 'after-exit' }), [event('+PT0S', 'Go'), event('+P1D', 'Go'), event('+P6D', 'Go')]),
    paths: [
      'ada: start w@03-07 09:00 end! | completed end 03-07 09:00',
      'ada: start w@03-13 09:00 end! | completed end 03-13 09:00',
    ],
    refused: ['ada already-active 03-03 09:00'],
  },
  {
    rule: 'E3 after-exit: at the instant the wait ends the event still comes first',
    given: scenario(stay({ policy: 'after-exit' }), [event('+PT0S', 'Go'), event('+P5D', 'Go')]),
    paths: ['ada: start w@03-07 09:00 end! | completed end 03-07 09:00'],
    refused: ['ada already-active 03-07 09:00'],
  },
  {
    rule: 'E3 after-exit: parked counts as active',
    given: scenario(journey([on('Go', { reentry: { policy: 'after-exit' } }), broken, end()]), [
      event('+PT0S', 'Go'),
      event('+P1D', 'Go'),
    ]),
    paths: ['ada: start broken... | parked step-error broken'],
    refused: ['ada already-active 03-03 09:00'],
  },
  {
    rule: 'E3 always: also in parallel',
    given: scenario(stay({ policy: 'always' }), [event('+PT0S', 'Go'), event('+P1D', 'Go')]),
    paths: [
      'ada: start w@03-07 09:00 end! | completed end 03-07 09:00',
      'ada: start w@03-08 09:00 end! | completed end 03-08 09:00',
    ],
  },
  {
    rule: 'E7 the cool-down counts from the last entry let in, its end is free',
    given: scenario(oneMail({ reentry: { policy: 'always', cooldown: 'P2D' } }), [
      event('+PT0S', 'Go'),
      event('+P1D', 'Go'),
      event('+P2D', 'Go'),
      event('+P3D', 'Go'),
      event('+P4DT0.001S', 'Go'),
    ]),
    sent: ['ada hello accepted 03-02 09:00', 'ada hello accepted 03-04 09:00', 'ada hello accepted 03-06 09:00:00.001'],
    refused: ['ada cooldown 03-03 09:00', 'ada cooldown 03-05 09:00'],
  },
  {
    rule: 'E7 a cool-down by calendar ends at the same local time over a clock change',
    given: scenario(
      oneMail({ reentry: { policy: 'always', cooldown: 'P1D' } }),
      [event('2026-03-28T11:00:00Z', 'Go'), event('2026-03-29T09:59:59Z', 'Go'), event('2026-03-29T10:00:00Z', 'Go')],
      { customers: [{ ...ADA, timeZone: 'Europe/Berlin' }] },
    ),
    sent: ['ada hello accepted 03-28 11:00', 'ada hello accepted 03-29 10:00'],
    refused: ['ada cooldown 03-29 09:59:59'],
  },
])
