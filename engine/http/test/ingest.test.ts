import { describe, expect, it } from 'vitest'
import type { InputOf } from '../../core/model/input.ts'
import { openWorld } from './world.ts'
import { send, inputsOf, track } from './saying.ts'

describe('messages', () => {
  it.each<[string, object, object]>([
    ['identify', { traits: { plan: 'pro' } }, { kind: 'identify', traits: { plan: 'pro' } }],
    ['identify', { context: { traits: { plan: 'pro' } } }, { kind: 'identify', traits: { plan: 'pro' } }],
    ['identify', { traits: { timeZone: 'Asia/Shanghai' } }, { timeZone: 'Asia/Shanghai' }],
    ['identify', { traits: { timezone: 'Asia/Shanghai' } }, { timeZone: 'Asia/Shanghai' }],
    ['identify', { traits: { timeZone: 8 } }, { timeZone: null, traits: { timeZone: 8 } }],
    ['identify', { traits: { $set: 1, 'a.b': 2, $where: 'x' } }, { traits: { $set: 1, 'a.b': 2, $where: 'x' } }],
    ['track', { event: 'Signed Up' }, { kind: 'event', name: 'Signed Up', properties: {} }],
    ['track', { event: 'Signed Up', properties: null, context: null }, { kind: 'event', properties: {} }],
    [
      'page',
      { name: 'Home', category: 'Docs', properties: { a: 1 } },
      { name: 'Page Viewed', properties: { a: 1, name: 'Home', category: 'Docs' } },
    ],
    ['page', {}, { name: 'Page Viewed', properties: {} }],
    ['screen', { name: 'Cart' }, { name: 'Screen Viewed', properties: { name: 'Cart' } }],
    [
      'group',
      { groupId: 7, traits: { seats: 5 } },
      { kind: 'identify', traits: { groupId: '7', group: { seats: 5 } } },
    ],
    ['alias', { previousId: 'anon' }, { name: 'Identity Linked', properties: { previousId: 'anon' } }],
  ])('%s %j', async (path, message, expected) => {
    const world = await openWorld()
    expect((await send(world, path, { userId: 'ada', ...message })).status).toBe(200)
    expect(await inputsOf(world, 'ada')).toMatchObject([expected])
  })

  it('the zone of the context is where a device is, not where its owner lives', async () => {
    const world = await openWorld()
    await send(world, 'identify', { userId: 'ada', traits: {}, context: { timezone: 'Europe/Berlin' } })
    expect(await inputsOf(world, 'ada')).not.toMatchObject([{ timeZone: 'Europe/Berlin' }])
  })

  it.each<[object, string]>([
    [{ userId: 'ada', anonymousId: 'x' }, 'ada'],
    [{ userId: null, anonymousId: 'x' }, 'x'],
    [{ userId: '', anonymousId: 'x' }, 'x'],
    [{ anonymousId: 'x' }, 'x'],
    [{ userId: 42 }, '42'],
    [{ userId: '李 雷/1' }, '李 雷/1'],
    [{ userId: '🙂'.repeat(256) }, '🙂'.repeat(256)],
  ])('%j is about %j', async (who, id) => {
    const world = await openWorld()
    await send(world, 'track', { ...who, event: 'Seen' })
    expect(await inputsOf(world, id)).toHaveLength(1)
  })
})

it('alias says that it merges nobody', async () => {
  const world = await openWorld()
  const { body } = await send(world, 'alias', { userId: 'ada', previousId: 'anon', messageId: 'm1' })
  expect(body).toMatchObject({
    success: true,
    accepted: 1,
    results: [{ status: 'accepted', problems: [{ code: 'not-merged', severity: 'warning', pointer: '/previousId' }] }],
  })
})

describe('ids that are numbers', () => {
  it.each([
    ['track', 'userId', 12345678901234567000],
    ['track', 'userId', 1.5],
    ['track', 'anonymousId', 2 ** 53],
    ['group', 'groupId', -(2 ** 60)],
    ['alias', 'previousId', 1e21],
  ])('%s: a %s of %d is refused, since two of them may be one', async (type, name, id) => {
    const world = await openWorld()
    const { status, body } = await send(world, type, { ...track(), groupId: 1, previousId: 1, [name]: id })
    expect(status).toBe(400)
    expect(body.problems).toMatchObject([
      { pointer: `/${name}`, message: expect.stringContaining('send it as a text') },
    ])
    expect(await world.store.customers.count()).toBe(0)
  })
})

