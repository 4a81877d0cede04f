import { workDirectly } from './consume.ts'
import type { Runtime } from './runtime.ts'

/** A full look hints at most this many customers of each lane, so that a backlog stays in the store and not in the queue. */
const LIMIT = 2_000
/** One process takes a full look in this time. Milliseconds. */
const LIMIT_MS = 5_500
/** A lane of timers that has run dry is refilled with at most this many customers. */
const REFILL = 10_000
/** One process refills lanes in this time. Milliseconds. */
const REFILL_MS = 300
/** A timer this late has lost its hint; younger ones are still on their way. Milliseconds. */
const LATE_MS = 1_000
/** Inputs younger than this are still on their way through the queue. Milliseconds. */
const PENDING_MS = 5_000
/** Customers per batch when the queue is away. */
const BATCH = 200

/** Who has news, and whose time has come. */
const SWEPT = ['advance', 'advance-crowd'] as const
type Swept = (typeof SWEPT)[number]

/**
 * Finds everything that should have happened and did not: lost hints, workers that died, an emptied Redis. Idempotent;
 * any number of processes may do so. While the queue cannot be reached, the work is done right here.
 *
 * With `onlyDry`, only those lanes are looked at of which more was found than hinted, and that have nothing left to do: nobody is
 * hinted again who is hinted already, and the store is asked when it helps. The answer tells whether there are such lanes.
 */
export function createOverdue(rt: Runtime): (onlyDry?: boolean) => Promise<boolean> {
  const given: Record<Swept, Set<string>> = { advance: new Set(), 'advance-crowd': new Set() }
  const more = new Set<Swept>()
  return async (onlyDry = false) => {
    const isFull = !onlyDry && (await rt.queue.once('sweep', LIMIT_MS))
    // What is about to be filled, nobody else refills.
    if (isFull) await rt.queue.once('refill', REFILL_MS)
    const dry = await dryLanes(rt)
    const lanes = SWEPT.filter((lane) => isFull || (dry.has(lane) && (!onlyDry || more.has(lane))))
    if (!isFull && (lanes.length === 0 || !(await rt.queue.once('refill', REFILL_MS)))) {
      rt.observe.swept(0)
      return more.size > 0
    }
    const found = await findOverdue(rt, lanes, isFull ? LIMIT : REFILL)
    let hinted = 0
    for (const lane of lanes) {
      const { ids, isCut } = found[lane]
      // Who was hinted, has been looked at and is due all the same (everything is paused, say) gains nothing by haste.
      const isStuck = dry.has(lane) && 2 * ids.filter((id) => given[lane].has(id)).length > given[lane].size
      if (!isStuck && isCut) more.add(lane)
      else more.delete(lane)
      if (ids.length === 0 || (isStuck && !isFull)) continue
      given[lane] = new Set(ids)
      hinted += ids.length
      if (!(await rt.queue.hint(lane, ids))) await workDirectly(rt, ids, BATCH)
    }
    rt.observe.swept(hinted)
    return more.size > 0
  }
}

/** `isCut`: there may be more. */
type Found = { ids: string[]; isCut: boolean }

async function findOverdue(rt: Runtime, lanes: readonly Swept[], limit: number): Promise<Record<Swept, Found>> {
  const now = rt.clock.now()
  const [stale, due] = await Promise.all([
    lanes.includes('advance') ? rt.store.inputs.stale(now - PENDING_MS, LIMIT) : [],
    lanes.includes('advance-crowd') ? rt.store.customers.due(rt.horizonMs > 0 ? now - LATE_MS : now, limit) : [],
  ])
  // Whoever has news is looked at for everything.
  const waiting = new Set(stale)
  return {
    advance: { ids: stale, isCut: stale.length >= LIMIT },
    'advance-crowd': { ids: due.filter((id) => !waiting.has(id)), isCut: due.length >= limit },
  }
}

/** Lanes in which nothing waits and nothing runs; none while the queue cannot be asked. */
async function dryLanes(rt: Runtime): Promise<Set<Swept>> {
  try {
    const depth = await rt.queue.depth()
    return new Set(SWEPT.filter((lane) => depth[lane].ready === 0 && depth[lane].active === 0))
  } catch {
    return new Set()
  }
}
