import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { eachKind, type Queue } from '../port.ts'

/** A queue under test, with its clock. */
export interface Rig {
  queue: Queue
  now(): number
  /** Lets time pass up to an instant: at once on a virtual clock; on the wall clock, by letting the test wait. */
  passTo(at: number): void
  dispose(): Promise<void>
}

/** What every queue does, whatever carries the hints. */
export function describeQueueContract(name: string, open: () => Promise<Rig>): void {
  describe(`queue contract: ${name}`, () => {
    let rig: Rig
    let queue: Queue

    beforeEach(async () => {
      rig = await open()
      queue = rig.queue
    })

    afterEach(() => rig.dispose())

    test('delivers each hinted id at least once, and to its own kind', async () => {
      const seen = { advance: new Set<string>(), deliver: new Set<string>() }
      for (const kind of ['advance', 'deliver'] as const) {
        queue.consume(kind, async (ids) => ids.forEach((id) => seen[kind].add(id)), { concurrency: 3, batch: 7 })
      }
      const advance = idsOf(500)
      const deliver = idsOf(50, 'message')
      await Promise.all([
        queue.hint('advance', advance),
        queue.hint('deliver', deliver),
        ...advance.slice(0, 20).map((id) => queue.hint('advance', [id])),
      ])
      await queue.idle()
      expect([...seen.advance].sort()).toEqual([...advance].sort())
      expect([...seen.deliver].sort()).toEqual([...deliver].sort())
    })

    test('delivers what was hinted before anybody consumed', async () => {
      expect(await queue.hint('advance', ['early'])).toBe(true)
      const seen: string[] = []
      queue.consume('advance', async (ids) => void seen.push(...ids), { concurrency: 1, batch: 10 })
      await queue.idle()
      expect(seen).toEqual(['early'])
    })

    test('hands over batches: distinct ids, at most `batch`, and far fewer calls than ids', async () => {
      const calls: string[][] = []
      await queue.hint('advance', idsOf(1_000))
      queue.consume('advance', async (ids) => void calls.push(ids), { concurrency: 2, batch: 64 })
      await queue.idle()
      expect(calls.flat()).toHaveLength(1_000)
      expect(Math.max(...calls.map((ids) => ids.length))).toBeLessThanOrEqual(64)
      expect(calls.length).toBeLessThanOrEqual(20)
      for (const ids of calls) expect(new Set(ids).size).toBe(ids.length)
    })

    test('coalesces small hints given close together, and equal ones', async () => {
      const calls: string[][] = []
      const ids = idsOf(40)
      await Promise.all([...ids, ...ids].map((id) => queue.hint('advance', [id, id])))
      queue.consume('advance', async (batch) => void calls.push(batch), { concurrency: 1, batch: 64 })
      await queue.idle()
      expect(calls.map((batch) => [...batch].sort())).toEqual([[...ids].sort()])
    })

    test('an id hinted while it is being handled is handled again', async () => {
      let runs = 0
      queue.consume(
        'advance',
        async () => {
          if (++runs === 1) await queue.hint('advance', ['again'])
        },
        { concurrency: 1, batch: 10 },
      )
      await queue.hint('advance', ['again'])
      await queue.idle()
      expect(runs).toBe(2)
    })

    test('delayed hints arrive, not before their instant, and idle does not wait for them', async () => {
      const arrived = new Map<string, number>()
      const all = signal()
      const start = rig.now()
      const due = { a: start + 300, b: start + 450, c: start + 450 }
      queue.consume(
        'advance',
        async (ids) => {
          for (const id of ids) arrived.set(id, rig.now())
          if (arrived.size === 4) all.raise()
        },
        { concurrency: 2, batch: 10 },
      )
      await Promise.all([
        ...Object.entries(due).map(([id, at]) => queue.hint('advance', [id], at)),
        queue.hint('advance', ['past'], start - 1),
        queue.hint('advance', ['far'], start + 3_600_000),
      ])
      await queue.idle()
      expect(arrived.has('past')).toBe(true)
      rig.passTo(due.a - 1)
      await queue.idle()
      rig.passTo(due.a)
      await queue.idle()
      rig.passTo(due.b)
      await all.raised
      for (const [id, at] of Object.entries(due)) expect(arrived.get(id)).toBeGreaterThanOrEqual(at)
      expect(arrived.has('far')).toBe(false)
    })

    test('never runs more handlers than the concurrency allows, and does run that many', async () => {
      let running = 0
      let most = 0
      const full = signal()
      queue.consume(
        'advance',
        async () => {
          most = Math.max(most, ++running)
          if (running === 3) full.raise()
          await full.raised
          running--
        },
        { concurrency: 3, batch: 5 },
      )
      // More than one job on every adapter: one write of more ids than a job holds.
      await queue.hint('advance', idsOf(3_000))
      await queue.idle()
      expect(most).toBe(3)
    })

    test('a handler that throws is told and does not stop the consumer; the ids are not retried', async () => {
      const told: { message: string; ids: string[] }[] = []
      const seen: string[] = []
      queue.consume(
        'advance',
        async (ids) => {
          seen.push(...ids)
          if (ids.includes('bad')) throw new Error('no such customer')
        },
        {
          concurrency: 1,
          batch: 1,
          onError: (error, ids) => {
            told.push({ message: (error as Error).message, ids })
            throw new Error('the reporter is broken too')
          },
        },
      )
      await queue.hint('advance', ['bad'])
      await queue.idle()
      await queue.hint('advance', ['good'])
      await queue.idle()
      expect(told).toEqual([{ message: 'no such customer', ids: ['bad'] }])
      expect(seen).toEqual(['bad', 'good'])
    })

    test('stop takes no more and waits for the running handlers', async () => {
      const started = signal()
      const release = signal()
      const order: string[] = []
      const consumer = queue.consume(
        'advance',
        async () => {
          started.raise()
          await release.raised
          order.push('handled')
        },
        { concurrency: 1, batch: 10 },
      )
      await queue.hint('advance', ['slow'])
      await started.raised
      const stopping = consumer.stop().then(() => order.push('stopped'))
      await queue.hint('advance', ['left'])
      release.raise()
      await stopping
      expect(order).toEqual(['handled', 'stopped'])
      expect((await queue.depth()).advance).toMatchObject({ ready: 1, active: 0 })

      const seen: string[] = []
      queue.consume('advance', async (ids) => void seen.push(...ids), { concurrency: 1, batch: 10 })
      await queue.idle()
      expect(seen).toEqual(['left'])
    })

    test('depth tells ready, active and delayed apart, per kind', async () => {
      await queue.hint('advance', ['now'])
      await queue.hint('advance', ['later'], rig.now() + 60_000)
      expect(await queue.depth()).toEqual({
        ...eachKind(() => ({ ready: 0, active: 0, delayed: 0 })),
        advance: { ready: 1, active: 0, delayed: 1 },
      })
      const started = signal()
      const release = signal()
      queue.consume(
        'advance',
        async () => {
          started.raise()
          await release.raised
        },
        { concurrency: 1, batch: 10 },
      )
      await started.raised
      expect((await queue.depth()).advance).toEqual({ ready: 0, active: 1, delayed: 1 })
      release.raise()
      await queue.idle()
      expect((await queue.depth()).advance).toEqual({ ready: 0, active: 0, delayed: 1 })
    })

    test('idle follows hints that hop from kind to kind', async () => {
      let hops = 0
      const hopTo = (kind: 'advance' | 'deliver') => async (ids: string[]) => {
        if (++hops < 10) await queue.hint(kind, ids)
      }
      queue.consume('advance', hopTo('deliver'), { concurrency: 1, batch: 10 })
      queue.consume('deliver', hopTo('advance'), { concurrency: 1, batch: 10 })
      await queue.hint('advance', ['hopper'])
      await queue.idle()
      expect(hops).toBe(10)
    })

    test('refuses an instant that is none', async () => {
      await expect(queue.hint('advance', ['a'], Number.NaN)).rejects.toThrow('epoch milliseconds')
    })

    test('is healthy, keeps its epoch, and after close takes no hints', async () => {
      expect(await queue.healthy()).toBe(true)
      expect(await queue.epoch()).toBe(await queue.epoch())
      await queue.close()
      expect(await queue.hint('advance', ['late'])).toBe(false)
      expect(await queue.healthy()).toBe(false)
      await queue.close()
    })

    test('one of those who ask at once is told to do it, and the next one when its time is over', async () => {
      const asked = await Promise.all([
        queue.once('look', 60_000),
        queue.once('look', 60_000),
        queue.once('look', 60_000),
      ])
      expect(asked.filter(Boolean)).toHaveLength(1)
      expect(await queue.once('other', 50)).toBe(true)
      rig.passTo(rig.now() + 50)
      await expect.poll(() => queue.once('other', 50)).toBe(true)
      expect(await queue.once('look', 60_000)).toBe(false)
    })

    test('close with force does not wait for a handler', async () => {
      const started = signal()
      const release = signal()
      queue.consume(
        'advance',
        async () => {
          started.raise()
          await release.raised
        },
        { concurrency: 1, batch: 1 },
      )
      await queue.hint('advance', ['stuck'])
      await started.raised
      const draining = queue.close()
      await queue.close({ force: true })
      release.raise()
      await draining
    })
  })
}

export function idsOf(count: number, prefix = 'customer'): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}-${index}`)
}

/** Something to wait for that happens once. */
export function signal(): { raise: () => void; raised: Promise<void> } {
  let raise = () => {}
  const raised = new Promise<void>((resolve) => {
    raise = resolve
  })
  return { raise, raised }
}
