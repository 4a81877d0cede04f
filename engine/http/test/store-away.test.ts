import { describe, expect, it } from 'vitest'
import type { Ports } from '../index.ts'
import { openWorld } from './world.ts'

const named = (name: string, code?: string | number): Error =>
  Object.assign(new Error('at db.internal'), { name, code })

/** A world whose store answers nothing any more once `fail` is called: every question ends as that says. */
async function failing() {
  let answer: (() => Promise<never>) | null = null
  const through = <T extends object>(part: T): T =>
    new Proxy(part, {
      get(target, name) {
        const value = Reflect.get(target, name) as unknown
        if (typeof value === 'function')
          return (...args: unknown[]) => answer?.() ?? (value as (...a: unknown[]) => unknown).apply(target, args)
        return typeof value === 'object' && value !== null ? through(value) : value
      },
    })
  const world = await openWorld(({ store }: Ports) => ({ store: through(store) }))
  return {
    world,
    fail(how: () => Promise<never>) {
      answer = how
      // Keys are read anew after two seconds.
      world.pass(10_000)
    },
  }
}

describe('a store that is away', () => {
  it.each([
    [named('MongoNetworkError'), 'The store does not answer.'],
    [named('MongoServerSelectionError'), 'The store does not answer.'],
    [named('MongoServerError', 10107), 'The store does not answer.'],
    [named('MongoServerError', 14031), 'The disk of the store is full.'],
    [named('Error', 'SQLITE_FULL'), 'The disk of the store is full.'],
    [named('Error', 'SQLITE_READONLY'), 'The file of the store may not be written.'],
    [named('Error', 'SQLITE_IOERR_WRITE'), 'The disk of the store fails.'],
  ])('%s is 503: who asks may ask again', async (error, detail) => {
    const { world } = await failing()
    world.ports.store.customers.list = () => Promise.reject(error)
    const answer = await world.ask('GET', '/v1/customers')
    expect(answer).toMatchObject({ status: 503, body: { code: 'store-unavailable' } })
    expect(answer.body['detail']).toContain(detail)
    expect(answer.headers.get('retry-after')).toBe('5')
    expect(answer.text).not.toContain('internal')
  })

  it('a fault of ours stays one', async () => {
    const { world } = await failing()
    world.ports.store.customers.list = () => Promise.reject(new TypeError('x is not a function'))
    expect((await world.ask('GET', '/v1/customers')).status).toBe(500)
  })

  it('figures can be had with the keys as last read: that is when they are looked at', async () => {
    const { world, fail } = await failing()
    const made = await world.ask('POST', '/v1/settings/keys', { kind: 'metrics', name: 'Prometheus' })
    const watching = { authorization: `Bearer ${made.body.key}` }
    expect((await world.ask('GET', '/metrics', undefined, watching)).status).toBe(200)
    fail(() => Promise.reject(named('MongoNetworkError')))
    expect((await world.ask('GET', '/metrics', undefined, watching)).status).toBe(200)
    const { status, text } = await world.ask('GET', '/metrics')
    expect([status, text.includes('perennial_turns_total 0')]).toEqual([200, true])
    expect((await world.ask('GET', '/metrics', undefined, { authorization: `Bearer ${world.write}` })).status).toBe(503)
    expect((await world.ask('GET', '/v1/ops/health')).status).toBe(503)
  })

  it('one that hangs keeps nobody waiting', async () => {
    const { world, fail } = await failing()
    await world.ask('GET', '/metrics')
    fail(() => new Promise<never>(() => {}))
    const answers = [world.ask('GET', '/v1/ops/health'), world.ask('GET', '/metrics'), world.ask('GET', '/readyz')]
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([503, 200, 503])
  })
})
