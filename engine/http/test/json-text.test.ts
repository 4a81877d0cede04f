import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { parseJson } from '../json-text.ts'

const problemOf = (text: string): unknown => {
  try {
    parseJson(text)
  } catch (error) {
    return error
  }
  return null
}

describe('JSON as documents are read', () => {
  test.each([
    ['{"a":1,"a":2}', '/a'],
    ['{"a":{"b":1,"c":[1,{"d":1,"d":2}]}}', '/a/c/1/d'],
    ['[{"a":1},{"a":1,"b":2,"a":3}]', '/1/a'],
    ['{"a":1,"\\u0061":2}', '/a'],
    ['{"a/b":1,"x~y":{"":1,"":2},"a":1}', '/x~0y/'],
    ['{"a":"\\"{","b":"}","a":1}', '/a'],
    ['{"__proto__":1,"__proto__":2}', '/__proto__'],
  ])('%s repeats the key at %s', (text, pointer) => {
    expect(problemOf(text)).toMatchObject({ status: 400, code: 'duplicate-key', problems: [{ pointer }] })
  })

  test.each([
    ['{"a":1,\n "b":}', 'line 2, column 6'],
    ['{"a":1', 'it ends too early'],
    ['{"a":tru', 'line 1, column 6'],
    ['{"a":1,}', 'line 1, column 8'],
    ['[1,,2]', 'line 1, column 4'],
    ['[1 2]', 'line 1, column 4'],
    ['{a:1}', 'line 1, column 2'],
    ["{'a':1}", 'line 1, column 2'],
    ['{"a" 1}', 'line 1, column 6'],
    ['{} {}', 'line 1, column 4'],
    ['[01]', 'line 1, column 2'],
    ['["a\tb"]', 'line 1, column 2'],
    ['[NaN]', 'line 1, column 2'],
    [']', 'line 1, column 1'],
    ['[}', 'line 1, column 2'],
    ['', 'it is empty'],
    ['\n', 'it is empty'],
  ])('%j is told the place: %s', (text, place) => {
    expect(problemOf(text)).toMatchObject({
      status: 400,
      code: 'invalid-json',
      message: expect.stringContaining(place),
    })
  })

  it('cut anywhere ends too early or has a place, and always stops', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), fc.nat(), fc.string({ maxLength: 2 }), (text, cut, noise) => {
        const broken = text.slice(0, cut % (text.length + 1)) + noise
        const problem = problemOf(broken)
        if (problem !== null)
          expect(problem).toMatchObject({
            status: 400,
            message: expect.stringMatching(/line \d+, column \d+|ends too early|is empty|given twice/),
          })
      }),
    )
  })

  it('never repeats what was sent', () => {
    expect(String((problemOf('{"password":"hunter2"') as Error).message)).not.toContain('hunter2')
  })

  it('reads whatever JSON.stringify writes, as it was', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(undefined, 2), (value, space) => {
        const text = JSON.stringify(value, null, space)
        expect(parseJson(text)).toEqual(JSON.parse(text))
      }),
    )
  })

  it('finds a key repeated anywhere', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 5 }), fc.string(), (path, key) => {
        const name = JSON.stringify(key)
        const inner = `{"x":[1],${name}:1,"y":"{",${name}:2}`
        const text = path.reduceRight((inside, part) => `{${JSON.stringify(part)}:[${inside}]}`, inner)
        fc.pre(key !== 'x' && key !== 'y')
        expect(problemOf(text)).toMatchObject({ code: 'duplicate-key' })
      }),
    )
  })
})
