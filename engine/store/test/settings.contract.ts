import { expect, test } from 'vitest'
import type { ApiKey } from '../port.ts'
import { prepareModels } from '../prepare.ts'
import { defineModels } from '../models.ts'
import { range, type Use } from './fixtures.ts'

export function settingsContract(use: Use): void {
  test('a workspace has defaults until it is saved; saving is seen in the catalogue number', async () => {
    const { settings, journeys } = use().store
    expect(await settings.workspace()).toEqual({ timeZone: 'UTC', quietHours: null })
    const workspace = { timeZone: 'Europe/Berlin', quietHours: { from: '22:00', to: '07:00' } }
    await settings.saveWorkspace(workspace)
    expect(await settings.workspace()).toEqual(workspace)
    expect(await journeys.catalogRev()).toBe(1)
  })

  test('a pause of everything stands until it is lifted, and is seen in the catalogue number', async () => {
    const { settings, journeys } = use().store
    expect(await settings.pause()).toBeNull()
    await settings.savePause({ since: 5, reason: 'the provider sends garbage' })
    expect(await settings.pause()).toEqual({ since: 5, reason: 'the provider sends garbage' })
    expect(await journeys.catalogRev()).toBe(1)
    await settings.savePause(null)
    expect(await settings.pause()).toBeNull()
    expect(await journeys.catalogRev()).toBe(2)
  })

  test('a key remembers its latest use, whoever tells first', async () => {
    const { settings } = use().store
    await settings.addKey({ id: 'a', kind: 'write', hash: 'h', createdAt: 1, lastUsedAt: null, name: 'A' })
    await settings.touchKey('a', 30)
    await settings.touchKey('a', 20)
    await settings.touchKey('none', 20)
    expect((await settings.keys()).map((key) => key.lastUsedAt)).toEqual([30])
  })

  test('a secret is made once per name, however many ask at once', async () => {
    const { settings } = use().store
    const secrets = new Set(await Promise.all(range(20).map(() => settings.secret('links'))))
    expect(secrets.size).toBe(1)
    expect([...secrets][0]).toMatch(/^[\w-]{43}$/)
    expect(await settings.secret('webhooks')).not.toBe(await settings.secret('links'))
  })

  test('keys are listed oldest first and removed by id', async () => {
    const { settings } = use().store
    const key = (id: string, createdAt: number): ApiKey => ({
      id,
      kind: 'write',
      hash: `h-${id}`,
      createdAt,
      lastUsedAt: null,
      name: `Key ${id}`,
    })
    await settings.addKey(key('b', 2))
    await settings.addKey(key('a', 1))
    expect(await settings.keys()).toEqual([key('a', 1), key('b', 2)])
    await settings.removeKey('a')
    expect(await settings.keys()).toEqual([key('b', 2)])
  })

  test('the clock is a real one', async () => {
    const { store } = use()
    const first = await store.now()
    expect(first).toBeGreaterThan(Date.parse('2020-01-01'))
    expect(await store.now()).toBeGreaterThanOrEqual(first)
  })

  test('an index that an older release built otherwise is built anew', async () => {
    const { store, instance } = use()
    const { collection, schema } = defineModels(instance).points
    const [key] = schema.indexes()[0] ?? []
    const name = Object.entries(key ?? {})
      .map(([path, direction]) => `${path}_${direction}`)
      .join('_')
    await collection.dropIndex(name)
    await collection.createIndex(key as never, { partialFilterExpression: { at: { $gt: 0 } } })
    await store.prepare()
    const built = (await collection.indexes()).find((index) => index.name === name)
    expect(built?.partialFilterExpression).toBeUndefined()
  })

  test('preparing again changes nothing, and a missing safety index stops the start', async () => {
    const { store, instance } = use()
    await store.prepare()
    const models = defineModels(instance)
    const { collection } = models.codes
    const whole = collection.indexes.bind(collection)
    collection.indexes = (async () => (await whole()).filter((index) => !('claimId' in index.key))) as typeof whole
    await expect(prepareModels(models)).rejects.toThrow('unique index {"claimId":1} of collection "codes" is missing')
    collection.indexes = whole
  })

  test('unknown fields and operators in filters are refused', async () => {
    const { codes } = defineModels(use().instance)
    await codes.create([{ _id: 'p#0', pool: 'p', n: 0, code: 'A' }])
    await expect(codes.find({ nosuch: 1 } as never)).rejects.toThrow('nosuch')
    await expect(codes.find({ code: { $ne: null } } as never)).rejects.toThrow('Cast to string failed')
    await expect(codes.find({ $where: '1' } as never)).rejects.toThrow('$where')
    await expect(codes.create([{ _id: 'p#1', pool: 'p', n: 1, code: 'B', nosuch: 1 } as never])).rejects.toThrow(
      'nosuch',
    )
  })
}
