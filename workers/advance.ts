import type { Customer, OutboxItem } from '../engine/core/model/customer.ts'
import type { Send } from '../engine/core/model/interaction.ts'
import type { Input } from '../engine/core/model/input.ts'
import { newCustomer } from '../engine/core/model/new-customer.ts'
import { CustomersTooLarge } from '../engine/store/errors.ts'
import { CUSTOMER_BYTES } from '../engine/store/port.ts'
import type { Span } from '../engine/tracing/port.ts'
import { lostAnswers } from './answers.ts'
import { handOff } from './hand-off.ts'
import type { Runtime } from './runtime.ts'
import { hintTimers } from './timers.ts'
import { traceTurns } from './traces.ts'
import { type Claiming, putAside, takeTurns, type Taken, type Turn } from './turns.ts'

export interface Advanced {
  /** Claims that are stored now: their bytes must leave at once, and only from here. */
  claimed: Send[]
  /** Customers with due interactions that were not claimed. */
  due: string[]
  /** Customers whose outbox waits to be handed off. */
  owing: string[]
  /** Customers whose turn could not be stored because the store failed, while others of the batch have claims that must go out. */
  left: string[]
  /** Customers who kept changing under a `brief` advance: they come again, behind the others. */
  later: string[]
  /** Those with claims and those of `owing`, as they are stored now. */
  stored: Map<string, Customer>
}

/** With `deliver`, what earlier commits left in the outbox is handed off as well. */
export interface AdvanceOptions extends Claiming {
  /** Nobody is waited for who keeps changing, unless results are to be told: the rest of the batch has to go on. */
  brief?: boolean
  /** Results of deliveries, by customer. */
  results?: ReadonlyMap<string, readonly Input[]>
  /**
   * Customers as an earlier turn of the same work stored them: they are not loaded. Should somebody else have moved them
   * since, the compare-and-set notices. Only for those of whom something is sure to be stored.
   */
  stored?: ReadonlyMap<string, Customer>
}

const MAX_ROUNDS = 50
const BRIEF_ROUNDS = 3
const FULL_OUTBOX = 100
/**
 * Inputs of one customer that one turn applies; whoever has more comes again, behind the others. Everybody else in the
 * process waits while a turn is taken.
 */
const INPUTS_PER_TURN = 20

/**
 * Load, take turns, store by compare-and-set: one find, one bulk write per batch, each customer on its own revision.
 * Whoever loses the compare-and-set is loaded and decided again; nothing of a lost turn has happened.
 */
export function advance(rt: Runtime, ids: readonly string[], options: AdvanceOptions = {}): Promise<Advanced> {
  const attributes = { 'perennial.customers': ids.length }
  const took = rt.stopwatch()
  return rt.tracing
    .run('advance', { attributes }, (batch) => takeRounds(rt, ids, options, batch))
    .finally(() => rt.observe.batch(took()))
}

async function takeRounds(
  rt: Runtime,
  ids: readonly string[],
  options: AdvanceOptions,
  batch: Span,
): Promise<Advanced> {
  const done: Advanced = { claimed: [], due: [], owing: [], left: [], later: [], stored: new Map() }
  // Whoever loses once is loaded.
  const stored = new Map(options.stored)
  let todo = [...new Set(ids)]
  try {
    for (let round = 0; todo.length > 0; round += 1) {
      if (round >= MAX_ROUNDS) throw new Error(`${todo.length} customers kept changing under ${MAX_ROUNDS} attempts.`)
      todo = await attempt(rt, todo, options, stored, done, batch)
      stored.clear()
      if (!options.brief || round + 1 < BRIEF_ROUNDS) continue
      const isAwaited = (id: string): boolean => options.results?.has(id) ?? false
      done.later.push(...todo.filter((id) => !isAwaited(id)))
      todo = todo.filter(isAwaited)
    }
  } catch (error) {
    // Claims that are stored go out whatever happens to the rest: nobody else will send them.
    if (done.claimed.length === 0) throw error
    rt.onError(error, todo)
    done.left.push(...todo)
  }
  return done
}

async function attempt(
  rt: Runtime,
  ids: readonly string[],
  options: AdvanceOptions,
  stored: ReadonlyMap<string, Customer>,
  done: Advanced,
  batch: Span,
): Promise<string[]> {
  // The order matters: customers first, then their inputs. Reversed, an input applied and forgotten in between
  // would be applied twice.
  const customers = await rt.store.customers.load(ids.filter((id) => !stored.has(id)))
  for (const [id, customer] of stored) customers.set(id, customer)
  const pending = await rt.store.inputs.pending(ids, INPUTS_PER_TURN)
  const lost = await lostAnswers(rt, customers.values())
  await markForgotten(rt, customers, pending)
  const left: OutboxItem[] = []
  const turns: Turn[] = []
  for (const id of ids) {
    const inputs = pending.get(id) ?? []
    const extra = [...(lost.get(id) ?? []), ...(options.results?.get(id) ?? [])]
    const known = customers.get(id)
    if (!known && inputs.length === 0) continue
    const customer = known ?? newCustomer(id, rt.clock.now(), rt.nextOrdinal())
    // A customer with very much news must not outrun the deliveries that empty the outbox: the document would only grow.
    if (options.deliver || customer.outbox.length >= FULL_OUTBOX) {
      left.push(...customer.outbox)
      turns.push({ before: { ...customer, outbox: [] }, cleared: customer.outbox.length > 0, inputs, extra })
    } else {
      turns.push({ before: customer, cleared: false, inputs, extra })
    }
  }
  const losers = await traceTurns(rt.tracing, batch, turns, async (traced) => {
    const results = await takeTurns(rt, traced, options)
    const lost = await commit(rt, results, left)
    await finishTurns(rt, results, lost, done)
    return lost
  })
  return [...losers]
}

