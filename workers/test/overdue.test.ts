import { expect, test } from 'vitest'
import { createMemoryQueue, type Queue, virtualClock } from '../../engine/queue/index.ts'
import type { Store } from '../../engine/store/port.ts'
import { type Runtime, UNOBSERVED } from '../runtime.ts'
import { startSweeper } from '../sweep.ts'

const EVERY_MS = 3_000
const LIMIT = 2_000
const REFILL = 10_000

/** Overdue customers and customers whose inputs wait, a queue that forgot them all, and workers that do what they are hinted. */
function backlog(late: number, stale = 0) {
  const clock = virtualClock(Date.UTC(2026, 0, 1))
  const queue = createMemoryQueue({ clock })
  const due = new Set(Array.from({ length: late }, (_, n) => `late-${n}`))
  const pending = new Set(Array.from({ length: stale }, (_, n) => `stale-${n}`))
  const hinted = { advance: 0, 'advance-crowd': 0, deliver: 0, 'deliver-crowd': 0 }
  let most = 0
  let asked = 0
  const counted: Queue = {
    ...queue,
    async hint(kind, ids, at) {
      const taken = await queue.hint(kind, ids, at)
      hinted[kind] += ids.length
      most = Math.max(most, (await queue.depth())[kind].ready)
      return taken
    },
  }
  const first = (ids: Set<string>, limit: number): Promise<string[]> => Promise.resolve([...ids].slice(0, limit))
  const store = {
    erasures: { finish: async () => 0 },
    customers: {
      due(_at: number, limit: number) {
        asked += 1
        return first(due, limit)
      },
      dueBetween: () => Promise.resolve([]),
    },
    inputs: { stale: (_at: number, limit: number) => first(pending, limit) },
    journeys: { list: () => Promise.resolve([]) },
  } as unknown as Store
  const rt = {
    store,
    clock,
    queue: counted,
    horizonMs: 900_000,
    observe: UNOBSERVED,
    stopwatch: () => {
      const began = clock.now()
      return () => clock.now() - began
    },
    onError: (error: unknown) => {
      throw error
    },
  } as unknown as Runtime
  return {
    rt,
    due,
    pending,
    hinted,
    most: () => most,
    /** How often the store was asked for who is due. */
    asked: () => asked,
    /** Workers that do what they are hinted, or find that there is nothing they can do. */
    work(can = true): void {
      const options = { concurrency: 2, batch: 50 }
      const handle = async (ids: string[]): Promise<void> => {
        for (const id of can ? ids : []) if (!due.delete(id)) pending.delete(id)
      }
      for (const kind of ['advance', 'advance-crowd'] as const) queue.consume(kind, handle, options)
    },
    /** Whole seconds pass; whatever becomes possible in each tenth of one is done before the next. */
    async pass(seconds: number): Promise<void> {
      for (let tenth = 0; tenth < 10 * seconds; tenth += 1) {
        clock.advanceTo(clock.now() + 100)
        await quiet(queue)
      }
    },
  }
}

/** Everything that can go on without time passing has gone on. */
async function quiet(queue: Queue): Promise<void> {
  let before = ''
  for (let now = 'unknown'; now !== before; ) {
    before = now
    for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    now = JSON.stringify(await queue.depth())
  }
}

test('a backlog goes on as fast as the workers take it away, and stays in the store until then', async () => {
  const { rt, due, pending, hinted, most, work, pass } = backlog(50_000, 5_000)
  work()
  const sweeper = startSweeper(rt, EVERY_MS)
  await pass(5)
  expect([due.size, pending.size]).toEqual([0, 0])
  expect(hinted['advance-crowd']).toBe(50_000)
  expect(hinted.advance).toBe(5_000)
  expect(most()).toBeLessThanOrEqual(REFILL)
  await sweeper.stop()
})

test('several sweepers hint nobody twice', async () => {
  const { rt, due, hinted, work, pass } = backlog(50_000)
  work()
  const sweepers = [1, 2, 3].map(() => startSweeper(rt, EVERY_MS))
  await pass(6)
  expect(due.size).toBe(0)
  expect(hinted['advance-crowd']).toBe(50_000)
  await Promise.all(sweepers.map((sweeper) => sweeper.stop()))
})

test('while the workers have enough to do, one sweeper adds to it every other look', async () => {
  const { rt, hinted, pass } = backlog(50_000)
  const sweepers = [1, 2, 3].map(() => startSweeper(rt, EVERY_MS))
  for (let time = 1; time <= 3; time += 1) {
    await pass(2 * (EVERY_MS / 1_000))
    expect(hinted['advance-crowd']).toBe(time * LIMIT)
  }
  await Promise.all(sweepers.map((sweeper) => sweeper.stop()))
})

test('the store is not asked for what a busy lane could not take', async () => {
  const { rt, asked, pass } = backlog(50_000)
  const sweepers = [1, 2, 3].map(() => startSweeper(rt, EVERY_MS))
  await pass(30)
  expect(asked()).toBeLessThanOrEqual(1 + 30 / (EVERY_MS / 1_000))
  await Promise.all(sweepers.map((sweeper) => sweeper.stop()))
})

test('for those who stay due whatever is done, nobody hurries', async () => {
  const { rt, hinted, work, pass } = backlog(50_000)
  work(false)
  const sweeper = startSweeper(rt, EVERY_MS)
  await pass(30)
  expect(hinted['advance-crowd']).toBeLessThanOrEqual(11 * LIMIT)
  await sweeper.stop()
})
