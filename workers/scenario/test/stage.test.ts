import { branch, end, entry, event, journey, mail, on, scenario, step, track, wait, waitFor } from './building.ts'
import { chapter } from './rules.ts'

const to = (id: string, stage: string) => step(id, 'stage', { to: stage })
const onStage = (stage: string, id = 'k') => ({
  ...journey([entry('start', { type: 'stage', to: stage }, { reentry: { policy: 'always' } }), end()]),
  id,
})
const lane = (drawn: ReturnType<typeof wait>, stage: string) => ({ ...drawn, stage })

chapter('Stage', [
  {
    rule: 'G1 the lane of a step does not move the customer',
    given: scenario(journey([lane(on('Go'), 'purchase'), lane(wait('w', 'P1D'), 'use'), lane(end(), 'win-back')]), [
      event('+PT0S', 'Go'),
    ]),
    stages: { ada: null },
  },
  {
    rule: 'G1 a stage step does, and keeps who was there before',
    given: scenario(journey([on('Go'), to('buy', 'purchase'), wait('w', 'P1D'), to('use', 'use'), end()]), [
      event('+PT0S', 'Go'),
      { at: '+PT12H', snapshot: { name: 'noon' } },
    ]),
    stages: { ada: 'use' },
    also: ({ snapshots }) => {
      if (snapshots?.['noon']?.customers[0]?.stage !== 'purchase') throw new Error('first purchase')
    },
  },
  {
    rule: 'G1 the API does, too, and it is input: exits, waits and entries act on it',
    given: scenario(
      [
        journey([
          on('Go'),
          waitFor('ask', { yes: { condition: { stage: 'retention' } } }, 'P9D', { yes: 'end' }),
          end(),
        ]),
        onStage('retention'),
        { ...journey([on('Go'), wait('w', 'P9D')], { exits: [{ id: 'x', when: { stage: 'retention' } }] }), id: 'l' },
      ],
      [event('+PT0S', 'Go'), { at: '+P1D', stage: { customerId: 'ada', to: 'retention' } }],
    ),
    paths: [
      'j/ada: start ask@03-03 09:00>yes end! | completed end 03-03 09:00',
      'l/ada: start w@03-03 09:00! | exited x 03-03 09:00',
      'k/ada: start end! | completed end 03-03 09:00',
    ],
  },
  {
    rule: 'G2 moving to the same stage is no change',
    given: scenario(
      [journey([on('Go', { reentry: { policy: 'always' } }), to('use', 'use'), end()]), onStage('use')],
      [event('+PT0S', 'Go'), event('+P1D', 'Go')],
    ),
    paths: [
      'j/ada: start use end! | completed end 03-02 09:00',
      'k/ada: start end! | completed end 03-02 09:00',
      'j/ada: start use end! | completed end 03-03 09:00',
    ],
  },
  {
    rule: 'G2 the stage a customer starts in is no change either',
    given: scenario(onStage('use', 'j'), [{ at: '+P1D', stage: { customerId: 'ada', to: 'use' } }], {
      customers: [{ id: 'ada', stage: 'use' }],
    }),
    paths: [],
  },
  {
    rule: 'G1 conditions see the stage at once, behind the step',
    given: scenario(
      journey([
        on('Go'),
        to('use', 'use'),
        branch('b', { yes: { stage: 'use' } }, { yes: 'yes', else: 'no' }),
        end('yes'),
        end('no'),
      ]),
      [event('+PT0S', 'Go')],
    ),
    paths: ['ada: start use b>yes yes! | completed yes 03-02 09:00'],
  },
  {
    rule: 'G1 back and forth lets in each time, before the next step',
    given: scenario(
      [
        journey([on('Go'), to('a', 'use'), to('b', 'win-back'), to('c', 'use'), mail('last')]),
        {
          ...journey([
            entry('start', { type: 'stage', to: 'use' }, { reentry: { policy: 'always' } }),
            track('t', 'Seen'),
            mail('hi'),
          ]),
          id: 'k',
        },
      ],
      [event('+PT0S', 'Go')],
    ),
    sent: ['ada hi accepted 03-02 09:00', 'ada hi accepted 03-02 09:00', 'ada last accepted 03-02 09:00'],
  },
])
