import { decode } from './codec.ts'
import type { FindAndModifyOptions } from './data-file.ts'
import { NotImplementedError } from './errors.ts'
import { compileProjection } from './project.ts'
import type { Doc } from './types.ts'
import type { Changed } from './writes.ts'

/** What the driver answers to an update or a replacement. */
export function told({ matched, modified, upserted }: Changed): Doc {
  return {
    acknowledged: true,
    matchedCount: matched,
    modifiedCount: modified,
    upsertedCount: upserted ? 1 : 0,
    upsertedId: upserted ? upserted.id : null,
  }
}

export function deleted(docs: Doc[]): Doc {
  return { acknowledged: true, deletedCount: docs.length }
}

/** What it answers when the document is asked for as well. */
export function shown(changed: Changed, options: FindAndModifyOptions): unknown {
  if (options.returnDocument !== undefined && !['before', 'after'].includes(options.returnDocument)) {
    throw new NotImplementedError(`returnDocument "${options.returnDocument}"`)
  }
  const { matched, texts, upserted } = changed
  const found = options.returnDocument === 'after' ? (texts?.after ?? upserted?.stored) : texts?.before
  const doc = found && decode(found.text, found.apart)
  const value = doc ? compileProjection(options.projection)(doc) : null
  if (!options.includeResultMetadata) return value
  const lastErrorObject = {
    n: matched || (upserted ? 1 : 0),
    updatedExisting: matched > 0,
    ...(upserted ? { upserted: upserted.id } : {}),
  }
  return { lastErrorObject, value, ok: 1 }
}
