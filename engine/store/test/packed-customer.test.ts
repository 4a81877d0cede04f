import { expect, test } from 'vitest'
import type { Customer } from '../../core/model/customer.ts'
import type { Enrollment, StepResult, Visit, Waiting } from '../../core/model/enrollment.ts'
import type { CustomerEvent } from '../../core/model/input.ts'
import type { Interaction, Send } from '../../core/model/interaction.ts'
import { readCustomer, writeCustomer } from '../packed-customer.ts'
import { customerOf, ODD_NAMES } from './fixtures.ts'

const EVENT: Required<CustomerEvent> = {
  id: 'e',
  messageId: 'm',
  name: 'Bought',
  properties: { total: 1 },
  timestamp: 1,
  acceptedAt: 2,
  ordinal: 3,
}
const VISIT: Required<Visit> = { step: 's', visit: 4, enteredAt: 5, leftAt: 6, path: 'p', zone: 'z', why: { w: 7 } }
const WAITING: Required<Waiting> = {
  dueAt: 8,
  calendar: true,
  interactionId: 'in',
  childId: 'c',
  inputs: true,
  memo: { m: null },
}
const RESULT: Required<StepResult> = {
  interactionId: 'in',
  resent: ['again'],
  visit: 9,
  channel: 'email',
  status: 'accepted',
  at: 10,
  outcomes: { opened: 11 },
}
const ENROLLMENT: Required<Enrollment> = {
  id: 'en',
  journeyId: 'j',
  version: 12,
  status: 'active',
  key: ['k'],
  seq: 13,
  order: 14,
  enteredAt: 15,
  entryStep: 'entry',
  entry: { event: EVENT },
  since: { at: 16, ordinal: 17 },
  event: { ...EVENT, name: 'Later' },
  vars: { v: 18 },
  step: 's',
  visit: 19,
  arrivedAt: 20,
  waiting: WAITING,
  stepsRun: 21,
  visits: { s: 22 },
  history: [VISIT],
  spilled: 23,
  results: { s: RESULT },
  goals: [{ goal: 'g', at: 24, value: 25, interactionId: null }],
  exit: { reason: 'r', at: 26 },
  parked: { code: 'c', step: 's', detail: 'd', at: 27 },
  held: [],
  pausesSeen: 28,
  movesSeen: 29,
  parent: 'p',
  traceparent: 't',
}
const INTERACTION: Required<Interaction> = {
  id: 'in',
  customerId: 'ada',
  enrollmentId: 'en',
  journeyId: 'j',
  version: 30,
  step: 's',
  visit: 31,
  seq: 32,
  order: 33,
  channel: 'email',
  topic: 't',
  status: 'planned',
  reason: 'r',
  plannedAt: 34,
  sentAt: 35,
  finalAt: 36,
  idempotencyKey: 'key',
  attempts: 37,
  content: { subject: 'Hi' },
  to: 'a@b.c',
  outcomes: { opened: 38 },
  resends: 'first',
  resentAs: 'next',
  response: null,
  traceparent: 'tp',
  dueAt: 49,
}
const SEND: Required<Send> = {
  ...INTERACTION,
  dueAt: 39,
  deadline: 40,
  givenBack: 41,
  unsureSince: 42,
  idempotent: true,
  quietHours: 'drop',
  workspaceCaps: 'ignore',
  cap: { max: 43, per: 'P1D', over: 'defer' },
  priority: 44,
}
const FULL: Required<Customer> = {
  id: 'ada',
  rev: 45,
  createdAt: 46,
  ordinal: 47,
  traits: ODD_NAMES,
  tags: ['vip'],
  timeZone: 'UTC',
  stage: 'use',
  stageAt: 48,
  consent: { email: ['t'] },
  suppressed: { sms: 'stop' },
  points: { balance: 49, earned: 50, lots: [{ id: 'l', left: 51, expiresAt: null }] },
  tier: 'gold',
  enrollments: [ENROLLMENT, { ...ENROLLMENT, entry: { data: { d: 52 } }, waiting: null, event: null, results: {} }],
  entries: { j: { count: 53, lastAt: 54 } },
  sends: [SEND],
  sent: [{ id: 'in', at: 55, journeyId: 'j', channel: 'email', topic: null }],
  triggers: { 'j/s': { version: 56, member: true } },
  heldEntries: [{ journeyId: 'j', step: 's', cause: { data: {} }, messageId: null }],
  outbox: [
    { type: 'interaction', row: INTERACTION },
    { type: 'outcome', interactionId: 'in', outcome: 'opened', at: 57, data: null },
  ],
  applied: ['e'],
  recheckAt: 58,
  seq: 59,
  wakeAt: 60,
}

