import { canonical } from '../core/hash.ts'
import type { Segment, Template } from '../core/model/journey.ts'
import { inserted, StoreProblem } from './errors.ts'
import type { Models } from './models.ts'
import { createParts } from './parts.ts'
import type { JourneyRecord, JourneyStore, JourneyVersion } from './port.ts'
import type { JourneyRow, VersionRow } from './rows.ts'

const CATALOG = 'catalog'

export function createJourneyStore({ journeys, versions, settings, ...models }: Models): JourneyStore {
  const segments = createParts<Segment>(models.segments, touchCatalog)
  const templates = createParts<Template>(models.templates, touchCatalog)

  /** Last, so that whoever sees the new number finds the change; a crash in between is an unanswered call, made again. */
  async function touchCatalog(): Promise<void> {
    await settings.updateOne({ _id: CATALOG }, { $inc: { count: 1 } }, { upsert: true })
  }

  async function find(id: string): Promise<JourneyRow | null> {
    return (await journeys.findById(id).lean()) as JourneyRow | null
  }

  async function insert(row: JourneyRow): Promise<boolean> {
    return inserted(() => journeys.create([row]))
  }

  return {
    async list() {
      return ((await journeys.find().sort({ _id: 1 }).lean()) as JourneyRow[]).map(toRecord)
    },
    async get(id) {
      const row = await find(id)
      return row ? toRecord(row) : null
    },
    async saveDraft(id, draft, expectedRev, at) {
      const saved = { name: draft.name, draft: JSON.stringify(draft), updatedAt: at }
      if (expectedRev === null) {
        const row = { _id: id, ...saved, draftRev: 1, state: null, broadcast: null, createdAt: at }
        if (await insert(row)) return toRecord(row)
      }
      // A journey published without a draft has draft number 0, so its first draft is a new one.
      const row = await journeys
        .findOneAndUpdate(
          { _id: id, draftRev: expectedRev ?? 0 },
          { $set: saved, $inc: { draftRev: 1 } },
          { returnDocument: 'after' },
        )
        .lean()
      return row ? toRecord(row as JourneyRow) : null
    },
    async insertVersion(version) {
      if (await inserted(() => versions.create([toVersionRow(version)]))) return
      const stored = await versions.findById(versionId(version.journeyId, version.version)).lean()
      if (stored?.hash === version.hash) return
      throw new StoreProblem({
        code: 'version-exists',
        message: `Journey "${version.journeyId}" already has another version ${version.version}, and versions never change. Publish again to get the next number.`,
        pointer: '/version',
        severity: 'error',
      })
    },
    async setState(id, before, after, broadcast) {
      const change = { state: canonical(after), ...(broadcast === undefined ? {} : { broadcast: toText(broadcast) }) }
      const { matchedCount } = await journeys.updateOne({ _id: id, state: toText(before) }, { $set: change })
      let moved = matchedCount === 1
      if (!moved && before === null) {
        const version = await versions.findById(versionId(id, after.liveVersion)).lean()
        const name = version ? (JSON.parse(version.body) as JourneyVersion['journey']).name : id
        const { publishedAt: at } = after
        moved = await insert({
          _id: id,
          name,
          draft: null,
          draftRev: 0,
          broadcast: null,
          ...change,
          createdAt: at,
          updatedAt: at,
        })
      }
      if (moved) await touchCatalog()
      return moved
    },
    async setBroadcast(id, before, after) {
      const { matchedCount } = await journeys.updateOne(
        { _id: id, broadcast: canonical(before) },
        { $set: { broadcast: toText(after) } },
      )
      return matchedCount === 1
    },
    async versions(journeyId) {
      return ((await versions.find({ journeyId }).sort({ version: 1 }).lean()) as VersionRow[]).map(toVersion)
    },
    async version(journeyId, version) {
      const row = await versions.findById(versionId(journeyId, version)).lean()
      return row ? toVersion(row as VersionRow) : null
    },
    async remove(id) {
      await journeys.deleteOne({ _id: id })
      await versions.deleteMany({ journeyId: id })
      await touchCatalog()
    },
    segments: segments.list,
    saveSegment: segments.save,
    removeSegment: segments.remove,
    templates: templates.list,
    saveTemplate: templates.save,
    removeTemplate: templates.remove,
    async catalogRev() {
      return (await settings.findById(CATALOG).lean())?.count ?? 0
    },
    touchCatalog,
  }
}

const versionId = (journeyId: string, version: number): string => `${journeyId}@${version}`

const toText = (value: unknown): string | null => (value === null ? null : canonical(value))

function fromText<T>(text: string | null): T | null {
  return text === null ? null : (JSON.parse(text) as T)
}

function toRecord({ _id, draft, state, broadcast, ...row }: JourneyRow): JourneyRecord {
  return {
    id: _id,
    name: row.name,
    draft: fromText(draft),
    draftRev: row.draftRev,
    state: fromText(state),
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    broadcast: fromText(broadcast),
  }
}

function toVersionRow({ journey, ...rest }: JourneyVersion): VersionRow {
  return { _id: versionId(rest.journeyId, rest.version), ...rest, body: JSON.stringify(journey) }
}

function toVersion({ journeyId, version, hash, publishedAt, note, body }: VersionRow): JourneyVersion {
  return {
    journeyId,
    version,
    journey: JSON.parse(body) as JourneyVersion['journey'],
    hash,
    publishedAt,
    note: note ?? null,
  }
}
