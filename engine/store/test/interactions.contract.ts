import { describe, expect, test } from 'vitest'
import type { SendStatus } from '../../core/model/interaction.ts'
import { allPages, collect, interactionOf, ODD_NAMES, range, type Use } from './fixtures.ts'

export function interactionContract(use: Use): void {
  test('rows come back as written, odd names and all', async () => {
    const { interactions } = use().store
    const row = interactionOf('ef_1', {
      content: ODD_NAMES,
      response: ODD_NAMES,
      to: 'a@x.org',
      outcomes: { 'a.b': 5 },
    })
    await interactions.upsert([row])
    await interactions.upsert([])
    const found = (await interactions.get(['ef_1', 'ef_2'])).get('ef_1')
    expect(JSON.stringify(found?.content)).toBe(JSON.stringify(ODD_NAMES))
    expect(JSON.stringify(found?.response)).toBe(JSON.stringify(ODD_NAMES))
    expect(found).toEqual(row)
    expect(await interactions.get([])).toEqual(new Map())
  })

  const moves: [SendStatus, SendStatus, 'moves' | 'stays'][] = [
    ['planned', 'sending', 'moves'],
    ['sending', 'planned', 'moves'],
    ['sending', 'accepted', 'moves'],
    ['planned', 'suppressed', 'moves'],
    ['suppressed', 'planned', 'stays'],
    ['cancelled', 'sending', 'stays'],
    ['failed', 'planned', 'stays'],
    ['unknown', 'accepted', 'moves'],
    ['unknown', 'failed', 'moves'],
    ['unknown', 'sending', 'stays'],
    ['accepted', 'planned', 'stays'],
    ['accepted', 'failed', 'stays'],
    ['accepted', 'unknown', 'stays'],
    ['accepted', 'accepted', 'moves'],
  ]
  const told = { nothing: undefined, right: new Set(['ef_1']), wrong: new Set(['ef_2']) }
  describe.each(Object.keys(told) as (keyof typeof told)[])('told of rows that were stored before: %s', (which) => {
    test.each(moves)('%s, then %s: %s', async (before, after, verdict) => {
      const { interactions } = use().store
      const next = [interactionOf('ef_1', { status: after, reason: 'second' }), interactionOf('ef_2')]
      await interactions.upsert([interactionOf('ef_1', { status: before, reason: 'first' })])
      await interactions.upsert(next, told[which])
      const found = await interactions.get(['ef_1', 'ef_2'])
      expect(found.get('ef_1')).toMatchObject(
        verdict === 'moves' ? { status: after, reason: 'second' } : { status: before, reason: 'first' },
      )
      expect(found.has('ef_2')).toBe(true)
      const counts = await interactions.countBy(['status'])
      expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(2)
    })
  })

  test('whoever writes last of many at once, accepted stands', async () => {
    const { interactions } = use().store
    const statuses: SendStatus[] = ['planned', 'sending', 'accepted', 'unknown', 'planned', 'failed']
    for (const round of range(10)) {
      await Promise.all(statuses.map((status) => interactions.upsert([interactionOf(`ef_${round}`, { status })])))
    }
    expect(await interactions.countBy(['status'])).toEqual([{ key: ['accepted'], count: 10 }])
  })

  test('the earliest instant of each outcome stays, whatever comes after or before the row', async () => {
    const { interactions } = use().store
    const say = (outcome: string, at: number) =>
      interactions.addOutcomes([{ interactionId: 'ef_1', outcome, at, data: null }])
    await say('delivered', 10)
    expect(await interactions.get(['ef_1'])).toEqual(new Map())
    expect((await interactions.list({ limit: 5 })).items).toEqual([])
    expect(await interactions.countBy(['status'])).toEqual([])
    await interactions.upsert([interactionOf('ef_1', { status: 'accepted' })])
    await say('opened', 30)
    await say('opened', 20)
    await say('opened', 40)
    await say('a.$b%', 50)
    await say('__proto__', 60)
    await interactions.upsert([interactionOf('ef_1', { status: 'accepted', outcomes: { clicked: 45, opened: 21 } })])
    const outcomes = (await interactions.get(['ef_1'])).get('ef_1')?.outcomes
    expect(Object.entries(outcomes ?? {}).sort()).toEqual([
      ['__proto__', 60],
      ['a.$b%', 50],
      ['clicked', 45],
      ['delivered', 10],
      ['opened', 20],
    ])
    await interactions.addOutcomes([])
  })

  test('outcomes of many at once are all kept', async () => {
    const { interactions } = use().store
    const say = (i: number) =>
      interactions.addOutcomes([{ interactionId: 'ef_1', outcome: `o${i}`, at: i, data: null }])
    await Promise.all([...range(20).map(say), interactions.upsert([interactionOf('ef_1')])])
    expect(Object.keys((await interactions.get(['ef_1'])).get('ef_1')?.outcomes ?? {})).toHaveLength(20)
  })

  test('listings filter and come newest first', async () => {
    const { interactions } = use().store
    await interactions.upsert([
      interactionOf('a', { plannedAt: 1 }),
      interactionOf('b', { plannedAt: 2, seq: 1, channel: 'sms' }),
      interactionOf('c', { plannedAt: 2, seq: 2, step: 'send-2', status: 'failed' }),
      interactionOf('d', { plannedAt: 3, customerId: 'bob', journeyId: 'other' }),
    ])
    const ids = async (filter: object): Promise<string[]> => {
      const pages = await allPages((cursor) =>
        interactions.list({ limit: 1, ...(cursor === undefined ? {} : { cursor }), ...filter }),
      )
      return pages.flat().map((row) => row.id)
    }
    expect(await ids({})).toEqual(['d', 'c', 'b', 'a'])
    expect(await ids({ customerId: 'ada' })).toEqual(['c', 'b', 'a'])
    expect(await ids({ journeyId: 'welcome', step: 'send-1' })).toEqual(['b', 'a'])
    expect(await ids({ channel: 'sms' })).toEqual(['b'])
    expect(await ids({ status: 'failed', customerId: 'bob' })).toEqual([])
    expect((await collect(interactions.each())).map((row) => row.id)).toEqual(['a', 'b', 'c', 'd'])
    expect((await collect(interactions.each({ journeyId: 'other' }))).map((row) => row.id)).toEqual(['d'])
    expect(await interactions.countBy(['channel', 'status'], { journeyId: 'welcome' })).toEqual([
      { key: ['email', 'failed'], count: 1 },
      { key: ['email', 'planned'], count: 1 },
      { key: ['sms', 'planned'], count: 1 },
    ])
    expect(await interactions.countBy([])).toEqual([{ key: [], count: 4 }])
  })

  test('what came back shows that an unknown message went out', async () => {
    const { interactions } = use().store
    await interactions.upsert([
      interactionOf('a', { status: 'unknown', reason: 'no answer' }),
      interactionOf('b', { status: 'unknown', reason: 'no answer' }),
      interactionOf('c', { status: 'failed', reason: '550' }),
    ])
    const came = (interactionId: string, outcome: string) => ({ interactionId, outcome, at: 7, data: null })
    await interactions.addOutcomes([came('a', 'opened'), came('b', 'dropped'), came('c', 'opened')])
    const rows = await interactions.get(['a', 'b', 'c'])
    expect([...rows.values()].map(({ id, status, reason }) => [id, status, reason]).sort()).toEqual([
      ['a', 'accepted', null],
      ['b', 'unknown', 'no answer'],
      ['c', 'failed', '550'],
    ])
    expect((await interactions.list({ limit: 5, status: 'unknown' })).items.map(({ id }) => id)).toEqual(['b'])
  })
}
