import type { Customer } from '../engine/core/model/customer.ts'
import type { Input } from '../engine/core/model/input.ts'
import type { Send } from '../engine/core/model/interaction.ts'
import { CLAIM_MS } from '../engine/core/turn/index.ts'
import { advance, type Advanced } from './advance.ts'
import { CROWD, type Lane } from './lanes.ts'
import type { Runtime } from './runtime.ts'
import { sendAll } from './send.ts'

/** A batch that waits longer than this for its providers makes room for others. Milliseconds. */
const SLOW_MS = 100
/** When channels were busy: look again then. */
const BUSY_MS = 250
/** An answer that cannot be stored is kept this long, in case the store comes back. Milliseconds. */
const KEEP_ANSWER_MS = 6 * CLAIM_MS
const LONGEST_REST_MS = 2_000

/** What the next round begins with. */
interface Known {
  results: ReadonlyMap<string, readonly Input[]>
  stored: ReadonlyMap<string, Customer>
}

/**
 * Turns with gate and claim (durable), bytes, answer to the ledger, answer to the customer: in this order, for a batch.
 * What the answers set off may be due at once, so it goes round until nothing is left.
 * @param onSlow providers take their time: whoever waits for the batch need not wait for them
 */
export async function deliver(
  rt: Runtime,
  ids: readonly string[],
  lane: Lane,
  onSlow: () => void = () => {},
): Promise<void> {
  let todo = [...ids]
  let known: Known = { results: new Map(), stored: new Map() }
  while (todo.length > 0) {
    const { done, elapsed } = await claim(rt, todo, known, lane === CROWD)
    if (done.claimed.length > 0) rt.reach('after-claim')
    const answered =
      done.claimed.length > 0 ? await send(rt, done.claimed, elapsed, onSlow) : new Map<string, Input[]>()
    known = { results: merge(answered, known.results, done.left), stored: done.stored }
    const next = new Set([...known.results.keys(), ...done.owing])
    todo = [...next]
    if (done.later.length > 0) await rt.queue.hint(lane.advance, done.later)
    const busy = done.due.filter((id) => !next.has(id))
    if (busy.length > 0) await rt.queue.hint(lane.deliver, busy, rt.clock.now() + BUSY_MS)
  }
}

async function send(
  rt: Runtime,
  claimed: readonly Send[],
  elapsed: () => number,
  onSlow: () => void,
): Promise<Map<string, Input[]>> {
  const stopWaiting = rt.clock.setTimer(rt.clock.now() + SLOW_MS, onSlow)
  return sendAll(rt, claimed, elapsed).finally(stopWaiting)
}

/** Takes the turns; with answers in hand it is patient, for nobody else knows them. */
async function claim(
  rt: Runtime,
  ids: readonly string[],
  known: Known,
  sparing: boolean,
): Promise<{ done: Advanced; elapsed: () => number }> {
  const patience = rt.stopwatch()
  for (let restMs = 250; ; restMs = Math.min(2 * restMs, LONGEST_REST_MS)) {
    const elapsed = rt.stopwatch()
    try {
      return { done: await advance(rt, ids, { deliver: true, sparing, brief: true, ...known }), elapsed }
    } catch (error) {
      if (known.results.size === 0 || patience() > KEEP_ANSWER_MS) throw error
      rt.onError(error, ids)
      await rest(rt, restMs)
    }
  }
}

/** The new answers, and the old ones of customers whose turn could not be stored. */
function merge(answered: Map<string, Input[]>, before: Known['results'], left: readonly string[]): Known['results'] {
  for (const id of left) {
    const kept = before.get(id)
    if (kept) answered.set(id, [...kept, ...(answered.get(id) ?? [])])
  }
  return answered
}

function rest(rt: Runtime, ms: number): Promise<void> {
  return new Promise((resolve) => void rt.clock.setTimer(rt.clock.now() + ms, resolve))
}
