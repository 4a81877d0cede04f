import { ADA, end, event, journey, mail, on, scenario, step, wait, waitFor } from './building.ts'
import type { Rule } from './rules.ts'

// What several chapters tell of.

export const oneMail = (config = {}, rest = {}) => journey([on('Go', config), mail('hello')], rest)

/** Lets in again and again. */
export const hello = (rest: object = {}, own: object = {}) =>
  journey([on('Go', { reentry: { policy: 'always' } }), mail('hello', rest as never), end()], own as never)

export const oneWait = (duration: string | object, id = 'w') =>
  journey([on('Go'), wait(id, duration as never), mail('hello'), end()])

export const asks = (timeout: string | object = 'P5D') =>
  journey([
    on('Go'),
    waitFor('ask', { yes: 'X' }, timeout as never, { yes: 'hello', timeout: 'late' }),
    mail('hello'),
    end(),
    mail('late', {}, { next: 'end' }),
  ])

/** A step that calls the web. */
export const hook = (config: object = {}, to: object = {}) =>
  step(
    'hook',
    'webhook',
    { method: 'POST', url: 'https://example.com/in', body: { who: '{{ customer.id }}' }, ...config } as never,
    to as never,
  )

/** Segments of a workspace. */
export const VIP = [{ id: 'vip', when: { field: 'customer.vip', op: 'eq', value: true } }]

/** Ada enters at the start, waits as told, and goes on. */
export const waits = (
  rule: string,
  config: string | object,
  left: string,
  customer: object = ADA,
  start = '2026-03-02T09:00:00Z',
  rest: object = {},
): Rule => ({
  rule,
  given: {
    ...scenario(journey([on('Go'), wait('w', config as never), end()]), [event('+PT0S', 'Go')], {
      customers: [customer as never],
      ...rest,
    }),
    start,
    until: '+P400D',
  },
  paths: [`ada: start w@${left} end! | completed end ${left}`],
})

/** Waits for a condition at most so long. */
export const askUntil = (condition: object, timeout: string | object) =>
  journey([
    on('Order'),
    waitFor('ask', { yes: { condition } as never }, timeout as never, { yes: 'yes', timeout: 'late' }),
    end('yes'),
    end('late'),
  ])
