import type { Problem } from '../model/problem.ts'
import { problemAt, type Source } from './place.ts'
import { LIMITS } from './scalars.ts'

/** Keys that reach into JavaScript's own machinery when an object is merged or copied. */
export const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'prototype', 'constructor'])

/**
 * Faults that no schema sees: values that are not JSON, keys that could poison a prototype, documents too deep or too
 * large to be walked safely. A key whose value is undefined counts as absent.
 */
export function plainJsonProblems(source: Source): Problem[] {
  const found: Walk = { source, problems: [], path: [], values: 0 }
  walk(found, source.value)
  if (found.values > LIMITS.values) {
    report(found, 'too-large', (name) => `${name} holds more than ${LIMITS.values} values; make it smaller.`)
  }
  return found.problems
}

/** Where the walk stands. Every message that comes in is walked, so nothing is made on the way. */
interface Walk {
  source: Source
  problems: Problem[]
  path: PropertyKey[]
  values: number
}

function walk(found: Walk, value: unknown): void {
  found.values += 1
  if (found.values > LIMITS.values) return
  const fault = faultOf(value)
  if (fault !== null) return report(found, 'invalid-config', (name) => `${name} is ${fault}; only plain JSON is taken.`)
  if (value === null || typeof value !== 'object') return
  if (found.path.length >= LIMITS.depth) {
    return report(found, 'too-large', (name) => `${name} is nested more than ${LIMITS.depth} levels deep; flatten it.`)
  }
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) walkChild(found, index, value[index])
    return
  }
  for (const key of Object.keys(value)) {
    const child = (value as Record<string, unknown>)[key]
    if (child !== undefined) walkChild(found, key, child)
  }
}

function walkChild(found: Walk, key: PropertyKey, child: unknown): void {
  found.path.push(key)
  if (typeof key === 'string' && (FORBIDDEN_KEYS.has(key) || key.includes('\0'))) {
    report(found, 'unknown-key', (name) => `${name}: this key is never allowed; remove it.`)
  } else walk(found, child)
  found.path.pop()
}

function report({ problems, source, path }: Walk, code: string, tell: (name: string) => string): void {
  problems.push(problemAt(source, path, code, ({ name }) => tell(name)))
}

function faultOf(value: unknown): string | null {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return null
    case 'number':
      return Number.isFinite(value) ? null : `the number ${value}`
    case 'object':
      return value === null || Array.isArray(value) || isPlain(value) ? null : 'an object of a class'
    case 'function':
      return 'a function'
    default:
      return `a value of type ${typeof value}`
  }
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}
