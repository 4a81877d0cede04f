import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connectStore, type Store } from '../index.ts'
import { customerOf, eventOf } from './fixtures.ts'
import { type Proxy, startProxy } from './proxy.ts'

const url = process.env.MONGODB_URL

describe.skipIf(!url)(`a server in trouble${url ? '' : ': MONGODB_URL is not set'}`, { timeout: 60_000 }, () => {
  let proxy: Proxy
  let store: Store

  beforeEach(async () => {
    proxy = await startProxy(url as string)
    store = await connectStore({ mongodbUrl: proxy.url, database: `test-${randomBytes(6).toString('hex')}` })
  })
  afterEach(async () => {
    await store.drop()
    await store.close()
    await proxy.close()
  })

  test('a save whose answer was lost on the wire is known as saved', async () => {
    await store.customers.save([customerOf('ada'), customerOf('bob')])
    await store.customers.save([customerOf('bob', { rev: 1 })])
    void proxy.loseNextAnswer('ada')
    const lost = await store.customers.save([customerOf('ada', { rev: 1, tags: ['x'] }), customerOf('bob', { rev: 1 })])
    expect(lost).toEqual(new Set(['bob']))
    expect((await store.customers.load(['ada'])).get('ada')).toMatchObject({ rev: 2, tags: ['x'] })
  })

  test('an append whose answer was lost is safe to make again', async () => {
    void proxy.loseNextAnswer('ev-1')
    const first = await store.inputs.append([eventOf('ev-1', 'ada')]).catch((error: unknown) => error)
    const again = await store.inputs.append([eventOf('ev-1', 'ada')])
    // A server with retryable writes answers the driver's own second attempt.
    if (first instanceof Error) expect(again).toEqual(['duplicate'])
    else expect([first, again]).toEqual([['new'], ['duplicate']])
    expect((await store.inputs.pending(['ada'])).get('ada')).toHaveLength(1)
  })

  test('while the server is away calls fail, and afterwards they work again', async () => {
    await proxy.goAway()
    const calls = [store.customers.save([customerOf('ada')]), store.customers.due(5, 5), store.settings.workspace()]
    for (const call of await Promise.allSettled(calls)) expect(call.status).toBe('rejected')
    await proxy.comeBack()
    const save = (): Promise<string> => store.customers.save([customerOf('ada')]).then(() => 'saved', String)
    await expect.poll(save, { timeout: 30_000 }).toBe('saved')
    expect(await store.customers.count()).toBe(1)
  })

  test('a start without the server names the setting and hides the password', async () => {
    const { host } = new URL(proxy.url)
    await proxy.goAway()
    const error: unknown = await connectStore({ mongodbUrl: `mongodb://app:secret@${host}/` }).catch(
      (reason: unknown) => reason,
    )
    expect(String(error)).toContain(`MONGODB_URL (mongodb://***@${host}/) cannot be used`)
    expect(String(error)).not.toContain('secret')
    await proxy.comeBack()
  })
})
