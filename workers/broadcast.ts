import type { JourneyRecord } from '../engine/store/port.ts'
import { advance } from './advance.ts'
import type { Runtime } from './runtime.ts'
import { batchOf } from './traces.ts'

const BATCH = 200

/**
 * Takes a turn of everybody a publish, move or resume concerns, one batch at a time. A hint would not do: whoever it got lost
 * for would have nothing stored to be found by. Turns are idempotent, so a broadcast that was interrupted goes on from its
 * cursor, and two workers on the same one do no harm.
 * @returns how many took a turn; 0 = nothing is left to do, or somebody else is doing it
 */
export async function continueBroadcasts(rt: Runtime): Promise<number> {
  let woken = 0
  for (const record of await rt.store.journeys.list()) if (record.broadcast) woken += await nextBatch(rt, record)
  return woken
}

async function nextBatch(rt: Runtime, record: JourneyRecord): Promise<number> {
  const { broadcast } = record
  if (!broadcast) return 0
  // What is broadcast is stored, but its number may not be counted up yet.
  if (broadcast.cursor === null) rt.catalog.refresh()
  const ids = await rt.store.customers.scan(broadcast.cursor, BATCH, broadcast.insideOnly ? record.id : undefined)
  if (ids.length > 0) {
    const { due, owing } = await rt.tracing.run('broadcast', batchOf(ids), () => advance(rt, ids))
    await rt.queue.hint('deliver-crowd', [...new Set([...due, ...owing])])
  }
  const last = ids.at(-1)
  const after = ids.length < BATCH || last === undefined ? null : { ...broadcast, cursor: last }
  // Who was overtaken leaves the next batch to the other one: both on every batch would be the work of one.
  const isOurs = await rt.store.journeys.setBroadcast(record.id, broadcast, after)
  return isOurs ? ids.length : 0
}
