import type { Consumer } from '../engine/queue/index.ts'
import { advance } from './advance.ts'
import { deliver } from './deliver.ts'
import { CROWD, type Lane, LANES } from './lanes.ts'
import { oneAtATime } from './one-at-a-time.ts'
import type { Runtime } from './runtime.ts'
import { batchOf } from './traces.ts'

export interface ConsumeSettings {
  /** Batches worked on at the same time, per kind. */
  concurrency: number
  /** Customers per batch. */
  batch: number
}

/** Connects the queue to the work: wake-ups become turns, turns that leave something to send become deliveries. */
export function startConsumers(rt: Runtime, { concurrency, batch }: ConsumeSettings): Consumer & { running(): number } {
  let running = 0
  const counted = (work: (ids: string[]) => Promise<void>) => async (ids: string[]) => {
    running += 1
    await work(ids).finally(() => (running -= 1))
  }
  const guard = oneAtATime()
  const consumers = LANES.flatMap((lane) => {
    const share = (of: number): number => Math.ceil(of * lane.share)
    const own = { onError: rt.onError, concurrency: share(concurrency), batch: share(batch) }
    const wake = async (ids: string[]): Promise<void> => {
      const left = await wakeUp(rt, ids, lane)
      if (left.length > 0) await rt.queue.hint(lane.deliver, left)
    }
    const traced = (name: string, work: (ids: string[]) => Promise<void>) =>
      counted((ids) => rt.tracing.run(name, batchOf(ids), () => work(ids)))
    const woken = guard(traced('wake up', wake), (ids) => rt.queue.hint(lane.advance, ids))
    return [
      rt.queue.consume(lane.advance, woken, own),
      rt.queue.consume(lane.deliver, traced('deliver', (ids) => deliver(rt, ids, lane)), own),
    ]
  })
  return {
    running: () => running,
    stop: async () => {
      await Promise.all(consumers.map((consumer) => consumer.stop()))
    },
  }
}

/** Turns and what they leave to send, without any queue: slower, for nothing is shared out, but just as sure. */
export async function workDirectly(rt: Runtime, ids: readonly string[], batch: number): Promise<void> {
  for (let start = 0; start < ids.length; start += batch) {
    const some = ids.slice(start, start + batch)
    await rt.tracing.run('work directly', batchOf(some), async () => {
      const left = await wakeUp(rt, some, CROWD)
      if (left.length > 0) await deliver(rt, left, CROWD)
    })
  }
}

/** @returns those who have something to send or to hand off */
async function wakeUp(rt: Runtime, ids: readonly string[], lane: Lane): Promise<string[]> {
  const { due, owing, later } = await advance(rt, ids, { brief: true })
  if (later.length > 0) await rt.queue.hint(lane.advance, later)
  return [...new Set([...due, ...owing])]
}
