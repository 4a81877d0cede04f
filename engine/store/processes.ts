import type { Model } from 'mongoose'
import { driver } from './models.ts'
import type { ProcessRecord, ProcessStore } from './port.ts'
import type { ProcessRow } from './rows.ts'

export function createProcessStore(model: Model<ProcessRow>): ProcessStore {
  const rows = driver(model)
  return {
    async beat({ id, seenAt, ...process }, goneBefore) {
      const row = await rows.findOneAndUpdate(
        { _id: id },
        { $set: { seenAt, body: JSON.stringify(process) } },
        { upsert: true, returnDocument: 'after' },
      )
      await rows.deleteMany({ seenAt: { $lt: goneBefore } })
      return row?.drain ?? false
    },
    async list() {
      const found = await rows.find().sort({ _id: 1 }).toArray()
      return found.map(toRecord)
    },
    async setDrain(id, drain) {
      const { matchedCount } = await rows.updateOne({ _id: id }, { $set: { drain } })
      return matchedCount === 1
    },
    async remove(id) {
      await rows.deleteOne({ _id: id })
    },
  }
}

function toRecord({ _id, seenAt, drain, body }: ProcessRow): ProcessRecord {
  return {
    ...(JSON.parse(body) as Omit<ProcessRecord, 'id' | 'seenAt' | 'drain'>),
    id: _id,
    seenAt,
    drain: drain ?? false,
  }
}
