import { beforeAll, describe, expect, test } from 'vitest'
import type { Collection, Setup } from './driver.contract.ts'

export function readContract({ collection, opened }: Setup): void {
  describe('reads', () => {
    let items: Collection
    beforeAll(async () => {
      items = collection()
      await items.createIndex({ n: 1 })
      await items.insertMany(
        Array.from({ length: 30 }, (_, i) => ({
          _id: `k${String(i).padStart(2, '0')}`,
          n: (i * 7) % 30,
          g: i % 3,
          deep: { a: i, b: -i },
        })) as never[],
      )
    })
    const ns = (docs: object[]) => docs.map((doc) => (doc as { n: number }).n)

    test('sort, skip and limit, by an index and without', async () => {
      expect(ns(await items.find().sort({ n: 1 }).skip(2).limit(3).toArray())).toEqual([2, 3, 4])
      expect(ns(await items.find({ n: { $gt: 3 } }, { sort: { n: -1 }, limit: 2 }).toArray())).toEqual([29, 28])
      expect(
        ns(
          await items
            .find({ g: 1 })
            .sort([['n', -1]])
            .limit(2)
            .toArray(),
        ),
      ).toEqual([28, 25])
      expect((await items.find({ g: 0 }).sort({ 'deep.b': 1 }).limit(2).toArray()).map(({ _id }) => _id)).toEqual([
        'k27',
        'k24',
      ])
      expect((await items.find({}).sort({ g: -1, n: 1 }).skip(10).limit(1).toArray())[0]).toMatchObject({ g: 1, n: 1 })
    })

    test('projection', async () => {
      const first = (projection: object) => items.findOne({ _id: 'k01' as never }, { projection })
      expect(await first({ n: 1 })).toEqual({ _id: 'k01', n: 7 })
      expect(await first({ n: 1, _id: 0 })).toEqual({ n: 7 })
      expect(await first({ deep: 0, g: 0 })).toEqual({ _id: 'k01', n: 7 })
      expect(await first({ 'deep.a': 1 })).toEqual({ _id: 'k01', deep: { a: 1 } })
      expect(await first({ 'deep.a': 0, n: 0, g: 0 })).toEqual({ _id: 'k01', deep: { b: -1 } })
      expect(await first({ _id: 1 })).toEqual({ _id: 'k01' })
      expect(await first({ _id: 0 })).toEqual({ n: 7, g: 1, deep: { a: 1, b: -1 } })
    })

    test('a cursor is read bit by bit', async () => {
      const cursor = items.find({ g: 0 }).sort({ n: 1 }).batchSize(4)
      expect(await cursor.hasNext()).toBe(true)
      expect((await cursor.next())?.['n']).toBe(0)
      const rest: number[] = []
      for await (const doc of cursor) rest.push(doc['n'])
      expect(rest).toEqual([3, 6, 9, 12, 15, 18, 21, 24, 27])
      expect(await items.find({ n: -1 }).next()).toBeNull()
    })

    test('cursor.map and a cursor that is closed early', async () => {
      expect(
        await items
          .find({ n: { $lt: 3 } })
          .sort({ n: 1 })
          .map(({ n }) => n * 2)
          .toArray(),
      ).toEqual([0, 2, 4])
      for await (const doc of items.find().batchSize(2)) if (doc['n'] > 3) break
      expect(await items.countDocuments()).toBe(30)
    })

    test('rows deleted while a cursor is read do not come back', async ({ skip }) => {
      skip(opened().standIn, 'stand-in server: its cursors hold all they found')
      const some = collection()
      await some.insertMany([1, 2, 3, 4, 5, 6].map((n) => ({ _id: n as never, n })))
      const cursor = some
        .find({ n: { $gt: 0 } })
        .sort({ _id: 1 })
        .batchSize(2)
      await cursor.next()
      await some.deleteMany({ n: { $gt: 4 } })
      expect(ns(await cursor.toArray())).toEqual([2, 3, 4])
    })

    test('count, distinct', async () => {
      expect(await items.countDocuments()).toBe(30)
      expect(await items.estimatedDocumentCount()).toBe(30)
      expect(await items.countDocuments({ g: 1, n: { $lt: 10 } })).toBe(3)
      expect(await items.countDocuments({ g: 1 }, { skip: 8, limit: 5 })).toBe(2)
      expect((await items.distinct('g')).sort()).toEqual([0, 1, 2])
      expect(await items.distinct('deep.a', { n: 0 })).toEqual([0])
      expect(await items.distinct('nothing')).toEqual([])
    })

    test('a collection that does not exist is empty', async () => {
      const none = collection()
      expect(await none.find().toArray()).toEqual([])
      expect(await none.countDocuments()).toBe(0)
      expect(await none.updateOne({}, { $set: { a: 1 } })).toMatchObject({ matchedCount: 0 })
      expect(await none.deleteMany({})).toMatchObject({ deletedCount: 0 })
      expect(await none.aggregate([{ $group: { _id: null, n: { $sum: 1 } } }]).toArray()).toEqual([])
    })

    test('a thousand ids at once', async () => {
      const many = collection()
      const ids = Array.from({ length: 1000 }, (_, i) => `id-${i}`)
      await many.insertMany(ids.map((_id) => ({ _id: _id as never })))
      expect(await many.find({ _id: { $in: ids as never[] } }).toArray()).toHaveLength(1000)
      expect(await many.countDocuments({ _id: { $in: ids.slice(0, 7) as never[] } })).toBe(7)
    })

    test('values come back as they went in', async () => {
      const odd = collection()
      const doc = {
        _id: 'é\u0000\u{1F600}' as never,
        at: new Date(-5),
        long: 'x'.repeat(70_000),
        empty: {},
        none: null,
        list: [[], [[1]], {}],
        $dollar: { $d: 1, $o: 'x' },
        'with space': 1,
        float: 0.1 + 0.2,
        big: 2 ** 53 - 1,
        text: 'a\u0000b "q" \\ \n',
      }
      await odd.insertOne(doc)
      expect(await odd.findOne({ _id: doc._id })).toEqual(doc)
      expect(await odd.findOne({ at: doc.at })).toEqual(doc)
    })
  })
}
