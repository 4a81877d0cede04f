import { readFileSync } from 'node:fs'
import type { Input } from '../../engine/core/model/input.ts'
import { publishJourney } from '../../engine/journeys/index.ts'
import { liveSpan } from '../replay/span.ts'
import { createCatalog } from '../catalog.ts'
import type { Workspace } from '../workspace.ts'
import { nextMoment, pastOf } from './population.ts'
import { createRandom } from './random.ts'

const LIFECYCLE = new URL('../../examples/lifecycle.json', import.meta.url)
const DAY = 86_400_000
const PAST_DAYS = 120
const CUSTOMERS = 400
const SEED = 7
/** A moment of demo life every so often, until the process ends. Milliseconds. */
const EVERY_MS = 1_500

/** What the sample journey writes about. */
const TOPICS = [
  { id: 'onboarding', name: 'First steps', description: 'How to get going, in the first weeks.' },
  { id: 'newsletter', name: 'Newsletter' },
  { id: 'offers', name: 'Offers and sales', description: 'At most two a week.' },
  { id: 'service', name: 'Service' },
]

/** Whether this workspace is still as new: no journey, no customer. */
export async function isNew(ws: Workspace): Promise<boolean> {
  const [journeys, customers] = await Promise.all([ws.rt.store.journeys.list(), ws.rt.store.customers.count()])
  return journeys.length === 0 && customers === 0
}

/**
 * Fills a new workspace: publishes the lifecycle journey 120 days ago in virtual time and lets a made-up shop live up to
 * now, through the same engine that goes on from here.
 */
export async function fillDemo(ws: Workspace): Promise<number> {
  const { store, clock } = ws.rt
  const until = clock.now()
  const from = until - PAST_DAYS * DAY
  const journey: unknown = JSON.parse(readFileSync(LIFECYCLE, 'utf8'))
  await store.settings.saveWorkspace({ ...(await store.settings.workspace()), topics: TOPICS })
  await publishJourney({ ...ws.journeys, now: () => from }, journey, { note: 'Sample journey' })
  const catalog = createCatalog({
    store,
    registry: ws.journeys.registry,
    monotonic: () => 0,
    link: (kind) => `${ws.publicUrl}/${kind}`,
  })
  let ordinal = 0
  const inputs = pastOf(SEED, CUSTOMERS, from, until).map(
    ({ at, customerId, body }, index): Input => ({
      ...body,
      id: `demo-past-${index}`,
      customerId,
      acceptedAt: at,
      ordinal: index,
    }),
  )
  await liveSpan(
    { store, catalog, provider: () => ({ answer: 'accept' }), nextOrdinal: () => ordinal++ },
    inputs,
    until,
  )
  ws.names.note(inputs)
  return inputs.length
}

/** Keeps a demo workspace alive: newcomers and customers who do things, accepted like any other event. */
export async function startDemoFeed(ws: Workspace): Promise<{ stop(): void }> {
  const { clock } = ws.rt
  const random = createRandom(clock.now())
  let known = await ws.rt.store.customers.count()
  let stopped = false
  let cancel = (): void => {}
  const beat = (): void => {
    const now = clock.now()
    const moment = nextMoment(random, known, now)
    known = moment.known
    ws.ingest
      .accept(moment.reports.map(({ customerId, body }, index) => ({ id: `demo-${now}-${index}`, customerId, body })))
      .catch((error: unknown) => ws.rt.onError(error, []))
    if (!stopped) cancel = clock.setTimer(now + EVERY_MS, beat)
  }
  beat()
  return {
    stop() {
      stopped = true
      cancel()
    },
  }
}

/** Demo customers are known by their ids: real workspaces are never fed. */
export async function isDemo(ws: Workspace): Promise<boolean> {
  return (await ws.rt.store.customers.load(['demo-0001'])).size > 0
}
