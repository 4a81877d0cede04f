import { randomBytes } from 'node:crypto'
import type { Workspace } from '../core/env.ts'
import { inserted } from './errors.ts'
import type { Models } from './models.ts'
import type { ApiKey, SettingsStore, WorkspacePause } from './port.ts'
import type { KeyRow } from './rows.ts'

const WORKSPACE = 'workspace'
const PAUSE = 'pause'
const DEFAULTS: Workspace = { timeZone: 'UTC', quietHours: null }

export function createSettingsStore({ settings, keys }: Models, touchCatalog: () => Promise<void>): SettingsStore {
  async function read(id: string): Promise<string | null> {
    return (await settings.findById(id).lean())?.value ?? null
  }

  async function write(id: string, value: unknown): Promise<void> {
    await settings.updateOne({ _id: id }, { $set: { value: JSON.stringify(value) } }, { upsert: true })
    await touchCatalog()
  }

  return {
    async workspace() {
      const text = await read(WORKSPACE)
      return text === null ? DEFAULTS : (JSON.parse(text) as Workspace)
    },
    saveWorkspace: (workspace) => write(WORKSPACE, workspace),
    async pause() {
      const text = await read(PAUSE)
      return text === null ? null : (JSON.parse(text) as WorkspacePause | null)
    },
    savePause: (pause) => write(PAUSE, pause),
    async secret(name) {
      const id = `secret ${name}`
      const known = await read(id)
      if (known !== null) return known
      const value = randomBytes(32).toString('base64url')
      if (await inserted(() => settings.create([{ _id: id, value }]))) return value
      // Another process made it a moment ago.
      return (await read(id)) as string
    },
    async keys() {
      return ((await keys.find().sort({ createdAt: 1, _id: 1 }).lean()) as KeyRow[]).map(toKey)
    },
    async addKey({ id, ...key }) {
      await keys.create([{ _id: id, ...key }])
    },
    async removeKey(id) {
      await keys.deleteOne({ _id: id })
    },
    async touchKey(id, at) {
      await keys.updateOne({ _id: id }, { $max: { lastUsedAt: at } })
    },
  }
}

function toKey({ _id, kind, hash, name, createdAt, lastUsedAt }: KeyRow): ApiKey {
  return { id: _id, kind, hash, name, createdAt, lastUsedAt: lastUsedAt ?? null }
}
