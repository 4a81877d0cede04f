import { provesAcceptance } from '../../../engine/core/model/evidence.ts'
import type { Interaction } from '../../../engine/core/model/interaction.ts'
import type { InteractionStore } from '../../../engine/store/port.ts'
import { RANK } from '../../../engine/store/status.ts'

/** The send ledger in memory. */
export function createModelInteractions(): InteractionStore {
  const rows = new Map<string, string>()
  const outcomes = new Map<string, Record<string, number>>()
  const read = (id: string): Interaction | null => {
    const row = rows.get(id)
    return row === undefined ? null : { ...(JSON.parse(row) as Interaction), outcomes: outcomes.get(id) ?? {} }
  }
  const all = (): Interaction[] => [...rows.keys()].sort().map((id) => read(id) as Interaction)
  const note = (id: string, outcome: string, at: number): void => {
    const known = outcomes.get(id) ?? {}
    outcomes.set(id, { ...known, [outcome]: Math.min(known[outcome] ?? Infinity, at) })
  }

  return {
    async upsert(given) {
      for (const row of given) {
        const known = read(row.id)
        if (known && RANK[known.status] > RANK[row.status]) continue
        rows.set(row.id, JSON.stringify(row))
        for (const [outcome, at] of Object.entries(row.outcomes)) note(row.id, outcome, at)
      }
    },
    get: async (ids) =>
      new Map(
        ids.flatMap((id): [string, Interaction][] => {
          const row = read(id)
          return row ? [[id, row]] : []
        }),
      ),
    async addOutcomes(given) {
      for (const { interactionId, outcome, at } of given) {
        note(interactionId, outcome, at)
        const row = read(interactionId)
        if (row?.status !== 'unknown' || !provesAcceptance(outcome)) continue
        rows.set(interactionId, JSON.stringify({ ...row, status: 'accepted', reason: null }))
      }
    },
    list: async () => ({ items: all(), next: null }),
    async *each({ journeyId } = {}) {
      const found = all().filter((row) => journeyId === undefined || row.journeyId === journeyId)
      if (found.length > 0) yield found
    },
    async countBy(fields, { journeyId } = {}) {
      const counts = new Map<string, { key: string[]; count: number }>()
      for (const row of all()) {
        if (journeyId !== undefined && row.journeyId !== journeyId) continue
        const key = fields.map((field) => row[field])
        const entry = counts.get(key.join('\n')) ?? { key, count: 0 }
        entry.count += 1
        counts.set(key.join('\n'), entry)
      }
      return [...counts.values()]
    },
  }
}
