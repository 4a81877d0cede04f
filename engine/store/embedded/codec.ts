import { toUSVString } from 'node:util'
import mongoose from 'mongoose'
import { type Doc, isDoc } from './types.ts'

const { ObjectId, Binary, Long, BSON } = mongoose.mongo

/**
 * Documents are stored as JSON. What JSON cannot say becomes an object with one tag key: `$d` date, `$o` ObjectId,
 * `$n` NaN and infinities, `$r` regular expression, `$e` any other BSON value (as EJSON), `$x` an object of the caller's
 * that looks like one of these. So text without `{"$` needs no second look when read.
 */
const TAGS = new Set(['$d', '$o', '$n', '$r', '$e', '$x'])

/** A document as its row holds it: JSON, and beside it the text that lies apart (see `APART`), or null. */
export type Stored = { text: string; apart: string | null }

/**
 * The field whose text lies in a column of its own, as it is: the engine keeps JSON there, which as part of another JSON
 * would be escaped, read and written twice. A zero holds its place among the fields. Any other value stays in the document.
 */
export const APART = 'body'

export function encode(doc: Doc): string {
  return JSON.stringify(isPlain(doc) ? doc : pack(doc))
}

/** What is stored of a document, and the document as it comes back (the very object given when that is the same). */
export function encodeStored(doc: Doc): Stored & { clean: Doc } {
  const apart = apartOf(doc[APART])
  const rest = apart === null ? doc : { ...doc, [APART]: 0 }
  if (isPlain(rest)) return { text: JSON.stringify(rest), apart, clean: doc }
  const text = JSON.stringify(pack(rest))
  return { text, apart, clean: decode(text, apart) }
}

export function decode(text: string, apart: string | null = null): Doc {
  const parsed = JSON.parse(text) as Doc
  const doc = text.includes('{"$') ? (unpack(parsed) as Doc) : parsed
  if (apart !== null) doc[APART] = apart
  return doc
}

/** A column gives back any text but one with a NUL, at which the binding cuts it, or with half a character. */
function apartOf(value: unknown): string | null {
  return typeof value === 'string' && !value.includes('\0') && toUSVString(value) === value ? value : null
}

/** The value as it would come back from the store, free of the caller's classes. May be the very object given. */
export function stored<T>(value: T): T {
  return isPlain(value) ? value : (unpack(pack(value)) as T)
}

/** True when JSON.stringify says all there is to say. Checked first because nearly every document is so. */
function isPlain(value: unknown): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true
    case 'number':
      return Number.isFinite(value)
    case 'object': {
      if (value === null) return true
      if (Array.isArray(value)) {
        if (Object.getPrototypeOf(value) !== Array.prototype) return false
        for (const item of value) if (!isPlain(item)) return false
        return true
      }
      if (!isDoc(value)) return false
      for (const key in value) if (key.charCodeAt(0) === 36 || !isPlain(value[key])) return false
      return true
    }
    default:
      return false
  }
}

export function pack(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value
    case 'number':
      return Number.isFinite(value) ? value : { $n: String(value) }
    case 'bigint':
      return Number.isSafeInteger(Number(value)) ? Number(value) : ejson(Long.fromBigInt(value))
    case 'object':
      return value === null ? null : packObject(value)
    default:
      return null
  }
}

function packObject(value: object): unknown {
  if (value instanceof Date) return { $d: value.getTime() }
  if (value instanceof RegExp) return { $r: [value.source, value.flags] }
  if (value instanceof Uint8Array) return ejson(new Binary(value))
  if ('_bsontype' in value) return packBson(value)
  if ('toBSON' in value && typeof value.toBSON === 'function') return pack(value.toBSON())
  if (Array.isArray(value)) return Array.from(value, pack)
  const out: Doc = {}
  for (const [key, item] of value instanceof Map ? value : Object.entries(value)) {
    if (typeof item !== 'function') out[String(key)] = pack(item)
  }
  return looksTagged(out) ? { $x: out } : out
}

function packBson(value: object): unknown {
  if (value instanceof ObjectId) return { $o: value.toHexString() }
  const type = (value as { _bsontype: unknown })._bsontype
  if (type === 'ObjectId') return { $o: String(value) }
  if (type === 'Double' || type === 'Int32') return pack(Number(value))
  if (type === 'Long' && Number.isSafeInteger(Number(value))) return Number(value)
  return ejson(value)
}

function ejson(value: unknown): Doc {
  return { $e: BSON.EJSON.serialize({ value } as never, { relaxed: false })['value'] }
}

export function unpack(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) value[i] = unpack(value[i])
    return value
  }
  const doc = value as Doc
  if (looksTagged(doc)) return untag(doc)
  for (const key in doc) {
    const item = doc[key]
    if (typeof item === 'object' && item !== null) doc[key] = unpack(item)
  }
  return doc
}

function untag(doc: Doc): unknown {
  if ('$d' in doc) return new Date(doc['$d'] === null ? Number.NaN : (doc['$d'] as number))
  if ('$o' in doc) return ObjectId.createFromHexString(doc['$o'] as string)
  if ('$n' in doc) return Number(doc['$n'])
  if ('$r' in doc) return new RegExp(...(doc['$r'] as [string, string]))
  if ('$e' in doc) return BSON.EJSON.deserialize({ value: doc['$e'] } as never)['value']
  const inner = doc['$x'] as Doc
  for (const key in inner) inner[key] = unpack(inner[key])
  return inner
}

function looksTagged(doc: Doc): boolean {
  let count = 0
  let last = ''
  for (const key in doc) {
    if (++count > 1) return false
    last = key
  }
  return count === 1 && TAGS.has(last)
}
