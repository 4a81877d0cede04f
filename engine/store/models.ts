import mongoose, { type Model, type mongo, type Mongoose } from 'mongoose'
import type { CollectionName, RowOf } from './rows.ts'
import { COLLECTIONS, schemaOf } from './schemas.ts'

/** Mongoose models by collection, for listings and settings. */
export type Models = { readonly [N in CollectionName]: Model<RowOf<N>> }

/** Defines the models on one connected Mongoose instance; a workspace has an instance of its own. */
export function defineModels(instance: Mongoose): Models {
  instance.set('strictQuery', 'throw')
  instance.set('sanitizeFilter', true)
  const inFile = !(instance.connection.db instanceof mongoose.mongo.Db)
  const entries = COLLECTIONS.map((name) => [
    name,
    instance.models[name] ?? instance.model(name, schemaOf(name, inFile)),
  ])
  return Object.fromEntries(entries) as Models
}

/** The driver's collection under a model: no documents are built, nothing is cast. The hot path goes through here. */
export function driver<R extends mongo.Document>(model: Model<R>): mongo.Collection<R> {
  return model.collection as unknown as mongo.Collection<R>
}
