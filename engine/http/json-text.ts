import type { Problem } from '../core/model/problem.ts'
import { childPointer } from '../core/format/pointer.ts'
import { ProblemError } from '../problem.ts'
import { jsonFaultAt } from './json-fault.ts'

/**
 * Parses JSON as strictly as a document somebody keeps must be read: a key given twice is refused instead of one of them
 * being dropped.
 * @throws ProblemError 400
 */
export function parseJson(text: string): unknown {
  const value = parseJsonFast(text)
  const repeated = repeatedKey(text)
  if (repeated !== null) {
    const message = `The key at ${repeated} is given twice; keep one of them.`
    throw new ProblemError(400, 'duplicate-key', message, [problem('duplicate-key', message, repeated)])
  }
  return value
}

/** The same for telemetry, where speed counts and the last of two equal keys may win. */
export function parseJsonFast(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new ProblemError(400, 'invalid-json', `The body is not JSON${placeOf(text)}. Send one JSON document.`)
  }
}

const problem = (code: string, message: string, pointer: string): Problem => ({
  code,
  message,
  pointer,
  severity: 'error',
})

/** Line and column of the fault. Never the text itself: it may hold a secret. */
function placeOf(text: string): string {
  if (text.trim() === '') return ': it is empty'
  const fault = jsonFaultAt(text)
  if (fault >= text.trimEnd().length) return ': it ends too early'
  const before = text.slice(0, fault).split('\n')
  return ` (line ${before.length}, column ${(before.at(-1) ?? '').length + 1})`
}

interface Level {
  /** Keys seen so far; null in a list. */
  keys: Set<string> | null
  key: string
  index: number
}

/** JSON Pointer of the first key that an object of this valid JSON text has twice; null = none. */
function repeatedKey(text: string): string | null {
  const levels: Level[] = []
  let isKey = false
  for (let at = 0; at < text.length; at += 1) {
    const level = levels.at(-1)
    switch (text.charAt(at)) {
      case '{':
        levels.push({ keys: new Set(), key: '', index: 0 })
        isKey = true
        break
      case '[':
        levels.push({ keys: null, key: '', index: 0 })
        isKey = false
        break
      case '}':
      case ']':
        levels.pop()
        isKey = false
        break
      case ',':
        if (level) level.index += 1
        isKey = level?.keys != null
        break
      case '"': {
        const end = endOfString(text, at)
        if (isKey && level?.keys) {
          level.key = JSON.parse(text.slice(at, end)) as string
          if (level.keys.has(level.key)) return pointerOf(levels)
          level.keys.add(level.key)
          isKey = false
        }
        at = end - 1
        break
      }
    }
  }
  return null
}

function endOfString(text: string, start: number): number {
  let at = start + 1
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at + 1
}

function pointerOf(levels: readonly Level[]): string {
  return levels.reduce<string>((pointer, { keys, key, index }) => childPointer(pointer, keys ? key : index), '')
}
