import type { Problem } from '../model/problem.ts'
import { problemAt, type Source } from './place.ts'
import { LIMITS } from './scalars.ts'

/** Keys that reach into JavaScript's own machinery when an object is merged or copied. */
const FORBIDDEN = new Set(['__proto__', 'prototype', 'constructor'])

/**
 * Faults that no schema sees: values that are not JSON, keys that could poison a prototype, documents too deep or too
 * large to be walked safely. A key whose value is undefined counts as absent.
 */
export function plainJsonProblems(source: Source): Problem[] {
  const problems: Problem[] = []
  const path: PropertyKey[] = []
  let values = 0

  const report = (code: string, tell: (name: string) => string): void => {
    problems.push(problemAt(source, path, code, ({ name }) => tell(name)))
  }
  const walkChild = (key: PropertyKey, child: unknown): void => {
    path.push(key)
    if (typeof key === 'string' && (FORBIDDEN.has(key) || key.includes('\0'))) {
      report('unknown-key', (name) => `${name}: this key is never allowed; remove it.`)
    } else walk(child)
    path.pop()
  }
  const walk = (value: unknown): void => {
    values += 1
    if (values > LIMITS.values) return
    const fault = faultOf(value)
    if (fault !== null) return report('invalid-config', (name) => `${name} is ${fault}; only plain JSON is taken.`)
    if (value === null || typeof value !== 'object') return
    if (path.length >= LIMITS.depth) {
      return report('too-large', (name) => `${name} is nested more than ${LIMITS.depth} levels deep; flatten it.`)
    }
    if (Array.isArray(value)) {
      for (let index = 0; index < value.length; index += 1) walkChild(index, value[index])
      return
    }
    for (const key of Object.keys(value)) {
      const child = (value as Record<string, unknown>)[key]
      if (child !== undefined) walkChild(key, child)
    }
  }

  walk(source.value)
  if (values > LIMITS.values) {
    report('too-large', (name) => `${name} holds more than ${LIMITS.values} values; make it smaller.`)
  }
  return problems
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
