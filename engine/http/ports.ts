import type { Bodies, Channel } from '../channels/port.ts'
import type { RequestHandler } from 'express'
import type { Json } from '../core/model/json.ts'
import type { CountedJourney } from '../core/counts/index.ts'
import type { JourneyState, Pause } from '../core/env.ts'
import type { Enrollment } from '../core/model/enrollment.ts'
import type { Interaction } from '../core/model/interaction.ts'
import type { Journey } from '../core/model/journey.ts'
import type { Problem } from '../core/model/problem.ts'
import type { StepRegistry } from '../core/steps/registry.ts'
import type { Ingest } from '../ingest/index.ts'
import type { MovePreview } from '../journeys/index.ts'
import type { QueueDepth } from '../queue/port.ts'
import type { Store } from '../store/port.ts'
import type { Tracing } from '../tracing/port.ts'
import type { Metrics } from './metrics.ts'

/** Everything the API needs from outside. Whoever starts the process puts it together. */
export interface Ports {
  store: Store
  ingest: Ingest
  journeys: JourneyService
  /** Decides as if these interactions were sent once more now, and forgets it. */
  foresee(originals: readonly Interaction[]): Promise<Foreseen[]>
  registry: StepRegistry
  clock: { /** Epoch milliseconds. */ now(): number }
  /** Milliseconds since some instant, never put back: for rates, and for how old something is. */
  monotonic(): number
  log: Log
  metrics: Metrics
  /** Left out: off. */
  tracing?: Tracing
  tokens: Tokens
  /** Where people and providers reach this server, without a slash at the end. */
  publicUrl: string
  /** Names of the channels interactions leave by. */
  channels: readonly string[]
  /** The channel itself, for test messages. */
  channel(name: string): Channel | undefined
  bodies: Bodies
  /** Secrets a provider may sign its callbacks with, `whsec_` and base64, the current one first. */
  callbackSecrets(channel: string): Promise<readonly string[]>
  /** Requests per second and key; twice as many at once. */
  keyRate?: number
  /** Messages per second about one customer; ten times as many at once. */
  customerRate?: number
  /** How much more can be taken in. */
  pressure(): Pressure
  /** What readiness tells about the queue; without it, nothing. */
  queue?: { healthy(): Promise<boolean>; depth(): Promise<Record<string, QueueDepth>> }
  /** Pages that show the queue; left out: there is none to look at. */
  board?: RequestHandler
  /** Folder of the built builder; null = not built. */
  staticDir: string | null
  /** Aborted when the server shuts down: ends streams and turns readiness false. */
  stopping: AbortSignal
  /** Addresses of proxies whose `X-Forwarded-For` is believed; none without it. */
  trustedProxies?: readonly string[]
}

/** What would become of an interaction if it was sent once more now. */
export interface Foreseen {
  interaction: Interaction
  /** It would leave at once; later; not at all, with the reason; or is not sent again because one is on its way already. */
  fate: 'leaves' | 'waits' | 'suppressed' | 'nothing'
  reason: string | null
  /** Where to, now. */
  to: string | null
  /** With `waits`: until this instant, in epoch milliseconds. */
  until: number | null
}

/** What can be done with journeys. Faults of the caller are thrown as `ProblemError`; nothing has changed then. */
export interface JourneyService {
  check(journey: unknown): Promise<{ journey: Journey | null; problems: Problem[] }>
  publish(
    journey: unknown,
    options: { move?: Record<string, string>; note?: string },
  ): Promise<{ version: number; problems: Problem[] }>
  preview(journey: Journey, move?: Record<string, string>): Promise<MovePreview>
  pause(id: string, entries: Pause['entries']): Promise<JourneyState>
  resume(id: string, policy: NonNullable<Pause['policy']>): Promise<JourneyState>
  stop(id: string): Promise<JourneyState>
  archive(id: string): Promise<JourneyState>
  /** @param only narrows the numbers to some of the passages */
  counts(id: string, only?: (passage: Enrollment & { customerId: string }) => boolean): Promise<CountedJourney>
  /** Every enrollment of a journey, archived ones too, each once. */
  enrollments(id: string): AsyncIterable<Enrollment & { customerId: string }>
}

/** Opaque tokens of links: what `read` gives back is what somebody with our secret once signed for this purpose. */
export interface Tokens {
  sign(purpose: string, value: Json): string
  /** Undefined for anything that is no token of this purpose. */
  read(purpose: string, token: string): unknown
}

/** `busy`: bulk has to wait; `full`: everything but opt-outs has to. Seconds until it is worth trying again. */
export type Pressure = { level: 'free' } | { level: 'busy' | 'full'; retryAfter: number; reason: string }

/** Fields first, then a sentence (the shape of pino). Fields hold ids, never addresses, bodies, tokens or keys. */
export interface Log {
  info(fields: Record<string, unknown>, message: string): void
  warn(fields: Record<string, unknown>, message: string): void
  error(fields: Record<string, unknown>, message: string): void
}
