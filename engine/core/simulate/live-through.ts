import type { Env, Need } from '../env.ts'
import type { Customer, OutboxItem, Send } from '../model/customer.ts'
import type { CustomerEvent, Input, InputOf } from '../model/input.ts'
import { cloneJson } from '../turn/clone.ts'
import { eventOf } from '../turn/state.ts'
import { type ProviderAnswer, settle, takeTurn, type TurnResult } from '../turn/index.ts'

export interface Life {
  customer: Customer
  /** Ledger rows, tracked events and records of the span, in order of creation. */
  items: OutboxItem[]
  /** Steps run, for measuring. */
  turns: number
}

/** What a provider would answer; pure. */
export type Provider = (send: Send, now: number) => ProviderAnswer

const ALL_SLOTS = { take: () => true }

/**
 * Lives one customer through a span of virtual time: the same turns, gate and retries as in production, with the
 * provider's answers given by a function. Nothing is sent or stored. Replay, simulation and demo data rest on it.
 *
 * @param inputs of this customer, in order of acceptance, all within the span
 * @param until last instant, included; epoch milliseconds
 */
export function liveThrough(customer: Customer, inputs: readonly Input[], until: number, env: Env, provider: Provider): Life | { needs: Need[] } {
  const life: Life = { customer: cloneJson(customer), items: [], turns: 0 }
  const past = pastEvents(customer.id, inputs, env)
  const world: Env = { ...env, facts: { history: () => past.events(), code: env.facts.code, limit: env.facts.limit } }
  let next = 0
  for (;;) {
    const at = Math.min(inputs[next]?.acceptedAt ?? Infinity, life.customer.wakeAt ?? Infinity)
    if (at > until || at === Infinity) return life
    const now = Math.max(at, inputs[next - 1]?.acceptedAt ?? at)
    for (let input = inputs[next]; input && input.acceptedAt <= now; input = inputs[next]) {
      next += 1
      if (input.kind === 'event') past.add(input)
      const missing = settleAll(life, [input], now, now - 1, world, provider, past.add)
      if (missing) return missing
    }
    const missing = settleAll(life, [], now, now, world, provider, past.add)
    if (missing) return missing
  }
}

/** One turn, and further ones while deliveries are answered at once. */
function settleAll(
  life: Life, inputs: readonly Input[], now: number, due: number, env: Env, provider: Provider, remember: (input: InputOf<'event'>) => void,
): { needs: Need[] } | null {
  let fresh = inputs
  let results: Input[] = []
  for (;;) {
    const taken: TurnResult | { needs: Need[] } = takeTurn(life.customer, fresh, results, now, env, { slots: ALL_SLOTS, due, own: true, handsOff: true })
    if ('needs' in taken) return taken
    life.turns += 1
    life.customer = taken.customer
    life.items.push(...taken.customer.outbox)
    for (const item of taken.customer.outbox) if (item.type === 'input' && item.input.kind === 'event') remember(item.input)
    taken.customer.outbox = []
    taken.customer.applied = []
    fresh = []
    if (taken.claimed.length === 0) return null
    results = taken.claimed.map((send) => ({
      kind: 'result', id: `${send.id}-${send.attempts}`, customerId: send.customerId, acceptedAt: now, ordinal: 0,
      interactionId: send.id, attempt: send.attempts, ...settle(send, provider(send, now), now),
    }))
  }
}

/** Stored history without the events of this span, which are added as they happen. */
function pastEvents(customerId: string, inputs: readonly Input[], env: Env): { events(): readonly CustomerEvent[] | undefined; add(input: InputOf<'event'>): void } {
  const ahead = new Set(inputs.map((input) => input.id))
  const lived: CustomerEvent[] = []
  let before: CustomerEvent[] | undefined
  return {
    events() {
      before ??= env.facts.history(customerId)?.filter((event) => !ahead.has(event.id))
      return before && [...before, ...lived]
    },
    add: (input) => {
      lived.push(eventOf(input))
    },
  }
}
