import { describe, expect, test } from 'vitest'
import type { Channel } from '../../engine/channels/index.ts'
import { advance } from '../advance.ts'
import { startConsumers } from '../consume.ts'
import type { Runtime } from '../runtime.ts'
import { hintTimers } from '../timers.ts'
import { type Shop, openShop, know } from './shop.ts'

const crowd = (size: number): string[] => Array.from({ length: size }, (_, n) => `one-of-many-${n}`)

describe('a crowd whose time has come', () => {
  test('does not stand in the way of who has just done something', async () => {
    const shop = await openShop()
    const many = crowd(2_000)
    await know(shop, [...many, 'ada'])
    for (let start = 0; start < many.length; start += 500) {
      const reports = many.slice(start, start + 500).map((customerId) => {
        const body = { kind: 'event' as const, name: 'Listed', properties: {}, timestamp: shop.rt.clock.now() }
        return { id: `listed-${customerId}`, customerId, body }
      })
      await shop.ingest.accept(reports)
    }
    shop.work()
    await shop.rt.queue.idle()
    expect(shop.mailed).toEqual([])
    const due = await shop.rt.store.customers.dueBetween(0, Number.MAX_SAFE_INTEGER, 10_000)
    expect(due.length).toBe(many.length)
    shop.skip(2 * 60 * 60_000)
    await hintTimers(
      shop.rt,
      due.map(({ id, wakeAt }) => ({ id, at: wakeAt })),
    )
    // Everybody of the crowd is in the queue before ada is.
    await shop.say('ada', 'Hi')
    await shop.rt.queue.idle()
    expect(shop.mailed.length).toBe(many.length + 1)
    // Behind the two batches that were under way, and nobody else.
    expect(shop.mailed.indexOf('ada')).toBeLessThanOrEqual(2 * 200)
  })

  test('that is imported in one call does not either', async () => {
    const shop = await openShop()
    const many = crowd(2_000)
    await know(shop, [...many, 'ada'])
    for (let start = 0; start < many.length; start += 1_000) {
      const reports = many.slice(start, start + 1_000).map((customerId) => {
        const body = { kind: 'event' as const, name: 'Hi', properties: {}, timestamp: shop.rt.clock.now() }
        return { id: `hi-${customerId}`, customerId, body }
      })
      await shop.ingest.accept(reports)
    }
    await shop.say('ada', 'Hi')
    shop.work()
    await shop.rt.queue.idle()
    expect(shop.mailed.length).toBe(many.length + 1)
    expect(shop.mailed.indexOf('ada')).toBeLessThan(many.length / 10)
  })
})

describe('a crowd', () => {
  test('is worked on in small batches while somebody acts, in full ones otherwise', async () => {
    const shop = await openShop()
    const many = crowd(1_000)
    const { load } = shop.rt.store.customers
    let sizes: number[] = []
    let release = (): void => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    shop.rt.store.customers.load = async (ids) => {
      if (ids.includes('ada')) await held
      else sizes.push(ids.length)
      return load(ids)
    }
    shop.work()
    await shop.rt.queue.hint('advance', ['ada'])
    await expect.poll(() => shop.rt.queue.depth().then(({ advance }) => advance.active)).toBe(1)
    await shop.rt.queue.hint('advance-crowd', many)
    await expect.poll(() => sizes.length).toBe(20)
    expect(new Set(sizes)).toEqual(new Set([50]))
    release()
    await shop.rt.queue.idle()

    sizes = []
    await shop.rt.queue.hint('advance-crowd', many)
    await shop.rt.queue.idle()
    expect(sizes).toEqual([200, 200, 200, 200, 200])
  })
})

