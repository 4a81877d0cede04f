import mongoose, { type Model, type mongo } from 'mongoose'
import { canonical } from '../core/hash.ts'
import type { CustomerEvent, Input, InputOf } from '../core/model/input.ts'
import { duplicatesOf } from './errors.ts'
import { driver } from './models.ts'
import { pageOf, readRows } from './paging.ts'
import type { InputStore } from './port.ts'
import type { InputRow } from './rows.ts'

const PENDING_PER_CUSTOMER = 200
/** Rows read at once, at most; never less than the limit of one customer, or no page would finish them. */
const PAGE = 1000
const IN_ORDER = { customerId: 1, acceptedAt: 1, ordinal: 1, _id: 1 } as const
const NEWEST_FIRST = { acceptedAt: -1, ordinal: -1, _id: -1 } as const

export function createInputStore(model: Model<InputRow>): InputStore {
  const rows = driver(model)

  /** Inserts what is new. @returns the positions whose id exists already */
  async function insert(documents: InputRow[]): Promise<number[]> {
    if (documents.length === 0) return []
    try {
      await rows.insertMany(documents, { ordered: false })
      return []
    } catch (error) {
      const known = duplicatesOf(error)
      if (known === null) throw error
      return known
    }
  }

  return {
    async append(inputs) {
      const known = await insert(inputs.map((input) => toRow(input, true)))
      const verdicts = inputs.map((): 'new' | 'duplicate' | 'conflict' => 'new')
      if (known.length === 0) return verdicts
      const ids = known.map((i) => (inputs[i] as Input).id)
      const stored = new Map((await rows.find({ _id: { $in: ids } }).toArray()).map((row) => [row._id, toInput(row)]))
      for (const i of known) {
        const input = inputs[i] as Input
        const first = stored.get(input.id)
        verdicts[i] = first && content(first) === content(input) ? 'duplicate' : 'conflict'
      }
      return verdicts
    },
    record: (inputs) => insert(inputs.map((input) => toRow(input, false))),
    async pending(customerIds, limit = PENDING_PER_CUSTOMER) {
      const found = new Map<string, Input[]>()
      let open = [...new Set(customerIds)]
      while (open.length > 0) {
        // One customer may have very many: no more is read than is given.
        const page = Math.max(Math.min(PAGE, open.length * limit), limit)
        const batch = await rows
          .find({ pending: true, customerId: { $in: open } })
          .sort(IN_ORDER)
          .limit(page)
          .toArray()
        const whole = batch.length < page
        const last = batch.at(-1)?.customerId
        const seen = collect(batch, limit)
        // The last customer of a full page may have more rows than were read.
        if (!whole && last !== undefined && (seen.get(last)?.length ?? 0) < limit) seen.delete(last)
        for (const [id, inputs] of seen) found.set(id, inputs)
        open = whole ? [] : open.filter((id) => !found.has(id))
      }
      return found
    },
    async markApplied(ids) {
      if (ids.length > 0) await rows.updateMany({ _id: { $in: [...ids] } }, { $unset: { pending: '' } })
    },
    async stale(at, limit) {
      const customers = new Set<string>()
      let from = 0
      for (;;) {
        // Who has been found is passed over: one customer may have very many.
        const filter = {
          pending: true as const,
          acceptedAt: { $gte: from, $lt: at },
          customerId: { $nin: [...customers] },
        }
        const page = await rows
          .find(filter, { projection: { customerId: 1, acceptedAt: 1 } })
          .sort({ acceptedAt: 1 })
          .limit(PAGE)
          .toArray()
        for (const row of page) customers.add(row.customerId)
        if (page.length < PAGE || customers.size >= limit) return [...customers].slice(0, limit)
        from = page.at(-1)?.acceptedAt ?? at
      }
    },
    async history(customerIds) {
      const events = new Map<string, CustomerEvent[]>()
      if (customerIds.length === 0) return events
      const said = { customerId: { $in: [...customerIds] }, kind: 'event' }
      const found = merged(
        await rows.find({ ...said, pending: true }).toArray(),
        await rows.find({ ...said, pending: { $exists: false } }).toArray(),
      )
      for (const row of found.sort(inOrder)) put(events, row.customerId, toEvent(row))
      return events
    },
    async timeline(customerId, query) {
      // A page of each, and of both together the newest.
      const found = merged(
        await readRows(model, { customerId, pending: true }, NEWEST_FIRST, query),
        await readRows(model, { customerId, pending: mongoose.trusted({ $exists: false }) }, NEWEST_FIRST, query),
      )
      return pageOf(
        found.sort((a, b) => inOrder(b, a)),
        NEWEST_FIRST,
        query,
        toInput,
      )
    },
  }
}

/** The indexes hold the pending apart from the applied. What is applied between the two looks is in the second as well. */
function merged(pending: readonly InputRow[], applied: readonly InputRow[]): InputRow[] {
  return [...new Map([...pending, ...applied].map((row) => [row._id, row])).values()]
}

function collect(batch: readonly mongo.WithId<InputRow>[], limit: number): Map<string, Input[]> {
  const found = new Map<string, Input[]>()
  for (const row of batch) {
    const inputs = found.get(row.customerId)
    if (!inputs) found.set(row.customerId, [toInput(row)])
    else if (inputs.length < limit) inputs.push(toInput(row))
  }
  return found
}

function inOrder(a: InputRow, b: InputRow): number {
  return a.acceptedAt - b.acceptedAt || a.ordinal - b.ordinal || (a._id < b._id ? -1 : 1)
}

function put<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key)
  if (list) list.push(item)
  else lists.set(key, [item])
}

function toRow(input: Input, pending: boolean): InputRow {
  const { id, customerId, kind, acceptedAt, ordinal } = input
  const body = JSON.stringify({
    ...input,
    id: undefined,
    customerId: undefined,
    acceptedAt: undefined,
    ordinal: undefined,
  })
  const row: InputRow = { _id: id, customerId, kind, acceptedAt, ordinal, body }
  if (pending) row.pending = true
  return row
}

function toInput({ _id, customerId, acceptedAt, ordinal, body }: InputRow): Input {
  return { id: _id, customerId, acceptedAt, ordinal, ...JSON.parse(body) } as Input
}

function toEvent(row: InputRow): CustomerEvent {
  const { name, properties, timestamp } = JSON.parse(row.body) as InputOf<'event'>
  return { id: row._id, name, properties, timestamp, acceptedAt: row.acceptedAt, ordinal: row.ordinal }
}

/** What the sender said. Instants and traces are left out: they are made or corrected on acceptance, so a repeat may differ. */
function content({ acceptedAt: _, ordinal: __, traceparent: ___, ...said }: Input): string {
  return canonical(said.kind === 'event' ? { ...said, timestamp: null } : said)
}
