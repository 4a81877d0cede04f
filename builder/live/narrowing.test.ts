import { describe, expect, it } from 'vitest'
import { isNarrowed, queryOf, readNarrowing } from './narrowing.ts'

const NOW = Date.UTC(2026, 2, 10, 9, 30, 45)

describe('which passages are counted', () => {
  it.each([
    ['', ''],
    ['version=2', 'version=2'],
    ['days=7', 'since=2026-03-03T09%3A30%3A00.000Z'],
    ['segment=vips&days=1', 'since=2026-03-09T09%3A30%3A00.000Z&segment=vips'],
    ['version=0&days=-3&segment=', ''],
    ['version=1.5&days=many&other=1', ''],
  ])('%j in the address asks %j', (address, query) => {
    const narrowing = readNarrowing(new URLSearchParams(address))
    expect(queryOf(narrowing, NOW)).toBe(query)
    expect(isNarrowed(narrowing)).toBe(query !== '')
  })
})
