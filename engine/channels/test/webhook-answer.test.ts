import { describe, expect, test } from 'vitest'
import type { Answer } from '../port.ts'
import { classifyFailure, classifyStatus } from '../webhook-answer.ts'

const now = Date.parse('2026-03-02T09:00:00Z')
const hour = 3_600_000

describe('what a status means', () => {
  test.each<[number, Answer['answer']]>([
    [200, 'accept'],
    [201, 'accept'],
    [202, 'accept'],
    [204, 'accept'],
    [299, 'accept'],
    [300, 'reject'],
    [301, 'reject'],
    [302, 'reject'],
    [304, 'reject'],
    [307, 'reject'],
    [308, 'reject'],
    [400, 'reject'],
    [401, 'reject'],
    [403, 'reject'],
    [404, 'reject'],
    [409, 'reject'],
    [410, 'reject'],
    [422, 'reject'],
    [408, 'throttle'],
    [425, 'throttle'],
    [429, 'throttle'],
    [500, 'throttle'],
    [501, 'throttle'],
    [502, 'throttle'],
    [503, 'throttle'],
    [504, 'throttle'],
    [599, 'throttle'],
  ])('%i is %s', (status, answer) => expect(classifyStatus(status)).toMatchObject({ answer }))

  test('an acceptance and a rejection tell status and body', () => {
    expect(classifyStatus(200, { a: 1 })).toEqual({ answer: 'accept', status: 200, body: { a: 1 } })
    expect(classifyStatus(204)).toEqual({ answer: 'accept', status: 204 })
    expect(classifyStatus(422, 'no')).toEqual({ answer: 'reject', detail: 'HTTP 422', status: 422, body: 'no' })
    expect(classifyStatus(302)).toMatchObject({ detail: 'HTTP 302: redirects are not followed' })
  })
})

test.each<[string | undefined, number | undefined]>([
  [undefined, undefined],
  ['120', 120_000],
  ['0', 0],
  ['999999999', 6 * hour],
  ['99999999999999999999', undefined],
  ['Mon, 02 Mar 2026 09:30:00 GMT', hour / 2],
  ['Mon, 02 Mar 2026 08:00:00 GMT', 0],
  ['Fri, 02 Mar 2029 09:00:00 GMT', 6 * hour],
  ['soon', undefined],
  ['', undefined],
])('Retry-After %j waits %j ms', (header, wait) => {
  expect(classifyStatus(503, undefined, header, now)).toEqual({
    answer: 'throttle',
    detail: 'HTTP 503',
    status: 503,
    ...(wait !== undefined && { retryAfterMs: wait }),
  })
})

test.each<[boolean, Answer['answer']]>([
  [false, 'refuse'],
  [true, 'timeout'],
])('a failure, connected %j, is %s', (connected, answer) => {
  const error = Object.assign(new Error('broken'), { code: 'ECONNRESET' })
  expect(classifyFailure(error, connected)).toEqual({ answer, detail: 'broken ECONNRESET' })
})
