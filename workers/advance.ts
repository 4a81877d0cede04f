import { takeTurn, type TurnResult } from '../engine/core/turn/index.ts'
import type { Need } from '../engine/core/env.ts'
import type { Customer, OutboxItem, Send } from '../engine/core/model/customer.ts'
import type { Input } from '../engine/core/model/input.ts'
import { lostAnswers } from './answers.ts'
import { newCustomer } from '../engine/ingest/customer.ts'
import { createFactBox, type FactBox } from './facts.ts'
import { handOff } from './hand-off.ts'
import type { Runtime } from './runtime.ts'

export interface Advanced {
  /** Claims that are stored now: their bytes must leave at once, and only from here. */
  claimed: Send[]
  /** Customers with due interactions that were not claimed. */
  due: string[]
  /** Customers whose outbox waits to be handed off. */
  owing: string[]
}

export interface AdvanceOptions {
  /** Claim due interactions, as far as channels have slots, and hand off what earlier commits left in the outbox. */
  deliver?: boolean
  /** Results of deliveries, by customer. */
  results?: ReadonlyMap<string, readonly Input[]>
}

const MAX_ROUNDS = 50

/**
 * Load, take turns, store by compare-and-set: one find, one bulk write per batch, each customer on its own revision.
 * Whoever loses the compare-and-set is loaded and decided again; nothing of a lost turn has happened.
 */
export async function advance(rt: Runtime, ids: readonly string[], options: AdvanceOptions = {}): Promise<Advanced> {
  const done: Advanced = { claimed: [], due: [], owing: [] }
  let todo = [...new Set(ids)]
  for (let round = 0; todo.length > 0; round += 1) {
    if (round >= MAX_ROUNDS) throw new Error(`${todo.length} customers kept changing under ${MAX_ROUNDS} attempts.`)
    todo = await attempt(rt, todo, options, done)
  }
  return done
}

async function attempt(rt: Runtime, ids: readonly string[], options: AdvanceOptions, done: Advanced): Promise<string[]> {
  // The order matters: customers first, then their inputs. Reversed, an input applied and forgotten in between
  // would be applied twice.
  const customers = await rt.store.customers.load(ids)
  const pending = await rt.store.inputs.pending(ids)
  const lost = await lostAnswers(rt, customers.values())
  const facts = createFactBox(rt.store, rt.catalog)
  const left: OutboxItem[] = []
  const turns: Turn[] = []
  for (const id of ids) {
    const inputs = pending.get(id) ?? []
    const extra = [...(lost.get(id) ?? []), ...(options.results?.get(id) ?? [])]
    const known = customers.get(id)
    if (!known && inputs.length === 0) continue
    const customer = known ?? newCustomer(id, rt.clock.now(), rt.nextOrdinal())
    if (options.deliver) {
      left.push(...customer.outbox)
      turns.push({ before: { ...customer, outbox: [] }, cleared: customer.outbox.length > 0, inputs, extra })
    } else {
      turns.push({ before: customer, cleared: false, inputs, extra })
    }
  }
  const results = await takeTurns(rt, turns, facts, options)
  // What the customers still owed is handed off before the save that forgets it.
  await handOff(rt.store, left, new Set(results.flatMap((r) => r.result.claimed.map((send) => send.id))))
  const changed = results.filter((r) => r.result.changed || r.turn.cleared)
  const losers = changed.length > 0 ? await rt.store.customers.save(changed.map((r) => r.result.customer)) : new Set<string>()
  if (changed.length > 0) rt.reach('after-commit')
  await finishTurns(rt, results, losers, done)
  for (const { result } of results) {
    if (losers.has(result.customer.id)) for (const send of result.claimed) rt.slots.release(send.channel)
  }
  return [...losers]
}

interface Turn {
  before: Customer
  cleared: boolean
  inputs: readonly Input[]
  extra: readonly Input[]
}

async function takeTurns(rt: Runtime, turns: readonly Turn[], facts: FactBox, options: AdvanceOptions): Promise<{ turn: Turn; result: TurnResult }[]> {
  const results: { turn: Turn; result: TurnResult }[] = []
  let open = [...turns]
  while (open.length > 0) {
    const env = await rt.catalog.env(facts)
    const needs: Need[] = []
    const again: Turn[] = []
    for (const turn of open) {
      const slots = options.deliver ? tracked(rt) : null
      try {
        const taken = takeTurn(turn.before, turn.inputs, turn.extra, rt.clock.now(), env, {
          due: rt.due(),
          ...(slots ? { slots } : {}),
        })
        if ('needs' in taken) {
          slots?.giveBack()
          needs.push(...taken.needs)
          again.push(turn)
        } else {
          results.push({ turn, result: taken })
        }
      } catch (error) {
        // One customer that cannot be decided must not hold up the others of the batch.
        slots?.giveBack()
        rt.onError(error, [turn.before.id])
      }
    }
    if (needs.length > 0) await facts.fetch(needs)
    open = again
  }
  return results
}

async function finishTurns(rt: Runtime, results: readonly { turn: Turn; result: TurnResult }[], losers: ReadonlySet<string>, done: Advanced): Promise<void> {
  const applied: string[] = []
  const timers: { id: string; at: number }[] = []
  const now = rt.clock.now()
  for (const { turn, result } of results) {
    const { id, wakeAt } = result.customer
    if (losers.has(id)) continue
    for (const input of turn.inputs) applied.push(input.id)
    done.claimed.push(...result.claimed)
    if (result.due) done.due.push(id)
    if (result.customer.outbox.length > 0) done.owing.push(id)
    if (wakeAt !== null && wakeAt > now && wakeAt - now <= rt.horizonMs) timers.push({ id, at: wakeAt })
  }
  rt.observe.turns(results.length - losers.size)
  if (applied.length > 0) await rt.store.inputs.markApplied(applied)
  await hintTimers(rt, timers)
}

/** Near timers go to the queue, those of one instant together. */
async function hintTimers(rt: Runtime, timers: readonly { id: string; at: number }[]): Promise<void> {
  const byInstant = new Map<number, string[]>()
  for (const { id, at } of timers) {
    const ids = byInstant.get(at)
    if (ids) ids.push(id)
    else byInstant.set(at, [id])
  }
  for (const [at, ids] of byInstant) await rt.queue.hint('advance', ids, at)
}

function tracked(rt: Runtime): { take(channel: string): boolean; giveBack(): void } {
  const taken: string[] = []
  return {
    take(channel) {
      const free = rt.slots.take(channel)
      if (free) taken.push(channel)
      return free
    },
    giveBack() {
      for (const channel of taken.splice(0)) rt.slots.release(channel)
    },
  }
}
