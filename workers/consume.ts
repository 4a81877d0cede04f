import type { Consumer } from '../engine/queue/index.ts'
import { advance } from './advance.ts'
import { deliver } from './deliver.ts'
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
  const options = { concurrency, batch, onError: rt.onError }
  let running = 0
  const counted = (work: (ids: string[]) => Promise<void>) => async (ids: string[]) => {
    running += 1
    await work(ids).finally(() => (running -= 1))
  }
  const consumers = [
    rt.queue.consume('advance', counted((ids) => rt.tracing.run('wake up', batchOf(ids), async () => {
      const left = await wakeUp(rt, ids)
      if (left.length > 0) await rt.queue.hint('deliver', left)
    })), options),
    rt.queue.consume('deliver', counted((ids) => rt.tracing.run('deliver', batchOf(ids), () => deliver(rt, ids))), options),
  ]
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
      const left = await wakeUp(rt, some)
      if (left.length > 0) await deliver(rt, left)
    })
  }
}

/** @returns those who have something to send or to hand off */
async function wakeUp(rt: Runtime, ids: readonly string[]): Promise<string[]> {
  const { due, owing } = await advance(rt, ids)
  return [...new Set([...due, ...owing])]
}
