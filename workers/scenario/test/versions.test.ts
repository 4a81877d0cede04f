import { ADA, BOB, byApi, end, enter, event, journey, on, publish, scenario, traits, wait } from './building.ts'
import { chapter } from './rules.ts'
import { oneWait } from './shared-journeys.ts'

chapter('Versions', [
  {
    rule: 'V1 those inside stay on their version, new entries use the new one',
    given: scenario(
      oneWait('P5D'),
      [event('+PT0S', 'Go'), publish('+P1D', oneWait('P1D')), event('+P2D', 'Go', {}, { customerId: 'bob' })],
      { customers: [ADA, BOB] },
    ),
    paths: [
      'ada: start w@03-07 09:00 hello end! | completed end 03-07 09:00',
      'bob v2: start w@03-05 09:00 hello end! | completed end 03-05 09:00',
    ],
  },
  {
    rule: 'V1 an empty move pins everybody',
    given: scenario(oneWait('P5D'), [event('+PT0S', 'Go'), publish('+P1D', oneWait('P2D'), {})]),
    paths: ['ada: start w@03-07 09:00 hello end! | completed end 03-07 09:00'],
  },
  {
    rule: 'V1 publishing the same once more is the same version',
    given: scenario(oneWait('P5D'), [publish('+P1D', oneWait('P5D')), event('+P2D', 'Go')]),
    paths: ['ada: start w@03-09 09:00 hello end! | completed end 03-09 09:00'],
  },
  {
    rule: 'V2 a new version with a problem is refused',
    given: scenario(oneWait('P5D'), [event('+PT0S', 'Go'), publish('+P1D', journey([on('Go'), wait('w', 'soon')]))]),
    problems: ['bad-duration w'],
  },
  {
    rule: 'V1 a version keeps its meaning: entering again after exits uses the new one',
    given: scenario(journey([byApi({ reentry: { policy: 'always' } }), end()]), [
      enter('+PT0S'),
      publish('+P1D', journey([byApi({ reentry: { policy: 'always' } }), end('two')])),
      enter('+P2D'),
      traits('+P3D', { x: 1 }),
    ]),
    paths: ['ada: start end! | completed end 03-02 09:00', 'ada v2: start two! | completed two 03-04 09:00'],
  },
])
