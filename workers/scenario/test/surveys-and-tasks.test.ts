import { expect } from 'vitest'
import {
  ADA,
  branch,
  end,
  event,
  identify,
  journey,
  on,
  pause,
  resume,
  scenario,
  step,
  waitFor,
  wait,
  mail,
} from './building.ts'
import { chapter } from './rules.ts'

const nps = (rest: object = {}, own: object = {}) =>
  journey(
    [
      on('Go'),
      step(
        'ask',
        'survey',
        { kind: 'nps', channel: 'email', topic: 'news', question: 'Would you recommend us?', timeout: 'P3D', ...rest },
        { promoter: 'good', passive: 'fair', detractor: 'bad', timeout: 'none' },
      ),
      end('good'),
      end('fair'),
      end('bad'),
      end('none'),
    ],
    own as never,
  )
const score = (kind: string, own: object = {}) =>
  journey([
    on('Go'),
    step(
      'ask',
      'survey',
      { kind, channel: 'email', topic: 'news', question: 'How was it?', timeout: 'P3D', ...own },
      { satisfied: 'good', neutral: 'fair', dissatisfied: 'bad', timeout: 'none' },
    ),
    end('good'),
    end('fair'),
    end('bad'),
    end('none'),
  ])
const answer = (at: string, value: unknown, rest: object = {}) => ({
  at,
  answer: { customerId: 'ada', step: 'ask', value, ...rest } as never,
})
const answered = (rule: string, given: object, value: unknown, path: string, to: string) => ({
  rule,
  given: scenario(given as never, [event('+PT0S', 'Go'), answer('+P1D', value)]),
  paths: [`ada: start ask@03-03 09:00>${path} ${to}! | completed ${to} 03-03 09:00`],
})
const call = (rest: object = {}, to: object = {}) =>
  step('call', 'task', { queue: 'service', title: 'Call {{ customer.name }}', ...rest } as never, to as never)
const callAndWait = (dueIn = 'P2D', own: object = {}) =>
  journey(
    [on('Go'), call({ dueIn, waitForDone: true }, { done: 'done', overdue: 'late' }), end('done'), end('late')],
    own as never,
  )
const task = (at: string, done: boolean) => ({ at, task: { customerId: 'ada', step: 'call', done } })

