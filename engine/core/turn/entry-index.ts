import type { CompiledStep, CompiledVersion } from '../compile/version.ts'
import type { Env } from '../env.ts'
import type { EntryConfig, Trigger } from '../model/journey.ts'

export interface LiveEntry {
  version: CompiledVersion
  entry: CompiledStep
}

const NONE: readonly LiveEntry[] = []
const indexes = new WeakMap<readonly CompiledVersion[], Map<string, LiveEntry[]>>()

/**
 * Live entries by what they listen to, in order of journeys and of steps: an event by its name, a stage by the stage, an
 * api entry by its journey. Segment, date and schedule entries are listed under `timed`. Built once per set of live
 * versions: an event that nobody waits for costs one look-up.
 */
export function entriesFor(env: Env, type: 'event' | 'stage' | 'api' | 'timed', name: string): readonly LiveEntry[] {
  let index = indexes.get(env.live)
  if (!index) {
    index = buildIndex(env.live)
    indexes.set(env.live, index)
  }
  return index.get(`${type} ${name}`) ?? NONE
}

function buildIndex(live: readonly CompiledVersion[]): Map<string, LiveEntry[]> {
  const index = new Map<string, LiveEntry[]>()
  for (const version of live) {
    for (const entry of version.entries) {
      const key = keyOf((entry.config as EntryConfig).trigger, version)
      const list = index.get(key) ?? []
      list.push({ version, entry })
      index.set(key, list)
    }
  }
  return index
}

function keyOf(trigger: Trigger, version: CompiledVersion): string {
  switch (trigger.type) {
    case 'event':
      return `event ${trigger.event}`
    case 'stage':
      return `stage ${trigger.to}`
    case 'api':
      return `api ${version.journey.id}`
    case 'segment':
    case 'date':
    case 'schedule':
      return 'timed *'
  }
}
