import { canonical } from '../../../engine/core/hash.ts'
import type { Segment, Template } from '../../../engine/core/model/journey.ts'
import type { JourneyRecord, JourneyStore, JourneyVersion } from '../../../engine/store/port.ts'

const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T
const sorted = <T>(rows: ReadonlyMap<string, T>): T[] => [...rows.keys()].sort().map((id) => copy(rows.get(id) as T))

/**
 * Journeys, versions, segments and templates in memory. As in the store itself, the number that tells workers of a change
 * grows after the change: `setState` leaves it to the caller, so that a crash may fall in between.
 */
export function createModelJourneys(): JourneyStore & { broadcasting(): boolean } {
  const records = new Map<string, JourneyRecord>()
  const versions = new Map<string, JourneyVersion>()
  const segments = new Map<string, Segment>()
  const templates = new Map<string, Template>()
  let rev = 0
  const versionsOf = (journeyId: string): JourneyVersion[] =>
    sorted(versions)
      .filter((version) => version.journeyId === journeyId)
      .sort((a, b) => a.version - b.version)

  return {
    broadcasting: () => [...records.values()].some((record) => record.broadcast !== null),
    list: async () => sorted(records),
    get: async (id) => copy(records.get(id) ?? null),
    async saveDraft(id, draft, expectedRev, at) {
      const known = records.get(id)
      if (known ? known.draftRev !== (expectedRev ?? 0) : expectedRev !== null) return null
      const fresh: JourneyRecord = {
        id,
        name: draft.name,
        draft: null,
        draftRev: 0,
        state: null,
        createdAt: at,
        updatedAt: at,
        broadcast: null,
      }
      const saved = {
        ...(known ?? fresh),
        name: draft.name,
        draft: copy(draft),
        draftRev: (known?.draftRev ?? 0) + 1,
        updatedAt: at,
      }
      records.set(id, saved)
      return copy(saved)
    },
    async insertVersion(version) {
      const key = `${version.journeyId}@${version.version}`
      const known = versions.get(key)
      if (known && known.hash !== version.hash) throw new Error(`version-exists: ${key}`)
      if (!known) versions.set(key, copy(version))
    },
    async setState(id, before, after, broadcast) {
      const record = records.get(id)
      if (!record || canonical(record.state) !== canonical(before)) return false
      records.set(id, {
        ...record,
        state: copy(after),
        ...(broadcast === undefined ? {} : { broadcast: copy(broadcast) }),
      })
      return true
    },
    async setBroadcast(id, before, after) {
      const record = records.get(id)
      if (!record || canonical(record.broadcast) !== canonical(before)) return false
      records.set(id, { ...record, broadcast: copy(after) })
      return true
    },
    versions: async (journeyId) => versionsOf(journeyId),
    version: async (journeyId, version) => copy(versions.get(`${journeyId}@${version}`) ?? null),
    async remove(id) {
      records.delete(id)
      for (const { version } of versionsOf(id)) versions.delete(`${id}@${version}`)
    },
    segments: async () => sorted(segments),
    async saveSegment(segment) {
      segments.set(segment.id, copy(segment))
    },
    async removeSegment(id) {
      segments.delete(id)
    },
    templates: async () => sorted(templates),
    async saveTemplate(template) {
      templates.set(template.id, copy(template))
    },
    async removeTemplate(id) {
      templates.delete(id)
    },
    catalogRev: async () => rev,
    async touchCatalog() {
      rev += 1
    },
  }
}
