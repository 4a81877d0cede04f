import mongoose from 'mongoose'
import { pack, unpack } from './codec.ts'
import { NotImplementedError, serverError, StoreFileError } from './errors.ts'
import { type Doc, isDoc } from './types.ts'

/** A value on its way to another thread. What would lose its class there goes as the codec's tagged JSON. */
export type Wire = { plain: unknown } | { packed: unknown }

export function toWire(value: unknown): Wire {
  return isCloneable(value) ? { plain: value } : { packed: pack(value) }
}

/** For what looks plain and is not, as the lists in Mongoose's documents, which are proxies. */
export function toPackedWire(value: unknown): Wire {
  return typeof value === 'object' ? { packed: pack(value) } : { plain: value }
}

export function fromWire(wire: Wire): unknown {
  return 'plain' in wire ? wire.plain : unpack(wire.packed)
}

/** An error on its way to another thread, where it is of its class again. */
export type WireError = { name: string; message: string; stack?: string; fields: Wire }

const FIELDS = ['code', 'codeName', 'keyPattern', 'keyValue'] as const

export function errorToWire(error: unknown): WireError {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), fields: { plain: {} } }
  const { name, message, stack } = error
  const known = FIELDS.filter((field) => field in error).map((field) => [field, (error as never)[field]])
  return { name, message, ...(stack === undefined ? {} : { stack }), fields: toWire(Object.fromEntries(known)) }
}

const { MongoInvalidArgumentError, MongoServerError } = mongoose.mongo

export function errorFromWire({ name, message, stack, fields }: WireError): Error {
  const more = fromWire(fields) as Doc
  const error = made(name, message, more)
  if (stack !== undefined) error.stack = stack
  return error
}

function made(name: string, message: string, more: Doc): Error {
  if (name === MongoServerError.name) {
    const { code, codeName, ...rest } = more
    return serverError(code as number, codeName as string, message, rest)
  }
  if (name === MongoInvalidArgumentError.name) return new MongoInvalidArgumentError(message)
  if (name === StoreFileError.name) return new StoreFileError(message)
  if (name === NotImplementedError.name) return NotImplementedError.saying(message)
  return Object.assign(new Error(message), more)
}

/** Whether a structured clone of it is the same; checked by looking, for nearly every value is small and plain. */
function isCloneable(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return typeof value !== 'function' && typeof value !== 'symbol'
  if (Array.isArray(value)) {
    if (Object.getPrototypeOf(value) !== Array.prototype) return false
    for (const item of value) if (!isCloneable(item)) return false
    return true
  }
  if (!isDoc(value))
    return Object.getPrototypeOf(value) === Date.prototype || Object.getPrototypeOf(value) === RegExp.prototype
  for (const key in value) if (!isCloneable(value[key])) return false
  return true
}
