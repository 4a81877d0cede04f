import { expect } from 'vitest'
import { ADA, BOB, end, event, journey, mail, on, pause, publish, resume, scenario, traits } from './building.ts'
import { chapter } from './rules.ts'
import { oneWait } from './shared-journeys.ts'

chapter('Stopping and archiving', [
  {
    rule: 'V4 stopped: nothing is claimed; resumed, it goes on',
    given: scenario(oneWait('P1D'), [
      event('+PT0S', 'Go'),
      { at: '+PT1H', stop: { journey: 'j' } },
      { at: '+P2D', snapshot: { name: 'stopped' } },
      resume('+P3D'),
    ]),
    sent: ['ada hello accepted 03-05 09:00'],
    also: ({ snapshots }) =>
      expect(snapshots?.['stopped']?.enrollments[0]).toMatchObject({
        status: 'active',
        history: [{ step: 'start' }, { step: 'w', leftAt: null }],
      }),
  },
  {
    rule: 'V4 archived in a pause: those inside finish; what was overdue goes on now',
    given: scenario(
      oneWait('P1D'),
      [
        event('+PT0S', 'Go'),
        pause('+PT1H'),
        event('+PT2H', 'Go', {}, { customerId: 'bob' }),
        { at: '+P3D', archive: { journey: 'j' } },
        event('+P4D', 'Go', {}, { customerId: 'bob' }),
      ],
      { customers: [ADA, BOB] },
    ),
    paths: ['ada: start w@03-05 09:00 hello end! | completed end 03-05 09:00'],
    sent: ['ada hello accepted 03-05 09:00'],
    refused: ['bob paused 03-02 11:00'],
  },
  {
    rule: 'V4 archived in a pause: entries kept until then are refused, also when it is published anew',
    given: scenario(oneWait('P1D'), [
      pause('+PT0S', { entries: 'keep' }),
      event('+PT1H', 'Go'),
      { at: '+P1D', archive: { journey: 'j' } },
      publish('+P2D', oneWait('P1D')),
      traits('+P3D', { x: 1 }),
    ]),
    paths: [],
    refused: ['ada archived 03-03 09:00'],
  },
  {
    rule: 'V4 archived after a stop and published anew: its next pause is followed as any other',
    given: scenario(oneWait('P5D'), [
      event('+PT0S', 'Go'),
      { at: '+PT1H', stop: { journey: 'j' } },
      { at: '+P1D', archive: { journey: 'j' } },
      publish('+P2D', oneWait('P5D')),
      pause('+P3D'),
      resume('+P4D', 'retime'),
    ]),
    paths: ['ada: start w@03-08 09:00 hello end! | completed end 03-08 09:00'],
  },
  {
    rule: 'V4 a message being tried again is not sent after the stop',
    given: scenario(
      journey([on('Go'), mail('hello'), end()]),
      [event('+PT0S', 'Go'), { at: '+PT30S', stop: { journey: 'j' } }],
      { provider: { email: { answer: 'refuse', times: 1 } } },
    ),
    sent: ['ada hello planned the provider answers refuse 03-02 09:00 x1'],
  },
])
