import { expect } from 'vitest'
import { broken, end, event, journey, mail, on, scenario } from './building.ts'
import { chapter } from './rules.ts'

chapter('Parking', [
  {
    rule: 'L6 a step that cannot run parks the customer there, others go on',
    given: scenario(
      [journey([on('Go'), broken, end()]), journey([on('Go'), mail('hello')], { id: 'k' })],
      [event('+PT0S', 'Go')],
    ),
    paths: ['j/ada: start broken... | parked step-error broken', 'k/ada: start hello | completed - 03-02 09:00'],
  },
  {
    rule: 'L6 a parked one that an operator gives up has failed',
    given: scenario(journey([on('Go'), broken, end()]), [
      event('+PT0S', 'Go'),
      { at: '+P1D', operator: { customerId: 'ada', journey: 'j', command: 'fail' } },
    ]),
    paths: ['ada: start broken@03-03 09:00! | failed step-error 03-03 09:00'],
  },
  {
    rule: 'L6 an operator may send a parked one to another step, or skip the broken one',
    given: scenario(journey([on('Go', { reentry: { policy: 'always' } }), broken, mail('hello'), end()]), [
      event('+PT0S', 'Go'),
      { at: '+P1D', operator: { customerId: 'ada', journey: 'j', command: 'skip' } },
      event('+P2D', 'Go'),
      { at: '+P3D', operator: { customerId: 'ada', journey: 'j', command: 'send-to', step: 'end' } },
    ]),
    sent: ['ada hello accepted 03-03 09:00'],
    also: ({ enrollments }) =>
      expect(enrollments.map((e) => [e.status, e.exit?.at.slice(5, 10)])).toEqual([
        ['completed', '03-03'],
        ['completed', '03-05'],
      ]),
  },
])
