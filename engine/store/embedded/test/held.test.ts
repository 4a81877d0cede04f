import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import type { Mongoose } from 'mongoose'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Collection } from '../collection.ts'
import type { Database } from '../database.ts'
import { closeEmbedded, connectEmbedded } from '../index.ts'
import type { Doc } from '../types.ts'
import { sqlOf } from './sql-of.ts'

type Row = { _id: string; rev: number; who: string; at: number; open?: true }

const KEY = { who: 1, at: 1, _id: 1 } as const
const OPEN = { partialFilterExpression: { open: true } }

let folder: string
let instance: Mongoose
let rows: Collection
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'perennial-held-'))
  await open()
  await rows.createIndexes([
    { key: KEY, ...OPEN, name: 'open_by_who', held: true },
    { key: { open: 1, at: 1 }, ...OPEN },
  ])
})
afterEach(async () => {
  await closeEmbedded(instance)
  rmSync(folder, { recursive: true })
})

async function open(): Promise<void> {
  instance = await connectEmbedded({ file: join(folder, 'held.db') })
  rows = (instance.connection.db as unknown as Database).collection('rows')
}

const row = (n: number, who: string, at = n): Row => ({ _id: `r${n}`, rev: 0, who, at, open: true })

async function idsOf(filter: Doc, options: Doc = {}): Promise<unknown[]> {
  return (await rows.find(filter, options).toArray()).map((each) => (each as Row)._id)
}

describe('an index in memory answers', () => {
  beforeEach(async () => {
    await rows.insertMany([
      row(1, 'b', 5),
      row(2, 'a', 9),
      row(3, 'b', 3),
      row(4, 'a', 9),
      { ...row(5, 'b', 1), open: null },
    ])
  })

  test.each([
    ['one first key', { open: true, who: 'b' }, {}, ['r3', 'r1'], true],
    ['several', { open: true, who: { $in: ['b', 'a', 'b'] } }, { sort: KEY }, ['r2', 'r4', 'r3', 'r1'], true],
    [
      'no more than wanted',
      { open: true, who: { $in: ['b', 'a'] } },
      { sort: KEY, limit: 2, skip: 1 },
      ['r4', 'r3'],
      true,
    ],
    ['another order', { open: true, who: 'b' }, { sort: { at: -1 }, limit: 1 }, ['r1'], true],
    [
      'more conditions',
      { open: true, who: { $in: ['b', 'a'] }, at: { $gt: 4 } },
      { sort: KEY, limit: 2 },
      ['r2', 'r4'],
      false,
    ],
    ['nobody', { open: true, who: { $in: [] } }, {}, [], true],
  ] as const)('%s', async (_, filter, options, ids, exact) => {
    expect(await idsOf(filter, options)).toEqual(ids)
    expect(await rows.find(filter, options).explain()).toMatchObject({ plan: ['HELD open_by_who'], exact })
  })

  test.each([
    { who: 'b' },
    { open: true, who: { $gt: 'a' } },
    { open: true, who: /b/ },
    { open: true, who: null },
  ] as Doc[])('not what it cannot know: %j', async (filter) => {
    const { plan } = (await rows.find(filter).explain()) as { plan: string[] }
    expect(plan.join()).not.toContain('HELD')
  })

  test('what a cursor without an end asks for', async () => {
    const seen: unknown[] = []
    for await (const each of rows.find({ open: true, who: 'b' }, { sort: KEY })) seen.push((each as Row)._id)
    expect(seen).toEqual(['r3', 'r1'])
  })
})

test('a group that was lost leaves nothing in memory', async () => {
  await rows.insertOne(row(1, 'a'))
  const sql = sqlOf(instance)
  sql.exec(`PRAGMA max_page_count=${Number(sql.get('PRAGMA page_count')?.[0])}`)
  const many = Array.from({ length: 3_000 }, (_, n) => ({ ...row(n + 2, 'a'), text: 'x'.repeat(200) }))
  await expect(rows.insertMany(many, { ordered: false })).rejects.toMatchObject({ code: 'SQLITE_FULL' })
  sql.exec('PRAGMA max_page_count=1073741823')
  const filter = { open: true, who: 'a' }
  expect((await idsOf(filter)).sort()).toEqual((await idsOf({ open: true })).sort())
})

test('a unique one is refused by name', async () => {
  await expect(rows.createIndexes([{ key: { at: 1 }, held: true, unique: true }])).rejects.toThrow(
    'a unique index in memory',
  )
})

test('an array where it has a key is refused, and changes nothing', async () => {
  await expect(rows.insertOne({ _id: 'list', who: ['a', 'b'], at: 1, open: true })).rejects.toThrow('indexed in memory')
  expect(await idsOf({})).toEqual([])
})

test('a row that was changed otherwise between two swaps is indexed as it is', async () => {
  const swap = async (rev: number): Promise<void> =>
    void (await rows.bulkWrite([
      { replaceOne: { filter: { _id: 'r1', rev }, replacement: { rev: rev + 1, who: 'a', at: 1, open: true } } },
    ]))
  await rows.insertOne(row(1, 'a'))
  await swap(0)
  await rows.updateMany({ _id: 'r1' }, { $unset: { open: '' } })
  await swap(1)
  expect(await idsOf({ open: true, at: { $gte: 0 } })).toEqual(['r1'])
  expect(await idsOf({ open: true, who: 'a' })).toEqual(['r1'])
})

