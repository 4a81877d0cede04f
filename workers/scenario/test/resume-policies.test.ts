import { ADA, end, event, identify, journey, mail, NIGHT, on, pause, resume, scenario, wait } from './building.ts'
import { chapter } from './rules.ts'
import { asks, oneWait } from './shared-journeys.ts'

chapter('What a resume does', [
  {
    rule: 'V3 skip: overdue waits leave by their path, a send reached without another wait is suppressed',
    given: scenario(journey([on('Go'), wait('w', 'P1D'), mail('hello'), wait('v', 'P1D'), mail('more'), end()]), [
      event('+PT0S', 'Go'),
      pause('+PT1H'),
      resume('+P3D', 'skip'),
    ]),
    paths: ['ada: start w@03-05 09:00 hello>suppressed v@03-06 09:00 more end! | completed end 03-06 09:00'],
    sent: ['ada more accepted 03-06 09:00', 'ada hello suppressed overdue 03-05 09:00'].reverse(),
  },
  {
    rule: 'V3 skip: a wait that is not overdue goes on as if nothing had been, also one due at the resume',
    given: scenario(oneWait('P3D'), [event('+PT0S', 'Go'), pause('+PT1H'), resume('+P3D', 'skip')]),
    sent: ['ada hello accepted 03-05 09:00'],
  },
  {
    rule: 'V3 skip: a planned message that was due in the pause is suppressed',
    given: scenario({ ...journey([on('Go'), mail('hello'), end()]), ...NIGHT }, [
      event('+PT14H', 'Go'),
      pause('+PT15H'),
      resume('+P2D', 'skip'),
    ]),
    sent: ['ada hello suppressed overdue 03-02 23:00'],
  },
  {
    rule: 'V3 skip: what happened in time is answered',
    given: scenario(asks('P20D'), [event('+PT0S', 'Go'), pause('+PT1H'), event('+P1D', 'X'), resume('+P3D', 'skip')]),
    sent: ['ada hello accepted 03-05 09:00'],
  },
  {
    rule: 'V3 retime: durations shift by the pause, overdue or not',
    given: scenario(journey([on('Go', { reentry: { policy: 'always' } }), wait('w', 'P4D'), mail('hello'), end()]), [
      event('+PT0S', 'Go'),
      event('+P1D', 'Go'),
      pause('+P1DT1H'),
      resume('+P4DT1H', 'retime'),
    ]),
    paths: [
      'ada: start w@03-09 09:00 hello end! | completed end 03-09 09:00',
      'ada: start w@03-10 09:00 hello end! | completed end 03-10 09:00',
    ],
  },
  {
    rule: 'V3 retime: a calendar wait takes its next instant, one not missed stays',
    given: scenario(
      [
        journey([on('Go'), wait('w', { until: { weekdays: ['tue'], at: '09:00' } }), end()]),
        { ...journey([on('Go'), wait('w', { until: { weekdays: ['fri'], at: '09:00' } }), end()]), id: 'k' },
      ],
      [
        event('+PT0S', 'Go'),
        pause('+PT1H'),
        { at: '+PT1H', pause: { journey: 'k' } },
        resume('+P2D', 'retime'),
        { at: '+P2D', resume: { journey: 'k', policy: 'retime' } },
      ],
    ),
    paths: [
      'j/ada: start w@03-10 09:00 end! | completed end 03-10 09:00',
      'k/ada: start w@03-06 09:00 end! | completed end 03-06 09:00',
    ],
  },
  {
    rule: 'V3 retime: a fixed date stays, overdue or not',
    given: scenario(
      [
        journey([on('Go'), wait('w', { until: '2026-03-03T09:00' }), end()]),
        { ...journey([on('Go'), wait('w', { untilField: { field: 'customer.trip' } }), end()]), id: 'k' },
      ],
      [
        event('+PT0S', 'Go'),
        pause('+PT1H'),
        { at: '+PT1H', pause: { journey: 'k' } },
        resume('+P2D', 'retime'),
        { at: '+P2D', resume: { journey: 'k', policy: 'retime' } },
      ],
      { customers: [{ ...ADA, traits: { trip: '2026-03-20' } }] },
    ),
    paths: [
      'j/ada: start w@03-04 09:00 end! | completed end 03-04 09:00',
      'k/ada: start w@03-20 00:00 end! | completed end 03-20 00:00',
    ],
  },
  {
    rule: 'V3 retime: two pauses add up, and a changed zone does not undo them',
    given: scenario(journey([on('Go'), wait('w', 'P5D'), end()]), [
      event('+PT0S', 'Go'),
      pause('+P1D'),
      resume('+P2D', 'retime'),
      pause('+P3D'),
      resume('+P5D', 'retime'),
      identify('+P6D', { timeZone: 'UTC' }),
    ]),
    paths: ['ada: start w@03-10 09:00 end! | completed end 03-10 09:00'],
  },
])
