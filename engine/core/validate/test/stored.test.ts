import { describe, expect, test } from 'vitest'
import type { Segment } from '../../model/journey.ts'
import { reviewCondition, reviewSegment, reviewTemplate } from '../index.ts'

const places = (problems: readonly { code: string; pointer: string }[]): string[] =>
  problems.map(({ code, pointer }) => `${code} ${pointer}`)

describe('segments', () => {
  const others = new Map<string, Segment>([
    ['b', { id: 'b', when: { not: { segment: 'c' } } }],
    ['c', { id: 'c', when: { event: 'A', where: { segment: 'a' } } }],
    ['d', { id: 'd', when: { segment: 'd' } }],
  ])
  test.each<[unknown, string[]]>([
    [{ id: 'a', when: { tag: 'x' } }, []],
    [{ id: 'a', when: { segment: 'd' } }, []],
    [{ id: 'a', when: { segment: 'a' } }, ['segment-cycle /when']],
    [{ id: 'a', when: { any: [{ tag: 'x' }, { segment: 'b' }] } }, ['segment-cycle /when']],
    [{ id: 'a', when: { segment: 'z' } }, ['unknown-segment /when/segment']],
    [{ id: 'a', when: { event: 'A', within: 'P' } }, ['bad-duration /when/within']],
    [{ id: 'a', when: { interaction: { step: 'any', outcome: 'opened' } } }, ['never-true /when']],
    [
      { id: 'a', when: { any: [{ field: 'event.n', op: 'eq', value: 1 }, { not: { event: 'A', since: 'entry' } }] } },
      ['never-true /when/any/0', 'never-true /when/any/1/not'],
    ],
    [{ id: 'a', when: { field: 'customer.n', op: 'eq', valueField: 'vars.n' } }, ['never-true /when']],
    [{ id: 'a', when: { event: 'A', where: { field: 'event.n', op: 'eq', value: 1 } } }, []],
    [{ id: 'A', when: { tag: 'x' } }, ['invalid-config /id']],
    [{ id: 'a' }, ['missing-config /when']],
    [{ id: 'a', when: { tag: '' } }, ['missing-config /when/tag']],
  ])('%j', (segment, expected) => {
    expect(places(reviewSegment(segment, others).problems)).toEqual(expected)
  })
})

describe('templates', () => {
  test.each<[unknown, string[]]>([
    [{ id: 'a', subject: 'Hi {{ customer.name }}', text: 'Hi' }, []],
    [{ id: 'a' }, ['missing-config ']],
    [{ id: 'a', text: '' }, ['missing-config ']],
    [{ id: 'a', text: '{{ x', html: '{% y %}' }, ['bad-template /html', 'bad-template /text']],
    [{ id: 'a', body: 'Hi' }, ['unknown-key /body']],
    [{ id: 'a', text: 3 }, ['invalid-config /text']],
  ])('%j', (template, expected) => {
    expect(places(reviewTemplate(template).problems)).toEqual(expected)
  })

  test('a broken template is shown by line and column', () => {
    const { problems } = reviewTemplate({ id: 'a', text: 'one\ntwo {{ three' })
    expect(problems[0]).toMatchObject({ code: 'bad-template', line: 2, column: 5 })
  })
})

test('a condition alone is checked as in a journey', () => {
  expect(places(reviewCondition({ all: [{ field: 'x', op: 'eq', value: 1 }] }).problems)).toEqual([
    'invalid-config /all/0/field',
  ])
  expect(places(reviewCondition({ segment: 'a' }, new Set()).problems)).toEqual(['unknown-segment /segment'])
  expect(reviewCondition({ segment: 'a' }).problems).toEqual([])
})
