import { describe, expect, test } from 'vitest'
import type { Goal, Journey, Step } from '../../model/journey.ts'
import type { Json } from '../../model/json.ts'
import type { SeenNames } from '../../model/names.ts'
import { coreRegistry } from '../../steps/index.ts'
import { validateJourney } from '../journey.ts'
import { nearestOf } from '../nearest.ts'

const seen: SeenNames = {
  fields: ['customer.firstName', 'customer.plan', 'customer.address.city', 'event.revenue', 'event.orderId'],
  events: ['Signed Up', 'Order Completed', '完成订单'],
  full: false,
}

const asks = (when: object): Step => ({
  id: 'ask',
  type: 'branch',
  config: { branches: [{ path: 'yes', when }] } as never,
})
const field = (name: string): Step => asks({ field: name, op: 'exists' })
const writes = (text: string): Step => ({
  id: 'mail',
  type: 'send',
  config: { channel: 'email', topic: 'news', content: { subject: text, text: 'Hello' } },
})

/** Pointer and message of each warning about a name, in a journey with these steps. */
function namesOf(steps: readonly Step[], more: Partial<Journey> = {}, names = seen): string[] {
  const start: Step = { id: 'start', type: 'entry', config: { trigger: { type: 'event', event: 'Signed Up' } } }
  const journey = { format: 1, id: 'j', name: 'J', steps: [start, ...steps], edges: [], ...more } as Journey
  return validateJourney(journey, { registry: coreRegistry(), names })
    .filter(({ code }) => code === 'unseen-name')
    .map(({ pointer, message, severity }) => `${severity} ${pointer} ${message}`)
}

const at = (pointer: string, what: 'value' | 'event', typed: string, meant: string): string =>
  `warning ${pointer} No ${what} named "${typed}" has come in yet; did you mean "${meant}"?`

describe('a name that nothing came in under, beside one that is nearly the same', () => {
  const when = '/steps/1/config/branches/0/when'
  test.each<[string, Step, string]>([
    [
      'in a condition',
      field('customer.firstname'),
      at(`${when}/field`, 'value', 'customer.firstname', 'customer.firstName'),
    ],
    [
      'deeper',
      field('customer.address.ctiy'),
      at(`${when}/field`, 'value', 'customer.address.ctiy', 'customer.address.city'),
    ],
    [
      'to compare with',
      asks({ field: 'customer.plan', op: 'eq', valueField: 'event.order_id' }),
      at(`${when}/valueField`, 'value', 'event.order_id', 'event.orderId'),
    ],
    ['of the entry', field('entry.revenu'), at(`${when}/field`, 'value', 'entry.revenu', 'entry.revenue')],
    [
      'of an event',
      asks({ event: 'Order Complete' }),
      at(`${when}/event`, 'event', 'Order Complete', 'Order Completed'),
    ],
    [
      'in a text',
      writes('Hi {{ customer.firstNam | default: "you" }}'),
      at('/steps/1/config/content/subject', 'value', 'customer.firstNam', 'customer.firstName'),
    ],
  ])('%s is a warning that names it', (_name, step, warning) => {
    expect(namesOf([step])).toEqual([warning])
  })

  test('in goals and exits', () => {
    const goals: Goal[] = [{ id: 'bought', event: 'order completed', value: 'event.revenu' }]
    const exits = [{ id: 'gone', when: { field: 'customer.plna', op: 'exists' } }] as Journey['exits']
    expect(namesOf([], { goals, ...(exits && { exits }) })).toEqual([
      at('/goals/0/event', 'event', 'order completed', 'Order Completed'),
      at('/goals/0/value', 'value', 'event.revenu', 'event.revenue'),
      at('/exits/0/when/field', 'value', 'customer.plna', 'customer.plan'),
    ])
  })
})

describe('nothing is said of', () => {
  test.each<[string, Step[]]>([
    ['what came in', [field('customer.plan'), asks({ event: '完成订单' }), writes('{{ customer.firstName }}')]],
    ['names that are near to nothing', [field('customer.birthday'), asks({ event: 'Trial Started' })]],
    [
      'what every customer has',
      [writes('{{ customer.id }} {{ customer.stage }} {{ customer.timeZone }} {{ event.$at }}')],
    ],
    ['other roots', [field('vars.paln'), field('loyalty.points'), writes('{{ links.unsubscribe }} {{ now }}')]],
    ['what a step writes', [{ id: 'set', type: 'update', config: { set: { paln: 1 } } }, field('customer.paln')]],
    [
      'what a step records',
      [{ id: 'tell', type: 'track', config: { event: 'Signd Up' } }, asks({ event: 'Signd Up' })],
    ],
    ['a text that cannot be read', [writes('{{ customer.firstNam')]],
  ])('%s', (_name, steps) => {
    expect(namesOf(steps)).toEqual([])
  })

  test('anything, where names are without number or not known', () => {
    expect(namesOf([field('customer.firstname')], {}, { ...seen, full: true })).toEqual([])
    expect(namesOf([field('customer.firstname')], {}, { fields: [], events: [], full: false })).toEqual([])
  })
})

test.each<[string, Json]>([
  ['first_name', 'firstName'],
  ['First Name', 'firstName'],
  ['fristName', 'firstName'],
  ['firtNam', 'firstName'],
  ['firNam', null],
  ['ag', null],
  ['aeg', null],
  ['AGE', 'age'],
  ['plans', 'plan'],
  ['planet', 'plan'],
  ['plates', null],
  ['orderCompleet', 'Order Completed'],
  ['firstName', null],
])('%s is meant as %s', (typed, meant) => {
  expect(nearestOf(['age', 'firstName', 'plan', 'Order Completed'])(typed)).toBe(meant)
})

test('a score is missing for everybody, and a journey may have it where nothing is known of what came in', () => {
  const journey = {
    format: 1,
    id: 'j',
    name: 'J',
    steps: [field('score.churn')],
    edges: [],
  } as Journey
  const warnings = (names?: SeenNames): string[] =>
    validateJourney(journey, { registry: coreRegistry(), ...(names && { names }) })
      .filter(({ code }) => code === 'never-true')
      .map(({ pointer, message }) => `${pointer} ${message}`)
  expect(warnings(seen)).toEqual([
    '/steps/0/config/branches/0/when/field Nobody scores customers yet, so "score.churn" is missing for everybody; ask for something else.',
  ])
  expect(warnings()).toEqual([])
})
