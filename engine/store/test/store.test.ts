import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Mongoose } from 'mongoose'
import { describe, expect, test } from 'vitest'
import { openFile, openMongo } from '../connect.ts'
import { connectStore, type Store } from '../index.ts'
import { defineModels } from '../models.ts'
import { createStore } from '../store.ts'
import { customerOf, eventOf, type Opened } from './fixtures.ts'
import { storeContract } from './store.contract.ts'

const url = process.env.MONGODB_URL
const randomDatabase = (): string => `test-${randomBytes(6).toString('hex')}`

async function prepared({ instance, now }: { instance: Mongoose; now(): Promise<number> }): Promise<Opened> {
  const store = createStore(instance, now)
  await store.prepare()
  return { store, instance }
}

storeContract('the store in a file', async () => prepared(await openFile(':memory:', 'normal')))

describe.skipIf(!url)(`with a server${url ? '' : ': MONGODB_URL is not set'}`, () => {
  storeContract('the store on MongoDB', async () => prepared(await openMongo(url as string, randomDatabase())))

  test('workspaces on one server share nothing', async () => {
    const stores: Store[] = []
    for (const database of [randomDatabase(), randomDatabase()]) {
      stores.push(await connectStore({ mongodbUrl: url as string, database }))
    }
    const [one, two] = stores as [Store, Store]
    try {
      await one.customers.save([customerOf('ada')])
      expect(await two.customers.load(['ada'])).toEqual(new Map())
      expect(await two.settings.secret('links')).not.toBe(await one.settings.secret('links'))
      await two.drop()
      expect(await one.customers.count()).toBe(1)
    } finally {
      for (const store of stores) {
        await store.drop()
        await store.close()
      }
    }
  })
})

describe('connecting', () => {
  test('a file keeps everything when it is opened again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'store-'))
    try {
      const file = join(folder, 'workspace.db')
      const first = await connectStore({ file })
      await first.customers.save([customerOf('ada', { wakeAt: 7 })])
      const secret = await first.settings.secret('links')
      await first.close()
      const second = await connectStore({ file })
      expect(await second.customers.due(7, 5)).toEqual(['ada'])
      expect(await second.settings.secret('links')).toBe(secret)
      await second.close()
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  test('what is pending in a file is found when it is opened again, also by a release that keeps it otherwise', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'store-'))
    try {
      const file = join(folder, 'workspace.db')
      const { store, instance } = await prepared(await openFile(file, 'normal'))
      const { collection } = defineModels(instance).inputs
      const older = { customerId: 1, pending: 1, acceptedAt: 1, ordinal: 1, _id: 1 } as const
      await collection.dropIndex('pending_by_customer')
      await collection.createIndex(older)
      const inputs = [1, 2, 3].map((n) => eventOf(`e${n}`, 'ada', { acceptedAt: n }))
      await store.inputs.append(inputs)
      await store.inputs.markApplied(['e2'])
      await store.close()

      const again = await prepared(await openFile(file, 'normal'))
      const indexes = await defineModels(again.instance).inputs.collection.indexes()
      expect(indexes.map(({ key }) => key)).not.toContainEqual(older)
      expect(indexes.map(({ name }) => name)).toContain('pending_by_customer')
      const pending = await again.store.inputs.pending(['ada'])
      expect(pending.get('ada')?.map(({ id }) => id)).toEqual(['e1', 'e3'])
      expect((await again.store.inputs.history(['ada'])).get('ada')?.map(({ id }) => id)).toEqual(['e1', 'e2', 'e3'])
      await again.store.close()
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  test.each([
    [{ mongodbUrl: 'mysql://localhost' }, 'MONGODB_URL (mysql://localhost) cannot be used'],
    [{ mongodbUrl: 'mongodb://user:secret@' }, 'MONGODB_URL (mongodb://***@) cannot be used'],
    [{ mongodbUrl: 'mongodb://localhost/x', database: 'a.b' }, '"a.b" cannot be the name of a workspace'],
    [{ database: '../up' }, '"../up" cannot be the name of a workspace'],
  ])('%j is refused with the name of the setting', async (options, message) => {
    await expect(connectStore(options)).rejects.toThrow(message)
  })
})
