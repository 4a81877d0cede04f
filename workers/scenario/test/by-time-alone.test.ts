import { ADA, end, entry, event, identify, journey, on, scenario, traits, wait } from './building.ts'
import { chapter } from './rules.ts'
import { askUntil } from './shared-journeys.ts'

const quiet = { not: { event: 'Order', within: 'PT48H' } }

chapter('Conditions that time makes true', [
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
