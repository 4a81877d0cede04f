import type { Input } from '../engine/core/model/input.ts'
import { CLAIM_MS } from '../engine/core/turn/index.ts'
import { advance, type Advanced } from './advance.ts'
import { CROWD, type Lane } from './lanes.ts'
import type { Runtime } from './runtime.ts'
import { sendAll } from './send.ts'

/** When channels were busy: look again then. */
const BUSY_MS = 250
/** An answer that cannot be stored is kept this long, in case the store comes back. Milliseconds. */
const KEEP_ANSWER_MS = 6 * CLAIM_MS
const LONGEST_REST_MS = 2_000

type Results = ReadonlyMap<string, readonly Input[]>

/**
 * Gate and claim (durable), bytes, answer to the ledger, answer to the customer: in this order, for a batch.
 * What the answers set off may be due at once, so it goes round until nothing is left.
 */
export async function deliver(rt: Runtime, ids: readonly string[], lane: Lane): Promise<void> {
  let todo = [...ids]
  let results: Results = new Map()
  while (todo.length > 0) {
    const { done, elapsed } = await claim(rt, todo, results, lane === CROWD)
    if (done.claimed.length > 0) rt.reach('after-claim')
    const answered = done.claimed.length > 0 ? await sendAll(rt, done.claimed, elapsed) : new Map<string, Input[]>()
    results = merge(answered, results, done.left)
    todo = [...new Set([...results.keys(), ...done.owing])]
    if (done.later.length > 0) await rt.queue.hint(lane.deliver, done.later)
    const busy = done.due.filter((id) => !todo.includes(id))
    if (busy.length > 0) await rt.queue.hint(lane.deliver, busy, rt.clock.now() + BUSY_MS)
  }
}

/** Takes the turns; with answers in hand it is patient, for nobody else knows them. */
async function claim(rt: Runtime, ids: readonly string[], results: Results, sparing: boolean): Promise<{ done: Advanced; elapsed: () => number }> {
  const patience = rt.stopwatch()
  for (let restMs = 250; ; restMs = Math.min(2 * restMs, LONGEST_REST_MS)) {
    const elapsed = rt.stopwatch()
    try {
      return { done: await advance(rt, ids, { deliver: true, sparing, brief: true, results }), elapsed }
    } catch (error) {
      if (results.size === 0 || patience() > KEEP_ANSWER_MS) throw error
      rt.onError(error, ids)
      await rest(rt, restMs)
    }
  }
}

/** The new answers, and the old ones of customers whose turn could not be stored. */
function merge(answered: Map<string, Input[]>, before: Results, left: readonly string[]): Results {
  for (const id of left) {
    const kept = before.get(id)
    if (kept) answered.set(id, [...kept, ...(answered.get(id) ?? [])])
  }
  return answered
}

function rest(rt: Runtime, ms: number): Promise<void> {
  return new Promise((resolve) => void rt.clock.setTimer(rt.clock.now() + ms, resolve))
}
