import type { Consumer } from '../engine/queue/index.ts'
import { deliver } from './deliver.ts'
import { CROWD, type Lane, LANES, LIVE } from './lanes.ts'
import { oneAtATime } from './one-at-a-time.ts'
import type { Runtime } from './runtime.ts'
import { batchOf } from './traces.ts'

export interface ConsumeSettings {
  /** Batches worked on at the same time, per kind. */
  concurrency: number
  /** Customers per batch. */
  batch: number
}

/**
 * Connects the queue to the work. A message is claimed by the turn that plans it, where its provider has room, and sent from
 * here; where it has none, it is looked at again as a delivery. A batch that waits for slow providers leaves its place to the
 * next one: their number is bounded by what providers take at once.
 */
export function startConsumers(rt: Runtime, { concurrency, batch }: ConsumeSettings): Consumer & { running(): number } {
  const underWay = new Set<Promise<void>>()
  /** Batches of those who have just done something, as long as they hold a place. */
  const acting = new Set<object>()
  const begin = (name: string, lane: Lane) => (ids: string[]) =>
    new Promise<void>((resolve) => {
      const place = {}
      if (lane === LIVE) acting.add(place)
      const makeRoom = (): void => {
        acting.delete(place)
        resolve()
      }
      const work: Promise<void> = rt.tracing
        .run(name, batchOf(ids), () => deliver(rt, ids, lane, makeRoom))
        .catch((error: unknown) => rt.onError(error, ids))
        .finally(() => {
          underWay.delete(work)
          makeRoom()
        })
      underWay.add(work)
    })
  const guard = oneAtATime()
  const consumers = LANES.flatMap((lane) => {
    const share = (of: number): number => Math.ceil(of * lane.share)
    const own = {
      onError: rt.onError,
      concurrency: share(concurrency),
      // Where nobody acts, nobody waits, and large batches cost less.
      get batch() {
        return acting.size === 0 ? batch : share(batch)
      },
    }
    const woken = guard(begin('wake up', lane), (ids) => rt.queue.hint(lane.advance, ids))
    return [rt.queue.consume(lane.advance, woken, own), rt.queue.consume(lane.deliver, begin('deliver', lane), own)]
  })
  return {
    running: () => underWay.size,
    stop: async () => {
      await Promise.all(consumers.map((consumer) => consumer.stop()))
      await Promise.all(underWay)
    },
  }
}

/** The same without any queue: slower, for nothing is shared out, but just as sure. */
export async function workDirectly(rt: Runtime, ids: readonly string[], batch: number): Promise<void> {
  for (let start = 0; start < ids.length; start += batch) {
    const some = ids.slice(start, start + batch)
    await rt.tracing.run('work directly', batchOf(some), () => deliver(rt, some, CROWD))
  }
}
