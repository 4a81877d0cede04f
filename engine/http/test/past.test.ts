import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Journey } from '../../core/model/journey.ts'
import { journey } from './samples.ts'
import { openWorld, type World } from './world.ts'

/** Time moves on when a test says so. */
const START = Date.UTC(2026, 2, 2, 9)
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: START }))
afterEach(() => void vi.useRealTimers())
const minuteLater = (): string => {
  vi.setSystemTime(Date.now() + 60_000)
  return new Date().toISOString()
}

const staged: Partial<Journey> = {
  ...journey(),
  steps: [
    ...journey().steps.slice(0, 1),
    { id: 'aware', type: 'stage', config: { to: 'awareness' } },
    { id: 'mark', type: 'update', config: { set: { seen: true }, increment: { visits: 1 } } },
    { id: 'end', type: 'exit', config: { reason: 'done' } },
  ],
  edges: [
    { from: 'start', path: 'next', to: 'aware' },
    { from: 'aware', path: 'next', to: 'mark' },
    { from: 'mark', path: 'next', to: 'end' },
  ],
}

async function withAda(): Promise<{ world: World; instants: string[] }> {
  const world = await openWorld()
  const instants: string[] = []
  const tick = async (): Promise<void> => {
    await world.advance(['ada'])
    instants.push(minuteLater())
    minuteLater()
  }
  await world.ask('POST', '/v1/journeys', staged)
  await world.ask('POST', '/v1/journeys/welcome/publish', {})
  await world.ask('POST', '/v1/identify', { userId: 'ada', traits: { plan: 'free' } })
  await tick()
  await world.ask('PUT', '/v1/customers/ada/consent', { channel: 'email', topic: 'news', allowed: true })
  await world.ask('POST', '/v1/track', { userId: 'ada', event: 'Signed Up' })
  await tick()
  await world.ask('POST', '/v1/identify', { userId: 'ada', traits: { plan: 'pro' } })
  await world.ask('PUT', '/v1/customers/ada/stage', { to: 'use' })
  await tick()
  return { world, instants }
}

describe('the past of a customer', () => {
  it('is told at any instant, by what was said and what steps did', async () => {
    const { world, instants } = await withAda()
    const then = async (at = ''): Promise<object> =>
      (await world.ask('GET', `/v1/customers/ada/past?at=${encodeURIComponent(at)}`)).body
    const unsure = { traits: [], parts: [] }
    expect(await then(instants[0])).toMatchObject({
      isKnown: true,
      traits: { plan: 'free' },
      stage: null,
      consent: {},
      unsure,
    })
    expect(await then(instants[1])).toMatchObject({
      traits: { plan: 'free', seen: true, visits: 1 },
      stage: 'awareness',
      consent: { email: ['news'] },
      unsure,
    })
    expect(await then(instants[2])).toMatchObject({
      traits: { plan: 'pro', seen: true, visits: 1 },
      stage: 'use',
      unsure,
    })
    expect(await then('2020-01-01T00:00:00Z')).toMatchObject({ isKnown: false })
    for (const at of ['', 'yesterday', '2026-03-02', '2026-13-02T00:00:00Z'])
      expect((await world.ask('GET', `/v1/customers/ada/past?at=${encodeURIComponent(at)}`)).status).toBe(400)
  })

  it('has every stage with what moved them there', async () => {
    const { world } = await withAda()
    const { body } = await world.ask('GET', '/v1/customers/ada/stages')
    expect(body.items).toMatchObject([
      { to: 'awareness', by: { journey: 'welcome', step: 'aware' }, isKept: true },
      { to: 'use', by: null, isKept: true },
    ])
    expect((await world.ask('GET', '/v1/customers/eve/stages')).status).toBe(404)
  })
})

