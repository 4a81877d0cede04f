import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Store } from '../store/port.ts'

/** What this process did, and, asked at each scrape, how the workspace stands. */
export interface Metrics {
  request(route: string, status: number, seconds: number): void
  ingested(result: 'accepted' | 'duplicate' | 'rejected', count: number): void
  /** Customers' turns taken. */
  turns(count: number): void
  /** An answer of a provider: `accepted`, `failed`, `unknown`, `retry`. */
  sent(channel: string, status: string): void
  /** In the text format of Prometheus. */
  text(): Promise<string>
  readonly contentType: string
}

export interface MetricsPorts {
  store: Store
  queue?: { depth(): Promise<Record<string, { ready: number; active: number; delayed: number }>> }
  /** Memory, event loop and the like of this process as well. */
  process?: boolean
}

const BUCKETS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

export function createMetrics(ports: MetricsPorts): Metrics {
  const registry = new Registry()
  const registers = [registry]
  const requests = new Histogram({
    name: 'perennial_http_request_seconds',
    help: 'Time to answer HTTP requests, by route and status.',
    labelNames: ['route', 'status'],
    buckets: BUCKETS,
    registers,
  })
  const ingested = new Counter({
    name: 'perennial_ingest_items_total',
    help: 'Items sent in by clients, by what became of them.',
    labelNames: ['result'],
    registers,
  })
  const turns = new Counter({ name: 'perennial_turns_total', help: 'Turns of customers taken.', registers })
  const sends = new Counter({
    name: 'perennial_sends_total',
    help: 'Answers of providers, by channel and status.',
    labelNames: ['channel', 'status'],
    registers,
  })
  workspaceGauges(ports, registry)
  if (ports.process) collectDefaultMetrics({ register: registry })

  return {
    request: (route, status, seconds) => requests.observe({ route, status: String(status) }, seconds),
    ingested: (result, count) => ingested.inc({ result }, count),
    turns: (count) => turns.inc(count),
    sent: (channel, status) => sends.inc({ channel, status }),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}

/** Counting overdue customers stops here: whether it is ten thousand or a million, somebody has to look. */
const MOST_DUE = 10_000

function workspaceGauges({ store, queue }: MetricsPorts, registry: Registry): void {
  const gauge = (name: string, help: string, labelNames: string[], read: (gauge: Gauge) => Promise<void>): void => {
    new Gauge({
      name: `perennial_${name}`,
      help,
      labelNames,
      registers: [registry],
      async collect() {
        this.reset()
        await read(this)
      },
    })
  }
  gauge('customers', 'Customers known.', [], async (gauge) => gauge.set(await store.customers.count()))
  gauge('customers_due', `Customers whose instant has come, at most ${MOST_DUE}.`, [], async (gauge) =>
    gauge.set((await store.customers.due(await store.now(), MOST_DUE)).length),
  )
  gauge('interactions', 'The send ledger, by channel and status.', ['channel', 'status'], async (gauge) => {
    for (const { key, count } of await store.interactions.countBy(['channel', 'status'])) {
      gauge.set({ channel: key[0] ?? '', status: key[1] ?? '' }, count)
    }
  })
  if (!queue) return
  gauge('queue_hints', 'Hints in the queue, by kind and state.', ['kind', 'state'], async (gauge) => {
    for (const [kind, depth] of Object.entries(await queue.depth().catch(() => ({})))) {
      for (const [state, count] of Object.entries(depth)) gauge.set({ kind, state }, count)
    }
  })
}
