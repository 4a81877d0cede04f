import { Gauge, type Registry } from 'prom-client'
import type { QueueDepth } from '../queue/port.ts'
import type { Store } from '../store/port.ts'
import { asked } from './store-away.ts'

export interface WorkspaceMetricsPorts {
  store: Store
  /** Epoch milliseconds. */
  now(): number
  queue?: { depth(): Promise<Record<string, QueueDepth>> }
}

/** Counting what is overdue stops here: whether it is ten thousand or a million, somebody has to look. */
const MOST = 10_000
/** Input that is not applied by then is late. */
const STALE_MS = 10_000
/** A process that has said nothing for this long is gone. */
const SILENT_MS = 15_000

/** Whether a process lives that last spoke then; in the future it did so before the clock was set back. */
export const isHeardOf = (seenAt: number, now: number): boolean => Math.abs(now - seenAt) < SILENT_MS

/** How the workspace stands, asked of the store and the queue at each scrape. What one of them cannot answer is absent. */
export function workspaceGauges({ store, now, queue }: WorkspaceMetricsPorts, registry: Registry): void {
  const gauge = <L extends string>(
    name: string,
    help: string,
    labelNames: L[],
    read: (gauge: Gauge<L>) => Promise<void>,
  ) => {
    new Gauge<L>({
      name: `perennial_${name}`,
      help,
      labelNames,
      registers: [registry],
      async collect() {
        if (labelNames.length > 0) this.reset()
        else this.remove()
        // A scrape has to succeed above all when something does not: that is when it is looked at.
        await asked(read(this)).catch(() => undefined)
      },
    })
  }
  const ledger = seldom(now, () => store.interactions.countBy(['channel', 'status']))

  gauge('customers', 'Customers known.', [], async (gauge) => gauge.set(await store.customers.count()))
  gauge('customers_due', `Customers whose instant has come, at most ${MOST}.`, [], async (gauge) =>
    gauge.set((await store.customers.due(now(), MOST)).length),
  )
  gauge('due_lag_seconds', 'How long the customer who waits longest has been due.', [], async (gauge) =>
    gauge.set(Math.max(0, now() - ((await store.customers.nextWake()) ?? Infinity)) / 1000),
  )
  gauge('customers_parked', `Customers with a parked enrollment, at most ${MOST}.`, [], async (gauge) =>
    gauge.set(await store.customers.countAt({ status: 'parked' }, MOST)),
  )
  gauge(
    'inputs_late_customers',
    `Customers with input older than 10 s that is not applied, at most ${MOST}.`,
    [],
    async (gauge) => gauge.set((await store.inputs.stale(now() - STALE_MS, MOST)).length),
  )
  gauge('interactions', 'The send ledger, by channel and status.', ['channel', 'status'], async (gauge) => {
    for (const { key, count } of await ledger()) gauge.set({ channel: key[0] ?? '', status: key[1] ?? '' }, count)
  })
  gauge('messages_unknown', 'Messages of which nobody knows whether they went out.', [], async (gauge) =>
    gauge.set((await ledger()).reduce((sum, { key, count }) => sum + (key[1] === 'unknown' ? count : 0), 0)),
  )
  gauge('coupon_codes_left', 'Codes left in each pool.', ['pool'], async (gauge) => {
    for (const { id, left } of await store.claims.pools()) gauge.set({ pool: id }, left)
  })
  gauge('paused', '1 while an operator holds everything.', [], async (gauge) =>
    gauge.set((await store.settings.pause()) === null ? 0 : 1),
  )
  gauge(
    'processes',
    'Processes that were heard of in the last 15 s, by role and state.',
    ['role', 'state'],
    async (gauge) => {
      for (const { role, seenAt, report } of await store.processes.list()) {
        if (isHeardOf(seenAt, now())) gauge.inc({ role, state: report.state })
      }
    },
  )
  if (!queue) return
  gauge('queue_up', '1 while the queue can be reached.', [], async (gauge) =>
    gauge.set(
      await queue.depth().then(
        () => 1,
        () => 0,
      ),
    ),
  )
  gauge('queue_hints', 'Hints in the queue, by kind and state.', ['kind', 'state'], async (gauge) => {
    for (const [kind, depth] of Object.entries(await queue.depth())) {
      for (const [state, count] of Object.entries(depth)) gauge.set({ kind, state }, count)
    }
  })
}

/** Counting may take this share of the time at most: the slower it is, the longer its result is kept. */
const SHARE = 0.1

/** Counts when asked, and otherwise says what it last counted. @param now a clock that counts milliseconds */
export function seldom<T>(now: () => number, count: () => Promise<T>): () => Promise<T> {
  let until = -Infinity
  let known: Promise<T>
  return () => {
    const began = now()
    if (began < until) return known
    until = Infinity
    known = count()
    known.then(
      () => (until = now() + (now() - began) / SHARE),
      () => (until = -Infinity),
    )
    return known
  }
}
