import { describe, expect, test } from 'vitest'
import { valueAt } from '../../format/index.ts'
import { reviewJourney } from '../index.ts'
import { type BadJourney, malformed, misasked, misconfigured, misdrawn, misruled } from './bad-journeys.ts'
import { documented, goodJourney, lookup } from './good-journey.ts'
import { numbered } from './numbered.ts'
import { patched } from './patch.ts'

const WARNINGS = [
  'dead-end',
  'long-wait',
  'timeout-never',
  'never-true',
  'send-loop-without-cap',
  'unreached-outcome',
  'get-with-body',
]

test('the good journey has no problems, not even warnings', () => {
  expect(reviewJourney(goodJourney, lookup)).toEqual({ journey: goodJourney, problems: [] })
})

test('a size of one is said in the singular', () => {
  const journey = patched(goodJourney, [[numbered('/steps/@share/config/arms'), []]])
  const [problem] = reviewJourney(journey, lookup).problems
  expect(problem?.message).toMatch('is a list of 0; it must be at least 1 entry long.')
})

test('the journey of the format description has no problems', () => {
  expect(reviewJourney(documented, { ...lookup, templates: new Set(['we-miss-you']) }).problems).toEqual([])
})

describe.each<[string, readonly BadJourney[]]>([
  ['malformed', malformed],
  ['misdrawn', misdrawn],
  ['misconfigured', misconfigured],
  ['misasked', misasked],
  ['misruled', misruled],
])('%s', (_, rows) => {
  test.each(rows)('%s', (_, changes, expected) => {
    const journey = patched(
      goodJourney,
      changes.map(([pointer, value]) => [numbered(pointer), value] as const),
    )
    const { problems } = reviewJourney(journey, lookup)
    expect(problems.map(({ code, pointer }) => `${code} ${pointer}`).sort()).toEqual(expected.map(numbered).sort())
    for (const { code, severity, message, pointer, step } of problems) {
      expect(severity).toBe(WARNINGS.includes(code) ? 'warning' : 'error')
      expect(message).toMatch(/^["A-Z].{15,}\.$/s)
      const [, list, index] = pointer.split('/')
      const key = list === 'steps' ? 'id' : list === 'edges' ? 'from' : null
      const id =
        key !== null && index !== undefined ? valueAt(journey, [list as string, Number(index), key]) : undefined
      expect(step).toBe(typeof id === 'string' ? id : undefined)
    }
  })
})