test.each<[string, Customer]>([
  ['everything', FULL],
  ['nothing', customerOf('ada')],
  ['fields that may be absent are', without(FULL)],
])('what is written of a customer with %s is read', (_, customer) => {
  expect(readCustomer(writeCustomer(customer))).toStrictEqual(customer)
})

test('a customer stored with all names is read', () => {
  expect(readCustomer(JSON.stringify(FULL))).toStrictEqual(FULL)
})

test('a customer stored with instants since 1970 is read', () => {
  const ada = { ...FULL, enrollments: [{ ...ENROLLMENT, arrivedAt: 0 }] }
  const [base, values] = JSON.parse(writeCustomer(ada)) as [number, unknown[]]
  expect(base).toBe(0)
  expect(readCustomer(JSON.stringify(values))).toStrictEqual(ada)
})

test.each([1, -1, 1_795_379_624_143, 253_402_300_799_999])(
  'instants are kept exactly whatever they are counted from: %i',
  (at) => {
    const far = {
      ...FULL,
      enrollments: [{ ...ENROLLMENT, arrivedAt: at }],
      createdAt: -at,
      wakeAt: at + 1,
      stageAt: null,
    }
    expect(readCustomer(writeCustomer(far))).toStrictEqual(far)
  },
)

/** Customers lie in stores in this order. Should this test fail, put the new field at the end: all others must stay. */
test('every field keeps its place', () => {
  expect(writeCustomer({ ...FULL, traits: {} })).toMatchInlineSnapshot(
    `"[20,["ada",45,26,47,{},["vip"],"UTC","use",28,{"email":["t"]},{"sms":"stop"},{"balance":49,"earned":50,"lots":[{"id":"l","left":51,"expiresAt":null}]},"gold",[["en","j",12,"active",["k"],13,14,-5,"entry",["e","Bought",{"total":1},-19,-18,3,["m"]],{"at":16,"ordinal":17},["e","Later",{"total":1},-19,-18,3,["m"]],{"v":18},"s",19,0,[-12,[true],["in"],["c"],[true],[{"m":null}]],21,{"s":22},[["s",4,-15,-14,"p","z",[{"w":7}]]],23,{"s":["in",9,"email","accepted",-10,{"opened":11},[["again"]]]},[{"goal":"g","at":24,"value":25,"interactionId":null}],{"reason":"r","at":26},{"code":"c","step":"s","detail":"d","at":27},[],28,29,"p",["t"]],["en","j",12,"active",["k"],13,14,-5,"entry",{"data":{"d":52}},{"at":16,"ordinal":17},null,{"v":18},"s",19,0,null,21,{"s":22},[["s",4,-15,-14,"p","z",[{"w":7}]]],23,{},[{"goal":"g","at":24,"value":25,"interactionId":null}],{"reason":"r","at":26},{"code":"c","step":"s","detail":"d","at":27},[],28,29,"p",["t"]]],{"j":{"count":53,"lastAt":54}},[["in","ada","en","j",30,"s",31,32,33,"email","t","planned","r",14,15,16,"key",37,{"subject":"Hi"},"a@b.c",{"opened":38},19,20,true,"drop",{"max":43,"per":"P1D","over":"defer"},44,["first"],["next"],[null],["tp"],[41],[42],["ignore"]]],[["in",35,"j","email",null]],{"j/s":{"version":56,"member":true}},[{"journeyId":"j","step":"s","cause":{"data":{}},"messageId":null}],[["in","ada","en","j",30,"s",31,32,33,"email","t","planned","r",14,15,16,"key",37,{"subject":"Hi"},"a@b.c",{"opened":38},["first"],["next"],[null],["tp"],[49]],{"type":"outcome","interactionId":"in","outcome":"opened","at":57,"data":null}],["e"],38,59,40]]"`,
  )
})

function without(customer: Customer): Customer {
  const [first] = customer.enrollments as [Enrollment]
  const { why: _, ...visit } = VISIT
  const { messageId: __, ...event } = EVENT
  const { resent: ___, ...result } = RESULT
  const { traceparent, ...enrollment } = first
  const { resends, resentAs, response, traceparent: ____, givenBack, unsureSince, ...send } = SEND
  return {
    ...customer,
    enrollments: [
      { ...enrollment, entry: { event }, event, waiting: { dueAt: null }, history: [visit], results: { s: result } },
    ],
    sends: [send],
  }
}
