import type { mongo } from 'mongoose'
import type { Customer } from '../core/model/customer.ts'
import { inserted } from './errors.ts'
import { driver, type Models } from './models.ts'
import { readCustomer } from './packed-customer.ts'
import type { Erased, ErasureStore } from './port.ts'

/** Rows deleted at once: others want the store meanwhile. */
const AT_ONCE = 1_000

type Rows<R extends { _id: string }> = mongo.Collection<R>

export function createErasureStore(models: Models): ErasureStore {
  const notes = driver(models.erasures)
  const customers = driver(models.customers)
  const inputs = driver(models.inputs)
  const enrollments = driver(models.enrollments)

  /** What was visited is kept by enrollment, so these have to be known to the second pass as well. */
  async function note(customerId: string, againAt: number, found: readonly string[]): Promise<string[]> {
    const before = await notes.findOne({ _id: customerId })
    const all = [...new Set([...(before ? (JSON.parse(before.body) as string[]) : []), ...found])]
    const change = { $set: { againAt, body: JSON.stringify(all) } }
    await notes.updateOne({ _id: customerId }, change, { upsert: true })
    return all
  }

  async function archivedOf(customerId: string): Promise<string[]> {
    return (await enrollments.find({ customerId }, { projection: { _id: 1 } }).toArray()).map((row) => row._id)
  }

  /** As they are when they go: whoever changes them meanwhile wins, and they are read again. */
  async function removeCustomer(
    customerId: string,
    againAt: number,
  ): Promise<{ last: Customer | null; passages: string[] }> {
    for (;;) {
      const row = await customers.findOne({ _id: customerId })
      const last = row ? readCustomer(row.body) : null
      const own = last?.enrollments.map(({ id }) => id) ?? []
      const passages = await note(customerId, againAt, [...own, ...(await archivedOf(customerId))])
      if (!row) return { last, passages }
      if ((await customers.deleteOne({ _id: customerId, rev: row.rev })).deletedCount === 1) return { last, passages }
    }
  }

  async function isAnew(customerId: string, since: number): Promise<boolean> {
    const row = await customers.findOne({ _id: customerId })
    if (row) return readCustomer(row.body).createdAt > since
    return (await inputs.findOne({ customerId, pending: true, acceptedAt: { $gt: since } })) !== null
  }

  async function removeOld(customerId: string, until: number): Promise<void> {
    const before = { $lte: until }
    await removeAll(inputs, { customerId, pending: true, acceptedAt: before })
    await removeAll(inputs, { customerId, pending: { $exists: false }, acceptedAt: before })
    await removeAll(driver(models.interactions), { customerId, plannedAt: before })
    await removeAll(driver(models.refused), { customerId, at: before })
    await removeAll(driver(models.points), { customerId, at: before })
  }

  async function purge(customerId: string, againAt: number): Promise<Erased> {
    // News first: it would make the customer anew. The file has the pending apart from the applied.
    const said =
      (await removeAll(inputs, { customerId, pending: true })) +
      (await removeAll(inputs, { customerId, pending: { $exists: false } }))
    const { last, passages } = await removeCustomer(customerId, againAt)
    await removeAll(driver(models.log), { enrollmentId: { $in: passages } })
    const archived = await removeAll(enrollments, { customerId })
    // Issued they stay, and to nobody: whoever comes under this id later gets others.
    await driver(models.codes).updateMany({ customerId }, { $unset: { customerId: '', claimId: '' } })
    return {
      customers: last ? 1 : 0,
      inputs: said,
      interactions: await removeAll(driver(models.interactions), { customerId }),
      enrollments: archived + (last?.enrollments.length ?? 0),
      refusals: await removeAll(driver(models.refused), { customerId }),
      points: await removeAll(driver(models.points), { customerId }),
      wasLeaving: last?.sends.some(({ status }) => status === 'sending') ?? false,
    }
  }

  return {
    async erase(customerId, againAt) {
      const isNew = await inserted(() => notes.insertOne({ _id: customerId, againAt, body: '[]' }))
      const erased = await purge(customerId, againAt)
      if (!isNew || Object.values(erased).some(Boolean)) return erased
      await notes.deleteOne({ _id: customerId })
      return null
    },
    async finish(at) {
      const due = await notes
        .find({ againAt: { $lte: at } })
        .limit(AT_ONCE)
        .toArray()
      for (const { _id, againAt } of due) {
        // Nobody may have worked since: what was said later is of a new customer, and stays.
        if (await isAnew(_id, againAt)) await removeOld(_id, againAt)
        else await purge(_id, againAt)
        await notes.deleteOne({ _id, againAt })
      }
      return due.length
    },
  }
}

async function removeAll<R extends { _id: string }>(rows: Rows<R>, filter: mongo.Filter<R>): Promise<number> {
  let removed = 0
  for (;;) {
    const found = await rows
      .find(filter, { projection: { _id: 1 } })
      .limit(AT_ONCE)
      .toArray()
    if (found.length === 0) return removed
    const ids = { _id: { $in: found.map((row) => row._id) } } as mongo.Filter<R>
    removed += (await rows.deleteMany(ids)).deletedCount
  }
}
