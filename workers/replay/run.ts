import type { Input } from '../../engine/core/model/input.ts'
import { publishJourney } from '../../engine/journeys/index.ts'
import type { Store } from '../../engine/store/port.ts'
import { createCatalog } from '../catalog.ts'
import { workspaceRegistry } from '../step-types.ts'
import type { LogEvent } from './rows.ts'
import { liveSpan, type SpanPorts } from './span.ts'

export interface ReplayOptions {
  store: Store
  journeys: readonly unknown[]
  events: AsyncIterable<LogEvent>
  /** First and last instant of the replay; epoch milliseconds. */
  start: number
  until: number
  /** Consent given to every customer at their first event; without it nothing could be sent. */
  consent: Record<string, string[]>
  onProgress(events: number): void
}

/** Events per span: bounds memory, not exactness. The longer a span, the fewer customers are loaded and stored again. */
const SPAN = 50_000

export interface Replayed {
  /** Events read, repeats among them. */
  events: number
  /** Events whose message id had been there before; they count once. */
  repeats: number
}

/** Streams an event log through the engine on a virtual clock. */
export async function replay({
  store,
  journeys,
  events,
  start,
  until,
  consent,
  onProgress,
}: ReplayOptions): Promise<Replayed> {
  let now = start
  let ordinal = 0
  const registry = workspaceRegistry()
  const catalog = createCatalog({ store, registry, monotonic: () => 0, link: (kind) => `https://example.test/${kind}` })
  const ports: SpanPorts = { store, catalog, provider: () => ({ answer: 'accept' }), nextOrdinal: () => ordinal++ }
  for (const journey of journeys)
    await publishJourney({ store, registry, now: () => now, broadcast: () => {} }, journey)

  const consented = createOnce()
  let span: Input[] = []
  let count = 0
  let repeats = 0
  for await (const event of events) {
    if (event.at > until) continue
    // A span never ends within an instant: inputs come before timers of the same instant.
    if (span.length >= SPAN && event.at > now) {
      repeats += await liveSpan(ports, span, now)
      onProgress(count)
      span = []
    }
    now = event.at
    const base = { customerId: event.customerId, acceptedAt: event.at }
    if (consented(event.customerId)) {
      for (const [channel, topics] of Object.entries(consent)) {
        for (const topic of topics) {
          span.push({
            ...base,
            ordinal: count,
            kind: 'consent',
            id: `consent-${channel}-${topic}-${event.customerId}`,
            channel,
            topic,
            allowed: true,
            source: 'replay',
          })
        }
      }
    }
    const id = event.messageId ?? `line-${event.line}`
    span.push({
      ...base,
      ordinal: count,
      kind: 'event',
      id,
      messageId: id,
      name: event.name,
      properties: event.properties,
      timestamp: event.at,
    })
    count += 1
  }
  repeats += await liveSpan(ports, span, until)
  onProgress(count)
  return { events: count, repeats }
}

/** Says for every id whether it is its first time. */
function createOnce(): (id: string) => boolean {
  const seen = new Set<string>()
  return (id) => {
    if (seen.has(id)) return false
    seen.add(id)
    return true
  }
}
