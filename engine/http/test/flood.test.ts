import { describe, expect, test } from 'vitest'
import type { Pressure } from '../index.ts'
import { problemOf } from '../pressure.ts'
import { createRate, tooMany } from '../rate.ts'
import { openWorld, type World } from './world.ts'

const track = (userId: string, n: number): object => ({
  type: 'track',
  userId,
  event: 'Ping',
  messageId: `${userId}-${n}`,
})
const optOut = (userId: string): object => ({
  type: 'identify',
  userId,
  messageId: `out-${userId}`,
  traits: { plan: 'pro' },
  consent: { email: { news: false } },
})
const pings = (count: number): object[] => Array.from({ length: count }, (_, n) => track('hot', n))

/** One message about each customer, and the next in 100 seconds. */
const slow = (): Promise<World> => openWorld(() => ({ customerRate: 0.01 }))

describe('one customer of whom more is sent than one customer can do', () => {
  test('is refused with the time to wait; others in the same batch are taken in', async () => {
    const { ask } = await slow()
    const { status, body } = await ask('POST', '/v1/batch', { batch: [...pings(3), track('ada', 1)] })
    expect([status, body.accepted]).toEqual([200, 2])
    expect(body.results.map((result) => result.status)).toEqual(['accepted', 'rejected', 'rejected', 'accepted'])
    expect(body.results[1]?.problems?.[0]).toMatchObject({ code: 'too-many-requests', pointer: '/userId' })
  })

  test.each([
    ['a message', '/v1/track', track('hot', 9)],
    ['a batch about nobody else', '/v1/batch', { batch: pings(3) }],
    ['an event from their page', '/v1/customers/hot/events', { name: 'Ping', messageId: 'by-hand' }],
  ])('%s: 429 with the time to wait', async (_, path, body) => {
    const { ask, advance } = await slow()
    expect((await ask('POST', '/v1/track', track('hot', 1))).status).toBe(200)
    await advance(['hot'])
    const answer = await ask('POST', path, body)
    expect([answer.status, answer.body['code']]).toEqual([429, 'too-many-requests'])
    expect(answer.headers.get('retry-after')).toBe('100')
    expect((await ask('POST', '/v1/track', track('ben', 1))).status).toBe(200)
  })

  test('may withdraw consent all the same', async () => {
    const { ask } = await slow()
    const { body } = await ask('POST', '/v1/batch', { batch: [...pings(9), optOut('hot')] })
    expect(body.results.at(-1)?.status).toBe('accepted')
  })
})

test.each([
  [1, 'again in 1 second.'],
  [2, 'again in 2 seconds.'],
])('the time to wait is said in words: %i', (retryAfter, words) => {
  const busy = problemOf({ level: 'full', retryAfter, reason: 'Busy.' }, { method: 'post', path: '/track' })
  for (const problem of [tooMany('Too much.', retryAfter), busy]) expect(problem?.message).toMatch(words)
})

describe('under pressure', () => {
  const levels: [Exclude<Pressure, { level: 'free' }>, number][] = [
    [{ level: 'busy', retryAfter: 5, reason: 'Much is waiting.' }, 429],
    [{ level: 'full', retryAfter: 7, reason: 'The store is slow.' }, 503],
  ]

  test.each(levels)(
    '%o: of a batch the opt-outs are taken in, once; the rest comes again',
    async (pressure, status) => {
      let now: Pressure = { level: 'free' }
      const { ask, advance, store } = await openWorld(() => ({ pressure: () => now }))
      const agreed = { userId: 'ada', messageId: 'in', consent: { email: { news: true } } }
      expect((await ask('POST', '/v1/identify', agreed)).status).toBe(200)
      await advance(['ada'])
      now = pressure
      const batch = [track('ben', 1), optOut('ada')]
      const answer = await ask('POST', '/v1/batch', { batch })
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([status, String(pressure.retryAfter)])
      expect(String(answer.body['detail'])).toContain('Only opt-outs were taken in')
      await advance(['ada', 'ben'])
      const found = await store.customers.load(['ada', 'ben'])
      expect([...found.keys()]).toEqual(['ada'])
      expect(found.get('ada')).toMatchObject({ consent: { email: [] }, traits: {} })

      now = { level: 'free' }
      const again = await ask('POST', '/v1/batch', { batch })
      expect(again.body.results.map((result) => result.status)).toEqual(['accepted', 'accepted'])
      await advance(['ada', 'ben'])
      expect((await store.customers.load(['ada'])).get('ada')).toMatchObject({ traits: { plan: 'pro' } })
    },
  )

  test.each(levels)('%o: every other way out stays open', async (pressure) => {
    let now: Pressure = { level: 'free' }
    const { ask, store, advance, url, ports } = await openWorld(() => ({ pressure: () => now }))
    await ask('POST', '/v1/identify', {
      userId: 'ada',
      messageId: 'in',
      consent: { email: { news: true, offers: true } },
    })
    await advance(['ada'])
    now = pressure
    expect((await ask('POST', '/v1/identify', { ...optOut('ada') })).status).toBe(pressure.level === 'full' ? 503 : 200)
    const suppressed = await ask('PUT', '/v1/customers/ada/suppression', { channel: 'sms', reason: 'asked' })
    expect(suppressed.status).toBe(200)
    const token = ports.tokens.sign('unsubscribe', { customerId: 'ada', channel: 'email', topic: 'offers' })
    const page = await fetch(`${url}/u/${token}`, {
      method: 'POST',
      body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
    })
    expect(page.status).toBe(200)
    await advance(['ada'])
    expect((await store.customers.load(['ada'])).get('ada')).toMatchObject({
      consent: { email: [] },
      suppressed: { sms: 'asked' },
    })
  })
})

describe('a rate', () => {
  test('remembers who floods, however many others come', () => {
    let now = 0
    const rate = createRate(2, 1, () => now)
    const flood = (): boolean => rate.take('hot')
    expect([flood(), flood(), flood()]).toEqual([true, true, false])
    for (let n = 0; n < 25_000; n += 1) {
      rate.take(`other-${n}`)
      now += 0.5
      if (n % 2_000 === 0) while (rate.has('hot')) flood()
    }
    expect(rate.has('hot')).toBe(false)
    expect(rate.wait('hot')).toBe(1)
    now += 2_000
    expect(rate.has('hot')).toBe(true)
  })
})
