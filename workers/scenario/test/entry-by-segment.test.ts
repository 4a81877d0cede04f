import { ADA, BOB, end, entry, identify, journey, publish, scenario, traits } from './building.ts'
import { chapter } from './rules.ts'
import { VIP } from './shared-journeys.ts'

const bySegment = (trigger = {}, rest = {}) =>
  journey([
    entry(
      'start',
      { type: 'segment', segment: 'vip', on: 'enter', ...trigger },
      { reentry: { policy: 'always' }, ...rest },
    ),
    end(),
  ])

chapter('Entry by segment', [
  {
    rule: 'E8 a segment lets in who enters it after publish, not who is in already',
    given: scenario(bySegment(), [traits('+P1D', { vip: true })], {
      segments: VIP,
      customers: [ADA, { ...BOB, traits: { vip: true } }],
    }),
    paths: ['ada: start end! | completed end 03-03 09:00'],
  },
  {
    rule: 'E8 a segment lets in at each change, once',
    given: scenario(
      bySegment(),
      [
        traits('+P1D', { vip: true }),
        traits('+P2D', { vip: true }),
        traits('+P3D', { vip: false }),
        traits('+P4D', { vip: true }),
      ],
      { segments: VIP },
    ),
    paths: ['ada: start end! | completed end 03-03 09:00', 'ada: start end! | completed end 03-06 09:00'],
  },
  {
    rule: 'E8 a segment lets in who leaves it',
    given: scenario(bySegment({ on: 'leave' }), [traits('+P1D', { vip: false })], {
      segments: VIP,
      customers: [{ ...ADA, traits: { vip: true } }],
    }),
    paths: ['ada: start end! | completed end 03-03 09:00'],
  },
  {
    rule: 'E8 existing: true takes those already in, once, also over versions',
    given: scenario(
      bySegment({ existing: true }),
      [
        publish(
          '+P1D',
          journey([
            entry(
              'start',
              { type: 'segment', segment: 'vip', on: 'enter', existing: true },
              { reentry: { policy: 'always' } },
            ),
            end('two'),
          ]),
        ),
      ],
      { segments: VIP, customers: [ADA, { ...BOB, traits: { vip: true } }] },
    ),
    paths: ['bob: start end! | completed end 03-02 09:00'],
  },
  {
    rule: 'E8 a customer first heard of through the change enters, and is not taken as existing later',
    given: scenario(
      bySegment({ existing: true }),
      [
        identify('+P1D', { customerId: 'new', traits: { vip: true } }),
        publish(
          '+P2D',
          journey([
            entry(
              'start',
              { type: 'segment', segment: 'vip', on: 'enter', existing: true },
              { reentry: { policy: 'always' } },
            ),
            end('two'),
          ]),
        ),
      ],
      { segments: VIP, customers: [] },
    ),
    paths: ['new: start end! | completed end 03-03 09:00'],
  },
  {
    rule: 'E8 a version that watches another segment starts from who is in that one',
    given: scenario(
      bySegment(),
      [
        publish(
          '+P1D',
          journey([
            entry('start', { type: 'segment', segment: 'big', on: 'enter' }, { reentry: { policy: 'always' } }),
            end(),
          ]),
        ),
        traits('+P2D', { n: 1 }),
        traits('+P3D', { big: true }),
      ],
      {
        segments: [...VIP, { id: 'big', when: { field: 'customer.big', op: 'eq', value: true } }],
        customers: [{ ...BOB, traits: { big: true } }, ADA],
      },
    ),
    paths: ['ada v2: start end! | completed end 03-05 09:00'],
  },
])
