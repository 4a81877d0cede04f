import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clip, shorten } from '../../shorten.ts'

test.each([
  ['abc', 3, 'abc'],
  ['abcd', 3, 'abc'],
  ['ab🎉', 3, 'ab'],
  ['ab🎉d', 4, 'ab🎉'],
  ['客户旅程', 2, '客户'],
])('%s cut to %i', (text, most, expected) => {
  expect(clip(text, most)).toBe(expected)
})

test('what is longer ends in dots', () => {
  expect([shorten('abcdef', 6), shorten('abcdefg', 6), shorten('ab🎉cdef', 6)]).toEqual(['abcdef', 'abc...', 'ab...'])
})

test('no text is broken by being cut', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(40), (text, most) => {
      const cut = clip(text, most)
      expect(() => encodeURIComponent(cut), 'half a character').not.toThrow()
      expect(text.startsWith(cut)).toBe(true)
      expect(cut.length).toBeLessThanOrEqual(most)
      expect(cut.length).toBeGreaterThanOrEqual(Math.min(text.length, most) - 1)
    }),
  )
})
