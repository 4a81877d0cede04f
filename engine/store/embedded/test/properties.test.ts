import fc from 'fast-check'
import { Query, update as mingoUpdate } from 'mingo'
import { describe, expect, test } from 'vitest'
import type { Collection } from '../collection.ts'
import type { Database } from '../database.ts'
import { compileFilter } from '../match.ts'
import { closeEmbedded, connectEmbedded } from '../index.ts'
import type { Doc } from '../types.ts'

/**
 * Random documents, filters and updates: the store gives what mingo gives over a plain array. Left out is only where mingo
 * itself is not MongoDB: see `agreesWithMingo`.
 */
const scalar = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -2, max: 3 }) },
  { weight: 3, arbitrary: fc.constantFrom('', 'a', 'b', 'B', 'é', '\u{1F600}', 'a\0', 'a\x01') },
  fc.constantFrom(null, true, false, 1.5, new Date(0), new Date(86_400_000)),
)
const part = fc.record({ k: scalar, n: fc.integer({ min: 0, max: 3 }) }, { requiredKeys: [], noNullPrototype: true })
const value = fc.oneof(
  { weight: 6, arbitrary: scalar },
  { weight: 2, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  { weight: 1, arbitrary: part },
  { weight: 1, arbitrary: fc.array(part, { maxLength: 2 }) },
)
const doc = fc.record(
  { a: value, b: value, n: fc.integer({ min: -3, max: 3 }), sub: value },
  { requiredKeys: [], noNullPrototype: true },
)
const path = fc.constantFrom('a', 'b', 'n', 'sub', 'sub.k', 'sub.n', 'a.k', '_id')

const condition = fc.oneof(
  scalar,
  fc.record({ $eq: scalar }),
  fc.record({ $ne: scalar }),
  fc.record({ $in: fc.array(scalar, { maxLength: 3 }) }),
  fc.record({ $nin: fc.array(scalar, { maxLength: 3 }) }),
  fc.record({ $exists: fc.boolean() }),
  fc
    .record({ $gt: scalar, $gte: scalar, $lt: scalar, $lte: scalar }, { requiredKeys: [], noNullPrototype: true })
    .filter((c) => Object.keys(c).length > 0),
)
const simple = fc.dictionary(path, condition, { maxKeys: 2, noNullPrototype: true })
const filter: fc.Arbitrary<Doc> = fc.oneof(
  { weight: 4, arbitrary: simple },
  { weight: 1, arbitrary: fc.record({ $or: fc.array(simple, { minLength: 1, maxLength: 3 }) }) },
  { weight: 1, arbitrary: fc.record({ $and: fc.array(simple, { minLength: 1, maxLength: 3 }) }) },
  { weight: 1, arbitrary: fc.record({ $nor: fc.array(simple, { minLength: 1, maxLength: 2 }) }) },
)

async function withCollections(use: (plain: Collection, indexed: Collection) => Promise<void>): Promise<void> {
  const instance = await connectEmbedded({ file: ':memory:' })
  const database = instance.connection.db as unknown as Database
  const indexed = database.collection('indexed')
  await indexed.createIndexes([
    { key: { a: 1 } },
    { key: { n: -1, b: 1 } },
    { key: { 'sub.k': 1, 'sub.n': 1 } },
    { key: { b: 1, n: 1, _id: -1 } },
    { key: { b: 1 }, sparse: true, name: 'sparse' },
    { key: { n: 1 }, partialFilterExpression: { n: { $gt: 0 } }, name: 'part' },
    { key: { 'a.k': 1 }, partialFilterExpression: { a: { $exists: true } }, name: 'some' },
  ])
  await use(database.collection('plain'), indexed)
  await closeEmbedded(instance)
}

/** mingo takes null below an array of objects for an object without the field in one place and not in another. */
const agreesWithMingo = (each: Doc): boolean =>
  !/"(sub|a)\.\w"/.test(JSON.stringify(each)) || !JSON.stringify(each).includes('null')

const numbered = (docs: Doc[]): (Doc & { _id: number })[] => docs.map((each, i) => ({ _id: i, ...each }))
const ids = (docs: unknown[]): unknown[] => docs.map((each) => (each as Doc)['_id'])
const { random, sort } = {
  random: fc.array(doc, { maxLength: 25 }),
  sort: fc.constantFrom('a', 'b', 'n', 'sub.k', 'sub'),
}

describe('random filters', () => {
  test('indexes change nothing but speed', async () => {
    await fc.assert(
      fc.asyncProperty(
        random,
        fc.array(filter, { minLength: 1, maxLength: 8 }),
        sort,
        fc.nat({ max: 4 }),
        async (docs, filters, by, skip) => {
          await withCollections(async (plain, indexed) => {
            if (docs.length > 0) await plain.insertMany(numbered(docs))
            if (docs.length > 0) await indexed.insertMany(numbered(docs))
            for (const each of filters) {
              const found = ids(await plain.find(each).toArray())
              expect(ids(await indexed.find(each).toArray()).sort()).toEqual(found.sort())
              expect(await indexed.countDocuments(each)).toBe(found.length)
              const page = { sort: { [by]: 1, _id: -1 } as const, skip, limit: 3 }
              expect(await indexed.find(each, page).toArray()).toEqual(await plain.find(each, page).toArray())
            }
          })
        },
      ),
      { numRuns: 60, seed: 7 },
    )
  })

  test('find what mingo finds', async () => {
    await fc.assert(
      fc.asyncProperty(random, fc.array(filter, { minLength: 1, maxLength: 8 }), async (docs, filters) => {
        await withCollections(async (_, indexed) => {
          const all = numbered(docs)
          if (docs.length > 0) await indexed.insertMany(all)
          for (const each of filters.filter(agreesWithMingo)) {
            const expected = all.filter((one) => new Query(each).test(one))
            expect(ids(await indexed.find(each).toArray()).sort()).toEqual(ids(expected).sort())
          }
        })
      }),
      { numRuns: 60, seed: 11 },
    )
  })
})

const field = fc.constantFrom('a', 'n', 'sub.k', 'sub', 'a.k', 'new.deep')
const dictionary = <T>(of: fc.Arbitrary<T>) =>
  fc.dictionary(field, of, { minKeys: 1, maxKeys: 2, noNullPrototype: true })
const change = fc
  .record(
    {
      $set: dictionary(value),
      $unset: dictionary(fc.constant('')),
      $inc: dictionary(fc.integer({ min: -2, max: 2 })),
      $max: dictionary(scalar),
      $min: dictionary(scalar),
      $push: dictionary(
        fc.oneof(
          scalar,
          fc.record({ $each: fc.array(scalar, { maxLength: 3 }), $slice: fc.integer({ min: -2, max: 2 }) }),
        ),
      ),
      $addToSet: dictionary(scalar),
      $pull: dictionary(fc.integer({ min: 0, max: 2 })),
    },
    { requiredKeys: [], noNullPrototype: true },
  )
  .filter((each) => Object.keys(each).length > 0)

test('random updates do what mingo does, or are refused and do nothing', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(doc, { minLength: 1, maxLength: 6 }),
      fc.array(change, { minLength: 1, maxLength: 4 }),
      fc.array(simple, { minLength: 1, maxLength: 6 }),
      async (docs, changes, filters) => {
        await withCollections(async (_, indexed) => {
          let all = numbered(docs)
          await indexed.insertMany(all)
          for (const each of changes) {
            for (const [i, before] of all.entries()) {
              const done = await indexed
                .updateOne({ _id: before._id }, each as never)
                .catch((error: { code: number }) => error.code)
              const after = await indexed.findOne({ _id: before._id })
              if (typeof done === 'number') expect(after).toEqual(before)
              else {
                const expected = structuredClone(before)
                mingoUpdate(expected, structuredClone(each) as never, [], {}, { cloneMode: 'deep' })
                expect(after).toEqual(expected)
              }
              all = all.with(i, after as (typeof all)[0])
            }
          }
          // Whatever happened to the rows, the indexes tell the same.
          for (const each of filters) {
            const expected = all.filter(compileFilter(each))
            expect(ids(await indexed.find(each).toArray()).sort()).toEqual(ids(expected).sort())
          }
        })
      },
    ),
    { numRuns: 60, seed: 5 },
  )
})
