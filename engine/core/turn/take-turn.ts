import { MissingFact, type Env, type Need } from '../env.ts'
import type { Customer } from '../model/customer.ts'
import type { Send } from '../model/interaction.ts'
import type { Input } from '../model/input.ts'
import { runAgenda } from './agenda.ts'
import { archive } from './archive.ts'
import { catchUp, isBehind } from './catch-up.ts'
import { claimDue, type Slots } from './claim.ts'
import { draftOf } from './draft.ts'
import type { Turn } from './state.ts'
import { hasDueSends, nextWake } from './wake.ts'

export interface TurnResult {
  customer: Customer
  /** false = nothing to store. */
  changed: boolean
  /** Interactions claimed in this turn: durable once the customer is stored, then to be sent at once. */
  claimed: Send[]
  /** Interactions are due that were not claimed in this turn. */
  due: boolean
}

export interface TurnOptions {
  /** How many interactions of a channel may be claimed now; none without it. */
  slots?: Slots
  /** Run timers due by this instant instead of by `now`. */
  due?: number
  /** Work on the given document itself instead of a copy; it is spoilt if a fact is missing. */
  own?: boolean
  /** The caller hands the outbox off itself, so it is no reason to wake. */
  handsOff?: boolean
}

/**
 * Takes one turn of one customer: applies `inputs` and everything due at `now`, in order (O1), up to the next wait of
 * every enrollment. Pure: the given customer is not touched, the result is a new document for a compare-and-set.
 * `needs` asks for facts; fetch them and take the same turn again.
 *
 * @param inputs accepted inputs still pending in the store, in order of acceptance; those the customer has already applied are skipped
 * @param extra inputs that are not stored as pending (results of deliveries); harmless to repeat
 */
export function takeTurn(
  customer: Customer,
  inputs: readonly Input[],
  extra: readonly Input[],
  now: number,
  env: Env,
  options: TurnOptions = {},
): TurnResult | { needs: Need[] } {
  const turn = openTurn(options.own ? customer : draftOf(customer), now, options.due ?? now, env)
  const todo = inputs.filter((input) => !customer.applied.includes(input.id))
  for (const input of todo) turn.unapplied.add(input.id)
  try {
    catchUp(turn)
    runAgenda(turn, [...todo, ...extra])
    // A move that had to wait for the answer to a message can be followed now.
    if (isBehind(turn)) {
      catchUp(turn)
      runAgenda(turn, [])
    }
    const claimed = options.slots ? claimDue(turn, options.slots) : []
    archive(turn)
    const draft = turn.customer
    draft.applied = inputs.map((input) => input.id)
    const wakeAt = nextWake(turn, options.handsOff ?? false)
    const changed =
      turn.changed || todo.length > 0 || wakeAt !== customer.wakeAt || draft.recheckAt !== customer.recheckAt
    draft.wakeAt = wakeAt
    return { customer: draft, changed, claimed, due: hasDueSends(turn) }
  } catch (error) {
    if (error instanceof MissingFact) return { needs: [error.need] }
    throw error
  }
}

export function openTurn(customer: Customer, now: number, due: number, env: Env): Turn {
  return {
    env,
    customer,
    now,
    due,
    changed: false,
    tick: 0,
    movedAt: new Map(),
    stepsRun: 0,
    depth: 0,
    at: now,
    ordinal: 0,
    tracked: 0,
    order: 0,
    traceparent: undefined,
    unapplied: new Set(),
    fresh: [],
    history: null,
    skipping: new Set(),
    overdue: [],
  }
}
