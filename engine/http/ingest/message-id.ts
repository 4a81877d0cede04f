import { hash } from 'node:crypto'
import { hashedText, idFrom } from '../../core/hash.ts'

/** `derivedId` of the core, hashed by Node itself: the same ids in a fraction of the time. */
export function inputId(...parts: readonly string[]): string {
  // A character for each byte: Node makes a text in half the time it takes for a buffer.
  const bytes = hash('sha256', hashedText(parts), 'binary')
  return idFrom('ev', (i) => bytes.charCodeAt(i))
}
