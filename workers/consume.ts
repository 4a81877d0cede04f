import type { Consumer } from '../engine/queue/index.ts'
import { advance } from './advance.ts'
import { deliver } from './deliver.ts'
import type { Runtime } from './runtime.ts'

export interface ConsumeSettings {
  /** Batches worked on at the same time, per kind. */
  concurrency: number
  /** Customers per batch. */
  batch: number
}

/** Connects the queue to the work: wake-ups become turns, turns that leave something to send become deliveries. */
export function startConsumers(rt: Runtime, { concurrency, batch }: ConsumeSettings): Consumer {
  const options = { concurrency, batch, onError: rt.onError }
  const consumers = [
    rt.queue.consume('advance', async (ids) => {
      const { due, owing } = await advance(rt, ids)
      const left = new Set([...due, ...owing])
      if (left.size > 0) await rt.queue.hint('deliver', [...left])
    }, options),
    rt.queue.consume('deliver', (ids) => deliver(rt, ids), options),
  ]
  return {
    stop: async () => {
      await Promise.all(consumers.map((consumer) => consumer.stop()))
    },
  }
}
