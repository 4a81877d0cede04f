import { type Doc, isDoc } from './types.ts'

/**
 * All values a MongoDB filter or index sees at a dotted path. Arrays on the way are entered (each element's field, and a
 * numeric segment also as position); an array at the end is given as itself, the caller decides whether to look inside.
 * A missing field gives `undefined`; a path that meets an array without any object in it gives nothing at all.
 */
export function valuesAt(doc: Doc, path: string): { values: unknown[]; throughArray: boolean } {
  if (!path.includes('.')) return { values: [doc[path]], throughArray: false }
  const found = { values: [] as unknown[], throughArray: false }
  walk(doc, path.split('.'), 0, found)
  return found
}

function walk(
  value: unknown,
  segments: string[],
  at: number,
  found: { values: unknown[]; throughArray: boolean },
): void {
  const segment = segments[at]
  if (segment === undefined) {
    found.values.push(value)
    return
  }
  if (Array.isArray(value)) {
    found.throughArray = true
    if (/^\d+$/.test(segment) && Number(segment) < value.length) walk(value[Number(segment)], segments, at + 1, found)
    for (const item of value) if (isDoc(item)) walk(item, segments, at, found)
    return
  }
  if (isDoc(value)) walk(value[segment], segments, at + 1, found)
  else found.values.push(undefined)
}

/** What an expression left undefined is missing from an object and null in an array; changes the value in place. */
export function omitMissing<T>(value: T): T {
  if (Array.isArray(value))
    for (const [i, item] of value.entries()) value[i] = item === undefined ? null : omitMissing(item)
  else if (isDoc(value)) {
    for (const [key, item] of Object.entries(value)) {
      if (item === undefined) delete value[key]
      else omitMissing(item)
    }
  }
  return value
}

/** Sets the value at a dotted path of plain objects, making the objects on the way. */
export function setAt(doc: Doc, path: string, value: unknown): void {
  const segments = path.split('.')
  const last = segments.pop() as string
  let at = doc
  for (const segment of segments) {
    const next = at[segment]
    at = isDoc(next) ? next : ((at[segment] = {}) as Doc)
  }
  at[last] = value
}
