import { pathOf, valueAt } from '../../format/pointer.ts'

/** One change to a document: a JSON Pointer and the new value (`-` appends to a list), or `REMOVE`. */
export type Change = readonly [pointer: string, value: unknown]

export const REMOVE = Symbol('remove')

/** A changed copy of a document. */
export function patched(document: unknown, changes: readonly Change[]): unknown {
  const copy: unknown = structuredClone(document)
  for (const [pointer, value] of changes) {
    if (pointer === '') return value
    const path = pathOf(pointer)
    const key = path.pop() as string
    const parent = valueAt(copy, path) as Record<string, unknown> | unknown[]
    if (Array.isArray(parent)) {
      if (value === REMOVE) parent.splice(Number(key), 1)
      else parent[key === '-' ? parent.length : Number(key)] = value
    } else if (value === REMOVE) delete parent[key]
    // Plain assignment of `__proto__` would set the prototype instead of making a key.
    else Object.defineProperty(parent, key, { value, enumerable: true, configurable: true, writable: true })
  }
  return copy
}
