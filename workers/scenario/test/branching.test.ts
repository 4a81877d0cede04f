import { ADA, branch, byApi, end, enter, entry, event, journey, on, scenario, step, traits, wait } from './building.ts'
import { chapter } from './rules.ts'

chapter('Branching', [
  {
    rule: 'B3 first true branch wins; else for nobody’s',
    given: scenario(
      journey([
        byApi({ reentry: { policy: 'always' } }),
        branch(
          'size',
          { big: { field: 'entry.n', op: 'gte', value: 10 }, some: { field: 'entry.n', op: 'gte', value: 1 } },
          { big: 'big', some: 'some', else: 'none' },
        ),
        end('big'),
        end('some'),
        end('none'),
      ]),
      [enter('+PT0S', { n: 10 }), enter('+PT1H', { n: 1 }), enter('+PT2H', { n: '10' })],
    ),
    paths: [
      'ada: start size>big big! | completed big 03-02 09:00',
      'ada: start size>some some! | completed some 03-02 10:00',
      'ada: start size>else none! | completed none 03-02 11:00',
    ],
  },
  {
    rule: 'B3 a parked step, tried again by an operator when its reason is gone',
    given: scenario(journey([on('Go'), step('add', 'points', { add: '{{ customer.n }}', reason: 'x' }), end()]), [
      event('+PT0S', 'Go'),
      traits('+P1D', { n: 5 }),
      { at: '+P2D', operator: { customerId: 'ada', journey: 'j', command: 'retry' } },
    ]),
    paths: ['ada: start add@03-04 09:00 end! | completed end 03-04 09:00'],
    points: { ada: 5 },
  },
  {
    rule: 'B3 branches see tags, segments and consent of the moment',
    given: scenario(
      journey([
        on('Go'),
        wait('w', 'P1D'),
        branch(
          'b',
          {
            yes: {
              all: [
                { tag: 'vip' },
                { segment: 'de' },
                { consent: { channel: 'email', topic: 'news' } },
                { not: { stage: 'use' } },
              ],
            },
          },
          { yes: 'yes', else: 'no' },
        ),
        end('yes'),
        end('no'),
      ]),
      [
        event('+PT0S', 'Go'),
        { at: '+PT1H', identify: { customerId: 'ada', addTags: ['vip'], traits: { country: 'DE' } } },
      ],
      { customers: [ADA], segments: [{ id: 'de', when: { field: 'customer.country', op: 'eq', value: 'DE' } }] },
    ),
    paths: ['ada: start w@03-03 09:00 b>yes yes! | completed yes 03-03 09:00'],
  },
  {
    rule: 'B3 a missing field makes every op false, but missing, ne and nin',
    given: scenario(
      journey([
        entry('start', { type: 'api' }),
        branch('a', { yes: { field: 'customer.x', op: 'lt', value: 3 } }, { yes: 'no', else: 'b' }),
        branch(
          'b',
          {
            yes: {
              all: [
                { field: 'customer.x', op: 'ne', value: 3 },
                { field: 'customer.x', op: 'nin', value: [3] },
                { field: 'customer.x', op: 'missing' },
              ],
            },
          },
          { yes: 'yes', else: 'no' },
        ),
        end('yes'),
        end('no'),
      ]),
      [enter('+PT0S')],
    ),
    paths: ['ada: start a>else b>yes yes! | completed yes 03-02 09:00'],
  },
])
