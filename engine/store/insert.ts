import type { Model, mongo } from 'mongoose'
import { duplicatesOf } from './errors.ts'
import { driver } from './models.ts'

/** Inserts rows that never change: one whose id is stored already is the same one, told again. */
export async function insertNew<R extends { _id: string }>(model: Model<R>, rows: R[]): Promise<void> {
  if (rows.length === 0) return
  try {
    await driver(model).insertMany(rows as mongo.OptionalUnlessRequiredId<R>[], { ordered: false })
  } catch (error) {
    if (duplicatesOf(error) === null) throw error
  }
}
