import { branch, byApi, end, enter, event, journey, mail, on, scenario, track, waitFor } from './building.ts'
import { chapter } from './rules.ts'

chapter('Tracked events', [
  {
    rule: 'O4 a tracked event is input before the next step runs: it ends its own enrollment',
    given: scenario(
      journey([on('Go'), track('ping', 'Ping'), mail('hello'), end()], { exits: [{ id: 'pinged', event: 'Ping' }] }),
      [event('+PT0S', 'Go')],
    ),
    paths: ['ada: start ping! | exited pinged 03-02 09:00'],
    sent: [],
  },
  {
    rule: 'O4 a tracked event is input before the next step runs: a wait-for behind it does not see it',
    given: scenario(
      journey([on('Go'), track('ping', 'Ping'), waitFor('ask', { yes: 'Ping' }, 'P1D', { yes: 'end' }), end()]),
      [event('+PT0S', 'Go')],
    ),
    paths: ['ada: start ping ask@03-03 09:00>timeout | completed - 03-03 09:00'],
  },
  {
    rule: 'O4 a tracked event lets into another journey before the next step runs',
    given: scenario(
      [journey([on('Go'), track('ping', 'Ping'), mail('second')]), journey([on('Ping'), mail('first')], { id: 'k' })],
      [event('+PT0S', 'Go')],
    ),
    sent: ['ada first accepted 03-02 09:00', 'ada second accepted 03-02 09:00'],
  },
  {
    rule: 'O4 a tracked event counts since entry, after an event as entry',
    given: scenario(
      journey([
        on('Go'),
        track('ping', 'Ping'),
        branch('asked', { yes: { event: 'Ping', since: 'entry' } }, { yes: 'yes', else: 'no' }),
        end('yes'),
        end('no'),
      ]),
      [event('+PT0S', 'Go')],
    ),
    paths: ['ada: start ping asked>yes yes! | completed yes 03-02 09:00'],
  },
  {
    rule: 'O4 a tracked event counts since entry, after an entry by API',
    given: scenario(
      journey([
        byApi(),
        track('ping', 'Ping'),
        waitFor('asked', { yes: 'Ping' }, 'P1D', { yes: 'yes', timeout: 'no' }, { counts: 'since-entry' }),
        end('yes'),
        end('no'),
      ]),
      [enter('+PT0S')],
    ),
    paths: ['ada: start ping asked>yes yes! | completed yes 03-02 09:00'],
  },
  {
    rule: 'O4 a tracked event is a goal of its own enrollment',
    given: scenario(
      journey([on('Go'), track('ping', 'Ping', { worth: '{{ event.worth }}' }), end()], {
        goals: [{ id: 'g', event: 'Ping', value: 'event.worth' }],
      }),
      [event('+PT0S', 'Go', { worth: 12 })],
    ),
    goals: ['ada g 03-02 09:00 = 12'],
  },
  {
    rule: 'O4 journeys that set each other off without end are parked, and others go on',
    given: scenario(
      [
        journey([on('Echo', { reentry: { policy: 'always' } }), track('t', 'Echo'), end()]),
        journey([on('Echo'), mail('once')], { id: 'k' }),
      ],
      [event('+PT0S', 'Echo')],
    ),
    sent: ['ada once accepted 03-02 09:00'],
    also: ({ enrollments, counts }) => {
      const parked = enrollments.filter((e) => e.status === 'parked')
      if (parked.length !== 1 || parked[0]?.parked?.code !== 'step-limit')
        throw new Error(`parked: ${JSON.stringify(counts)}`)
    },
  },
])
