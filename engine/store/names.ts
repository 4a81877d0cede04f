import { insertNew } from './insert.ts'
import { driver, type Models } from './models.ts'
import type { NameStore } from './port.ts'

/** Kept at most: whoever makes up a name for each customer must not fill the store. */
const MOST = 2_000

export function createNameStore({ names }: Models): NameStore {
  return {
    async learn(seen) {
      const room = MOST - (await driver(names).countDocuments({}))
      const rows = seen.map(({ kind, name }) => ({ _id: `${kind} ${name}`, kind, name }))
      await insertNew(names, rows.slice(0, Math.max(0, room)))
    },
    async all() {
      const rows = await driver(names).find({}).sort({ _id: 1 }).toArray()
      const named = (kind: string): string[] => rows.flatMap((row) => (row.kind === kind ? [row.name] : []))
      return { fields: named('field'), events: named('event'), full: rows.length >= MOST }
    },
  }
}
