import { describe, expect, test } from 'vitest'
import type { Collection, Setup } from './driver.contract.ts'

type Rejected = Error & {
  code?: number
  writeErrors?: { index: number; code: number; errmsg: string }[]
  insertedCount?: number
  result?: { matchedCount: number; deletedCount: number; insertedIds: object }
  keyPattern?: object
  keyValue?: object
}

const rejected = (done: Promise<unknown>): Promise<Rejected> =>
  done.then(
    () => Promise.reject(new Error('was not refused')),
    (e: Rejected) => e,
  )
const all = (items: Collection) => items.find().sort({ _id: 1 }).toArray()
const id = (value: unknown) => value as never

export function writeContract({ collection, opened }: Setup): void {
  describe('inserts', () => {
    test('an id is made, and put into the object given', async () => {
      const items = collection()
      const doc: { _id?: unknown; a: number } = { a: 1 }
      const { insertedId } = await items.insertOne(doc as never)
      expect(doc._id).toEqual(insertedId)
      expect(await items.findOne({ _id: insertedId })).toEqual({ _id: insertedId, a: 1 })
    })

    test('a second document of one id is refused', async () => {
      const items = collection()
      await items.insertOne({ _id: id('a'), n: 1 })
      const error = await rejected(items.insertOne({ _id: id('a'), n: 2 }))
      expect(error).toMatchObject({ name: 'MongoServerError', code: 11000 })
      expect(error.message).toContain('E11000 duplicate key error')
      expect(await all(items)).toEqual([{ _id: 'a', n: 1 }])
    })

    test('insertMany unordered stores all that can be and names the rest', async () => {
      const items = collection()
      await items.insertOne({ _id: id('b') })
      const docs = ['a', 'b', 'c', 'a', 'd'].map((_id) => ({ _id: id(_id) }))
      const error = await rejected(items.insertMany(docs, { ordered: false }))
      expect(error).toMatchObject({ name: 'MongoBulkWriteError', code: 11000, insertedCount: 3 })
      expect(error.writeErrors?.map(({ index, code }) => [index, code])).toEqual([
        [1, 11000],
        [3, 11000],
      ])
      expect((await all(items)).map(({ _id }) => _id)).toEqual(['a', 'b', 'c', 'd'])
    })

    test('insertMany ordered stops at the first that fails', async () => {
      const items = collection()
      const error = await rejected(items.insertMany(['a', 'a', 'c'].map((_id) => ({ _id: id(_id) }))))
      expect(error).toMatchObject({ code: 11000, insertedCount: 1 })
      expect(error.writeErrors).toHaveLength(1)
      expect(await items.countDocuments()).toBe(1)
    })

    test('insertMany gives ids by position', async () => {
      const items = collection()
      const done = await items.insertMany([{ _id: id('x') }, { _id: id('y') }])
      expect(done).toEqual({ acknowledged: true, insertedCount: 2, insertedIds: { 0: 'x', 1: 'y' } })
    })

    test('what is stored is a copy, and what is found is another', async () => {
      const items = collection()
      const doc = { _id: id(1), deep: { list: [1] } }
      await items.insertOne(doc)
      doc.deep.list.push(2)
      const found = await items.findOne({ _id: id(1) })
      found?.['deep'].list.push(3)
      expect(await items.findOne({ _id: id(1) })).toEqual({ _id: 1, deep: { list: [1] } })
    })
  })

  describe('replaceOne', () => {
    test('keeps the id and counts', async () => {
      const items = collection()
      await items.insertOne({ _id: id('a'), rev: 1, old: true })
      expect(await items.replaceOne({ _id: id('a'), rev: 1 }, { rev: 2 })).toMatchObject({
        matchedCount: 1,
        modifiedCount: 1,
        upsertedCount: 0,
      })
      expect(await items.replaceOne({ _id: id('a'), rev: 1 }, { rev: 3 })).toMatchObject({
        matchedCount: 0,
        modifiedCount: 0,
      })
      expect(await items.replaceOne({ _id: id('a'), rev: 2 }, { rev: 2 })).toMatchObject({
        matchedCount: 1,
        modifiedCount: 0,
      })
      expect(await all(items)).toEqual([{ _id: 'a', rev: 2 }])
    })

    test('a text as long as a document, and whatever else its field may hold, comes back in its place', async () => {
      const items = collection()
      const long = JSON.stringify({ text: '"'.repeat(500), emoji: '\u{1f600}' })
      for (const body of [long, '', '{"$d":1}', 'half \u0000 of it', 7, null, ['x'], { deep: long }]) {
        const doc = { _id: id('a'), rev: 1, body, last: new Date(0) }
        await items.insertOne({ ...doc })
        expect(Object.entries((await items.findOne({ body: body as never })) ?? {})).toEqual(Object.entries(doc))
        expect(await items.find({}, { projection: { rev: 1 } }).toArray()).toEqual([{ _id: 'a', rev: 1 }])
        expect(await items.replaceOne({ _id: id('a'), rev: 1 }, { rev: 2, body: 'next' })).toMatchObject({
          modifiedCount: 1,
        })
        expect(await items.updateOne({ _id: id('a') }, { $set: { body: body as never } })).toMatchObject({
          modifiedCount: 1,
        })
        expect(await items.findOneAndDelete({ _id: id('a') })).toEqual({ _id: 'a', rev: 2, body })
      }
      await items.insertMany(['b', 'a', 'c'].map((body) => ({ body })))
      const sorted = await items
        .find({ rev: { $exists: false } })
        .sort({ body: -1 })
        .toArray()
      expect(sorted.map(({ body }) => body as string)).toEqual(['c', 'b', 'a'])
    })

    test('upserts with the id of the filter', async () => {
      const items = collection()
      const done = await items.replaceOne({ _id: id('n') }, { a: 1 }, { upsert: true })
      expect(done).toMatchObject({ matchedCount: 0, upsertedCount: 1, upsertedId: 'n' })
      expect(await all(items)).toEqual([{ _id: 'n', a: 1 }])
    })

    test('upsert with a stale condition meets the id that is there', async () => {
      const items = collection()
      await items.insertOne({ _id: id('a'), rev: 5 })
      const error = await rejected(items.replaceOne({ _id: id('a'), rev: 4 }, { rev: 5 }, { upsert: true }))
      expect(error).toMatchObject({ code: 11000 })
    })

    test('refuses operators', async () => {
      await expect(collection().replaceOne({}, { $set: { a: 1 } } as never)).rejects.toThrow(/atomic operators/)
    })
  })

  describe('many', () => {
    test('updateMany and deleteMany', async () => {
      const items = collection()
      await items.insertMany([1, 2, 3, 4].map((n) => ({ _id: id(n), n, even: n % 2 === 0 })))
      expect(await items.updateMany({ even: true }, { $set: { n: 2 } })).toMatchObject({
        matchedCount: 2,
        modifiedCount: 1,
      })
      expect(await items.updateMany({ n: 2 }, { $inc: { n: 10 } })).toMatchObject({ matchedCount: 2, modifiedCount: 2 })
      expect((await all(items)).map(({ n }) => n)).toEqual([1, 12, 3, 12])
      expect(await items.deleteMany({ even: true })).toEqual({ acknowledged: true, deletedCount: 2 })
      expect(await items.deleteOne({})).toEqual({ acknowledged: true, deletedCount: 1 })
      expect(await items.deleteOne({ n: 99 })).toEqual({ acknowledged: true, deletedCount: 0 })
    })

    test('an update without operators is refused', async () => {
      await expect(collection().updateOne({}, { a: 1 } as never)).rejects.toThrow(/atomic operators/)
    })
  })

  describe('findOneAnd...', () => {
    test('update gives the document before or after', async () => {
      const items = collection()
      await items.insertOne({ _id: id(1), n: 1, x: 1 })
      expect(await items.findOneAndUpdate({ _id: id(1) }, { $inc: { n: 1 } })).toEqual({ _id: 1, n: 1, x: 1 })
      const after = { returnDocument: 'after', projection: { n: 1 } } as const
      expect(await items.findOneAndUpdate({ _id: id(1) }, { $inc: { n: 1 } }, after)).toEqual({ _id: 1, n: 3 })
      expect(await items.findOneAndUpdate({ _id: id(2) }, { $set: { n: 1 } })).toBeNull()
    })

    test('update with upsert', async () => {
      const items = collection()
      const options = { upsert: true, returnDocument: 'after' } as const
      expect(await items.findOneAndUpdate({ _id: id(1) }, { $inc: { n: 1 } }, options)).toEqual({ _id: 1, n: 1 })
      expect(await items.findOneAndUpdate({ _id: id(2) }, { $inc: { n: 1 } }, { upsert: true })).toBeNull()
      const raw = await items.findOneAndUpdate(
        { _id: id(3) },
        { $set: { n: 1 } },
        { ...options, includeResultMetadata: true },
      )
      expect(raw).toMatchObject({ value: { _id: 3, n: 1 }, ok: 1 })
      // The stand-in server leaves this part out.
      const { lastErrorObject } = raw as { lastErrorObject?: object }
      if (!opened().standIn) expect(lastErrorObject).toEqual({ n: 1, updatedExisting: false, upserted: 3 })
    })

    test('update takes the first by sort', async () => {
      const items = collection()
      await items.insertMany([3, 1, 2].map((n) => ({ _id: id(n), n })))
      expect(await items.findOneAndUpdate({ n: { $gt: 1 } }, { $set: { taken: true } }, { sort: { n: 1 } })).toEqual({
        _id: 2,
        n: 2,
      })
    })

    test('replace and delete', async () => {
      const items = collection()
      await items.insertOne({ _id: id(1), a: 1 })
      expect(await items.findOneAndReplace({ _id: id(1) }, { b: 1 }, { returnDocument: 'after' })).toEqual({
        _id: 1,
        b: 1,
      })
      expect(await items.findOneAndDelete({ b: 1 })).toEqual({ _id: 1, b: 1 })
      expect(await items.findOneAndDelete({ b: 1 })).toBeNull()
    })
  })

  describe('bulkWrite', () => {
    test('all kinds, with counts', async () => {
      const items = collection()
      await items.insertMany([1, 2, 3, 4, 5].map((n) => ({ _id: id(n), n })))
      const done = await items.bulkWrite([
        { insertOne: { document: { _id: id(6), n: 6 } } },
        { updateOne: { filter: { _id: id(1) }, update: { $set: { n: 10 } } } },
        { updateMany: { filter: { n: { $gte: 5, $lt: 9 } }, update: { $inc: { n: 1 } } } },
        { replaceOne: { filter: { _id: id(2) }, replacement: { r: true } } },
        { updateOne: { filter: { _id: id(9) }, update: { $set: { n: 9 } }, upsert: true } },
        { deleteOne: { filter: { _id: id(3) } } },
        { deleteMany: { filter: { n: { $gte: 9 } } } },
      ])
      expect(done).toMatchObject({
        insertedCount: 1,
        matchedCount: 4,
        modifiedCount: 4,
        upsertedCount: 1,
        deletedCount: 3,
      })
      expect(done.upsertedIds).toEqual({ 4: 9 })
      expect(done.insertedIds).toEqual({ 0: 6 })
      expect(await all(items)).toEqual([
        { _id: 2, r: true },
        { _id: 4, n: 4 },
        { _id: 5, n: 6 },
        { _id: 6, n: 7 },
      ])
    })

    test('unordered goes on after a failure', async () => {
      const items = collection()
      await items.insertOne({ _id: id(1), rev: 1 })
      const error = await rejected(
        items.bulkWrite(
          [
            { insertOne: { document: { _id: id(1) } } },
            { replaceOne: { filter: { _id: id(1), rev: 1 }, replacement: { rev: 2 } } },
            { updateOne: { filter: { _id: id(1), rev: 1 }, update: { $set: { rev: 2 } }, upsert: true } },
            { deleteOne: { filter: { _id: id(7) } } },
          ],
          { ordered: false },
        ),
      )
      expect(error).toMatchObject({ name: 'MongoBulkWriteError', code: 11000, matchedCount: 1, modifiedCount: 1 })
      expect(error.writeErrors?.map(({ index, code }) => [index, code])).toEqual([
        [0, 11000],
        [2, 11000],
      ])
      expect(await all(items)).toEqual([{ _id: 1, rev: 2 }])
    })

    test('ordered stops', async () => {
      const items = collection()
      const error = await rejected(
        items.bulkWrite([
          { insertOne: { document: { _id: id(1) } } },
          { insertOne: { document: { _id: id(1) } } },
          { insertOne: { document: { _id: id(2) } } },
        ]),
      )
      expect(error).toMatchObject({ code: 11000, insertedCount: 1 })
      expect(await items.countDocuments()).toBe(1)
    })

    test('compare-and-set: of many at once exactly one wins', async () => {
      const items = collection()
      await items.insertOne({ _id: id('c'), rev: 0 })
      const tries = Array.from({ length: 20 }, (_, by) =>
        items.updateOne({ _id: id('c'), rev: 0 }, { $set: { rev: 1, by } }),
      )
      const won = (await Promise.all(tries)).filter(({ modifiedCount }) => modifiedCount === 1)
      expect(won).toHaveLength(1)
      expect(opened().instance.connection.readyState).toBe(1)
    })

    test('one failure among many at once leaves its neighbours alone', async () => {
      const items = collection()
      const done = await Promise.allSettled([1, 2, 2, 3].map((n) => items.insertOne({ _id: id(n) })))
      expect(done.filter(({ status }) => status === 'rejected')).toHaveLength(1)
      expect(await items.countDocuments()).toBe(3)
    })
  })
}
