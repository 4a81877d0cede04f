import { compileStored } from '../engine/core/compile/index.ts'
import type { CompiledVersion } from '../engine/core/compile/version.ts'
import type { Env, Facts, JourneyState } from '../engine/core/env.ts'
import type { StepRegistry } from '../engine/core/steps/registry.ts'
import type { Store } from '../engine/store/port.ts'

/** Published journeys, segments, templates and settings as turns read them. */
export interface Catalog {
  readonly registry: StepRegistry
  /**
   * The catalogue as it is now, or later: its number is read anew on every call. Turns rest on that. An event accepted after
   * a publish was answered must find the journey, and a wake-up after a resume must find it running.
   */
  env(facts: Facts): Promise<Env>
  /** Makes an old version available to later turns. @returns false = there is no such version */
  loadVersion(journeyId: string, version: number): Promise<boolean>
  /** Forgets everything read so far. */
  refresh(): void
}

export interface CatalogOptions {
  store: Store
  registry: StepRegistry
  monotonic: () => number
  link: Env['link']
}

/**
 * A change and its number are two writes. Should a process die in between, the change is found by this time. Milliseconds.
 */
const RELOAD_MS = 3_000

export function createCatalog({ store, registry, monotonic, link }: CatalogOptions): Catalog {
  const compiled = new Map<string, CompiledVersion>()
  let known: { rev: number; env: Omit<Env, 'facts'> } | null = null
  let loadedAt = -Infinity
  let forgotten = 0
  let loading: Promise<Omit<Env, 'facts'>> | null = null
  let next: Promise<Omit<Env, 'facts'>> | null = null

  async function compileFrom(journeyId: string, version: number): Promise<CompiledVersion | undefined> {
    const key = `${journeyId} ${version}`
    const ready = compiled.get(key)
    if (ready) return ready
    const stored = await store.journeys.version(journeyId, version)
    if (!stored) return undefined
    const made = compileStored(stored.journey, version, registry)
    compiled.set(key, made)
    return made
  }

  async function load(): Promise<Omit<Env, 'facts'>> {
    const began = monotonic()
    const since = forgotten
    const rev = await store.journeys.catalogRev()
    if (known?.rev === rev && began - loadedAt < RELOAD_MS) return known.env
    const [records, segments, templates, workspace, pause] = await Promise.all([
      store.journeys.list(),
      store.journeys.segments(),
      store.journeys.templates(),
      store.settings.workspace(),
      store.settings.pause(),
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
      paused: pause !== null,
      registry,
      journeys,
      live,
      version: (journeyId, version) => compiled.get(`${journeyId} ${version}`),
      segments: new Map(segments.map((segment) => [segment.id, segment])),
      templates: new Map(templates.map((template) => [template.id, template])),
      link,
    }
    // What was read before it was to be forgotten serves those who asked before, and nobody after them.
    if (since === forgotten) {
      known = { rev, env }
      loadedAt = began
    }
    return env
  }

  /** A look that is under way may have read too early for this caller, so it shares the one after it. */
  function look(): Promise<Omit<Env, 'facts'>> {
    if (loading) {
      next ??= loading
        .catch(() => undefined)
        .then(() => {
          next = null
          return look()
        })
      return next
    }
    loading = load().finally(() => {
      loading = null
    })
    return loading
  }

  return {
    registry,
    env: async (facts) => ({ ...(await look()), facts }),
    loadVersion: async (journeyId, version) => (await compileFrom(journeyId, version)) !== undefined,
    refresh() {
      forgotten += 1
      known = null
    },
  }
}
