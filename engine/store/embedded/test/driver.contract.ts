import type { Mongoose } from 'mongoose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Doc } from '../types.ts'
import { indexContract } from './indexes.contract.ts'
import { modelContract } from './models.contract.ts'
import { readContract } from './reads.contract.ts'
import { FILTERS, PIPELINES, SALES, UPDATES, ZOO } from './tables.ts'
import { writeContract } from './writes.contract.ts'

export type Opened = {
  instance: Mongoose
  /** True for the stand-in server of CI, whose own gaps are listed with the cases. */
  standIn: boolean
  close(): Promise<void>
}

/** An open database; `collection` gives the named collection, or a fresh one. */
export type Setup = { opened(): Opened; collection(name?: string): Collection }
export type Collection = ReturnType<NonNullable<Mongoose['connection']['db']>['collection']>

/** What our repositories may rely on, whichever driver is beneath. `open` gives an empty database of its own. */
export function driverContract(name: string, open: () => Promise<Opened>): void {
  describe(`driver contract: ${name}`, () => {
    let held: Opened | undefined
    let serial = 0
    const setup: Setup = {
      opened: () => held as Opened,
      collection: (called = `c${++serial}`) => {
        const { db } = setup.opened().instance.connection
        if (!db) throw new Error('not connected')
        return db.collection<{ _id: never }>(called) as never
      },
    }
    beforeAll(async () => {
      held = await open()
    })
    afterAll(() => held?.close())

    filterContract(setup)
    updateContract(setup)
    pipelineContract(setup)
    writeContract(setup)
    readContract(setup)
    indexContract(setup)
    modelContract(setup)
  })
}

function filterContract({ collection, opened }: Setup): void {
  describe.each(['unindexed', 'indexed before', 'indexed after'])('filters, %s', (indexing) => {
    let zoo: Collection
    beforeAll(async () => {
      zoo = collection(`zoo ${indexing}`)
      const paths = ['v', 'tags', 'sub.k', 'list.s', 'list.n', 'flag']
      const index = () => zoo.createIndexes(paths.map((path) => ({ key: { [path]: 1 } })))
      if (indexing === 'indexed before') await index()
      await zoo.insertMany(ZOO as never[])
      if (indexing === 'indexed after') await index()
    })

    test.for(FILTERS.map((row) => [show(row.filter), row] as const))('%s', async ([, row], { skip }) => {
      skip(opened().standIn && row.notOnStandIn !== undefined, row.notOnStandIn)
      const found = await zoo.find(row.filter).toArray()
      const ids = found.map(({ _id }) => (typeof _id === 'object' ? '#1' : String(_id)))
      expect(ids.sort().join(' ')).toBe(row.finds.split(' ').sort().join(' '))
      expect(await zoo.countDocuments(row.filter)).toBe(ids.length)
    })
  })
}

function updateContract({ collection, opened }: Setup): void {
  describe('updates', () => {
    test.for(UPDATES.map((row) => [row.name, row] as const))('%s', async ([, row], { skip }) => {
      skip(opened().standIn && row.notOnStandIn !== undefined, row.notOnStandIn)
      const items = collection()
      const { from, filter = { _id: 1 }, update, options = {}, to, code, unmodified } = row
      if (from) await items.insertOne(from as never)
      const done = items.updateOne(filter as never, update as never, options as never)
      if (code !== undefined) {
        await expect(done).rejects.toMatchObject({ code })
        expect(await items.findOne({ _id: 1 as never })).toEqual(from)
        return
      }
      const inserted = from === null && to !== null
      expect(await done).toEqual({
        acknowledged: true,
        matchedCount: from ? 1 : 0,
        modifiedCount: from && !unmodified ? 1 : 0,
        upsertedCount: inserted ? 1 : 0,
        upsertedId: inserted ? 1 : null,
      })
      expect(await items.findOne({ _id: 1 as never })).toEqual(to)
    })
  })
}

function pipelineContract({ collection, opened }: Setup): void {
  describe('aggregation', () => {
    beforeAll(async () => {
      await collection('sales').insertMany(SALES as never[])
      await collection('names').insertMany([
        { _id: 'odd', text: 'ungerade' },
        { _id: 'even', text: 'gerade' },
      ] as never[])
    })

    test.for(PIPELINES.map((row) => [row.name, row] as const))('%s', async ([, row], { skip }) => {
      skip(opened().standIn && row.notOnStandIn !== undefined, row.notOnStandIn)
      expect(await collection('sales').aggregate(row.pipeline).toArray()).toEqual(row.gives)
    })
  })
}

function show(filter: Doc): string {
  return JSON.stringify(filter, (_, value: unknown) => (value instanceof RegExp ? String(value) : value))
}
