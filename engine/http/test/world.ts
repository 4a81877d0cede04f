import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { createBodies, createChannels, readToken, signToken } from '../../channels/index.ts'
import type { Problem } from '../../core/model/problem.ts'
import { coreRegistry } from '../../core/steps/index.ts'
import { createIngest, createNames, type Names } from '../../ingest/index.ts'
import {
  archiveJourney,
  checkJourney,
  countJourney,
  eachEnrollment,
  type JourneyPorts,
  pauseJourney,
  previewMove,
  publishJourney,
  resumeJourney,
  stopJourney,
} from '../../journeys/index.ts'
import { createMemoryQueue, type Queue, systemClock } from '../../queue/index.ts'
import { connectStore, type Store } from '../../store/index.ts'
import { createApp, createMetrics, ensureKeys, type Metrics, type Ports } from '../index.ts'
import type { ItemResult } from '../ingest/schemas.ts'
import { createTurns } from './turns.ts'

export type { Store } from '../../store/index.ts'
export type { Tokens } from '../index.ts'

export interface World {
  store: Store
  ports: Ports
  /** Keys in plain text. */
  write: string
  admin: string
  /** Address of a server that really listens. */
  url: string
  logged: { level: string; fields: Record<string, unknown>; message: string }[]
  names: Names
  /** Lets time pass: the wall clock is put forward; the one of rates and ages goes by this only. */
  pass(ms: number): void
  /** Takes the turns of these customers. */
  advance(ids: readonly string[]): Promise<void>
  /** A request with the admin key, JSON both ways. */
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
}

export interface Answer {
  status: number
  headers: Headers
  body: Body
  text: string
}

/** The fields tests read; whatever else an answer holds they compare whole. */
export interface Body {
  [field: string]: unknown
  id: string
  key: string
  draftRev: number
  version: number
  consent: Record<string, string[]>
  enrollment: Item
  items: Item[]
  next: string | null
  problems: Problem[]
  results: ItemResult[]
}

type Item = Record<string, unknown> & { id: string }

export const SECRET = `whsec_${Buffer.from('0123456789abcdef0123456789abcdef').toString('base64')}`

/** The whole API over an embedded store in memory, behind a server on a free port; gone when the test is. */
export async function openWorld(change: (ports: Ports) => Partial<Ports> = () => ({})): Promise<World> {
  const store = await connectStore({ file: ':memory:', sync: 'normal' })
  const stopping = new AbortController()
  let passed = 0
  const clock = systemClock(() => Date.now() + passed)
  const queue = createMemoryQueue({ clock })
  const registry = coreRegistry()
  const secret = await store.settings.secret('links')
  const tokens = {
    sign: (purpose: string, value: unknown) => signToken(secret, purpose, value),
    read: (purpose: string, token: string) => readToken(secret, purpose, token),
  }
  const advance = createTurns(store, registry, tokens, () => clock.now())
  const bodies = createBodies()
  const channels = createChannels({ bodies })
  const journeys: JourneyPorts = {
    store,
    registry,
    bodies,
    channels: [...channels.keys()],
    now: () => clock.now(),
    broadcast: () => {},
  }
  const logged: World['logged'] = []
  const log = (level: string) => (fields: Record<string, unknown>, message: string) => {
    logged.push({ level, fields, message })
  }
  const names = createNames(store.names, () => {})
  const base: Ports = {
    store,
    ingest: createIngest({ store, queue, names, now: () => clock.now(), advance }),
    journeys: {
      check: (journey) => checkJourney(journeys, journey),
      publish: (journey, options) => publishJourney(journeys, journey, options),
      preview: (journey, move) => previewMove(journeys, journey, move),
      pause: (id, entries) => pauseJourney(journeys, id, entries),
      resume: (id, policy) => resumeJourney(journeys, id, policy),
      stop: (id) => stopJourney(journeys, id),
      archive: (id) => archiveJourney(journeys, id),
      counts: (id, only) => countJourney(store, id, only),
      enrollments: (id) => eachEnrollment(store, id),
    },
    // Decided by the workers; here everything may leave.
    foresee: async (rows) =>
      rows.map((interaction) => ({ interaction, fate: 'leaves', reason: null, to: interaction.to, until: null })),
    registry,
    clock,
    monotonic: () => passed,
    log: { info: log('info'), warn: log('warn'), error: log('error') },
    metrics: metricsOf(store, queue, clock),
    tokens,
    publicUrl: 'https://journeys.example.test',
    channels: [...channels.keys()],
    channel: (name) => channels.get(name),
    bodies,
    callbackSecrets: () => Promise.resolve([SECRET]),
    pressure: () => ({ level: 'free' }),
    queue: { healthy: () => queue.healthy(), depth: () => queue.depth() },
    staticDir: null,
    stopping: stopping.signal,
  }
  const ports = { ...base, ...change(base) }
  const keys = await ensureKeys(store, clock.now())
  if (!keys) throw new Error('a new workspace has no keys')
  const server = createServer(createApp(ports))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  onTestFinished(async () => {
    stopping.abort()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await queue.close()
    await names.settled()
    await bodies.close()
    await store.close()
  })
  const pass = (ms: number): void => {
    passed += ms
  }
  return { store, ports, ...keys, url, logged, advance, names, pass, ask: asker(url, keys.admin) }
}

function metricsOf(store: Store, queue: Queue, clock: Ports['clock']): Metrics {
  const metrics = createMetrics()
  metrics.watchWorkspace({ store, queue: { depth: () => queue.depth() }, now: () => clock.now() })
  return metrics
}

function asker(url: string, key: string): World['ask'] {
  return async (method, path, body, headers = {}) => {
    const response = await fetch(url + path, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = /json/.test(response.headers.get('content-type') ?? '')
    return {
      status: response.status,
      headers: response.headers,
      body: (isJson ? JSON.parse(text) : null) as Body,
      text,
    }
  }
}
