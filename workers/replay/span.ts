import type { Customer, OutboxItem } from '../../engine/core/model/customer.ts'
import type { Need } from '../../engine/core/env.ts'
import type { Input } from '../../engine/core/model/input.ts'
import { liveThrough, type Provider } from '../../engine/core/simulate/index.ts'
import { newCustomer } from '../../engine/core/model/new-customer.ts'
import type { Store } from '../../engine/store/port.ts'
import type { Catalog } from '../catalog.ts'
import { createFactBox } from '../facts.ts'
import { handOff } from '../hand-off.ts'

export interface SpanPorts {
  store: Store
  catalog: Catalog
  provider: Provider
  nextOrdinal(): number
}

/** Customers loaded, lived and stored together. */
const BATCH = 500

/**
 * Takes a span of virtual time for everybody whom its inputs or their own timers concern. Customers do not touch each
 * other, so each lives through the whole span at once: one load and one save per customer, however much happened.
 * @returns how many inputs had an id that was there before: the same id is the same news, as it is when it is sent in
 */
export async function liveSpan(ports: SpanPorts, inputs: readonly Input[], until: number): Promise<number> {
  const repeats = new Set(await ports.store.inputs.record(inputs))
  const byCustomer = new Map<string, Input[]>()
  for (const [i, input] of inputs.entries()) {
    if (repeats.has(i)) continue
    const list = byCustomer.get(input.customerId)
    if (list) list.push(input)
    else byCustomer.set(input.customerId, [input])
  }
  const ids = [...byCustomer.keys()]
  for (let i = 0; i < ids.length; i += BATCH) await liveBatch(ports, ids.slice(i, i + BATCH), byCustomer, until)
  for (;;) {
    const due = await ports.store.customers.due(until, BATCH)
    if (due.length === 0) return repeats.size
    await liveBatch(ports, due, new Map(), until)
  }
}

async function liveBatch(
  ports: SpanPorts,
  ids: readonly string[],
  inputs: ReadonlyMap<string, Input[]>,
  until: number,
): Promise<void> {
  const { store } = ports
  const known = await store.customers.load(ids)
  const facts = createFactBox(store, ports.catalog)
  const done: Customer[] = []
  const items: OutboxItem[] = []
  let open = ids.map((id): [Customer, readonly Input[]] => {
    const own = inputs.get(id) ?? []
    return [known.get(id) ?? newCustomer(id, own[0]?.acceptedAt ?? until, ports.nextOrdinal()), own]
  })
  while (open.length > 0) {
    const env = await ports.catalog.env(facts)
    const needs: Need[] = []
    const again: typeof open = []
    for (const entry of open) {
      const life = liveThrough(entry[0], entry[1], until, env, ports.provider)
      if ('needs' in life) {
        needs.push(...life.needs)
        again.push(entry)
        continue
      }
      done.push(life.customer)
      items.push(...life.items)
    }
    if (needs.length > 0) await facts.fetch(needs)
    open = again
  }
  const lost = await store.customers.save(done)
  if (lost.size > 0) throw new Error('Somebody else works on this workspace; a replay needs it for itself.')
  await handOff(store, items, new Set())
}
