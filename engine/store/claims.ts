import { duplicatesOf, inserted } from './errors.ts'
import { driver, type Models } from './models.ts'
import type { ClaimStore } from './port.ts'
import { createTurnstile } from './turnstile.ts'

export function createClaimStore(models: Models): ClaimStore {
  const codes = driver(models.codes)
  const places = driver(models.places)
  const turnstile = createTurnstile()

  async function codeOf(claimId: string): Promise<string | null> {
    return (await codes.findOne({ claimId }))?.code ?? null
  }

  /** Places are numbered without gaps, each number exists once, and so does each claim: more than `max` cannot be. */
  async function place(counter: string, claimId: string, max: number): Promise<boolean> {
    for (;;) {
      if (await places.findOne({ counter, claimId })) return true
      const [last] = await places.find({ counter }).sort({ slot: -1 }).limit(1).toArray()
      const slot = last ? last.slot + 1 : 0
      if (slot >= max) return false
      // A clash means that somebody else was faster: for the number or for the claim. Look again.
      if (await inserted(() => places.insertOne({ _id: `${counter}#${slot}`, counter, slot, claimId }))) return true
    }
  }

  return {
    async addCodes(pool, added) {
      if (added.length === 0) return 0
      // Numbers are taken first, so that two additions at once do not mix. A gap in them means nothing.
      const taken = await models.settings.findOneAndUpdate(
        { _id: `codes ${pool}` },
        { $inc: { count: added.length } },
        { upsert: true, returnDocument: 'after' },
      )
      const first = (taken?.count ?? added.length) - added.length
      const rows = added.map((code, i) => ({
        _id: `${pool}#${first + i}`,
        pool,
        n: first + i,
        code,
        free: true as const,
      }))
      try {
        return (await codes.insertMany(rows, { ordered: false })).insertedCount
      } catch (error) {
        const known = duplicatesOf(error)
        if (known === null) throw error
        return rows.length - known.length
      }
    },
    async pools() {
      const groups = await codes
        .aggregate<{ _id: string; total: number; left: number }>([
          { $group: { _id: '$pool', total: { $sum: 1 }, left: { $sum: { $cond: ['$free', 1, 0] } } } },
          { $sort: { _id: 1 } },
        ])
        .toArray()
      return groups.map(({ _id, total, left }) => ({ id: _id, total, left }))
    },
    async code(pool, claimId, customerId) {
      const known = await codeOf(claimId)
      if (known !== null) return known
      let issued: string | null = null
      const done = await inserted(async () => {
        const row = await codes.findOneAndUpdate(
          { pool, free: true },
          { $set: { claimId, customerId }, $unset: { free: '' } },
          { sort: { n: 1 }, returnDocument: 'after' },
        )
        issued = row?.code ?? null
      })
      // The same claim made twice at once: one of them won, and its code may have been the last one.
      return done && issued !== null ? issued : codeOf(claimId)
    },
    place: (counter, claimId, max) => turnstile(counter, () => place(counter, claimId, max)),
  }
}
