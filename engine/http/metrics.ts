import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import { workspaceGauges, type WorkspaceMetricsPorts } from './workspace-metrics.ts'

/** Calls to one provider channel as they stand: `open` = providers of it that get no calls because they failed. */
export interface ChannelLoad {
  channel: string
  inFlight: number
  open: number
}

/** What this process did. Labels are closed lists: routes, channels, words of ours; never an id. */
export interface Metrics {
  request(route: string, status: number, seconds: number): void
  ingested(result: (typeof RESULTS)[number], count: number): void
  /** Customers' turns taken. */
  turns(count: number): void
  /** A batch of customers loaded, decided and stored. Milliseconds. */
  batch(ms: number): void
  /** A look at the store, which is the same question every time. Milliseconds. */
  storeAnswered(ms: number): void
  /** How long after its instant a due customer had their turn. Milliseconds. */
  lateness(ms: number): void
  /** An answer of a provider: `accepted`, `failed`, `unknown`, `retry`; and how long it took, null where nobody was called. */
  sent(channel: string, status: string, ms: number | null): void
  /** A message waits although its instant has come: its provider fails, asked for a pause, or has had enough for now. */
  deferred(channel: string, cause: (typeof CAUSES)[number]): void
  /** A provider failed so often that it gets no calls for a while. */
  opened(channel: string): void
  /** A look of the sweeper, and how many customers it found whose hint was lost or late. */
  swept(found: number): void
  /** Work that threw; the log says what. */
  failed(): void
  /** Asked at each scrape. */
  watchChannels(read: () => readonly ChannelLoad[]): void
  /** How the workspace stands, asked of the store at each scrape: for one process of it, the API. */
  watchWorkspace(ports: WorkspaceMetricsPorts): void
  /** In the text format of Prometheus. */
  text(): Promise<string>
  readonly contentType: string
}

const REQUEST = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]
const LATENESS = [0.1, 0.5, 1, 2, 5, 10, 15, 30, 60, 300, 1800]
const STATUSES = ['accepted', 'failed', 'unknown', 'retry'] as const
const CAUSES = ['breaker', 'retry-after', 'rate'] as const
const RESULTS = ['accepted', 'duplicate', 'rejected'] as const
const SEND = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120]

/** @param options.process memory, event loop and the like of this process as well */
export function createMetrics(options: { process?: boolean } = {}): Metrics {
  const registry = new Registry()
  const counter = <L extends string>(name: string, help: string, labelNames: L[] = []): Counter<L> =>
    new Counter({ name: `perennial_${name}`, help, labelNames, registers: [registry] })
  const histogram = <L extends string>(name: string, help: string, buckets: number[], labelNames: L[] = []) =>
    new Histogram<L>({ name: `perennial_${name}`, help, buckets, labelNames, registers: [registry] })

  const requests = histogram('http_request_seconds', 'Time to answer HTTP requests, by route and status.', REQUEST, [
    'route',
    'status',
  ])
  const ingested = counter('ingest_items_total', 'Items sent in by clients, by what became of them.', ['result'])
  const turns = counter('turns_total', 'Turns of customers taken.')
  const lateness = histogram(
    'turn_lateness_seconds',
    'Time from the instant a customer was due to their turn.',
    LATENESS,
  )
  const batches = histogram('turn_batch_seconds', 'Time to load, decide and store a batch of customers.', REQUEST)
  const stores = histogram('store_answer_seconds', 'Time the store took to answer the same question.', REQUEST)
  const sends = counter('sends_total', 'Answers of providers, by channel and status.', ['channel', 'status'])
  const answers = histogram('send_seconds', 'Time providers took to answer, by channel.', SEND, ['channel'])
  const deferrals = counter(
    'sends_deferred_total',
    'Messages put off because of their provider, by channel and cause.',
    ['channel', 'cause'],
  )
  const openings = counter('breaker_openings_total', 'Providers cut off after failing in a row, by channel.', [
    'channel',
  ])
  const found = counter('sweep_found_total', 'Customers found by the sweeper: their hint was lost or late.')
  const sweeps = counter('sweeps_total', 'Looks of the sweeper. One that stops is a worker that hangs.')
  const errors = counter('work_errors_total', 'Work that threw; the log says what.')
  for (const result of RESULTS) ingested.inc({ result }, 0)
  if (options.process) collectDefaultMetrics({ register: registry })

  return {
    request: (route, status, seconds) => requests.observe({ route, status: String(status) }, seconds),
    ingested: (result, count) => ingested.inc({ result }, count),
    turns: (count) => turns.inc(count),
    batch: (ms) => batches.observe(ms / 1000),
    storeAnswered: (ms) => stores.observe(ms / 1000),
    lateness: (ms) => lateness.observe(ms / 1000),
    sent(channel, status, ms) {
      sends.inc({ channel, status })
      if (ms !== null) answers.observe({ channel }, ms / 1000)
    },
    deferred: (channel, cause) => deferrals.inc({ channel, cause }),
    opened: (channel) => openings.inc({ channel }),
    swept(count) {
      sweeps.inc()
      found.inc(count)
    },
    failed: () => errors.inc(),
    watchChannels(read) {
      // What is not there yet has no increase: the first message that fails would be missed by whoever watches.
      for (const { channel } of read()) {
        for (const status of STATUSES) sends.inc({ channel, status }, 0)
        for (const cause of CAUSES) deferrals.inc({ channel, cause }, 0)
        openings.inc({ channel }, 0)
      }
      channelGauges(read, registry)
    },
    watchWorkspace: (ports) => workspaceGauges(ports, registry),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}

function channelGauges(read: () => readonly ChannelLoad[], registry: Registry): void {
  const gauge = (name: string, help: string, value: (load: ChannelLoad) => number): void => {
    new Gauge({
      name: `perennial_${name}`,
      help,
      labelNames: ['channel'],
      registers: [registry],
      collect() {
        for (const load of read()) this.set({ channel: load.channel }, value(load))
      },
    })
  }
  gauge('sends_in_flight', 'Calls to providers under way, by channel.', ({ inFlight }) => inFlight)
  gauge('breakers_open', 'Providers that get no calls because they failed, by channel.', ({ open }) => open)
}
