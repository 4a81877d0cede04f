import type { Mongoose } from 'mongoose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeEmbedded, connectEmbedded } from '../index.ts'
import type { Collection } from './driver.contract.ts'

/** What the embedded store does not do it says by name; it never does something else instead. */
let instance: Mongoose
let items: Collection
beforeAll(async () => {
  instance = await connectEmbedded({ file: ':memory:' })
  items = instance.connection.db?.collection('items') as never
  await items.insertMany([1, 2, 3].map((n) => ({ _id: n as never, n, at: new Date(n) })))
})
afterAll(() => closeEmbedded(instance))

const session = {} as never
const CASES: [name: string, call: () => unknown][] = [
  ['client.startSession()', () => instance.startSession()],
  ['client.startSession()', () => instance.connection.transaction(async () => undefined)],
  ['connection.useDb()', () => instance.connection.useDb('other')],
  ['db.command()', () => instance.connection.db?.command({ ping: 1 })],
  ['db.admin()', () => instance.connection.db?.admin()],
  ['client.watch()', () => instance.connection.getClient().watch()],
  ['client.bulkWrite()', () => instance.connection.getClient().bulkWrite([])],
  ['collection.watch()', () => items.watch()],
  ['collection.rename()', () => items.rename('other')],
  ['collection.initializeOrderedBulkOp()', () => items.initializeOrderedBulkOp()],
  ['collection.createSearchIndex()', () => items.createSearchIndex({ definition: {} })],
  ['the option "session"', () => items.insertOne({}, { session })],
  ['the option "session"', () => items.find({}, { session }).toArray()],
  ['the option "session"', () => items.updateOne({}, { $set: { a: 1 } }, { session })],
  ['the option "session"', () => items.bulkWrite([{ deleteOne: { filter: {} } }], { session })],
  ['the option "collation"', () => items.find({}, { collation: { locale: 'de' } }).toArray()],
  ['the index option "expireAfterSeconds"', () => items.createIndex({ at: 1 }, { expireAfterSeconds: 1 })],
  ['the index option "collation"', () => items.createIndex({ n: 1 }, { collation: { locale: 'de' } })],
  ['the index kind "text" on "n"', () => items.createIndex({ n: 'text' })],
  ['the index kind "2dsphere" on "n"', () => items.createIndex({ n: '2dsphere' })],
  ['an index on the path "n.0"', () => items.createIndex({ 'n.0': 1 })],
  ['the collection option "capped"', () => instance.connection.createCollection('capped', { capped: true, size: 10 })],
  ['the query operator $where', () => items.find({ $where: 'true' }).toArray()],
  ['the query operator $text', () => items.find({ $text: { $search: 'x' } }).toArray()],
  ['the query operator $near', () => items.find({ n: { $near: [0, 0] } }).toArray()],
  ['the update operator $nothing', () => items.updateOne({}, { $nothing: { a: 1 } } as never)],
  ['the pipeline stage $out', () => items.aggregate([{ $out: 'x' }]).toArray()],
  ['the pipeline stage $merge', () => items.aggregate([{ $merge: 'x' }]).toArray()],
  [
    '$dateTrunc with a timezone',
    () =>
      items
        .aggregate([{ $project: { d: { $dateTrunc: { date: '$at', unit: 'day', timezone: 'Asia/Tokyo' } } } }])
        .toArray(),
  ],
  [
    'the sort of "n" by {"$meta":"textScore"}',
    () =>
      items
        .find()
        .sort({ n: { $meta: 'textScore' } })
        .toArray(),
  ],
]

describe('is refused by name', () => {
  test.each(CASES)('%s', async (name, call) => {
    const error = await Promise.resolve()
      .then(call)
      .then(
        () => new Error('was not refused'),
        (e: Error) => e,
      )
    expect(error.message).toContain(`The embedded store does not implement ${name}`)
    expect(error.name).toBe('NotImplementedError')
  })

  test('and nothing was changed', async () => {
    expect(await items.countDocuments()).toBe(3)
    expect((await items.indexes()).map(({ name }) => name)).toEqual(['_id_'])
  })
})
