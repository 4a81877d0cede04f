import { expect, test } from 'vitest'
import { customerOf, range, type Use } from './fixtures.ts'

export function customerRaceContract(use: Use): void {
  test('a stale revision loses, and nothing of it is stored', async () => {
    const { customers } = use().store
    await customers.save([customerOf('ada', { tags: ['first'] }), customerOf('bob')])
    expect(await customers.save([customerOf('ada', { tags: ['again'] })])).toEqual(new Set(['ada']))
    await customers.save([customerOf('ada', { rev: 1, tags: ['second'] })])
    const late = [customerOf('ada', { rev: 1, tags: ['late'] }), customerOf('bob', { rev: 1 }), customerOf('eve')]
    expect(await customers.save(late)).toEqual(new Set(['ada']))
    const stored = await customers.load(['ada', 'bob', 'eve'])
    expect([...stored.values()].map(({ id, rev, tags }) => [id, rev, tags]).sort()).toEqual([
      ['ada', 2, ['second']],
      ['bob', 2, []],
      ['eve', 1, []],
    ])
  })

  test('of two savers at once exactly one wins each customer, the first save included', async () => {
    const { customers } = use().store
    const ids = range(20).map((i) => `c${i}`)
    for (const rev of range(10)) {
      const [lostA, lostB] = await Promise.all(
        ['a', 'b'].map((tag) => customers.save(ids.map((id) => customerOf(id, { rev, tags: [tag] })))),
      )
      const stored = await customers.load(ids)
      for (const id of ids) {
        expect(lostA?.has(id)).not.toBe(lostB?.has(id))
        expect(stored.get(id)).toMatchObject({ rev: rev + 1, tags: [lostA?.has(id) ? 'b' : 'a'] })
      }
    }
  })

  /** The next bulk write of customers goes wrong, before or after it was carried out. */
  function breakNextWrite(when: 'before' | 'after'): void {
    const { collection } = use().instance.model('customers')
    const whole = collection.bulkWrite.bind(collection)
    collection.bulkWrite = (async (...given: Parameters<typeof whole>) => {
      collection.bulkWrite = whole
      if (when === 'after') await whole(...given).catch(() => undefined)
      throw new Error('connection reset')
    }) as unknown as typeof whole
  }

  test('a lost acknowledgement is resolved: stored is stored, lost is lost', async () => {
    const { customers } = use().store
    await customers.save([customerOf('ada'), customerOf('bob')])
    await customers.save([customerOf('bob', { rev: 1 })])
    breakNextWrite('after')
    const batch = [
      customerOf('ada', { rev: 1, tags: ['x'] }),
      customerOf('bob', { rev: 1, tags: ['x'] }),
      customerOf('eve'),
    ]
    expect(await customers.save(batch)).toEqual(new Set(['bob']))
    const stored = await customers.load(['ada', 'bob', 'eve'])
    expect(stored.get('ada')).toMatchObject({ rev: 2, tags: ['x'] })
    expect(stored.get('bob')).toMatchObject({ rev: 2, tags: [] })
    expect(stored.get('eve')).toMatchObject({ rev: 1 })
  })

  test('a write that may still be under way is an error, not a loss', async () => {
    const { customers } = use().store
    await customers.save([customerOf('ada')])
    breakNextWrite('before')
    await expect(customers.save([customerOf('ada', { rev: 1 })])).rejects.toThrow('connection reset')
    breakNextWrite('before')
    await expect(customers.save([customerOf('new')])).rejects.toThrow('connection reset')
    expect(await customers.save([customerOf('ada', { rev: 1 }), customerOf('new')])).toEqual(new Set())
  })
}
