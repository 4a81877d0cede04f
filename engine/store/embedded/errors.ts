import mongoose from 'mongoose'
import type { Doc } from './types.ts'

const { MongoServerError } = mongoose.mongo

/** The embedded store does on purpose less than MongoDB; what it lacks it refuses by name instead of guessing. */
export class NotImplementedError extends Error {
  override readonly name = 'NotImplementedError'

  constructor(what: string) {
    super(`The embedded store does not implement ${what}. Use MongoDB (set MONGODB_URL) or another way.`)
  }

  /** One that was made elsewhere. */
  static saying(message: string): NotImplementedError {
    return Object.assign(new NotImplementedError(''), { message })
  }
}

/** The data file cannot be opened: in use, torn, or no database at all. The message names the file and what to do. */
export class StoreFileError extends Error {
  override readonly name = 'StoreFileError'
}

/** An error with the code MongoDB gives for the same fault. */
export function serverError(code: number, codeName: string, message: string, more: Doc = {}): Error & { code: number } {
  const error = new MongoServerError({ message, errmsg: message, code, codeName, ...more })
  return Object.assign(error, { code })
}

export function duplicateKey(
  namespace: string,
  index: string,
  keyPattern: Doc,
  keyValue: Doc,
): Error & { code: number } {
  const shown = Object.entries(keyValue)
    .map(([path, value]) => `${path}: ${JSON.stringify(value)}`)
    .join(', ')
  const message = `E11000 duplicate key error collection: ${namespace} index: ${index} dup key: { ${shown} }`
  return serverError(11000, 'DuplicateKey', message, { keyPattern, keyValue })
}

/** Options that change the meaning of an operation and that we cannot honour; the harmless rest is ignored. */
export function refuseOptions(options: object | undefined): void {
  if (!options) return
  for (const name of ['session', 'collation', 'let', 'min', 'max', 'tailable', 'returnKey', 'showRecordId'] as const) {
    const value = (options as Doc)[name]
    if (value !== undefined && value !== null && value !== false) throw new NotImplementedError(`the option "${name}"`)
  }
}
