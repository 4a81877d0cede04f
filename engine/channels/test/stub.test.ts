import { describe, expect, test } from 'vitest'
import { createOutboxChannel } from '../outbox.ts'
import { createStubProvider, type StubRule } from '../stub.ts'
import { messageOf } from './servers.ts'

const to = (customerId: string, interactionId = customerId) =>
  messageOf({}, { customerId, interactionId, idempotencyKey: `key-${interactionId}` })

/** The answers to calls for these customers, in order; each call is an interaction of its own. */
async function answersTo(rule: StubRule, customers: string[]) {
  const provider = createStubProvider({ email: rule })
  const answers: string[] = []
  for (const [index, customer] of customers.entries()) {
    answers.push((await provider.channel('email').send(to(customer, `${customer}-${index}`))).answer)
  }
  return { answers, taken: provider.accepted.map(({ interactionId }) => interactionId) }
}

describe('the stand-in provider', () => {
  test.each<[StubRule, string[], string[], string[]]>([
    [{}, ['ada'], ['accept'], ['ada-0']],
    [{ answer: 'accept' }, ['ada', 'bob'], ['accept', 'accept'], ['ada-0', 'bob-1']],
    [{ answer: 'reject' }, ['ada', 'bob'], ['reject', 'reject'], []],
    [{ answer: 'timeout' }, ['ada'], ['timeout'], ['ada-0']],
    [{ answer: 'refuse', times: 2 }, ['ada', 'bob', 'ada'], ['refuse', 'refuse', 'accept'], ['ada-2']],
    [{ answer: 'throttle', customers: ['ada'] }, ['bob', 'ada', 'ada'], ['accept', 'throttle', 'throttle'], ['bob-0']],
    [
      { answer: 'reject', times: 1, customers: ['ada'] },
      ['bob', 'ada', 'ada'],
      ['accept', 'reject', 'accept'],
      ['bob-0', 'ada-2'],
    ],
    [{ answer: 'reject', times: 0 }, ['ada'], ['accept'], ['ada-0']],
  ])('%j for %j answers %j', async (rule, customers, answers, taken) => {
    expect(await answersTo(rule, customers)).toEqual({ answers, taken })
  })

  test('a key is taken once, however often and after whatever it comes again', async () => {
    const provider = createStubProvider({ email: { answer: 'timeout', times: 1 } })
    const email = provider.channel('email')
    const answers = [await email.send(to('ada'))]
    for (const answer of ['timeout', 'accept', 'reject', 'refuse', 'throttle'] as const) {
      provider.set('email', { answer })
      answers.push(await email.send(to('ada')))
    }
    expect(answers.map(({ answer }) => answer)).toEqual([
      'timeout',
      'timeout',
      'accept',
      'accept',
      'refuse',
      'throttle',
    ])
    expect(provider.accepted).toHaveLength(1)
    expect(provider.calls('ada')).toBe(6)
    expect(provider.calls('bob')).toBe(0)
  })

  test('a rejected message may be taken later', async () => {
    const provider = createStubProvider({ sms: { answer: 'reject', times: 1 } })
    const sms = provider.channels().get('sms')
    expect(await sms?.send(to('ada'))).toMatchObject({ answer: 'reject' })
    expect(await sms?.send(to('ada'))).toMatchObject({ answer: 'accept' })
  })

  test('a new rule replaces the old one and what was left of it, on its channel only', async () => {
    const provider = createStubProvider({ email: { answer: 'refuse' }, sms: { answer: 'refuse' } })
    provider.set('email', { answer: 'throttle', times: 1 })
    expect(await provider.channel('email').send(to('a'))).toMatchObject({ answer: 'throttle' })
    expect(await provider.channel('email').send(to('b'))).toMatchObject({ answer: 'accept' })
    expect(await provider.channel('sms').send(to('c'))).toMatchObject({ answer: 'refuse' })
  })

  test.each<[StubRule, object]>([
    [
      { answer: 'accept', status: 201, body: { tier: 'gold' } },
      { answer: 'accept', status: 201, body: { tier: 'gold' } },
    ],
    [
      { status: 404, body: 'gone' },
      { answer: 'reject', status: 404, body: 'gone' },
    ],
    [{ status: 503 }, { answer: 'throttle' }],
    [
      { answer: 'reject', status: 422 },
      { answer: 'reject', status: 422 },
    ],
    [{ answer: 'timeout', status: 500 }, { answer: 'timeout' }],
  ])('a webhook with %j', async (rule, answer) => {
    const provider = createStubProvider({ webhook: rule })
    expect(await provider.channel('webhook').send(to('ada'))).toMatchObject(answer)
  })
})

test('the local outbox accepts everything', async () => {
  const outbox = createOutboxChannel('push')
  expect(outbox.name).toBe('push')
  expect(await outbox.send(to('ada'))).toEqual({ answer: 'accept', providerId: 'outbox-ada' })
})
