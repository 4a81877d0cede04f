import type { Model } from 'mongoose'
import type { PartRow } from './rows.ts'

/** Small documents that journeys refer to by id. */
export interface Parts<T> {
  list(): Promise<T[]>
  save(part: T): Promise<void>
  remove(id: string): Promise<void>
}

export function createParts<T extends { id: string }>(
  model: Model<PartRow>,
  touchCatalog: () => Promise<void>,
): Parts<T> {
  return {
    async list() {
      const rows = await model.find().sort({ _id: 1 }).lean()
      return rows.map(({ body }) => JSON.parse(body) as T)
    },
    async save(part) {
      await model.updateOne({ _id: part.id }, { $set: { body: JSON.stringify(part) } }, { upsert: true })
      await touchCatalog()
    },
    async remove(id) {
      await model.deleteOne({ _id: id })
      await touchCatalog()
    },
  }
}
