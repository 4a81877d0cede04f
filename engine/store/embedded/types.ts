/** A document, filter, update or pipeline stage as the caller wrote it: the shape is the caller's business. */
export type Doc = Record<string, unknown>

/** What SQLite compares: null sorts as -Infinity, then numbers, then text, then bytes. Never a boolean or null. */
export type Key = number | string | Buffer

export function isDoc(value: unknown): value is Doc {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