test('indexes are added over a field that has held arrays, and share what they hold', async () => {
  const positive = { partialFilterExpression: { n: { $gt: 0 } } }
  await rows.createIndex({ tags: 1 }, positive)
  await rows.insertMany([
    { _id: '1', tags: ['x', 'y'], n: 1 },
    { _id: '2', tags: ['y'], n: 2 },
    { _id: '3', tags: ['y'], n: 0 },
  ])
  await rows.createIndex({ tags: 1, n: -1 }, positive)
  await rows.createIndex({ n: 1 }, positive)
  const found = (): Promise<unknown[]> => idsOf({ tags: 'y', n: { $gt: 0 } }, { sort: { n: -1 }, limit: 5 })
  expect(await found()).toEqual(['2', '1'])
  await rows.dropIndex('tags_1')
  await rows.updateOne({ _id: '3' }, { $set: { n: 3 } })
  expect(await found()).toEqual(['3', '2', '1'])
  await rows.dropIndex('tags_1_n_-1')
  expect(await found()).toEqual(['3', '2', '1'])
  await expect(rows.createIndex({ tags: 1, u: 1 }, { unique: true })).rejects.toMatchObject({ code: 11000 })
  expect(await found()).toEqual(['3', '2', '1'])
})

const who = fc.constantFrom('a', 'b', 'é', '\u{1F600}')
const id = fc.integer({ min: 0, max: 5 })
const action = fc.oneof(
  fc.record({
    kind: fc.constant('insert' as const),
    rows: fc.array(fc.tuple(id, who, fc.integer({ min: -2, max: 3 }), fc.nat({ max: 1 })), {
      minLength: 1,
      maxLength: 5,
    }),
  }),
  fc.record({ kind: fc.constant('close' as const), ids: fc.array(id, { maxLength: 4 }) }),
  fc.record({ kind: fc.constant('open' as const), ids: fc.array(id, { maxLength: 2 }) }),
  fc.record({
    kind: fc.constant('swap' as const),
    id,
    who,
    at: fc.integer({ min: -2, max: 3 }),
    isOpen: fc.boolean(),
    isLate: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('delete' as const), who }),
  fc.record({ kind: fc.constant('reopen' as const) }),
)
type Action = typeof action extends fc.Arbitrary<infer A> ? A : never

/** Does it, in the store and in a model of it. */
async function act(one: Action, model: Map<string, Row>): Promise<void> {
  const named = (ids: readonly number[]): Doc => ({ _id: { $in: ids.map((n) => `r${n}`) } })
  switch (one.kind) {
    case 'insert': {
      const made = one.rows.map(([n, of, at, rev]) => ({ ...row(n, of, at), rev }))
      for (const each of made) if (!model.has(each._id)) model.set(each._id, { ...each })
      return void (await rows
        .insertMany(made, { ordered: false })
        .catch((error: { code: unknown }) => expect(error.code).toBe(11000)))
    }
    case 'close':
      for (const n of one.ids) delete model.get(`r${n}`)?.open
      return void (await rows.updateMany(named(one.ids), { $unset: { open: '' } }))
    case 'open':
      for (const n of one.ids) Object.assign(model.get(`r${n}`) ?? {}, { open: true })
      return void (await rows.updateMany(named(one.ids), { $set: { open: true } }))
    case 'swap': {
      const _id = `r${one.id}`
      const rev = (model.get(_id)?.rev ?? 0) - (one.isLate ? 1 : 0)
      const next = { rev: rev + 1, who: one.who, at: one.at, ...(one.isOpen ? { open: true as const } : {}) }
      if (model.get(_id)?.rev === rev) model.set(_id, { _id, ...next })
      return void (await rows.bulkWrite([{ replaceOne: { filter: { _id, rev }, replacement: next } }]))
    }
    case 'delete':
      for (const each of model.values()) if (each.open && each.who === one.who) model.delete(each._id)
      return void (await rows.deleteMany({ who: one.who, open: true }))
    case 'reopen':
      await closeEmbedded(instance)
      return open()
  }
}

test('whatever is done, the rows are as they should be, and it finds what a look at all of them finds', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(action, { minLength: 1, maxLength: 20 }),
      fc.array(who, { maxLength: 3 }),
      fc.nat({ max: 4 }),
      async (actions, whose, limit) => {
        await rows.deleteMany({})
        const model = new Map<string, Row>()
        for (const one of actions) await act(one, model)
        expect(await rows.find({}, { sort: { _id: 1 } }).toArray()).toEqual(
          [...model.values()].sort((a, b) => (a._id < b._id ? -1 : 1)),
        )
        const open = await idsOf({ open: true, at: { $gte: -9 } }, { sort: { at: 1, _id: 1 } })
        expect(open).toEqual(
          [...model.values()]
            .filter((each) => each.open)
            .sort((a, b) => a.at - b.at || (a._id < b._id ? -1 : 1))
            .map(({ _id }) => _id),
        )
        const filter = { open: true, who: { $in: whose } }
        // An alternative asks for the same, but no index in memory is asked for it.
        const looked = { $or: [filter] }
        const options = { sort: KEY, limit }
        expect(await idsOf(filter, options)).toEqual(await idsOf(looked, options))
      },
    ),
    { numRuns: 150, seed: 3 },
  )
})
