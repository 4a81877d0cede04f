import { describe, expect, test } from 'vitest'
import { checkPattern } from '../index.ts'
import { matchesPattern } from '../pattern.ts'

describe('patterns', () => {
  test.each<[string, string, boolean]>([
    ['^\\+49', '+49 30 1234', true],
    ['^\\d{5}$', '10115', true],
    ['^\\d{5}$', '1011', false],
    ['a|b', 'xbx', true],
    ['(?i)gmail', 'ADA@GMAIL.COM', true],
    ['\\p{Han}+', '客户', true],
    ['^.$', '😀', true],
    ['', 'anything', true],
  ])('%s in %s is %s', (pattern, text, expected) => {
    expect(checkPattern(pattern)).toBeNull()
    expect(matchesPattern(text, pattern)).toBe(expected)
  })

  test.each<[string, RegExp]>([
    ['(', /cannot be read \(.*missing/],
    ['a**', /cannot be read/],
    ['(?=a)', /lookaround/],
    ['(?<!a)b', /lookaround/],
    ['(a)\\1', /backreferences/],
    ['[z-a]', /cannot be read/],
    ['a{1001}', /cannot be read/],
    ['((a{100}){100}){100}', /cannot be read/],
    ['\\', /cannot be read/],
    ['(?i)(k|K){999}', /repeats too much/],
    ['a'.repeat(257), /longer than 256/],
  ])('%s is refused', (pattern, problem) => {
    expect(checkPattern(pattern)).toMatch(problem)
    expect(matchesPattern('aaa', pattern)).toBe(false)
  })

  test('a text may have 10,240 characters', () => {
    expect(matchesPattern('a'.repeat(10_240), 'a$')).toBe(true)
    expect(matchesPattern('a'.repeat(10_241), 'a$')).toBe(false)
  })

  // Each of these takes a backtracking engine from seconds to for ever on such a text.
  const cores = [
    'a+',
    'a*',
    '(a|a)',
    '(a|aa)',
    '(a|b|ab)',
    '(.*a)',
    '([a-z]+)',
    '(\\w+)',
    '(a?a)',
    '(a*a*)',
    '(\\w|\\d)',
    '(x+x+|a)',
    '(.?.)',
  ]
  const shapes = [
    '(C)+$',
    '^(C)*b$',
    '(C){10}c',
    '(C+)+!',
    '^(C|C)*$x',
    '((C)*)*y',
    '(C)+(C)+(C)+z',
    '(?:C){1,30}q',
    '.*C.*C.*C!!',
    '(C\\s?)+#',
    '^(C+)*[^a]$',
    '(?i)(C)+Q',
  ]
  const attacks = cores.flatMap((core) => shapes.map((shape) => shape.replaceAll('C', core)))
  test(`${attacks.length} patterns that explode elsewhere end in linear time`, () => {
    const texts = ['a'.repeat(10_240), `${'a'.repeat(10_239)}!`, 'ab'.repeat(5_120), 'a '.repeat(5_120)]
    for (const pattern of attacks)
      for (const text of texts) expect(typeof matchesPattern(text, pattern)).toBe('boolean')
  })
})