describe('narrowed to some passages', () => {
  it('are the counts and the people behind them', async () => {
    const world = await openWorld()
    await world.ask('PUT', '/v1/segments/pro', { when: { field: 'customer.plan', op: 'eq', value: 'pro' } })
    await world.ask('POST', '/v1/journeys', journey())
    const enter = async (ids: readonly string[]): Promise<void> => {
      for (const [i, userId] of ids.entries()) {
        await world.ask('POST', '/v1/identify', { userId, traits: { plan: i % 2 ? 'pro' : 'free' } })
        await world.ask('POST', '/v1/track', { userId, event: 'Signed Up' })
      }
      await world.advance(ids)
    }
    await world.ask('POST', '/v1/journeys/welcome/publish', {})
    await enter(['a0', 'a1', 'a2'])
    await world.ask('PUT', '/v1/journeys/welcome/draft', { ...journey(), name: 'Second' }, { 'if-match': '*' })
    await world.ask('POST', '/v1/journeys/welcome/publish', {})
    const since = minuteLater()
    await enter(['b0', 'b1'])
    const counts = async (query: string): Promise<unknown> =>
      (await world.ask('GET', `/v1/journeys/welcome/counts?${query}`)).body['entered']
    const people = async (query: string): Promise<string[]> =>
      (await world.ask('GET', `/v1/journeys/welcome/customers?${query}`)).body.items.map(({ id }) => id)
    for (const [query, ids] of [
      ['', ['a0', 'a1', 'a2', 'b0', 'b1']],
      ['version=1', ['a0', 'a1', 'a2']],
      ['version=2', ['b0', 'b1']],
      ['version=3', []],
      [`since=${since}`, ['b0', 'b1']],
      ['segment=pro', ['a1', 'b1']],
      ['segment=pro&version=2', ['b1']],
    ] as const) {
      expect(await counts(query), query).toBe(ids.length)
      expect(await people(query), query).toEqual(ids)
      const { body } = await world.ask('GET', `/v1/journeys/welcome/results?${query}`)
      expect(body['all'], query).toMatchObject({ people: ids.length })
    }
    for (const query of ['version=0', 'version=x', 'since=yesterday', 'colour=red'])
      expect((await world.ask('GET', `/v1/journeys/welcome/counts?${query}`)).status, query).toBe(400)
    expect((await world.ask('GET', '/v1/journeys/welcome/counts?segment=none')).status).toBe(404)
    expect((await world.ask('GET', '/v1/journeys/welcome/customers?segment=none')).status).toBe(404)
  })
})

describe('a sample of customers', () => {
  it('is drawn by chance, the same for the same seed, with what they agreed to', async () => {
    const world = await openWorld()
    const ids = Array.from({ length: 40 }, (_, i) => `c${String(i).padStart(2, '0')}`)
    await world.ask('POST', '/v1/batch', {
      batch: ids.map((userId) => ({ type: 'identify', userId, traits: {}, consent: { email: { news: true } } })),
    })
    await world.advance(ids)
    const draw = async (query: string): Promise<string[]> => {
      const { body } = await world.ask('GET', `/v1/samples/customers?${query}`)
      expect(body['total']).toBe(40)
      expect(body.items).toMatchObject(
        body.items.map(() => ({ consent: { email: ['news'] }, suppressed: {}, tags: [] })),
      )
      return body.items.map(({ id }) => id)
    }
    const some = await draw('count=10&seed=1')
    expect(some).toHaveLength(10)
    expect(some).not.toEqual(ids.slice(0, 10))
    expect(await draw('count=10&seed=1')).toEqual(some)
    expect(await draw('count=10&seed=2')).not.toEqual(some)
    // A larger sample holds the smaller one.
    expect(await draw('count=20&seed=1')).toEqual(expect.arrayContaining(some))
    expect(await draw('count=10000')).toEqual(ids)
    for (const query of ['count=0', 'count=10001', 'count=x'])
      expect((await world.ask('GET', `/v1/samples/customers?${query}`)).status).toBe(400)
  })
})

describe('one interaction', () => {
  it('comes with the mail as it goes out', async () => {
    const world = await openWorld()
    const mjml =
      '<mjml><mj-body><mj-section><mj-column><mj-text>Hi {{ customer.name }}</mj-text></mj-column></mj-section></mj-body></mjml>'
    const steps = journey().steps.map((step) =>
      step.id === 'hello' ? { ...step, config: { ...step.config, content: { subject: 'Hello', mjml } } } : step,
    )
    await world.ask('POST', '/v1/journeys', journey({ steps }))
    await world.ask('POST', '/v1/journeys/welcome/publish', {})
    await world.ask('POST', '/v1/identify', {
      userId: 'ada',
      traits: { name: '{{ 1 }} & co', email: 'ada@example.test' },
    })
    await world.ask('POST', '/v1/track', { userId: 'ada', event: 'Signed Up' })
    await world.advance(['ada'])
    const { body: page } = await world.ask('GET', '/v1/interactions?customerId=ada')
    const { body } = await world.ask('GET', `/v1/interactions/${page.items[0]?.id}`)
    const { html, text } = body['body'] as { html: string; text: string }
    // What is frozen is not read as Liquid again.
    expect(html).toMatch(/<html[^]*Hi \{\{ 1 \}\} &amp; co/)
    expect(text).toContain('Hi {{ 1 }} & co')
    expect(body['content']).toMatchObject({ mjml: expect.stringContaining('<mj-text>') as string })
  })
})
