import { createDelayedHints } from './delayed.ts'
import { requireInstant } from './instant.ts'
import { createLane } from './lane.ts'
import { eachKind, type HintKind, type Queue, type QueueDepth } from './port.ts'
import type { QueueClock } from './timer.ts'

/**
 * The queue of one process: the embedded default, and the one for virtual time. Everything in it dies with the
 * process; the sweepers rebuild it from the store at start.
 */
export function createMemoryQueue({ clock }: { clock: QueueClock }): Queue {
  const lanes = eachKind(() => createLane(settle))
  const delayed = createDelayedHints(clock, (kind, ids) => lanes[kind].add(ids))
  const waiting: (() => void)[] = []
  const takenUntil = new Map<string, number>()
  let closed = false

  function isIdle(): boolean {
    return Object.values(lanes).every((lane) => lane.ready() === 0 && lane.active() === 0)
  }

  function settle(): void {
    if (isIdle()) for (const resolve of waiting.splice(0)) resolve()
  }

  function depthOf(kind: HintKind): QueueDepth {
    return { ready: lanes[kind].ready(), active: lanes[kind].active(), delayed: delayed.size(kind) }
  }

  return {
    async hint(kind, ids, at) {
      requireInstant(at)
      if (closed) return false
      if (at === undefined || at <= clock.now()) lanes[kind].add(ids)
      else if (ids.length > 0) delayed.add(kind, ids, at)
      return true
    },
    consume: (kind, handler, options) => lanes[kind].consume(handler, options),
    async idle() {
      if (!isIdle()) await new Promise<void>((resolve) => waiting.push(resolve))
    },
    depth: async () => eachKind(depthOf),
    healthy: async () => !closed,
    // Nothing is lost while the process lives, and its successor rebuilds at start anyway.
    epoch: async () => 'process',
    async once(name, ms) {
      if ((takenUntil.get(name) ?? -Infinity) > clock.now()) return false
      takenUntil.set(name, clock.now() + ms)
      return true
    },
    async close({ force = false } = {}) {
      closed = true
      delayed.clear()
      const resting = Promise.all(Object.values(lanes).map((lane) => lane.close()))
      if (!force) await resting
      settle()
    },
  }
}
