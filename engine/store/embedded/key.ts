import mongoose from 'mongoose'
import { encode } from './codec.ts'
import type { Key } from './types.ts'

const { ObjectId } = mongoose.mongo

/** Null and missing are one key, as in a MongoDB index. A REAL, so that a unique index sees two of them as equal. */
export const NULL_KEY = Number.NEGATIVE_INFINITY
export const LOWEST_NUMBER = -Number.MAX_VALUE

/** First byte of every key that is neither null, number nor text; in MongoDB's order of types. */
const TAG = { object: 0x10, array: 0x20, objectId: 0x40, boolean: 0x50, date: 0x60, other: 0x70 } as const

const TRUE_KEY = Buffer.from([TAG.boolean, 1])
const FALSE_KEY = Buffer.from([TAG.boolean, 0])

/**
 * The value as SQLite compares it, in MongoDB's order: null, numbers, text, then bytes led by a type tag.
 * Objects, arrays and rare BSON types compare for equality only (see `isOrdered`).
 */
export function keyOf(value: unknown): Key {
  switch (typeof value) {
    case 'string':
      return value.includes('\0') || value.includes('\x01') ? withoutNul(value) : value
    case 'number':
      // -Infinity is taken by null and NaN by SQLite; both sort lowest among numbers.
      return value >= LOWEST_NUMBER ? value : LOWEST_NUMBER
    case 'boolean':
      return value ? TRUE_KEY : FALSE_KEY
    case 'object':
      return value === null ? NULL_KEY : objectKey(value)
    default:
      return NULL_KEY
  }
}

/** The binding cuts text at a NUL when it reads; this keeps order and difference. */
function withoutNul(text: string): string {
  return text.replaceAll('\x01', '\x01\x02').replaceAll('\0', '\x01\x01')
}

/** False for values whose key tells equal from different but not smaller from larger. */
export function isOrdered(value: unknown): boolean {
  if (typeof value === 'number') return !Number.isNaN(value)
  return typeof value !== 'object' || value === null || value instanceof ObjectId || value instanceof Date
}

function objectKey(value: object): Key {
  if (value instanceof ObjectId) return Buffer.concat([Buffer.from([TAG.objectId]), value.id])
  if (value instanceof Date) return dateKey(value)
  const tag = Array.isArray(value)
    ? TAG.array
    : '_bsontype' in value || value instanceof RegExp
      ? TAG.other
      : TAG.object
  return Buffer.concat([Buffer.from([tag]), Buffer.from(encode({ v: value }))])
}

function dateKey(value: Date): Buffer {
  const bytes = Buffer.alloc(9)
  bytes[0] = TAG.date
  // Flipping the sign bit makes byte order equal numeric order, before 1970 too.
  bytes.writeBigInt64BE(BigInt(Number.isNaN(value.getTime()) ? 0 : value.getTime()), 1)
  bytes[1] = (bytes[1] ?? 0) ^ 0x80
  return bytes
}

/** The half-open span [from, to) of all keys of the type of `value`, for comparisons that stay within one type. */
export function bracketOf(value: unknown): { from: Key; to: Key } | undefined {
  if (typeof value === 'number') return { from: LOWEST_NUMBER, to: '' }
  if (typeof value === 'string') return { from: '', to: Buffer.alloc(0) }
  const tag =
    typeof value === 'boolean'
      ? TAG.boolean
      : value instanceof Date
        ? TAG.date
        : value instanceof ObjectId
          ? TAG.objectId
          : undefined
  return tag === undefined ? undefined : { from: Buffer.from([tag]), to: Buffer.from([tag + 1]) }
}