chapter('Surveys and tasks', [
  answered('survey nps: 9 and 10 promote', nps(), 9, 'promoter', 'good'),
  answered('survey nps: 7 and 8 are passive', nps(), 7, 'passive', 'fair'),
  answered('survey nps: 0 to 6 detract', nps(), 0, 'detractor', 'bad'),
  answered('survey csat: 4 and 5 are satisfied', score('csat'), 4, 'satisfied', 'good'),
  answered('survey csat: 3 is neutral', score('csat'), 3, 'neutral', 'fair'),
  answered('survey ces: 1 to 3 are dissatisfied', score('ces'), 3, 'dissatisfied', 'bad'),
  {
    rule: 'survey without an answer: timeout, counted from acceptance',
    given: scenario(nps({}, { quietHours: { from: '22:00', to: '08:00' } }), [event('+PT14H', 'Go')]),
    paths: ['ada: start ask@03-06 08:00>timeout none! | completed none 03-06 08:00'],
    sent: ['ada ask accepted 03-03 08:00'],
  },
  {
    rule: 'survey that may not be sent goes on by timeout at once',
    given: scenario(nps(), [event('+PT0S', 'Go')], { customers: [{ id: 'ada' }] }),
    paths: ['ada: start ask>timeout none! | completed none 03-02 09:00'],
    sent: ['ada ask suppressed no-consent 03-02 09:00'],
  },
  {
    rule: 'survey: an answer at the instant of the timeout wins',
    given: scenario(nps(), [event('+PT0S', 'Go'), answer('+P3D', 10)]),
    paths: ['ada: start ask@03-05 09:00>promoter good! | completed good 03-05 09:00'],
  },
  {
    rule: 'survey: what is no answer changes nothing',
    given: scenario(nps(), [
      event('+PT0S', 'Go'),
      answer('+P1D', 11),
      answer('+P1D', '9'),
      answer('+P1D', 7.5),
      answer('+P2D', 9),
    ]),
    paths: ['ada: start ask@03-04 09:00>promoter good! | completed good 03-04 09:00'],
  },
  {
    rule: 'survey: an answer after the end changes nothing',
    given: scenario(nps(), [event('+PT0S', 'Go'), answer('+P1D', 2), answer('+P2D', 10)]),
    paths: ['ada: start ask@03-03 09:00>detractor bad! | completed bad 03-03 09:00'],
  },
  {
    rule: 'survey: the answer is an event that others may enter by',
    given: scenario(
      [
        nps(),
        {
          ...journey([
            on('Survey Answered', {}),
            branch('b', { bad: { field: 'event.category', op: 'eq', value: 'detractor' } }, { bad: 'call' }),
            call(),
          ]),
          id: 'k',
        },
      ],
      [event('+PT0S', 'Go'), answer('+P1D', 3)],
    ),
    paths: [
      'j/ada: start ask@03-03 09:00>detractor bad! | completed bad 03-03 09:00',
      'k/ada: start b>bad call | completed - 03-03 09:00',
    ],
  },
  {
    rule: 'survey: the answer is an outcome of its message',
    given: scenario(
      journey([
        on('Go'),
        step(
          'ask',
          'survey',
          { kind: 'nps', channel: 'email', topic: 'news', question: 'Well?', timeout: 'P3D' },
          { promoter: 'b', passive: 'b', detractor: 'b', timeout: 'b' },
        ),
        branch('b', { yes: { interaction: { step: 'ask', outcome: 'answered' } } }, { yes: 'yes', else: 'no' }),
        end('yes'),
        end('no'),
      ]),
      [event('+PT0S', 'Go'), answer('+P1D', 3)],
    ),
    paths: ['ada: start ask@03-03 09:00>detractor b>yes yes! | completed yes 03-03 09:00'],
  },
  {
    rule: 'survey: an answer during a pause counts at resume',
    given: scenario(nps(), [event('+PT0S', 'Go'), pause('+P1D'), answer('+P2D', 9), resume('+P5D')]),
    paths: ['ada: start ask@03-07 09:00>promoter good! | completed good 03-07 09:00'],
  },
  {
    rule: 'survey: a calendar timeout follows the zone',
    given: scenario(nps(), [identify('+P24D', { timeZone: 'Europe/Berlin' }), event('2026-03-27T09:00:00Z', 'Go')], {
      until: '2026-04-02T00:00:00Z',
    }),
    paths: ['ada: start ask@03-30 08:00>timeout none! | completed none 03-30 08:00'],
  },
  {
    rule: 'task without waiting goes on at once, and is there with its texts',
    given: scenario(journey([on('Go'), call({ dueIn: 'P2D' }), end()]), [event('+PT0S', 'Go')], {
      customers: [{ ...ADA, traits: { name: 'Ada' } }],
    }),
    paths: ['ada: start call end! | completed end 03-02 09:00'],
    also: ({ interactions }) =>
      expect(interactions[0]).toMatchObject({
        channel: 'task',
        status: 'accepted',
        content: { queue: 'service', title: 'Call Ada', dueAt: '2026-03-04T09:00:00.000Z' },
      }),
  },
  {
    rule: 'task: done',
    given: scenario(callAndWait(), [event('+PT0S', 'Go'), task('+P1D', true)]),
    paths: ['ada: start call@03-03 09:00>done done! | completed done 03-03 09:00'],
  },
  {
    rule: 'task: done at the instant it is due is in time',
    given: scenario(callAndWait(), [event('+PT0S', 'Go'), task('+P2D', true)]),
    paths: ['ada: start call@03-04 09:00>done done! | completed done 03-04 09:00'],
  },
  {
    rule: 'task: overdue',
    given: scenario(callAndWait(), [event('+PT0S', 'Go'), task('+P1D', false), task('+P3D', true)]),
    paths: ['ada: start call@03-04 09:00>overdue late! | completed late 03-04 09:00'],
  },
  {
    rule: 'task: done is an outcome a later step can ask for',
    given: scenario(
      journey([
        on('Go'),
        call(),
        wait('w', 'P2D'),
        waitFor('ask', { yes: { interaction: { step: 'call', outcome: 'done' } } }, 'P1D', {
          yes: 'hello',
          timeout: 'end',
        }),
        mail('hello'),
        end(),
      ]),
      [event('+PT0S', 'Go'), task('+P1D', true)],
    ),
    paths: ['ada: start call w@03-04 09:00 ask>yes hello end! | completed end 03-04 09:00'],
  },
  {
    rule: 'task: an exit leaves it behind',
    given: scenario(callAndWait('P2D', { exits: [{ id: 'x', event: 'Stop' }] }), [
      event('+PT0S', 'Go'),
      event('+P1D', 'Stop'),
    ]),
    paths: ['ada: start call@03-03 09:00! | exited x 03-03 09:00'],
  },
])
