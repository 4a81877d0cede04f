import { counted } from '../../core/counted.ts'
import type { QueueDepth } from '../../queue/port.ts'
import type { Pressure } from '../ports.ts'
import type { ProcessRecord, TroubledProvider, WorkspacePause } from '../../store/port.ts'
import type { Services } from '../services.ts'
import { isHeardOf } from '../workspace-metrics.ts'

/** How the workspace stands. Instants are epoch milliseconds. */
export interface Health {
  asOf: number
  pause: WorkspacePause | null
  pressure: Pressure
  /** Milliseconds the store took to answer. */
  storeMs: number
  /** Null = the queue cannot be reached; hints by kind and state. */
  queue: Record<string, QueueDepth> | null
  /** Customers whose instant has come, and how long ago the earliest came. Seconds. */
  due: { customers: number; lag: number }
  /** Customers with accepted input that nobody has applied for ten seconds. */
  lateInputs: number
  /** Customers inside journeys, and those with a parked enrollment. */
  active: number
  parked: number
  interactions: Record<string, number>
  processes: ProcessRecord[]
  troubled: (TroubledProvider & { process: string })[]
}

/** Nothing is counted further than this. */
export const MOST = 100_000
const MOST_DUE = 10_000
const LATE_MS = 10_000

export async function readHealth({ store, queue, clock, pressure, ledger }: Services): Promise<Health> {
  const began = performance.now()
  const pause = await store.settings.pause()
  const storeMs = performance.now() - began
  const now = clock.now()
  const [hints, due, first, late, active, parked, counts, known] = await Promise.all([
    queue ? queue.depth().catch(() => null) : null,
    store.customers.due(now, MOST_DUE),
    store.customers.nextWake(),
    store.inputs.stale(now - LATE_MS, MOST_DUE),
    store.customers.countAt({ status: 'active' }, MOST),
    store.customers.countAt({ status: 'parked' }, MOST),
    ledger(),
    store.processes.list(),
  ])
  const processes = known.filter(({ seenAt }) => isHeardOf(seenAt, now))
  const interactions: Record<string, number> = {}
  for (const { key, count } of counts) {
    const [, status = ''] = key
    interactions[status] = (interactions[status] ?? 0) + count
  }
  return {
    asOf: now,
    pause,
    pressure: pressure(),
    storeMs: Math.round(storeMs),
    queue: hints,
    due: { customers: due.length, lag: Math.max(0, now - (first ?? Infinity)) / 1000 },
    lateInputs: late.length,
    active,
    parked,
    interactions,
    processes,
    troubled: processes.flatMap(({ id, report }) => report.troubled.map((one) => ({ ...one, process: id }))),
  }
}

export interface Finding {
  code: string
  /** `error`: something does not work now. `warning`: somebody should look. */
  severity: 'error' | 'warning'
  message: string
}

/** Due work that nobody has taken up for so long is late: any single fault heals faster. Seconds. */
const LATE_S = 15
const SWEEP_MS = 30_000

/** What is not as it should be, worst first. Pure. */
export function findingsOf(health: Health): Finding[] {
  const { asOf, pause, pressure, queue, due, lateInputs, parked, interactions, processes, troubled } = health
  const found: Finding[] = []
  const add = (severity: Finding['severity'], code: string, message: string): void => {
    found.push({ code, severity, message })
  }
  const workers = processes.filter(({ role }) => role !== 'api')
  const working = workers.filter(({ report }) => report.state === 'working')
  // Where nothing can be written no process can say that it lives.
  if (pressure.level === 'full') add('error', 'pressure', `Clients are refused: ${pressure.reason}`)
  else if (workers.length === 0) add('error', 'no-worker', 'No worker process is running: nothing moves. Start one.')
  else if (working.length === 0 && !pause)
    add('error', 'all-drained', 'Every worker is drained: nothing moves. Start others, or undrain.')
  if (queue === null)
    add(
      'error',
      'queue-down',
      'The queue cannot be reached, or is full. All goes on, slowly, by sweeping. Bring Redis back.',
    )
  if (!pause && due.lag > LATE_S) {
    add(
      'error',
      'behind',
      `Somebody has been due for ${Math.round(due.lag)} s. Workers are missing, stuck, or have more work than they can do.`,
    )
  }
  if (!pause && lateInputs > 0)
    add(
      'error',
      'input-late',
      `${counted(lateInputs, 'customer has', 'customers have')} input that nobody has applied for more than 10 s.`,
    )
  for (const { id, report } of working) {
    const silent = asOf - (report.sweptAt ?? asOf)
    if (silent > SWEEP_MS)
      add('error', 'no-sweep', `${id} has not swept for ${Math.round(silent / 1000)} s. Restart it.`)
  }
  if (pressure.level === 'busy') add('error', 'pressure', `Clients are refused: ${pressure.reason}`)
  for (const { provider, state, detail, process } of troubled) {
    if (state === 'held') add('warning', 'provider-held', `${provider} asked ${process} for a pause (${detail}).`)
    else add('error', 'provider-down', `${provider} fails in ${process}: ${detail}`)
  }
  if (pause) add('warning', 'paused', `Everything is paused: ${pause.reason}`)
  const unknown = interactions.unknown ?? 0
  if (unknown > 0)
    add('warning', 'unknown', `${counted(unknown, 'message')} may or may not have gone out. See them with: ops unknown`)
  if (parked > 0)
    add('warning', 'parked', `${counted(parked, 'customer is', 'customers are')} parked. See them with: ops parked`)
  return found.sort((a, b) => (a.severity === b.severity ? 0 : a.severity === 'error' ? -1 : 1))
}
