import { expect, test } from 'vitest'
import { CUSTOMER_BYTES } from '../port.ts'
import { allPages, collect, customerOf, enrollmentOf, ODD_NAMES, range, type Use } from './fixtures.ts'

export function customerContract(use: Use): void {
  test('what was saved is loaded, one revision on; who is unknown is left out', async () => {
    const { customers } = use().store
    const ada = customerOf('ada', { traits: { age: 36, nested: { list: [1, null, 'x'] } }, wakeAt: 5, tags: ['vip'] })
    expect(await customers.save([ada])).toEqual(new Set())
    expect(await customers.load(['ada', 'bob'])).toEqual(new Map([['ada', { ...ada, rev: 1 }]]))
    expect(await customers.load([])).toEqual(new Map())
    expect(await customers.save([])).toEqual(new Set())
    expect(await customers.count()).toBe(1)
  })

  test('who has grown too large is refused by name, before anybody is stored', async () => {
    const { customers } = use().store
    const large = customerOf('large', { traits: { life: '生'.repeat(CUSTOMER_BYTES.usual / 3) } })
    const both = [customerOf('ada'), large]
    await expect(customers.save(both)).rejects.toMatchObject({ name: 'CustomersTooLarge', ids: new Set(['large']) })
    expect(await customers.load(['ada', 'large'])).toEqual(new Map())
    expect(await customers.save(both, CUSTOMER_BYTES.ever)).toEqual(new Set())
    expect(await customers.load(['large'])).toEqual(new Map([['large', { ...large, rev: 1 }]]))
  })

  test('names that mean something elsewhere stay names', async () => {
    const { customers } = use().store
    const ids = ['$set', 'a.b', '__proto__', '{"$ne":null}', ' ']
    await customers.save(ids.map((id) => customerOf(id, { traits: ODD_NAMES, consent: { email: ['$all'] } })))
    const loaded = await customers.load(ids)
    expect([...loaded.keys()].sort()).toEqual([...ids].sort())
    for (const customer of loaded.values()) expect(JSON.stringify(customer.traits)).toBe(JSON.stringify(ODD_NAMES))
    expect(Object.keys(Object.prototype)).toEqual([])
    expect(await customers.save([...loaded.values()])).toEqual(new Set())
  })

  test('an id is text, never a question', async () => {
    const { customers } = use().store
    await customers.save([customerOf('ada')])
    expect((await customers.load([{ $ne: null } as unknown as string])).size).toBe(0)
    const asked = customers.list({ limit: 5, journeyId: { $ne: null } as unknown as string })
    await expect(asked.then((page) => page.items)).resolves.toEqual([])
  })

  test('those who wait for time are found by it, earliest first', async () => {
    const { customers } = use().store
    await customers.save([30, 10, 20, null].map((wakeAt) => customerOf(`at-${wakeAt}`, { wakeAt })))
    expect(await customers.nextWake()).toBe(10)
    expect(await customers.due(20, 10)).toEqual(['at-10', 'at-20'])
    expect(await customers.due(30, 1)).toEqual(['at-10'])
    expect(await customers.due(9, 10)).toEqual([])
    expect(await customers.dueBetween(10, 30, 10)).toEqual([
      { id: 'at-20', wakeAt: 20 },
      { id: 'at-30', wakeAt: 30 },
    ])
    expect(await customers.dueBetween(0, 30, 2)).toHaveLength(2)
  })

  test('who stops waiting is no longer due', async () => {
    const { customers } = use().store
    await customers.save([customerOf('ada', { wakeAt: 10 })])
    await customers.save([customerOf('ada', { rev: 1, wakeAt: null })])
    expect(await customers.due(99, 10)).toEqual([])
    expect(await customers.nextWake()).toBeNull()
  })

  test('10,000 customers are scanned once each, in order, all or those inside a journey', {
    timeout: 60_000,
  }, async () => {
    const { customers } = use().store
    const ids = range(10_000).map((i) => `c${String(i).padStart(5, '0')}`)
    for (const start of range(20)) {
      await customers.save(
        ids
          .slice(start * 500, start * 500 + 500)
          .map((id, i) => customerOf(id, { enrollments: i % 10 === 0 ? [enrollmentOf(`en_${id}`, 'welcome')] : [] })),
      )
    }
    const scanAll = async (inside?: string): Promise<string[]> => {
      const found: string[] = []
      for (let last: string | null = null; ; last = found.at(-1) ?? null) {
        const page = await customers.scan(last, 700, inside)
        found.push(...page)
        if (page.length < 700) return found
      }
    }
    expect(await scanAll()).toEqual(ids)
    expect(await scanAll('welcome')).toEqual(ids.filter((_, i) => i % 10 === 0))
    expect(await scanAll('other')).toEqual([])
    expect(await customers.count()).toBe(10_000)
    expect((await collect(customers.each({ batch: 3000 }))).map((customer) => customer.id)).toEqual(ids)
  })

  test('scan finds active enrollments only, each finds ended ones too', async () => {
    const { customers } = use().store
    await customers.save([
      customerOf('in', { enrollments: [enrollmentOf('en_1', 'welcome')] }),
      customerOf('out', { enrollments: [enrollmentOf('en_2', 'welcome', { status: 'completed', step: null })] }),
      customerOf('elsewhere', { enrollments: [enrollmentOf('en_3', 'welcome-2')] }),
    ])
    expect(await customers.scan(null, 10, 'welcome')).toEqual(['in'])
    expect((await collect(customers.each({ journeyId: 'welcome' }))).map((c) => c.id)).toEqual(['in', 'out'])
  })

  test.each([
    [{}, ['ada', 'bob', 'eve']],
    [{ journeyId: 'welcome' }, ['ada', 'bob']],
    [{ journeyId: 'welcome', step: 'wait-1' }, ['ada']],
    [{ journeyId: 'welcome', step: 'send-1' }, ['bob']],
    [{ journeyId: 'welcome', step: 'send-1', status: 'active' }, []],
    [{ journeyId: 'welcome', status: 'parked' }, ['bob']],
    [{ status: 'parked' }, ['bob']],
    [{ status: 'active' }, ['ada', 'bob']],
    [{ search: 'ad' }, ['ada']],
    [{ search: ' EVE@Example' }, ['eve']],
    [{ search: 'bob b' }, ['bob']],
    [{ search: 'ada love' }, ['ada']],
    [{ search: 'x.org' }, []],
    [{ search: '.*' }, []],
    [{ search: 'a', journeyId: 'welcome' }, ['ada']],
  ])('list %j finds %j', async (query, ids) => {
    const { customers } = use().store
    await customers.save([
      customerOf('ada', {
        traits: { firstName: 'Ada', lastName: 'Lovelace', email: 'ada@x.org' },
        enrollments: [enrollmentOf('en_1', 'welcome')],
      }),
      customerOf('bob', {
        traits: { name: 'Bob Builder' },
        enrollments: [
          enrollmentOf('en_2', 'welcome', { status: 'parked', step: 'send-1' }),
          enrollmentOf('en_3', 'other'),
        ],
      }),
      customerOf('eve', { traits: { email: 'Eve@example.org', name: 7 } }),
    ])
    const pages = await allPages((cursor) =>
      customers.list({ limit: 2, ...(cursor === undefined ? {} : { cursor }), ...query }),
    )
    expect(pages.flat().map((customer) => customer.id)).toEqual(ids)
  })

  test('those at a place are counted no further than asked', async () => {
    const { customers } = use().store
    const at = (id: string, status: 'active' | 'parked', step: string) =>
      customerOf(id, { enrollments: [enrollmentOf(`en-${id}`, 'welcome', { status, step })] })
    await customers.save([at('ada', 'parked', 'hello'), at('bob', 'parked', 'wait'), at('cleo', 'active', 'wait')])
    expect(await customers.countAt({ status: 'parked' }, 100)).toBe(2)
    expect(await customers.countAt({ status: 'parked' }, 1)).toBe(1)
    expect(await customers.countAt({ journeyId: 'welcome', step: 'wait' }, 100)).toBe(2)
    expect(await customers.countAt({ journeyId: 'welcome', step: 'wait', status: 'active' }, 100)).toBe(1)
    expect(await customers.countAt({ journeyId: 'other' }, 100)).toBe(0)
  })
}
