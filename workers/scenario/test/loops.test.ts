import { expect } from 'vitest'
import { branch, end, event, journey, mail, on, scenario, track, update, wait, waitFor } from './building.ts'
import { chapter } from './rules.ts'

const chain = (length: number) => [on('Go'), ...Array.from({ length }, (_, i) => update(`u${i}`, { set: { n: i } }))]

chapter('Loops', [
  {
    rule: 'B2 a cycle without a wait is refused',
    given: scenario(
      journey([
        on('Go'),
        update('u', { increment: { n: 1 } }),
        branch('more', { yes: { field: 'customer.n', op: 'lt', value: 3 } }, { yes: 'u' }),
      ]),
      [],
    ),
    problems: ['cycle-without-wait u'],
  },
  {
    rule: 'B2 a cycle with a wait goes round',
    given: scenario(
      journey([
        on('Go'),
        wait('w', 'P1D'),
        update('u', { increment: { n: 1 } }),
        branch('more', { yes: { field: 'customer.n', op: 'lt', value: 3 } }, { yes: 'w', else: 'end' }),
        end(),
      ]),
      [event('+PT0S', 'Go')],
    ),
    paths: [
      'ada: start w@03-03 09:00 u more>yes w#2@03-04 09:00 u#2 more#2>yes w#3@03-05 09:00 u#3 more#3>else end! | completed end 03-05 09:00',
    ],
  },
  {
    rule: 'B3 a hundred steps in one wake are allowed',
    given: scenario(journey(chain(99)), [event('+PT0S', 'Go')]),
    also: ({ enrollments }) => expect(enrollments[0]?.status).toBe('completed'),
  },
  {
    rule: 'B3 with more than a hundred steps in one wake: parked with step-limit',
    given: scenario(journey(chain(100)), [event('+PT0S', 'Go')]),
    also: ({ enrollments }) => {
      expect(enrollments[0]?.parked).toMatchObject({ code: 'step-limit', step: 'u99' })
      expect(enrollments[0]?.history).toHaveLength(101)
    },
  },
  {
    rule: 'B3 a wake ends where the customer waits',
    given: scenario(
      journey([
        ...chain(60),
        wait('w', 'PT1H'),
        ...chain(60)
          .slice(1)
          .map((drawn) => ({ ...drawn, id: `v${drawn.id}` })),
        end(),
      ]),
      [event('+PT0S', 'Go')],
    ),
    also: ({ enrollments }) => expect(enrollments[0]?.status).toBe('completed'),
  },
  {
    rule: 'B3 also two wakes that a downtime lays together',
    given: scenario(
      journey([
        ...chain(60),
        waitFor('ask', { yes: 'X' }, 'P9D', { yes: 'vu0' }),
        ...chain(60)
          .slice(1)
          .map((drawn) => ({ ...drawn, id: `v${drawn.id}` })),
        end(),
      ]),
      [{ at: '+PT0S', restart: { downFor: 'PT1H' } }, event('+PT1M', 'Go'), event('+PT2M', 'X')],
    ),
    also: ({ enrollments }) => expect(enrollments[0]?.status).toBe('completed'),
  },
  {
    rule: 'B3 a loop that waits for no time is parked instead of sending for ever',
    given: scenario(journey([on('Go'), mail('again'), wait('w', 'PT0S', { next: 'again' })]), [event('+PT0S', 'Go')]),
    also: ({ enrollments, interactions }) => {
      expect(enrollments[0]?.parked?.code).toBe('step-limit')
      expect(interactions.length).toBe(50)
    },
  },
  {
    rule: 'B3 long journeys that set each other off are parked, too, and nothing breaks',
    given: scenario(
      journey([
        on('Echo', { reentry: { policy: 'always' } }),
        ...Array.from({ length: 95 }, (_, i) => update(`u${i}`, { set: { 'vars.n': i } })),
        track('t', 'Echo'),
        end(),
      ]),
      [event('+PT0S', 'Echo')],
    ),
    also: ({ counts }) => expect(counts['j']?.['parked']).toBe(1),
  },
  {
    rule: 'B3 journeys that start each other twofold stay bounded',
    given: scenario(
      journey([on('Echo', { reentry: { policy: 'always' } }), track('a', 'Echo'), track('b', 'Echo'), end()]),
      [event('+PT0S', 'Echo')],
    ),
    also: ({ counts }) => {
      expect(counts['j']?.['entered']).toBeLessThan(6_000)
      expect(Number(counts['j']?.['parked'])).toBeGreaterThan(0)
    },
  },
])