describe('once', () => {
  it('a messageId counts once, without and with a time stamp, in calls and in batches', async () => {
    const world = await openWorld()
    for (const message of [track(), track({ messageId: 'm2', timestamp: '2026-03-02T08:59:00Z' })]) {
      expect((await send(world, 'track', message)).body.results[0]).toMatchObject({
        status: 'accepted',
        deduplicated: true,
      })
      world.pass(5)
      expect((await send(world, 'track', message)).body.results[0]).toMatchObject({ status: 'duplicate' })
      const batch = await send(world, 'batch', {
        batch: [
          { type: 'track', ...message },
          { type: 'track', ...message },
        ],
      })
      expect(batch.body).toMatchObject({ success: true, accepted: 0, duplicates: 2 })
    }
    expect(await inputsOf(world, 'ada')).toHaveLength(2)
  })

  it('twice in one batch is once', async () => {
    const world = await openWorld()
    const { body } = await send(world, 'batch', {
      batch: [
        { type: 'track', ...track() },
        { type: 'track', ...track() },
      ],
    })
    expect(body.results.map((result) => result.status)).toEqual(['accepted', 'duplicate'])
  })

  it('reused for another message it is refused, and the first stays', async () => {
    const world = await openWorld()
    await send(world, 'track', track())
    const other = await send(world, 'track', track({ properties: { revenue: 1 } }))
    expect(other).toMatchObject({
      status: 409,
      body: { code: 'message-id-reused', problems: [{ pointer: '/messageId' }] },
    })
    const somebodyElse = await send(world, 'track', track({ userId: 'bob' }))
    expect(somebodyElse).toMatchObject({ status: 409, body: { code: 'message-id-reused' } })
    const batch = await send(world, 'batch', { batch: [{ type: 'identify', userId: 'bob', messageId: 'm1' }] })
    expect(batch).toMatchObject({
      status: 200,
      body: { success: false, rejected: 1, results: [{ status: 'rejected' }] },
    })
    expect(await inputsOf(world, 'ada')).toMatchObject([{ properties: {} }])
  })

  it('without one, the server makes one and says that repeats cannot be told', async () => {
    const world = await openWorld()
    const message = { userId: 'ada', event: 'Seen' }
    const first = (await send(world, 'track', message)).body.results[0]
    expect(first).toMatchObject({ status: 'accepted', deduplicated: false })
    expect(first?.messageId).toMatch(/^made-/)
    await send(world, 'track', message)
    expect(await inputsOf(world, 'ada')).toHaveLength(2)
  })
})

describe('batch', () => {
  it('takes the good and reports the bad, each in its place', async () => {
    const world = await openWorld()
    const batch = [
      { type: 'track', userId: 'ada', event: 'One', messageId: 'a' },
      { type: 'track', userId: 'ada', messageId: 'b' },
      { type: 'nonsense', userId: 'ada', messageId: 'c' },
      null,
      [],
      'text',
      { type: 'track', event: 'Nobody', messageId: 'd' },
      { type: 'track', userId: 'ada', event: 'Two', messageId: 'e' },
    ]
    const { status, body } = await send(world, 'batch', { batch, sentAt: new Date() })
    expect(status).toBe(200)
    expect(body).toMatchObject({ success: false, accepted: 2, duplicates: 0, rejected: 6 })
    expect(body.results.map((result) => result.problems?.[0]?.pointer ?? 'taken')).toEqual([
      'taken',
      '/event',
      '/type',
      '/type',
      '/type',
      '/type',
      '/userId',
      'taken',
    ])
    expect((await inputsOf(world, 'ada')).map((input) => (input as InputOf<'event'>).name)).toEqual(['One', 'Two'])
  })

  it('of 1,000 is taken, of 1,001 is not; an empty one is nothing', async () => {
    const world = await openWorld()
    const of = (count: number) => ({
      batch: Array.from({ length: count }, (_, i) => ({
        type: 'track',
        userId: `c${i % 7}`,
        event: 'x',
        messageId: `m${i}`,
      })),
    })
    expect((await send(world, 'batch', of(1001))).status).toBe(413)
    expect((await send(world, 'batch', of(1000))).body).toMatchObject({ accepted: 1000 })
    expect(await send(world, 'batch', of(0))).toMatchObject({ status: 200, body: { success: true, accepted: 0 } })
  })
})

describe('pressure', () => {
  it.each([
    ['busy', 429, 200],
    ['full', 503, 503],
  ] as const)('%s: batches get %d, single calls %d; opt-outs and reading go on', async (level, batch, single) => {
    const world = await openWorld(() => ({ pressure: () => ({ level, retryAfter: 7, reason: 'Too much waits.' }) }))
    const refused = await send(world, 'batch', { batch: [] })
    expect(refused.status).toBe(batch)
    expect(refused.headers.get('retry-after')).toBe('7')
    expect((await send(world, 'track', track())).status).toBe(single)
    const out = { channel: 'email', topic: 'offers', allowed: false }
    expect((await world.ask('PUT', '/v1/customers/ada/consent', out)).status).toBe(200)
    const token = world.ports.tokens.sign('unsubscribe', ['ada', 'email', 'offers'])
    const click = await fetch(`${world.url}/u/${token}`, {
      method: 'POST',
      body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
    })
    expect(click.status).toBe(200)
    expect((await world.ask('GET', '/v1/customers')).status).toBe(200)
  })

  it('a store that fails is 503 and nothing is acknowledged', async () => {
    const world = await openWorld(({ ingest }) => ({
      ingest: { ...ingest, accept: () => Promise.reject(new Error('disk full at /var/secret')) },
    }))
    const answer = await send(world, 'track', track())
    expect(answer).toMatchObject({ status: 503, body: { code: 'store-unavailable' } })
    expect(answer.headers.get('retry-after')).toBe('5')
    expect(answer.text).not.toContain('secret')
    expect(world.logged.some(({ level }) => level === 'error')).toBe(true)
  })
})
