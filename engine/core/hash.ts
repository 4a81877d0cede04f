import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567'

/**
 * Derived id: SHA-256 over length-prefixed parts (so that `a|bc` and `ab|c` differ), base32, 26 characters.
 * Whatever a retry could repeat gets its id from here, never from chance.
 */
export function derivedId(prefix: string, ...parts: readonly string[]): string {
  const bytes = digest(parts)
  return idFrom(prefix, (i) => bytes[i] as number)
}

/** The id of parts whose SHA-256 (of `hashedText`) is known already, byte by byte: by a faster hash, for instance. */
export function idFrom(prefix: string, byteAt: (i: number) => number): string {
  let text = ''
  let bits = 0
  let buffer = 0
  for (let i = 0; text.length < 26; i += 1) {
    buffer = (buffer << 8) | byteAt(i)
    bits += 8
    while (bits >= 5 && text.length < 26) {
      bits -= 5
      text += ALPHABET[(buffer >>> bits) & 31]
    }
    buffer &= 0xff
  }
  return `${prefix}_${text}`
}

/** Stable number in [0, 1), uniform over the parts: 48 bits of their SHA-256. */
export function unitHash(...parts: readonly string[]): number {
  const bytes = digest(parts)
  let value = 0
  for (let i = 0; i < 6; i += 1) value = value * 256 + (bytes[i] as number)
  return value / 2 ** 48
}

/** Hash of a JSON value that does not depend on the order of keys. */
export function contentHash(value: unknown): string {
  return derivedId('h', canonical(value))
}

/** JSON with sorted keys. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).filter(([, v]) => v !== undefined)
    entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join(',')}}`
  }
  return JSON.stringify(value) ?? 'null'
}

/** What is hashed of a list of parts. */
export function hashedText(parts: readonly string[]): string {
  return parts.length === 1 ? `${parts[0]?.length}:${parts[0]}` : parts.map((part) => `${part.length}:${part}`).join('')
}

function digest(parts: readonly string[]): Uint8Array {
  return sha256(utf8ToBytes(hashedText(parts)))
}
