import type { Env, Need } from '../env.ts'
import type { Customer, OutboxItem } from '../model/customer.ts'
import type { Send } from '../model/interaction.ts'
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

/** What one turn brought about: the customer after it, and what they handed off in it. */
export interface News {
  customer: Customer
  items: readonly OutboxItem[]
  now: number
}

/** What the customer will do because of it: inputs accepted later than `now`. A function of the news alone, or runs differ. */
export type Respond = (news: News) => readonly Input[]

const ALL_SLOTS = { take: () => true }

/**
 * Lives one customer through a span of virtual time: the same turns, gate and retries as in production, with the
 * provider's answers given by a function. Nothing is sent or stored. Replay, simulation and demo data rest on it.
 *
 * @param inputs of this customer, in order of acceptance, all within the span
 * @param until last instant, included; epoch milliseconds
 * @param respond what else the customer does on the way; what lies after `until` is dropped
 */
export function liveThrough(
  customer: Customer,
  inputs: readonly Input[],
  until: number,
  env: Env,
  provider: Provider,
  respond?: Respond,
): Life | { needs: Need[] } {
  const life: Life = { customer: cloneJson(customer), items: [], turns: 0 }
  const past = pastEvents(customer.id, inputs, env)
  const ahead = [...inputs]
  const world: World = {
    env: { ...env, facts: { history: () => past.events(), code: env.facts.code, limit: env.facts.limit } },
    provider,
    remember: past.add,
    tell: (news) => respond?.(news).forEach((input) => insert(ahead, input)),
  }
  let next = 0
  for (;;) {
    const at = Math.min(ahead[next]?.acceptedAt ?? Infinity, life.customer.wakeAt ?? Infinity)
    if (at > until || at === Infinity) return life
    const now = Math.max(at, ahead[next - 1]?.acceptedAt ?? at)
    for (let input = ahead[next]; input && input.acceptedAt <= now; input = ahead[next]) {
      next += 1
      if (input.kind === 'event') past.add(input)
      const missing = settleAll(life, [input], now, now - 1, world)
      if (missing) return missing
    }
    const missing = settleAll(life, [], now, now, world)
    if (missing) return missing
  }
}

interface World {
  env: Env
  provider: Provider
  remember(input: InputOf<'event'>): void
  tell(news: News): void
}

/** One turn, and further ones while deliveries are answered at once. */
function settleAll(
  life: Life,
  inputs: readonly Input[],
  now: number,
  due: number,
  world: World,
): { needs: Need[] } | null {
  let fresh = inputs
  let results: Input[] = []
  for (;;) {
    const taken: TurnResult | { needs: Need[] } = takeTurn(life.customer, fresh, results, now, world.env, {
      slots: ALL_SLOTS,
      due,
      own: true,
      handsOff: true,
    })
    if ('needs' in taken) return taken
    const items = taken.customer.outbox
    life.turns += 1
    life.customer = taken.customer
    life.items.push(...items)
    for (const item of items) if (item.type === 'input' && item.input.kind === 'event') world.remember(item.input)
    taken.customer.outbox = []
    taken.customer.applied = []
    world.tell({ customer: taken.customer, items, now })
    fresh = []
    if (taken.claimed.length === 0) return null
    results = taken.claimed.map((send) => ({
      kind: 'result',
      id: `${send.id}-${send.attempts}`,
      customerId: send.customerId,
      acceptedAt: now,
      ordinal: 0,
      interactionId: send.id,
      attempt: send.attempts,
      ...settle(send, world.provider(send, now), now),
    }))
  }
}

/** Behind everything accepted at or before its instant. */
function insert(ahead: Input[], input: Input): void {
  let place = ahead.length
  while (place > 0 && (ahead[place - 1] as Input).acceptedAt > input.acceptedAt) place -= 1
  ahead.splice(place, 0, input)
}

/** Stored history without the events of this span, which are added as they happen. */
function pastEvents(
  customerId: string,
  inputs: readonly Input[],
  env: Env,
): { events(): readonly CustomerEvent[] | undefined; add(input: InputOf<'event'>): void } {
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
