import { expect, test } from 'vitest'
import { createStore } from '../store.ts'
import { range, type Use } from './fixtures.ts'

export function claimContract(use: Use): void {
  test('codes are issued in the order they were added, one per claim', async () => {
    const { claims } = use().store
    expect(await claims.addCodes('spring', ['A', 'B', 'A'])).toBe(2)
    expect(await claims.addCodes('spring', ['B', 'C'])).toBe(1)
    expect(await claims.addCodes('other', ['A'])).toBe(1)
    expect(await claims.addCodes('none', [])).toBe(0)
    expect(await claims.code('spring', 'claim-1', 'ada')).toBe('A')
    expect(await claims.code('spring', 'claim-2', 'bob')).toBe('B')
    expect(await claims.code('spring', 'claim-1', 'ada')).toBe('A')
    expect(await claims.pools()).toEqual([
      { id: 'other', total: 1, left: 1 },
      { id: 'spring', total: 3, left: 1 },
    ])
    expect(await claims.code('spring', 'claim-3', 'eve')).toBe('C')
    expect(await claims.code('spring', 'claim-4', 'zoe')).toBeNull()
    expect(await claims.code('spring', 'claim-3', 'eve')).toBe('C')
    expect(await claims.code('unknown', 'claim-5', 'zoe')).toBeNull()
    await claims.addCodes('spring', ['D'])
    expect(await claims.code('spring', 'claim-4', 'zoe')).toBe('D')
  })

  test('50 claims at once, each made twice: every code once, every claim one code', async () => {
    const { claims } = use().store
    await claims.addCodes(
      'spring',
      range(40).map((i) => `S${i}`),
    )
    const made = range(50).flatMap((i) => [i, i])
    const codes = await Promise.all(made.map((i) => claims.code('spring', `claim-${i}`, `c${i}`)))
    const byClaim = new Map(made.map((i, at) => [i, codes[at]]))
    for (const [at, i] of made.entries()) expect(codes[at]).toBe(byClaim.get(i))
    const issued = [...byClaim.values()].filter((code) => code !== null)
    expect(issued).toHaveLength(40)
    expect(new Set(issued).size).toBe(40)
    expect(await claims.pools()).toEqual([{ id: 'spring', total: 40, left: 0 }])
  })

  test('one claim made 50 times at once on the last code gets that code', async () => {
    const { claims } = use().store
    await claims.addCodes('spring', ['LAST'])
    const codes = await Promise.all(range(50).map(() => claims.code('spring', 'claim', 'ada')))
    expect(new Set(codes)).toEqual(new Set(['LAST']))
  })

  test('50 claims at once for 20 places, from two processes: 20 get in and stay in', async () => {
    const { store, instance } = use()
    const doors = [store, createStore(instance, store.now)]
    const ask = () =>
      Promise.all(range(50).map((i) => (doors[i % 2] as typeof store).claims.place('welcome/entry', `claim-${i}`, 20)))
    const first = await ask()
    expect(first.filter(Boolean)).toHaveLength(20)
    expect(await ask()).toEqual(first)
    expect(await store.claims.place('welcome/entry/2', 'claim-49', 1)).toBe(true)
    expect(await store.claims.place('none', 'claim-1', 0)).toBe(false)
  })

  test('a raised limit lets more in, a lowered one throws nobody out', async () => {
    const { claims } = use().store
    expect(await claims.place('w', 'a', 1)).toBe(true)
    expect(await claims.place('w', 'b', 1)).toBe(false)
    expect(await claims.place('w', 'b', 2)).toBe(true)
    expect(await claims.place('w', 'a', 1)).toBe(true)
    expect(await claims.place('w', 'b', 1)).toBe(true)
    expect(await claims.place('w', 'c', 1)).toBe(false)
  })

  test('a claim whose answer got lost is the same claim when made again', async () => {
    const {
      store: { claims },
      instance,
    } = use()
    const { collection } = instance.model('places')
    const whole = collection.insertOne.bind(collection)
    collection.insertOne = (async (...given: Parameters<typeof whole>) => {
      collection.insertOne = whole
      await whole(...given)
      throw new Error('connection reset')
    }) as unknown as typeof whole
    await expect(claims.place('w', 'a', 2)).rejects.toThrow('connection reset')
    expect(await claims.place('w', 'a', 2)).toBe(true)
    expect(await claims.place('w', 'b', 2)).toBe(true)
    expect(await claims.place('w', 'c', 2)).toBe(false)
  })
}
