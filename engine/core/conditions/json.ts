import { cached } from '../calendar/cache.ts'
import type { Json, JsonObject } from '../model/json.ts'

/** Equality by value, without coercion: 1 is not "1", and the order of keys does not matter. */
export function sameJson(a: Json, b: Json): boolean {
  if (a === b) return true
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false
  if (Array.isArray(a)) return Array.isArray(b) && sameItems(a, b)
  return !Array.isArray(b) && sameEntries(a, b)
}

/** A path below a root, split once. */
export const pathKeys: (path: string) => readonly string[] = cached(4096, (path) => path.split('.'))

/** The value below `root` at these keys; undefined = missing. Own properties only, so no path reaches a prototype. */
export function valueAt(root: Json | undefined, keys: readonly string[]): Json | undefined {
  let value = root
  for (const key of keys) {
    if (value === null || typeof value !== 'object' || key === '__proto__' || !Object.hasOwn(value, key))
      return undefined
    value = (value as JsonObject)[key]
  }
  return value
}

function sameItems(a: readonly Json[], b: readonly Json[]): boolean {
  return a.length === b.length && a.every((item, index) => sameJson(item, b[index] as Json))
}

function sameEntries(a: JsonObject, b: JsonObject): boolean {
  const keys = Object.keys(a)
  if (keys.length !== Object.keys(b).length) return false
  return keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key] as Json, b[key] as Json))
}
