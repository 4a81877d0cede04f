import type { Model, mongo } from 'mongoose'
import { canonical } from '../core/hash.ts'
import { StoreConfigError } from './errors.ts'
import type { Models } from './models.ts'
import type { CollectionName } from './rows.ts'
import { RETIRED } from './schemas.ts'

/**
 * Creates what is missing, and builds anew what an older release built otherwise. A unique index that is not there
 * afterwards would be a silent duplicate some day (another process may have dropped or rebuilt it, or data already breaks
 * it), so it is looked for, not assumed.
 */
export async function prepareModels(models: Models): Promise<void> {
  for (const [name, model] of Object.entries(models) as unknown as [CollectionName, Model<unknown>][]) {
    const wanted = model.schema.indexes()
    if (wanted.length === 0) continue
    await dropOutdated(model, wanted)
    for (const [key, options] of wanted) await createIndex(model, key, options)
    await dropRetired(model, wanted, RETIRED[name] ?? [])
    const present = await indexesOf(model)
    for (const [key, options] of wanted) if (options.unique) assertUnique(model, key, present)
  }
}

/** An index only speeds up reading; one that keeps something unique is never dropped, nor one that somebody else made. */
async function dropOutdated(model: Model<unknown>, wanted: [object, object][]): Promise<void> {
  for (const known of await droppable(model)) {
    const successors = wanted.filter(([key]) => canonical(key) === canonical(known.key))
    if (successors.length > 0 && successors.every(([, options]) => filterOf(options) !== filterOf(known))) {
      await model.collection.dropIndex(known.name)
    }
  }
}

async function dropRetired(
  model: Model<unknown>,
  wanted: [object, object][],
  retired: readonly object[],
): Promise<void> {
  const gone = retired.map(canonical).filter((key) => !wanted.some(([each]) => canonical(each) === key))
  if (gone.length === 0) return
  for (const known of await droppable(model)) {
    if (gone.includes(canonical(known.key))) await model.collection.dropIndex(known.name)
  }
}

async function droppable(model: Model<unknown>): Promise<(mongo.IndexDescriptionInfo & { name: string })[]> {
  const isNamed = (index: mongo.IndexDescriptionInfo): index is mongo.IndexDescriptionInfo & { name: string } =>
    index.name !== undefined
  return (await indexesOf(model)).filter(isNamed).filter(({ unique }) => unique !== true)
}

const filterOf = (index: { partialFilterExpression?: unknown; sparse?: unknown }): string =>
  canonical([index.partialFilterExpression ?? {}, index.sparse ?? false])

/** None where the collection does not exist yet. */
async function indexesOf(model: Model<unknown>): Promise<mongo.IndexDescriptionInfo[]> {
  return model.collection.indexes().catch((error: { code?: unknown }) => {
    if (error.code === NAMESPACE_NOT_FOUND) return []
    throw error
  })
}

const NAMESPACE_NOT_FOUND = 26

async function createIndex(model: Model<unknown>, key: object, options: object): Promise<void> {
  try {
    const { background: _, ...rest } = options as { background?: boolean }
    await model.collection.createIndex(key as mongo.IndexSpecification, rest)
  } catch (error) {
    throw new StoreConfigError(
      `The index ${canonical(key)} of collection "${model.collection.name}" cannot be built: ${(error as Error).message}. ` +
        'Remove what breaks it (duplicate documents, or an older index of the same name) and start again.',
      { cause: error },
    )
  }
}

function assertUnique(
  model: Model<unknown>,
  key: object,
  present: readonly { key?: unknown; unique?: boolean }[],
): void {
  if (present.some((index) => index.unique === true && canonical(index.key) === canonical(key))) return
  throw new StoreConfigError(
    `The unique index ${canonical(key)} of collection "${model.collection.name}" is missing after it was created. ` +
      'Without it something could be issued twice. Check that nobody drops indexes and that the user may create them (role readWrite).',
  )
}