/**
 * The list of applied inputs covers those that are read as pending. Where more are pending than one turn takes, one of them
 * may have been applied, not be marked, and not be among those read: it is marked before the list forgets it.
 */
async function markForgotten(
  rt: Runtime,
  customers: ReadonlyMap<string, Customer>,
  pending: ReadonlyMap<string, Input[]>,
): Promise<void> {
  const forgotten: string[] = []
  for (const [id, inputs] of pending) {
    if (inputs.length < INPUTS_PER_TURN) continue
    const read = new Set(inputs.map((input) => input.id))
    forgotten.push(...(customers.get(id)?.applied ?? []).filter((applied) => !read.has(applied)))
  }
  if (forgotten.length > 0) await rt.store.inputs.markApplied(forgotten)
}

const isStored = ({ turn, result }: Taken): boolean => result.changed || turn.cleared

/** @returns those who lost the compare-and-set */
async function commit(rt: Runtime, results: Taken[], left: readonly OutboxItem[]): Promise<Set<string>> {
  const release = (taken: readonly Taken[]): void => {
    for (const { result } of taken) for (const send of result.claimed) rt.providers.release(send)
  }
  try {
    const losers = await storeTurns(rt, results, left, CUSTOMER_BYTES.usual)
    release(results.filter((r) => losers.has(r.result.customer.id)))
    return losers
  } catch (error) {
    release(results)
    throw error
  }
}

/** Whoever has grown too large to be stored is set aside, in `results` too, so that the others of the batch are. */
async function storeTurns(
  rt: Runtime,
  results: Taken[],
  left: readonly OutboxItem[],
  most: number,
): Promise<Set<string>> {
  // What the customers still owed is handed off before the save that forgets it.
  await handOff(rt.store, left, new Set(results.flatMap((r) => r.result.claimed.map((send) => send.id))))
  const changed = results.filter(isStored).map((r) => r.result.customer)
  if (changed.length === 0) return new Set()
  try {
    const losers = await rt.store.customers.save(changed, most)
    rt.reach('after-commit')
    return losers
  } catch (error) {
    if (!(error instanceof CustomersTooLarge) || most === CUSTOMER_BYTES.ever) throw error
    rt.onError(error, [...error.ids])
    for (const [at, taken] of results.entries())
      if (error.ids.has(taken.turn.before.id)) results[at] = await putAside(rt, taken, error)
    // Rows of claims that were given up have not been handed off yet.
    return storeTurns(rt, results, left, CUSTOMER_BYTES.ever)
  }
}

async function finishTurns(
  rt: Runtime,
  results: readonly Taken[],
  losers: ReadonlySet<string>,
  done: Advanced,
): Promise<void> {
  const applied: string[] = []
  const more: string[] = []
  const timers: { id: string; at: number }[] = []
  const now = rt.clock.now()
  for (const taken of results) {
    const { turn, at, result } = taken
    const { id, wakeAt } = result.customer
    if (losers.has(id)) continue
    const wasDue = turn.before.wakeAt ?? Infinity
    if (wasDue <= now) rt.observe.lateness(now - wasDue)
    for (const input of turn.inputs) applied.push(input.id)
    if (turn.inputs.length >= INPUTS_PER_TURN) more.push(id)
    done.claimed.push(...result.claimed)
    if (result.due) done.due.push(id)
    if (result.customer.outbox.length > 0) done.owing.push(id)
    if (result.claimed.length > 0 || result.customer.outbox.length > 0) {
      done.stored.set(id, isStored(taken) ? { ...result.customer, rev: result.customer.rev + 1 } : result.customer)
    }
    // Whoever waits for an answer is stored again with it; should that be lost, the sweepers find the claim.
    if (result.claimed.length > 0) continue
    // Also what came due while the turn was stored.
    if (wakeAt !== null && wakeAt > at && wakeAt - now <= rt.horizonMs) timers.push({ id, at: wakeAt })
  }
  rt.observe.turns(results.length - losers.size)
  try {
    if (applied.length > 0) await rt.store.inputs.markApplied(applied)
  } catch (error) {
    // They are listed in the customers, so nothing is applied twice; the next turn marks them.
    rt.onError(error, [])
  }
  if (more.length > 0) await rt.queue.hint('advance', more)
  await hintTimers(rt, timers)
}
