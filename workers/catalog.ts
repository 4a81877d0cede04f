import { compileVersion } from '../engine/core/compile/index.ts'
import type { CompiledVersion } from '../engine/core/compile/version.ts'
import type { Env, Facts, JourneyState } from '../engine/core/env.ts'
import type { StepRegistry } from '../engine/core/steps/registry.ts'
import type { Store } from '../engine/store/port.ts'

/** Published journeys, segments, templates and settings as turns read them. */
export interface Catalog {
  readonly registry: StepRegistry
  /** The present catalogue, at most `maxAgeMs` old: that bounds how long a stop or pause may go unseen. */
  env(facts: Facts): Promise<Env>
  /** Makes an old version available to later turns. */
  loadVersion(journeyId: string, version: number): Promise<void>
  /** Forgets everything read so far. */
  refresh(): void
}

export interface CatalogOptions {
  store: Store
  registry: StepRegistry
  /** Milliseconds between looks at the catalogue's revision; 0 = at every turn. */
  maxAgeMs: number
  monotonic: () => number
  link: Env['link']
}

export function createCatalog({ store, registry, maxAgeMs, monotonic, link }: CatalogOptions): Catalog {
  const compiled = new Map<string, CompiledVersion>()
  let known: { rev: number; env: Omit<Env, 'facts'> } | null = null
  let checkedAt = -Infinity
  let loading: Promise<Omit<Env, 'facts'>> | null = null

  async function compileFrom(journeyId: string, version: number): Promise<CompiledVersion | undefined> {
    const key = `${journeyId} ${version}`
    const ready = compiled.get(key)
    if (ready) return ready
    const stored = await store.journeys.version(journeyId, version)
    if (!stored) return undefined
    const made = compileVersion(stored.journey, version, registry)
    compiled.set(key, made)
    return made
  }

  async function load(): Promise<Omit<Env, 'facts'>> {
    const rev = await store.journeys.catalogRev()
    checkedAt = monotonic()
    if (known?.rev === rev) return known.env
    const [records, segments, templates, workspace] = await Promise.all([
      store.journeys.list(),
      store.journeys.segments(),
      store.journeys.templates(),
      store.settings.workspace(),
    ])
    const journeys = new Map<string, JourneyState>()
    const live: CompiledVersion[] = []
    const published = records.flatMap((record) => (record.state ? [record.state] : []))
    published.sort((a, b) => a.firstPublishedAt - b.firstPublishedAt || (a.id < b.id ? -1 : 1))
    for (const state of published) {
      journeys.set(state.id, state)
      const version = await compileFrom(state.id, state.liveVersion)
      if (version && state.status !== 'archived') live.push(version)
    }
    const env: Omit<Env, 'facts'> = {
      workspace,
      registry,
      journeys,
      live,
      version: (journeyId, version) => compiled.get(`${journeyId} ${version}`),
      segments: new Map(segments.map((segment) => [segment.id, segment])),
      templates: new Map(templates.map((template) => [template.id, template])),
      link,
    }
    known = { rev, env }
    return env
  }

  return {
    registry,
    async env(facts) {
      if (!known || monotonic() - checkedAt >= maxAgeMs) {
        loading ??= load().finally(() => {
          loading = null
        })
        await loading
      }
      return { ...(known as { env: Omit<Env, 'facts'> }).env, facts }
    },
    async loadVersion(journeyId, version) {
      if (!(await compileFrom(journeyId, version))) {
        throw new Error(`Version ${version} of journey "${journeyId}" is not in the store.`)
      }
    },
    refresh() {
      known = null
    },
  }
}
