/**
 * A number in [0, 1) that depends on nothing but the seed and the words: who asks when, or how often, changes nothing.
 * So a changed assumption changes what rests on it, and everybody else lives the same life as before.
 * Chance for simulations only (53 bits of two multiply-and-shift hashes); decisions of the engine use SHA-256.
 */
export function chanceOf(seed: number, ...words: readonly string[]): number {
  let a = 0xdeadbeef ^ seed
  let b = 0x41c6ce57 ^ seed
  for (const word of words) {
    for (let i = 0; i < word.length; i += 1) {
      const code = word.charCodeAt(i)
      a = Math.imul(a ^ code, 2654435761)
      b = Math.imul(b ^ code, 1597334677)
    }
    // Ends the word, so that "a", "bc" and "ab", "c" differ.
    a = Math.imul(a ^ 0x1f1f, 2654435761)
    b = Math.imul(b ^ 0x2e2e, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return (4294967296 * (2097151 & b) + (a >>> 0)) / 2 ** 53
}

/** One of the things, all equally likely. */
export function pickBy<T>(chance: number, things: readonly T[]): T | undefined {
  return things[Math.floor(chance * things.length)]
}
