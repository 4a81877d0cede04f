import type { Mongoose } from 'mongoose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Collection } from '../collection.ts'
import type { Database } from '../database.ts'
import { closeEmbedded, connectEmbedded } from '../index.ts'
import type { Doc } from '../types.ts'

/** Our own indexes, and whether SQLite really uses them: a search that reads every row would pass all other tests. */
let instance: Mongoose
let customers: Collection
beforeAll(async () => {
  instance = await connectEmbedded({ file: ':memory:' })
  customers = (instance.connection.db as unknown as Database).collection('customers')
  await customers.createIndex({ wakeAt: 1 }, { partialFilterExpression: { wakeAt: { $gt: 0 } } })
  await customers.createIndex({ status: 1, rev: -1 })
  await customers.createIndex({ 'traits.email': 1 }, { unique: true, sparse: true })
  await customers.createIndex({ 'enrollments.journey': 1, 'enrollments.step': 1 })
  await customers.createIndex({ name: 1, at: 1 })
  await customers.createIndex({ tags: 1, at: 1 })
  await customers.insertMany(
    Array.from({ length: 200 }, (_, n) => ({
      _id: `c${n}`,
      wakeAt: n % 2 ? n : null,
      status: n % 3 ? 'on' : 'off',
      rev: n,
      traits: { email: `e${n}` },
      name: 'N',
      at: n,
      tags: n % 4 ? ['a', 'b'] : ['b'],
      enrollments: [{ journey: 'j', step: `s${n % 5}` }],
    })),
  )
})
afterAll(() => closeEmbedded(instance))

type Case = { filter: Doc; sort?: Doc; limit?: number; uses: string; sorts?: true; exact: boolean }

const CASES: Case[] = [
  { filter: { _id: 'c1' }, uses: 'sqlite_autoindex_c_customers_1 (id=?)', exact: true },
  { filter: { _id: { $in: ['c1', 'c2'] } }, uses: 'sqlite_autoindex_c_customers_1 (id=?)', exact: true },
  {
    filter: { _id: { $gt: 'c1' } },
    sort: { _id: 1 },
    limit: 5,
    uses: 'sqlite_autoindex_c_customers_1 (id>? AND id<?)',
    exact: true,
  },
  { filter: { wakeAt: { $lte: 50, $gt: 0 } }, sort: { wakeAt: 1 }, limit: 5, uses: '[wakeAt_1]', exact: true },
  { filter: { wakeAt: { $gt: 10, $lte: 50 } }, sort: { wakeAt: 1 }, uses: '[wakeAt_1]', exact: true },
  { filter: { status: 'on' }, uses: '[status_1_rev_-1]', exact: true },
  { filter: { status: 'on' }, sort: { rev: -1 }, limit: 3, uses: '[status_1_rev_-1]', exact: true },
  { filter: { status: { $in: ['on', 'off'] }, rev: { $gte: 3 } }, uses: '[status_1_rev_-1]', exact: true },
  {
    filter: { wakeAt: { $gt: 0 }, status: { $nin: ['off', 'gone'] } },
    sort: { wakeAt: 1 },
    limit: 5,
    uses: '[wakeAt_1]',
    exact: true,
  },
  { filter: { 'traits.email': 'e5' }, uses: '[traits.email_1]', exact: true },
  { filter: { 'traits.email': { $in: ['e5', 'e6'] } }, uses: '[traits.email_1]', exact: true },
  {
    filter: { tags: 'a' },
    sort: { at: 1 },
    limit: 3,
    uses: 'e USING COVERING INDEX i_customers[tags_1_at_1] (k=?)',
    exact: true,
  },
  {
    filter: { tags: 'a', at: { $gt: 3, $lt: 30 } },
    sort: { at: -1 },
    limit: 3,
    uses: 'e USING COVERING INDEX i_customers[tags_1_at_1] (k=? AND k>? AND k<?)',
    exact: true,
  },
  {
    filter: { tags: 'a', name: 'N' },
    sort: { at: 1 },
    limit: 3,
    uses: 'e USING COVERING INDEX i_customers[tags_1_at_1] (k=?)',
    exact: false,
  },
  { filter: { tags: { $in: ['a', 'b'] } }, uses: 'e USING COVERING INDEX i_customers[tags_1_at_1] (k=?)', exact: true },
  { filter: { 'enrollments.journey': 'j' }, uses: '[enrollments.journey_1_enrollments.step_1]', exact: true },
  {
    filter: { enrollments: { $elemMatch: { journey: 'j', step: 's1' } } },
    uses: '[enrollments.journey_1_enrollments.step_1] (k=? AND k=?)',
    exact: false,
  },
  { filter: { $or: [{ _id: 'c4' }, { name: 'x', at: 3 }] }, uses: 'MULTI-INDEX OR', exact: true },
  { filter: { name: 'N', other: 1 }, sort: { at: 1 }, limit: 2, uses: '[name_1_at_1]', exact: false },
  { filter: { name: 'N' }, sort: { at: -1 }, limit: 2, uses: '[name_1_at_1]', exact: true },
  { filter: { name: null }, uses: '[name_1_at_1]', exact: true },
]

describe('an index is used for', () => {
  test.each(CASES.map((row) => [JSON.stringify([row.filter, row.sort ?? {}]), row] as const))(
    '%s',
    async (_, { filter, sort, limit, uses, exact }) => {
      const explained = (await customers.find(filter, { sort, limit: limit ?? 0 }).explain()) as {
        plan: string[]
        exact: boolean
        sql: string
      }
      const plan = explained.plan.join('; ').replace(/k\d+/g, 'k')
      expect(plan).toContain(uses)
      expect(plan).not.toMatch(/SCAN c_|TEMP B-TREE/)
      expect(explained.exact).toBe(exact)
    },
  )
})

describe('no index of part of the documents is used for more than that part', () => {
  test.each([
    [{ wakeAt: { $lte: 50 } }, 101],
    [{ wakeAt: { $gte: -5 } }, 100],
    [{ wakeAt: null }, 100],
    [{ wakeAt: { $in: [1, null] } }, 101],
  ] as const)('%j', async (filter, count) => {
    const { sql } = (await customers.find(filter).explain()) as { sql: string }
    expect(sql).not.toContain('m2=1')
    expect(await customers.countDocuments(filter)).toBe(count === 101 && '$lte' in (filter.wakeAt ?? {}) ? 25 : count)
  })
})
