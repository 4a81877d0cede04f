import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainJsonProblems } from '../../core/format/plain-json.ts'
import type { Source } from '../../core/format/place.ts'
import { derivedId } from '../../core/hash.ts'
import { MESSAGE_LIMIT } from '../ingest/message.ts'
import { inputId } from '../ingest/message-id.ts'
import { MESSAGES, type MessageType } from '../ingest/schemas.ts'
import { isSound } from '../ingest/sound.ts'

const TYPES = Object.keys(MESSAGES) as MessageType[]

const sizes = fc.constantFrom(0, 1, 64, 65, 200, 201, 256, 257, 6_000, 33_000)
const texts = fc.oneof(
  fc.string(),
  sizes.map((size) => 'x'.repeat(size)),
  fc.constant('\0'.repeat(6_000)),
)
const anything = fc.oneof(
  { weight: 4, arbitrary: texts },
  fc.jsonValue(),
  fc.constantFrom(
    null,
    7,
    1.5,
    2 ** 60,
    Infinity,
    [],
    {},
    { constructor: 1 },
    JSON.parse('{"__proto__":1}'),
    { 'a\0b': 1 },
    nested(70),
    true,
  ),
)
const messages = fc.dictionary(
  fc.constantFrom(
    'messageId',
    'userId',
    'anonymousId',
    'timestamp',
    'originalTimestamp',
    'sentAt',
    'context',
    'event',
    'properties',
    'traits',
    'consent',
    'name',
    'category',
    'groupId',
    'previousId',
    'other',
  ),
  anything,
  { noNullPrototype: true },
)

test.each(TYPES)('what is taken the short way is what the schema of %s takes', (type) => {
  let taken = 0
  fc.assert(
    fc.property(
      fc.oneof(
        anything,
        messages,
        messages.map((message) => ({ userId: 'u', event: 'e', groupId: 1, previousId: 'p', ...message })),
      ),
      (value) => {
        if (!isSound(value, type, MESSAGE_LIMIT)) return
        taken += 1
        expect(plainJsonProblems({ kind: 'message' as Source['kind'], value })).toEqual([])
        expect(Buffer.byteLength(JSON.stringify(value))).toBeLessThanOrEqual(MESSAGE_LIMIT)
        expect(MESSAGES[type].parse(value)).toEqual(value)
      },
    ),
    { numRuns: 2_000, seed: 7 },
  )
  expect(taken).toBeGreaterThan(10)
})

test('everyday messages go the short way', () => {
  const track = {
    type: 'track',
    messageId: 'm',
    userId: 'u',
    event: 'Ordered',
    properties: { total: 1, items: ['a'] },
    timestamp: '2026-01-01T00:00:00.000Z',
  }
  expect(isSound(track, 'track', MESSAGE_LIMIT)).toBe(true)
  expect(isSound({ userId: 7, traits: { name: 'x'.repeat(20_000) } }, 'identify', MESSAGE_LIMIT)).toBe(true)
  expect(isSound({ userId: 7, traits: { name: 'é'.repeat(20_000) } }, 'identify', MESSAGE_LIMIT)).toBe(false)
})

test('ids of inputs are the ids the core derives', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 3 }), (parts) => {
      expect(inputId(...parts)).toBe(derivedId('ev', ...parts))
    }),
  )
})

function nested(depth: number): unknown {
  return depth === 0 ? 1 : { in: nested(depth - 1) }
}