describe('one customer with very many events', () => {
  test('has all of them applied, and others go on between them', async () => {
    const shop = await openShop()
    await know(shop, ['hot', 'ada'])
    for (let n = 0; n < 3; n += 1) await shop.say('hot', 'Ping', 1_000)
    await shop.say('ada', 'Hi')
    let appliedThen = -1
    const send = shop.rt.channels.get('email') as { send: Channel['send'] }
    const { send: before } = send
    send.send = async (message) => {
      appliedThen = 3_000 - (await pendingOf(shop, 'hot'))
      return before(message)
    }
    shop.work()
    await shop.rt.queue.idle()
    expect(shop.mailed).toEqual(['ada'])
    expect(appliedThen).toBeLessThan(1_500)
    const [hot] = (await shop.rt.store.customers.load(['hot'])).values()
    expect(hot?.traits['pings']).toBe(3_000)
  })

  test('does not grow with what it owes to the outside', async () => {
    const shop = await openShop()
    await know(shop, ['hot'])
    await shop.say('hot', 'Ping', 1_000)
    const { save } = shop.rt.store.customers
    let most = 0
    shop.rt.store.customers.save = (customers) => {
      for (const { outbox } of customers) most = Math.max(most, outbox.length)
      return save(customers)
    }
    // No delivery comes in between.
    while ((await shop.rt.store.inputs.pending(['hot'])).size > 0) await advance(shop.rt, ['hot'])
    const [hot] = (await shop.rt.store.customers.load(['hot'])).values()
    expect(hot?.traits['pings']).toBe(1_000)
    expect(most).toBeLessThan(400)
  })
})

describe('a provider that answers slowly', () => {
  test('does not hold the place that others wait for; who stops the workers waits for it', async () => {
    const shop = await openShop()
    await know(shop, ['slow', 'ada'])
    const email = shop.rt.channels.get('email') as Channel
    let answer = (): void => {}
    const slow: Channel = {
      name: 'email',
      async send(message) {
        if (message.customerId === 'slow') await new Promise<void>((resolve) => (answer = resolve))
        return email.send(message)
      },
    }
    const consumers = startConsumers({ ...shop.rt, channels: new Map([['email', slow]]) }, { concurrency: 1, batch: 1 })
    await shop.say('slow', 'Hi')
    await shop.say('ada', 'Hi')
    await expect.poll(() => [...shop.mailed, consumers.running()]).toEqual(['ada', 1])
    const stopped = consumers.stop()
    answer()
    await stopped
    expect(shop.mailed).toEqual(['ada', 'slow'])
    const [known] = (await shop.rt.store.customers.load(['slow'])).values()
    expect(known?.sends).toEqual([])
  })
})

describe('one bad template', () => {
  test('parks its customers with the reason; the others get their mail', async () => {
    const shop = await openShop()
    const many = crowd(10)
    await know(shop, [...many, 'ada'])
    for (const id of many) await shop.say(id, 'Bad')
    await shop.say('ada', 'Hi')
    shop.work()
    await shop.rt.queue.idle()
    expect(shop.mailed).toEqual(['ada'])
    const stored = [...(await shop.rt.store.customers.load(many)).values()]
    const parked = stored.flatMap(({ enrollments }) => enrollments.map((e) => e.parked?.code))
    expect(parked).toEqual(many.map(() => 'template-error'))
    // Who is parked waits for nothing: they cost nothing from here on.
    expect(stored.map(({ wakeAt }) => wakeAt)).toEqual(many.map(() => null))
  })

  test.each([
    ['for long', 1_000, true],
    ['for an instant', 0, false],
  ])('a batch that decides %s lets the rest of the process go on: %d ms, %s', async (_, ms, breathes) => {
    const shop = await openShop()
    const many = crowd(20)
    await know(shop, many)
    for (const id of many) await shop.say(id, 'Listed')
    const rt: Runtime = { ...shop.rt, stopwatch: () => () => ms }
    let [ticks, running, atSave] = [0, true, 0]
    const tick = (): void => void (running && (ticks += 1) && setImmediate(tick))
    rt.store.customers.load = intercept(rt.store.customers.load, () => (ticks = 0))
    rt.store.customers.save = intercept(rt.store.customers.save, () => (atSave = ticks))
    setImmediate(tick)
    await advance(rt, many)
    running = false
    expect(atSave >= many.length).toBe(breathes)
  })
})

function intercept<A extends unknown[], R>(call: (...args: A) => R, before: () => void): (...args: A) => R {
  return (...args) => {
    before()
    return call(...args)
  }
}

async function pendingOf({ rt }: Shop, id: string): Promise<number> {
  return (await rt.store.inputs.pending([id], 20_000)).get(id)?.length ?? 0
}
