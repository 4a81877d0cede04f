import mongoose from 'mongoose'
import { expect, test } from 'vitest'
import { type Operation, STORED } from '../bulk.ts'
import { fromBulkWire, toBulkWire } from '../bulk-wire.ts'
import type { Doc } from '../types.ts'
import { toWire } from '../wire.ts'

const crossed = (operations: Doc[]): Doc[] => fromBulkWire(structuredClone(toBulkWire(operations, toWire)))

test('every operation of a bulk comes out as it went in', () => {
  const operations = [
    { insertOne: { document: { _id: 1, at: new Date(5), body: 'text', list: [{ a: null }] } } },
    { insertOne: { document: { _id: new mongoose.mongo.ObjectId('0123456789abcdef01234567'), body: 7 } } },
    { insertOne: { document: { _id: 2, text: 'insertOne', body: 'half a pair: \ud800' } } },
    {
      replaceOne: { filter: { _id: 'a', rev: { $in: [1, Number.NaN] } }, replacement: { _id: 'a', rev: 2, body: '' } },
    },
    { replaceOne: { filter: { _id: 'a' }, replacement: { rev: 3 }, upsert: true } },
    { replaceOne: { filter: { rev: 3 }, replacement: { rev: 4 } } },
    { updateOne: { filter: { _id: 'a' }, update: { $set: { at: new Date(6) } } } },
    { deleteMany: { filter: {} } },
  ]
  expect(crossed(operations)).toMatchObject(operations)
})

test('a document takes with it what is stored of it, its id first', () => {
  const [inserted, replaced] = crossed([
    { insertOne: { _id: 1, document: null, body: 'apart' } },
    { replaceOne: { filter: { _id: 'a', rev: 1 }, replacement: { rev: 2, body: 'apart' } } },
  ]) as [{ insertOne: Operation }, { replaceOne: Operation }]
  expect(inserted.insertOne[STORED]).toEqual({ text: '{"_id":1,"document":null,"body":0}', apart: 'apart' })
  expect(replaced.replaceOne[STORED]).toEqual({ text: '{"_id":"a","rev":2,"body":0}', apart: 'apart' })
})
