import { beforeAll, describe, expect, test } from 'vitest'
import type { Model } from 'mongoose'
import type { Setup } from './driver.contract.ts'

type Person = {
  _id: string
  name: string
  visits: number
  tags: string[]
  at?: Date | null
  address?: { city?: string }
  traits?: Map<string, string>
}

export function modelContract({ opened }: Setup): void {
  describe('Mongoose models', () => {
    let People: Model<Person>
    beforeAll(async () => {
      const { instance } = opened()
      const schema = new instance.Schema<Person>(
        {
          _id: String,
          name: { type: String, required: true },
          visits: { type: Number, default: 0 },
          tags: [String],
          at: Date,
          address: { city: String },
          traits: { type: Map, of: String },
        },
        { optimisticConcurrency: true },
      )
      schema.index({ name: 1 }, { unique: true })
      schema.index({ visits: -1 })
      People = instance.model<Person>('Person', schema, 'people')
      instance.set('strictQuery', 'throw')
      await People.init()
    })

    test('create, findById, lean', async () => {
      const made = await People.create({
        _id: 'ann',
        name: 'Ann',
        tags: ['a'],
        at: new Date(5),
        address: { city: 'Ulm' },
        traits: new Map([['k', 'v']]),
      })
      expect(made.visits).toBe(0)
      const found = await People.findById('ann')
      expect(found?.address?.city).toBe('Ulm')
      expect(found?.traits?.get('k')).toBe('v')
      expect(await People.findById('ann').lean()).toMatchObject({
        _id: 'ann',
        at: new Date(5),
        __v: 0,
        traits: { k: 'v' },
      })
      expect(await People.findById('nobody')).toBeNull()
      await expect(People.create({ _id: 'ann2', name: 'Ann' })).rejects.toMatchObject({ code: 11000 })
      await expect(People.create({ _id: 'x' })).rejects.toMatchObject({ name: 'ValidationError' })
    })

    test('save with versioning: the second writer loses', async () => {
      await People.create({ _id: 'bob', name: 'Bob' })
      const one = await People.findById('bob').orFail()
      const two = await People.findById('bob').orFail()
      one.tags.push('x')
      one.visits = 1
      await one.save()
      two.visits = 2
      await expect(two.save()).rejects.toMatchObject({ name: 'VersionError' })
      expect(await People.findById('bob').lean()).toMatchObject({ visits: 1, tags: ['x'], __v: 1 })
    })

    test('updateOne, upsert, findOneAndUpdate', async () => {
      expect(
        await People.updateOne(
          { _id: 'cyd' },
          { $set: { visits: 4 }, $setOnInsert: { name: 'Cyd' } },
          { upsert: true },
        ),
      ).toMatchObject({ upsertedId: 'cyd', upsertedCount: 1 })
      expect(
        await People.findOneAndUpdate({ _id: 'cyd' }, { $inc: { visits: 1 } }, { returnDocument: 'after' }).lean(),
      ).toMatchObject({ visits: 5 })
      expect(await People.updateOne({ _id: 'cyd' }, { visits: 5 })).toMatchObject({ matchedCount: 1, modifiedCount: 0 })
      expect((await People.findByIdAndDelete('cyd'))?.name).toBe('Cyd')
    })

    test('find with sort, cursor, count, distinct, aggregate', async () => {
      await People.insertMany(
        ['d', 'e', 'f'].map((_id, i) => ({ _id, name: _id.repeat(2), visits: 10 + i, tags: [_id] })),
      )
      expect(
        (
          await People.find({ visits: { $gte: 10 } })
            .sort('-visits')
            .limit(2)
        ).map(({ id }) => id),
      ).toEqual(['f', 'e'])
      const seen: string[] = []
      for await (const person of People.find({ visits: { $gte: 10 } })
        .sort({ _id: 1 })
        .cursor())
        seen.push(person.name)
      expect(seen).toEqual(['dd', 'ee', 'ff'])
      expect(await People.countDocuments({ visits: { $gte: 10 } })).toBe(3)
      expect(await People.distinct('tags', { visits: { $gte: 11 } })).toEqual(['e', 'f'])
      expect(
        await People.aggregate([
          { $match: { visits: { $gte: 10 } } },
          { $group: { _id: null, sum: { $sum: '$visits' } } },
        ]),
      ).toEqual([{ _id: null, sum: 33 }])
      expect(await People.exists({ name: 'dd' })).toEqual({ _id: 'd' })
    })

    test('insertMany and bulkWrite', async () => {
      const error = await People.insertMany(
        [
          { _id: 'g', name: 'Gil' },
          { _id: 'h', name: 'Gil' },
          { _id: 'i', name: 'Ida' },
        ],
        { ordered: false },
      ).catch((e: unknown) => e)
      expect(error).toMatchObject({ code: 11000, insertedDocs: [{ _id: 'g' }, { _id: 'i' }] })
      const done = await People.bulkWrite([
        { updateOne: { filter: { _id: 'g' }, update: { $set: { visits: 7 } } } },
        { deleteOne: { filter: { _id: 'i' } } },
      ])
      expect(done).toMatchObject({ modifiedCount: 1, deletedCount: 1 })
      expect((await People.bulkWrite([])).insertedCount).toBe(0)
    })

    test('indexes follow the schema', async () => {
      await People.collection.createIndex({ at: 1 })
      expect(await People.syncIndexes()).toEqual(['at_1'])
      expect((await People.listIndexes()).map(({ name }) => name).sort()).toEqual(['_id_', 'name_1', 'visits_-1'])
    })

    test('a filter on an unknown path is refused', async () => {
      await expect(People.find({ nope: 1 } as never)).rejects.toThrow(/nope/)
    })
  })
}
