import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readToken, signToken, signUnsubscribe } from '../unsubscribe.ts'

const secret = 'a secret of the workspace'
const read = (token: string): unknown => readToken(secret, 'unsubscribe', token)
const target = { customerId: 'ada@example.com', channel: 'email', topic: 'offers' }

describe('unsubscribe tokens', () => {
  test('give back what was signed, for any customer, channel and topic', () => {
    const name = fc.string({ unit: 'binary', maxLength: 100 })
    fc.assert(
      fc.property(name, name, fc.option(name), (customerId, channel, topic) => {
        const token = signUnsubscribe(secret, { customerId, channel, topic })
        expect(token).toMatch(/^[A-Za-z0-9_-]+$/)
        expect(read(token)).toEqual([customerId, channel, topic])
      }),
    )
  })

  test('are the same for the same target, differ for another, and show nothing of it', () => {
    const token = signUnsubscribe(secret, target)
    expect(signUnsubscribe(secret, { ...target })).toBe(token)
    expect(signUnsubscribe(secret, { ...target, topic: 'news' })).not.toBe(token)
    expect(Buffer.from(token, 'base64url').toString('latin1')).not.toMatch(/ada|example|email|offers/)
    expect(token.length).toBeLessThan(120)
  })

  test('no alteration of any character survives', () => {
    const token = signUnsubscribe(secret, target)
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/. '
    for (let at = 0; at < token.length; at++) {
      for (const character of alphabet) {
        const altered = token.slice(0, at) + character + token.slice(at + 1)
        if (altered !== token) expect(read(altered)).toBeUndefined()
      }
      expect(read(token.slice(0, at))).toBeUndefined()
    }
  })

  test.each([
    ['another workspace', signUnsubscribe('another secret of another', target)],
    ['another purpose', signToken(secret, 'answer', ['ada', 'email', 'offers'])],
    ['nothing', ''],
    ['something appended', `${signUnsubscribe(secret, target)}A`],
    ['padding', `${signUnsubscribe(secret, target)}=`],
    ['no token', 'not a token'],
    ['a very long one', 'A'.repeat(1_000_000)],
  ])('%s is not read', (_name, token) => expect(read(token)).toBeUndefined())

  test('random bytes are not read', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(read(Buffer.from(bytes).toString('base64url'))).toBeUndefined()
      }),
    )
  })
})

describe('other tokens', () => {
  test('carry any JSON value under their purpose', () => {
    const answer = { interaction: 'i-1', value: 9, words: ['sehr gut', '很好'] }
    const token = signToken(secret, 'answer', answer)
    expect(readToken(secret, 'answer', token)).toEqual(answer)
    expect(readToken(secret, 'unsubscribe', token)).toBeUndefined()
  })

  test('a weak secret and a value too large to be read again are refused when signing', () => {
    expect(() => signToken('short', 'answer', 1)).toThrow(/at least 16 characters/)
    expect(() => signToken(secret, 'answer', 'x'.repeat(5000))).toThrow(/4096 characters/)
  })
})
