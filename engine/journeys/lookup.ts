import type { Journey } from '../core/model/journey.ts'
import type { Lookup } from '../core/validate/index.ts'
import type { JourneyPorts } from './ports.ts'

/** What a journey may refer to in this workspace. */
export async function lookupFor({ store, registry, channels }: JourneyPorts): Promise<Lookup> {
  const [records, segments, templates, pools, workspace, names] = await Promise.all([
    store.journeys.list(),
    store.journeys.segments(),
    store.journeys.templates(),
    store.claims.pools(),
    store.settings.workspace(),
    store.names.all(),
  ])
  const journeys = new Map<string, Journey>()
  for (const record of records) {
    const live = record.state ? await store.journeys.version(record.id, record.state.liveVersion) : null
    const journey = live?.journey ?? record.draft
    if (journey) journeys.set(record.id, journey)
  }
  return {
    registry,
    journeys,
    segments: new Set(segments.map((segment) => segment.id)),
    templates: new Set(templates.map((template) => template.id)),
    pools: new Set(pools.map((pool) => pool.id)),
    topics: new Set(workspace.topics?.map((topic) => topic.id)),
    quietHours: workspace.quietHours,
    names,
    ...(channels && { channels: new Set(channels) }),
  }
}
