import { ADA, BOB, event, identify, NIGHT, scenario } from './building.ts'
import { chapter } from './rules.ts'
import { hello } from './shared-journeys.ts'

const quietWorkspace = (rest: object = {}) => ({ workspace: { quietHours: { from: '22:00', to: '08:00', ...rest } } })

chapter('Quiet hours', [
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
])
