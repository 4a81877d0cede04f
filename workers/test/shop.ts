import { onTestFinished } from 'vitest'
import type { Channel } from '../../engine/channels/index.ts'
import { createIngest, type Ingest } from '../../engine/ingest/index.ts'
import { publishJourney } from '../../engine/journeys/index.ts'
import { coreRegistry } from '../../engine/core/steps/index.ts'
import { newCustomer } from '../../engine/core/model/new-customer.ts'
import { createMemoryQueue, systemClock } from '../../engine/queue/index.ts'
import { connectStore } from '../../engine/store/index.ts'
import { untraced } from '../../engine/tracing/port.ts'
import { createCatalog } from '../catalog.ts'
import { startConsumers } from '../consume.ts'
import { journeyOf, mail, onEvent } from '../faults/reference.ts'
import { LIMITLESS } from '../providers/index.ts'
import { createStopwatch, type Runtime, UNOBSERVED } from '../runtime.ts'

const hello = journeyOf('hello', [onEvent('Hi', 'always'), mail('hello')])
const count = journeyOf('count', [
  onEvent('Ping', 'always'),
  { id: 'add', type: 'update', config: { increment: { pings: 1 } } },
])
const offer = journeyOf('offer', [
  onEvent('Listed'),
  { id: 'wait', type: 'wait', config: { for: 'PT1H' } },
  mail('offer'),
])
/** Counts as far as one rendering may, and fails. */
const bad = journeyOf('bad', [
  onEvent('Bad'),
  mail('endless', {
    content: { subject: 'x', text: '{% for a in (1..9999) %}{% for b in (1..9999) %}{{ b }}{% endfor %}{% endfor %}' },
  }),
])

export interface Shop {
  rt: Runtime
  ingest: Ingest
  /** Customers in the order in which mails went to them. */
  mailed: string[]
  work(): void
  say(customerId: string, name: string, times?: number): Promise<void>
  skip(ms: number): void
}

let messages = 0

/** The workers on a file of their own, by real time that can be put forward, with a mailbox that takes everything. */
export async function openShop(): Promise<Shop> {
  const store = await connectStore({ file: ':memory:', sync: 'normal' })
  const system = systemClock()
  let ahead = 0
  const clock = { ...system, now: () => system.now() + ahead }
  const queue = createMemoryQueue({ clock })
  const registry = coreRegistry()
  const mailed: string[] = []
  const email: Channel = {
    name: 'email',
    async send({ customerId }) {
      mailed.push(customerId)
      return { answer: 'accept' }
    },
  }
  for (const journey of [hello, count, offer, bad])
    await publishJourney({ store, registry, now: clock.now, broadcast: () => {} }, journey)
  let ordinal = 0
  const rt: Runtime = {
    store,
    queue,
    clock,
    channels: new Map([['email', email]]),
    catalog: createCatalog({
      store,
      registry,
      monotonic: () => performance.now(),
      link: () => 'https://example.test/',
    }),
    providers: LIMITLESS,
    horizonMs: 15 * 60_000,
    due: clock.now,
    reach: () => {},
    stopwatch: createStopwatch(clock),
    unsubscribeUrl: () => 'https://example.test/u',
    observe: UNOBSERVED,
    tracing: untraced,
    onError(error) {
      throw error
    },
    nextOrdinal: () => ordinal++,
  }
  const ingest = createIngest({ store, queue, now: clock.now, advance: async () => {} })
  let consumers: ReturnType<typeof startConsumers> | undefined
  onTestFinished(async () => {
    await consumers?.stop()
    await queue.close({ force: true })
    await store.close()
  })
  return {
    rt,
    ingest,
    mailed,
    work() {
      consumers = startConsumers(rt, { concurrency: 8, batch: 200 })
    },
    async say(customerId, name, times = 1) {
      const reports = Array.from({ length: times }, () => {
        const body = { kind: 'event' as const, name, properties: {}, timestamp: clock.now() }
        return { id: `m-${(messages += 1)}`, customerId, body }
      })
      await ingest.accept(reports)
    },
    skip(ms) {
      ahead += ms
    },
  }
}

export async function know({ rt }: Shop, ids: readonly string[]): Promise<void> {
  const customers = ids.map((id, n) => {
    return { ...newCustomer(id, rt.clock.now(), n), traits: { email: `${id}@x.test` }, consent: { email: ['news'] } }
  })
  await rt.store.customers.save(customers)
}
