import type { Logger } from 'pino'
import {
  type Bodies,
  createBodies,
  createChannels,
  readToken,
  signToken,
  signUnsubscribe,
} from '../engine/channels/index.ts'
import { createIngest, createNames, type Ingest, type Names } from '../engine/ingest/index.ts'
import type { JourneyPorts } from '../engine/journeys/index.ts'
import { createQueue, systemClock } from '../engine/queue/index.ts'
import { connectStore } from '../engine/store/index.ts'
import { type Tracing, untraced } from '../engine/tracing/port.ts'
import { createMetrics, type Metrics } from '../engine/http/metrics.ts'
import { advance } from './advance.ts'
import { continueBroadcasts } from './broadcast.ts'
import { createCatalog } from './catalog.ts'
import { createLog } from './log.ts'
import { type ChannelLimits, createProviders } from './providers/index.ts'
import { createStopwatch, type Runtime } from './runtime.ts'
import type { Settings } from './settings.ts'
import { workspaceRegistry } from './step-types.ts'

/** Timers due within a quarter of an hour go to the queue. */
const HORIZON_MS = 15 * 60_000

/** Everything one process needs, whatever parts of it run here. */
export interface Workspace {
  settings: Settings
  rt: Runtime
  ingest: Ingest
  names: Names
  bodies: Bodies
  journeys: JourneyPorts
  metrics: Metrics
  log: Logger
  publicUrl: string
  tokens: { sign(purpose: string, value: unknown): string; read(purpose: string, token: string): unknown }
  close(): Promise<void>
}

/** What a process may bring along: tracing, which is closed with the workspace, and a log of its own. */
export interface Luggage {
  tracing?: Tracing
  log?: Logger
}

export async function openWorkspace(
  settings: Settings,
  publicUrl: string,
  { tracing = untraced, log = createLog(settings.LOG_LEVEL, tracing) }: Luggage = {},
): Promise<Workspace> {
  const { MONGODB_URL: mongodbUrl, DATA_FILE: file } = settings
  const store = await connectStore(mongodbUrl ? { mongodbUrl } : { file, thread: true })
  const clock = systemClock()
  if (settings.START_PAUSED && (await store.settings.pause()) === null) {
    await store.settings.savePause({ since: clock.now(), reason: 'started with START_PAUSED' })
  }
  const queue = createQueue({
    clock,
    prefix: settings.QUEUE_PREFIX,
    ...(settings.REDIS_URL ? { redisUrl: settings.REDIS_URL } : {}),
    onError: (error) => log.warn({ err: error }, 'queue'),
  })
  const linkSecret = await store.settings.secret('links')
  const webhookSecret = await store.settings.secret('webhooks')
  const bodies = createBodies()
  const channels = createChannels({
    bodies,
    smtpUrl: settings.SMTP_URL,
    smtpFrom: settings.SMTP_FROM,
    smtpKey: settings.SMTP_KEY,
    // A mail that is claimed leaves at once: it must not wait for a connection behind the gate.
    smtpConnections: settings.EMAIL_CONCURRENCY,
    webhookSecrets:
      settings.WEBHOOK_SECRETS.length > 0
        ? settings.WEBHOOK_SECRETS
        : [`whsec_${Buffer.from(webhookSecret).toString('base64')}`],
    webhookAllow: settings.WEBHOOK_ALLOW,
  })
  const tokens: Workspace['tokens'] = {
    sign: (purpose, value) => signToken(linkSecret, purpose, value),
    read: (purpose, token) => readToken(linkSecret, purpose, token),
  }
  const registry = workspaceRegistry()
  const catalog = createCatalog({
    store,
    registry,
    monotonic: () => performance.now(),
    link: (kind, claims) =>
      `${publicUrl}/${kind === 'unsubscribe' ? 'u' : kind === 'answer' ? 'a' : 't'}/${tokens.sign(kind, claims)}`,
  })
  const metrics = createMetrics({ process: true })
  const providers = createProviders(limitsOf(settings), () => clock.now(), metrics)
  metrics.watchChannels(providers.load)
  let ordinal = Date.now() * 1_000
  const rt: Runtime = {
    store,
    queue,
    channels,
    clock,
    catalog,
    providers,
    horizonMs: HORIZON_MS,
    due: () => clock.now(),
    reach: () => {},
    stopwatch: createStopwatch(clock),
    unsubscribeUrl: (customerId, channel, topic) =>
      `${publicUrl}/u/${signUnsubscribe(linkSecret, { customerId, channel, topic })}`,
    observe: metrics,
    tracing,
    onError(error, ids) {
      metrics.failed()
      log.error({ err: error, customers: ids.slice(0, 20) }, 'work failed')
    },
    nextOrdinal: () => ordinal++,
  }
  const names = createNames(store.names, (error) => rt.onError(error, []))
  const ingest = createIngest({
    store,
    names,
    tracing,
    queue,
    now: () => clock.now(),
    advance: async (ids) => {
      const { due, owing } = await advance(rt, ids)
      await queue.hint('deliver', [...new Set([...due, ...owing])])
    },
  })
  const journeys: JourneyPorts = {
    store,
    registry,
    bodies,
    channels: [...channels.keys()],
    now: () => clock.now(),
    broadcast: () => {
      catalog.refresh()
      continueBroadcasts(rt).catch((error: unknown) => rt.onError(error, []))
    },
  }
  return {
    settings,
    rt,
    ingest,
    names,
    bodies,
    journeys,
    metrics,
    log,
    publicUrl,
    tokens,
    async close() {
      await queue.close()
      await names.settled()
      await Promise.all([...channels.values()].map(async (channel) => channel.close?.()))
      await bodies.close()
      await store.close()
      await tracing.close()
    },
  }
}

/** A local outbox is no provider: it has room for everything. */
function limitsOf(settings: Settings): Record<string, ChannelLimits> {
  const outbox = { inFlight: 10_000 }
  const { WEBHOOK_CONCURRENCY: webhooks } = settings
  return {
    email: settings.SMTP_URL ? { inFlight: settings.EMAIL_CONCURRENCY, perSecond: settings.EMAIL_RATE } : outbox,
    sms: outbox,
    push: outbox,
    webhook: { inFlight: webhooks, inFlightEach: Math.ceil(webhooks / 5), perSecond: settings.WEBHOOK_RATE },
  }
}
