import { eachKind, HINT_KINDS, type HintKind } from '../engine/queue/index.ts'
import { workDirectly } from './consume.ts'
import type { Runtime } from './runtime.ts'

/** At most this many customers of a lane are hinted per look, so that a backlog stays in the store and not in the queue ... */
const LIMIT = 2_000
/** ... by one process in so many milliseconds, while there is still something in the lane ... */
const LIMIT_MS = 5_500
/** ... and this many once it has run dry, ... */
const REFILL = 10_000
/** ... by one process in so many. */
const REFILL_MS = 300
/** A timer this late has lost its hint; younger ones are still on their way. */
const LATE_MS = 1_000
/** Inputs younger than this are still on their way through the queue. */
const PENDING_MS = 5_000
/** Customers per batch when the queue is away. */
const BATCH = 200

/**
 * Finds everything that should have happened and did not: lost hints, workers that died, an emptied Redis. Idempotent;
 * any number of processes may do so. While the queue cannot be reached, the work is done right here.
 *
 * With `onlyDry`, hints go to lanes alone that have nothing left to do, so that nobody is hinted again who is hinted already.
 * The answer tells whether it may be worth asking again as soon as a lane is dry.
 */
export function createOverdue(rt: Runtime): (onlyDry?: boolean) => Promise<boolean> {
  const given = eachKind(() => new Set<string>())
  let isMore = false
  return async (onlyDry = false) => {
    const isFull = !onlyDry && (await rt.queue.once('sweep', LIMIT_MS))
    // What is about to be filled, nobody else refills.
    if (isFull) await rt.queue.once('refill', REFILL_MS)
    const dry = await dryLanes(rt)
    if (!isFull && (dry.size === 0 || !(await rt.queue.once('refill', REFILL_MS)))) {
      rt.observe.swept(0)
      return isMore
    }
    const now = rt.clock.now()
    const [due, stale] = await Promise.all([
      rt.store.customers.due(rt.horizonMs > 0 ? now - LATE_MS : now, REFILL),
      rt.store.inputs.stale(now - PENDING_MS, LIMIT),
    ])
    const waiting = new Set(stale)
    const late = due.filter((id) => !waiting.has(id))
    const lanes: [HintKind, string[], boolean][] = [
      ['advance', stale, stale.length === LIMIT],
      ['advance-crowd', late, due.length === REFILL],
    ]
    let hinted = 0
    isMore = false
    for (const [kind, found, isCut] of lanes) {
      // Who was hinted, has been looked at and is due all the same (everything is paused, say) gains nothing by haste.
      const isStuck = dry.has(kind) && 2 * found.filter((id) => given[kind].has(id)).length > given[kind].size
      const ids = found.slice(0, isFull ? LIMIT : dry.has(kind) && !isStuck ? REFILL : 0)
      if (!isStuck && (isCut || ids.length < found.length)) isMore = true
      if (ids.length === 0) continue
      given[kind] = new Set(ids)
      hinted += ids.length
      if (!(await rt.queue.hint(kind, ids))) await workDirectly(rt, ids, BATCH)
    }
    rt.observe.swept(hinted)
    return isMore
  }
}

/** Lanes in which nothing waits and nothing runs; none while the queue cannot be asked. */
async function dryLanes(rt: Runtime): Promise<Set<HintKind>> {
  try {
    const depth = await rt.queue.depth()
    return new Set(HINT_KINDS.filter((kind) => depth[kind].ready === 0 && depth[kind].active === 0))
  } catch {
    return new Set()
  }
}
