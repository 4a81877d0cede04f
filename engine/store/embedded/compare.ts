import mongoose from 'mongoose'
import { type Doc, isDoc } from './types.ts'

const { ObjectId } = mongoose.mongo

/** MongoDB's order of types. Null and missing are one. */
export function typeRank(value: unknown): number {
  switch (typeof value) {
    case 'number':
      return 1
    case 'string':
      return 2
    case 'boolean':
      return 7
    case 'object':
      return value === null ? 0 : objectRank(value)
    default:
      return 0
  }
}

/** Compares two stored values as MongoDB sorts them: by type, then by value. */
export function compareValues(a: unknown, b: unknown): number {
  if (a === b) return 0
  const rank = typeRank(a)
  const difference = rank - typeRank(b)
  if (difference !== 0) return difference
  switch (rank) {
    case 0:
      return 0
    case 1:
      return compareNumbers(Number(a), Number(b))
    case 2:
      return compareText(a as string, b as string)
    case 3:
      return compareDocs(a as Doc, b as Doc)
    case 4:
      return compareArrays(a as unknown[], b as unknown[])
    case 6:
      return Buffer.compare((a as InstanceType<typeof ObjectId>).id, (b as InstanceType<typeof ObjectId>).id)
    case 7:
      return Number(a) - Number(b)
    case 8:
      return compareNumbers((a as Date).getTime(), (b as Date).getTime())
    default:
      return compareText(String(a), String(b))
  }
}

export function equalValues(a: unknown, b: unknown): boolean {
  return compareValues(a, b) === 0
}

function objectRank(value: object): number {
  if (Array.isArray(value)) return 4
  if (isDoc(value)) return 3
  if (value instanceof ObjectId) return 6
  if (value instanceof Date) return 8
  if (value instanceof RegExp) return 10
  const type = (value as { _bsontype?: unknown })._bsontype
  if (type === 'Long' || type === 'Decimal128' || type === 'Double' || type === 'Int32') return 1
  return type === 'Binary' ? 5 : 9
}

function compareNumbers(a: number, b: number): number {
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : -1
  if (Number.isNaN(b)) return 1
  return a < b ? -1 : a > b ? 1 : 0
}

/** By code point, as UTF-8 bytes and so as SQLite: a surrogate pair comes after every single unit. */
function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x !== y) return (isSurrogate(x) ? x + 0x10000 : x) - (isSurrogate(y) ? y + 0x10000 : y)
  }
  return a.length - b.length
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff
}

function compareArrays(a: unknown[], b: unknown[]): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const order = compareValues(a[i], b[i])
    if (order !== 0) return order
  }
  return a.length - b.length
}

/** Field by field in the order written: type of the value, then name, then value. */
function compareDocs(a: Doc, b: Doc): number {
  const left = Object.entries(a)
  const right = Object.entries(b)
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [nameA, valueA] = left[i] as [string, unknown]
    const [nameB, valueB] = right[i] as [string, unknown]
    const order = typeRank(valueA) - typeRank(valueB) || compareText(nameA, nameB) || compareValues(valueA, valueB)
    if (order !== 0) return order
  }
  return left.length - right.length
}
