import { randomUUID } from 'node:crypto'
import mongoose, { type Model, type mongo } from 'mongoose'
import type { Customer } from '../core/model/customer.ts'
import { CustomersTooLarge, duplicatesOf } from './errors.ts'
import { driver } from './models.ts'
import { readCustomer, writeCustomer } from './packed-customer.ts'
import { eachById, readPage } from './paging.ts'
import { CUSTOMER_BYTES, type CustomerStore } from './port.ts'
import type { CustomerRow } from './rows.ts'
import { nameOf, searchFilter, searchText } from './search.ts'
import { whereaboutsOf, wordsFor } from './whereabouts.ts'

export function createCustomerStore(model: Model<CustomerRow>): CustomerStore {
  const rows = driver(model)

  async function load(ids: readonly string[]): Promise<Map<string, Customer>> {
    if (ids.length === 0) return new Map()
    const found = await rows.find({ _id: { $in: [...ids] } }, { projection: { body: 1, rev: 1 } }).toArray()
    return new Map(found.map((row) => [row._id, toCustomer(row)]))
  }

  async function save(customers: readonly Customer[], most = CUSTOMER_BYTES.usual): Promise<Set<string>> {
    if (customers.length === 0) return new Set()
    const commitId = randomUUID()
    const written = customers.map((customer) => toRow(customer, commitId))
    const large = written.filter(({ body }) => takesMoreThan(most, body)).map(({ _id }) => _id)
    if (large.length > 0) throw new CustomersTooLarge(new Set(large), most)
    const operations = written.map(toOperation)
    let failure: Error | undefined
    try {
      const { insertedCount, matchedCount } = await rows.bulkWrite(operations, { ordered: false })
      if (insertedCount + matchedCount === customers.length) return new Set()
    } catch (error) {
      if (duplicatesOf(error) === null) failure = error as Error
    }
    return settle(customers, commitId, failure)
  }

  /**
   * Reads whose write stands. After a failure only the very next revision proves something: an older one may still change
   * (the write is under way), a newer one may stand on ours. Then the failure goes to the caller, who must look again.
   */
  async function settle(
    customers: readonly Customer[],
    commitId: string,
    failure: Error | undefined,
  ): Promise<Set<string>> {
    const ids = customers.map((customer) => customer.id)
    const found = await rows.find({ _id: { $in: ids } }, { projection: { rev: 1, commitId: 1 } }).toArray()
    const stored = new Map(found.map((row) => [row._id, row]))
    const lost = new Set<string>()
    for (const { id, rev } of customers) {
      const now = stored.get(id)
      if (now?.commitId === commitId) continue
      if (failure && now?.rev !== rev + 1) throw failure
      lost.add(id)
    }
    return lost
  }

  return {
    load,
    save,
    async due(at, limit) {
      const found = await rows
        .find({ wakeAt: { $lte: at } }, { projection: { _id: 1 } })
        .sort({ wakeAt: 1, _id: 1 })
        .limit(limit)
        .toArray()
      return found.map((row) => row._id)
    },
    async dueBetween(from, to, limit) {
      const found = await rows
        .find({ wakeAt: { $gt: from, $lte: to } }, { projection: { wakeAt: 1 } })
        .sort({ wakeAt: 1, _id: 1 })
        .limit(limit)
        .toArray()
      return found.map((row) => ({ id: row._id, wakeAt: row.wakeAt as number }))
    },
    async nextWake() {
      const [first] = await rows
        .find({ wakeAt: { $exists: true } }, { projection: { wakeAt: 1 } })
        .sort({ wakeAt: 1, _id: 1 })
        .limit(1)
        .toArray()
      return first?.wakeAt ?? null
    },
    async scan(after, limit, inside) {
      const filter: mongo.Filter<CustomerRow> = {
        ...(inside === undefined ? {} : { whereabouts: `${inside}#active` }),
        ...(after === null ? {} : { _id: { $gt: after } }),
      }
      const found = await rows
        .find(filter, { projection: { _id: 1 } })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray()
      return found.map((row) => row._id)
    },
    async *each({ journeyId, batch } = {}) {
      const filter = whereaboutsFilter(journeyId === undefined ? {} : { journeyId })
      for await (const page of eachById(model, filter, batch)) yield page.map(toCustomer)
    },
    list(query) {
      const { search } = query
      const filter = { ...whereaboutsFilter(query), ...(search?.trim() ? searchFilter(search) : {}) }
      return readPage(model, filter, { _id: 1 }, query, toCustomer)
    },
    count: () => rows.estimatedDocumentCount(),
    countAt: (place, most) => model.countDocuments(whereaboutsFilter(place) as never, { limit: most }),
  }
}

function whereaboutsFilter(query: { journeyId?: string; step?: string; status?: string }): Record<string, unknown> {
  const words = wordsFor(query)
  if (words.length === 0) return {}
  return { whereabouts: words.length === 1 ? words[0] : mongoose.trusted({ $in: words }) }
}

/** A character takes three bytes at most, so nearly nobody has to be measured. */
const takesMoreThan = (bytes: number, text: string): boolean =>
  text.length * 3 > bytes && Buffer.byteLength(text) > bytes

function toOperation(row: CustomerRow): mongo.AnyBulkWriteOperation<CustomerRow> {
  const before = row.rev - 1
  if (before === 0) return { insertOne: { document: row } }
  return { replaceOne: { filter: { _id: row._id, rev: before }, replacement: row } }
}

function toRow(customer: Customer, commitId: string): CustomerRow {
  const row: CustomerRow = {
    _id: customer.id,
    rev: customer.rev + 1,
    commitId,
    whereabouts: whereaboutsOf(customer),
    body: writeCustomer(customer),
  }
  const email = searchText(customer.traits.email)
  const name = searchText(nameOf(customer))
  if (customer.wakeAt !== null) row.wakeAt = customer.wakeAt
  if (email) row.email = email
  if (name) row.name = name
  return row
}

function toCustomer(row: Pick<CustomerRow, 'body' | 'rev'>): Customer {
  const customer = readCustomer(row.body)
  customer.rev = row.rev
  return customer
}
