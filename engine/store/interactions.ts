import mongoose, { type Model, type mongo } from 'mongoose'
import { provesAcceptance } from '../core/model/evidence.ts'
import type { Interaction } from '../core/model/interaction.ts'
import { duplicatesOf } from './errors.ts'
import { driver } from './models.ts'
import { eachById, given, newest, readPage } from './paging.ts'
import type { InteractionStore } from './port.ts'
import type { InteractionRow } from './rows.ts'
import { OUTCOMES_ONLY, outcomeKey, outcomeName, RANK, rankOf } from './status.ts'

const WHOLE = { $gte: 0 }

export function createInteractionStore(model: Model<InteractionRow>): InteractionStore {
  const rows = driver(model)

  /** @returns the positions whose key clashes: of inserts where there is a row, of upserts where one must stay or came meanwhile */
  async function write(operations: mongo.AnyBulkWriteOperation<InteractionRow>[]): Promise<number[]> {
    if (operations.length === 0) return []
    try {
      await rows.bulkWrite(operations, { ordered: false })
      return []
    } catch (error) {
      const clashes = duplicatesOf(error)
      if (clashes === null) throw error
      return clashes
    }
  }

  /** Evidence moves a status forward: what came back of a message shows that it went out. */
  async function prove(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return
    const unknown = await rows.find({ _id: { $in: [...ids] }, status: 'unknown' }).toArray()
    await write(unknown.map((row) => toUpdate({ ...toInteraction(row), status: 'accepted', reason: null }, false)))
  }

  return {
    async upsert(interactions, told) {
      // Nearly all are new, and an insert costs a fraction of an upsert; a clash costs more than either. Rows are never deleted, so
      // what clashed is there: of lower rank, or to stay.
      const clashes = await write(
        interactions.map((one) => (told?.has(one.id) ? toUpdate(one, true) : { insertOne: { document: toRow(one) } })),
      )
      await write(clashes.map((i) => toUpdate(interactions[i] as Interaction, false)))
    },
    async get(ids) {
      if (ids.length === 0) return new Map()
      const found = await rows.find({ _id: { $in: [...ids] }, rank: WHOLE }).toArray()
      return new Map(found.map((row) => [row._id, toInteraction(row)]))
    },
    async addOutcomes(outcomes) {
      const updates = outcomes.map(({ interactionId, outcome, at }) => ({
        filter: { _id: interactionId },
        update: { $min: { [`outcomes.${outcomeKey(outcome)}`]: at }, $setOnInsert: { rank: OUTCOMES_ONLY } },
      }))
      const clashes = await write(updates.map((one) => ({ updateOne: { ...one, upsert: true } })))
      await write(clashes.map((i) => ({ updateOne: updates[i] as (typeof updates)[number] })))
      await prove(outcomes.filter(({ outcome }) => provesAcceptance(outcome)).map(({ interactionId }) => interactionId))
    },
    list(query) {
      const { customerId, journeyId, step, channel, status } = query
      const rank = rankOf(status) ?? mongoose.trusted(WHOLE)
      const filter = given({ customerId, journeyId, step, channel, status, rank })
      return readPage(model, filter, newest('plannedAt'), query, toInteraction)
    },
    async *each({ journeyId } = {}) {
      const filter = given({ journeyId, rank: mongoose.trusted(WHOLE) })
      for await (const page of eachById(model, filter)) yield page.map(toInteraction)
    },
    async countBy(fields, { journeyId } = {}) {
      const key = Object.fromEntries(fields.map((field) => [field, `$${field}`]))
      const counts = await rows
        .aggregate<{ _id: Record<string, string>; count: number }>([
          { $match: given({ journeyId, rank: WHOLE }) },
          { $group: { _id: key, count: { $sum: 1 } } },
        ])
        .toArray()
      const found = counts.map(({ _id, count }) => ({ key: fields.map((field) => _id[field] ?? ''), count }))
      return found.sort((a, b) => (a.key.join('\n') < b.key.join('\n') ? -1 : 1))
    },
  }
}

/** The earliest instant of each outcome stands, and a status only moves forward. */
function toUpdate(interaction: Interaction, upsert: boolean): mongo.AnyBulkWriteOperation<InteractionRow> {
  const { _id, outcomes = {}, ...row } = toRow(interaction)
  const earliest = Object.entries(outcomes).map(([key, at]) => [`outcomes.${key}`, at])
  return {
    updateOne: {
      filter: { _id, rank: { $lte: row.rank } },
      update: { $set: row, ...(earliest.length > 0 ? { $min: Object.fromEntries(earliest) } : {}) },
      upsert,
    },
  }
}

function toRow(interaction: Interaction): InteractionRow {
  const { id, customerId, journeyId, step, channel, status, plannedAt, order, seq } = interaction
  const outcomes = Object.entries(interaction.outcomes).map(([name, at]) => [outcomeKey(name), at])
  return {
    _id: id,
    rank: RANK[status],
    customerId,
    journeyId,
    step,
    channel,
    status,
    plannedAt,
    order,
    seq,
    body: JSON.stringify(interaction),
    ...(outcomes.length > 0 ? { outcomes: Object.fromEntries(outcomes) as Record<string, number> } : {}),
  }
}

function toInteraction({ body, outcomes }: Pick<InteractionRow, 'body' | 'outcomes'>): Interaction {
  const interaction = JSON.parse(body) as Interaction
  const found = Object.entries(outcomes ?? {}).map(([key, at]): [string, number] => [outcomeName(key), at])
  interaction.outcomes = Object.fromEntries(found)
  return interaction
}
