import { describe, expect, test } from 'vitest'
import type { Collection, Setup } from './driver.contract.ts'

const id = (value: unknown) => value as never
/** Inserts one after the other; 1 for each that was taken, 0 for each refused. */
async function stored(items: Collection, ...docs: object[]): Promise<string> {
  let taken = ''
  for (const doc of docs) {
    taken += await items.insertOne(doc as never).then(
      () => '1',
      () => '0',
    )
  }
  return taken
}

export function indexContract({ collection, opened }: Setup): void {
  describe('indexes', () => {
    test('are listed and dropped', async () => {
      const items = collection()
      expect(await items.createIndex({ a: 1, 'b.c': -1 })).toBe('a_1_b.c_-1')
      expect(await items.createIndex({ a: 1, 'b.c': -1 })).toBe('a_1_b.c_-1')
      await items.createIndex({ z: 1 }, { unique: true, name: 'last' })
      const names = (await items.indexes()).map(({ name }) => name)
      expect(names.sort()).toEqual(['_id_', 'a_1_b.c_-1', 'last'])
      expect((await items.listIndexes().toArray()).find(({ name }) => name === 'last')).toMatchObject({
        key: { z: 1 },
        unique: true,
      })
      await items.dropIndex('last')
      expect(await stored(items, { z: 1 }, { z: 1 })).toBe('11')
      await expect(items.dropIndex('last')).rejects.toMatchObject({ codeName: 'IndexNotFound' })
    })

    test('unique: the error tells key and value', async () => {
      const items = collection()
      await items.createIndex({ a: 1, b: 1 }, { unique: true })
      await items.insertOne({ _id: id(1), a: 'x', b: 2 })
      await expect(items.insertOne({ _id: id(2), a: 'x', b: 2 })).rejects.toMatchObject({ code: 11000 })
      const error = await items.insertOne({ _id: id(2), a: 'x', b: 2 }).catch((e: unknown) => e)
      if (!opened().standIn) expect(error).toMatchObject({ keyPattern: { a: 1, b: 1 }, keyValue: { a: 'x', b: 2 } })
      expect(await stored(items, { a: 'x', b: 3 }, { a: 'y', b: 2 }, { a: 'x' }, { b: 2 }, { a: 'x' })).toBe('11110')
      await expect(items.updateOne({ a: 'y' }, { $set: { a: 'x' } })).rejects.toMatchObject({ code: 11000 })
      expect(await items.countDocuments({ a: 'y' })).toBe(1)
    })

    test('unique: missing counts as a value, once', async () => {
      const items = collection()
      await items.createIndex({ a: 1 }, { unique: true })
      expect(await stored(items, {}, {}, { a: 0 }, { a: '0' }, { a: false }, { a: 0 })).toBe('101110')
    })

    test('unique and sparse: missing does not count', async () => {
      const items = collection()
      await items.createIndex({ a: 1 }, { unique: true, sparse: true })
      expect(await stored(items, {}, {}, { a: 1 }, { a: 1 })).toBe('1110')
    })

    test.for([
      [
        { open: true },
        [
          { k: 1, open: true },
          { k: 1, open: false },
          { k: 1, open: false },
          { k: 1, open: true },
        ],
        '1110',
      ],
      [{ k: { $exists: true } }, [{}, {}, { k: 1 }, { k: 1 }], '1110'],
      [
        { n: { $gte: 5 } },
        [
          { k: 1, n: 4 },
          { k: 1, n: 4 },
          { k: 1, n: 5 },
          { k: 1, n: 6 },
        ],
        '1110',
      ],
      [
        { n: { $gt: 5 } },
        [
          { k: 1, n: 5 },
          { k: 1, n: 6 },
          { k: 1, n: 5 },
          { k: 1, n: 7 },
        ],
        '1110',
      ],
    ] as const)('unique on part: %j', async ([partialFilterExpression, docs, taken], { skip }) => {
      skip(opened().standIn, 'stand-in server: no partial indexes')
      const items = collection()
      await items.createIndex({ k: 1 }, { unique: true, partialFilterExpression })
      expect(await stored(items, ...docs)).toBe(taken)
    })

    test('a document enters a partial index by an update', async ({ skip }) => {
      skip(opened().standIn, 'stand-in server: no partial indexes')
      const items = collection()
      await items.createIndex({ k: 1 }, { unique: true, partialFilterExpression: { open: true } })
      await items.insertMany([
        { _id: id(1), k: 1, open: true },
        { _id: id(2), k: 1, open: false },
      ])
      await expect(items.updateOne({ _id: id(2) }, { $set: { open: true } })).rejects.toMatchObject({ code: 11000 })
      await items.updateOne({ _id: id(1) }, { $set: { open: false } })
      expect(await items.updateOne({ _id: id(2) }, { $set: { open: true } })).toMatchObject({ modifiedCount: 1 })
      expect(await items.find({ k: 1, open: true }).toArray()).toHaveLength(1)
      expect(await items.find({ k: 1 }).toArray()).toHaveLength(2)
    })

    test('unique over arrays: elements of different documents must differ', async () => {
      const items = collection()
      await items.createIndex({ t: 1 }, { unique: true })
      expect(
        await stored(
          items,
          { _id: 1, t: ['a', 'b', 'a'] },
          { _id: 2, t: ['c'] },
          { _id: 3, t: ['b', 'd'] },
          { _id: 4, t: 'c' },
          { _id: 5, t: 'd' },
        ),
      ).toBe('11001')
      await items.updateOne({ _id: id(1) }, { $pull: { t: 'b' } as never })
      expect(await stored(items, { _id: 3, t: ['b'] })).toBe('1')
      await expect(items.updateOne({ _id: id(5) }, { $set: { t: 'b' } })).rejects.toMatchObject({ code: 11000 })
      expect((await items.find({ t: 'b' }).toArray()).map(({ _id }) => _id)).toEqual([3])
      await items.deleteOne({ _id: id(3) })
      expect(await items.updateOne({ _id: id(5) }, { $set: { t: 'b' } })).toMatchObject({ modifiedCount: 1 })
    })

    test('the first array at an indexed path may come by an update', async () => {
      const items = collection()
      await items.createIndexes([{ key: { a: 1 } }, { key: { b: 1 } }])
      await items.insertOne({ _id: id(1), a: 1, b: [5] })
      await items.updateOne({ _id: id(1) }, { $set: { a: [5, 1] } })
      for (const a of [5, 1]) expect(await items.countDocuments({ a })).toBe(1)
      await items.updateOne({ _id: id(1) }, { $set: { a: 7, b: 1 } })
      expect(await items.countDocuments({ a: { $in: [1, 5] } })).toBe(0)
      expect(await items.countDocuments({ a: 7, b: 1 })).toBe(1)
    })

    test('a list that changes is found by what it holds now, however it is written', async () => {
      const items = collection()
      await items.createIndex({ tags: 1, n: 1 })
      const texts = Array.from({ length: 20 }, (_, n) => `t${n}`)
      const lists: unknown[] = [
        ['a', 'b', 'a'],
        ['b', 'c'],
        [],
        ['c', 7],
        'c',
        texts,
        texts.slice(5),
        null,
        ['b\u0001'],
        ['a'],
      ]
      await items.insertOne({ _id: id(1), rev: 0, tags: ['z'], n: 0 })
      for (const [i, tags] of lists.entries()) {
        const n = i >> 1
        if (i % 3 === 0) await items.updateOne({ _id: id(1) }, { $set: { rev: i + 1, tags, n } } as never)
        else await items.replaceOne({ _id: id(1), rev: i }, { rev: i + 1, tags, n })
        for (const tag of ['a', 'b', 'c', 'z', 't1', 't7', 'b\u0001', 7]) {
          const holds = (Array.isArray(tags) ? tags : [tags]).includes(tag)
          expect([tags, tag, await items.countDocuments({ tags: tag as never, n })]).toEqual([tags, tag, Number(holds)])
          expect(await items.countDocuments({ tags: tag as never, n: n - 1 })).toBe(0)
        }
      }
    })

    test('a unique index is refused where documents clash already', async ({ skip }) => {
      skip(opened().standIn, 'stand-in server: does not look at what is stored')
      const items = collection()
      await items.insertMany([
        { _id: id(1), a: 1 },
        { _id: id(2), a: 1 },
      ])
      await expect(items.createIndex({ a: 1 }, { unique: true })).rejects.toMatchObject({ code: 11000 })
      expect((await items.indexes()).map(({ name }) => name)).toEqual(['_id_'])
      expect(await stored(items, { a: 1 })).toBe('1')
    })

    test('compound with an array: enrollments by journey and step', async () => {
      const items = collection()
      await items.createIndex({ 'enrollments.journey': 1, 'enrollments.step': 1 })
      await items.createIndex({ status: 1, 'enrollments.step': 1 })
      const enrolled = (...steps: string[]) => steps.map((step) => ({ journey: step[0], step }))
      await items.insertMany([
        { _id: id(1), status: 'on', enrollments: enrolled('a1', 'b2') },
        { _id: id(2), status: 'on', enrollments: enrolled('a2') },
        { _id: id(3), status: 'off', enrollments: enrolled('b2') },
        { _id: id(4), status: 'on', enrollments: [] },
        { _id: id(5), status: 'on' },
      ])
      const ids = async (filter: object) => (await items.find(filter).sort({ _id: 1 }).toArray()).map(({ _id }) => _id)
      expect(await ids({ 'enrollments.step': 'b2', status: 'on' })).toEqual([1])
      expect(await ids({ 'enrollments.journey': 'a', 'enrollments.step': 'b2' })).toEqual([1])
      expect(await ids({ enrollments: { $elemMatch: { journey: 'a', step: 'b2' } } })).toEqual([])
      expect(await ids({ 'enrollments.journey': { $in: ['a', 'c'] } })).toEqual([1, 2])
      // The stand-in server takes an empty array for one that has the field.
      const without = await ids({ status: 'on', 'enrollments.step': { $exists: false } })
      expect(without).toEqual(opened().standIn ? [5] : [4, 5])
      await items.updateOne({ _id: id(2) }, { $set: { 'enrollments.0.step': 'b2' } })
      expect(await ids({ 'enrollments.step': 'b2' })).toEqual([1, 2, 3])
    })

    test('collections are listed and dropped', async () => {
      const { db } = opened().instance.connection
      await collection('to drop').insertOne({ _id: id(1) })
      const names = async () => (await db?.listCollections().toArray())?.map(({ name }) => name)
      expect(await names()).toContain('to drop')
      expect(await collection('to drop').drop()).toBe(true)
      expect(await names()).not.toContain('to drop')
      expect(await collection('to drop').countDocuments()).toBe(0)
    })
  })
}
