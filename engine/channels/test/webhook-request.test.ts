import { describe, expect, test } from 'vitest'
import { readRequest } from '../webhook-request.ts'

const url = 'https://hooks.example/x'

describe('a webhook request', () => {
  test.each<[Record<string, unknown>, object]>([
    [{ url }, { method: 'POST', url, headers: {}, body: '' }],
    [
      { url, method: 'get' },
      { method: 'GET', body: '' },
    ],
    [
      { url, body: { a: 'x"}\r\n', b: [1, null] } },
      { headers: { 'content-type': 'application/json' }, body: '{"a":"x\\"}\\r\\n","b":[1,null]}' },
    ],
    [{ url, body: 'text' }, { body: '"text"' }],
    [{ url, body: 0 }, { body: '0' }],
    [
      { url, headers: { 'Content-Type': 'application/cloudevents+json', 'X-N': 7 }, body: {} },
      { headers: { 'content-type': 'application/cloudevents+json', 'x-n': '7' } },
    ],
    [{ url, headers: { Authorization: 'Bearer abc' } }, { headers: { authorization: 'Bearer abc' } }],
  ])('%j', (content, request) => expect(readRequest(content)).toMatchObject(request))

  test.each<[Record<string, unknown>, RegExp]>([
    [{}, /^url: missing/],
    [{ url, method: 'CONNECT' }, /^method:/],
    [{ url, method: 'POST x\r\n' }, /^method:/],
    [{ url, method: 'GET', body: {} }, /^body: GET has none/],
    [{ url, body: 'x'.repeat(300_000) }, /^body: longer/],
    [{ url, headers: [] }, /^headers: not an object/],
    [{ url, headers: 'a: b' }, /^headers: not an object/],
    [
      { url, headers: Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`x-${n}`, 'y'])) },
      /^headers: more than 50/,
    ],
    [{ url, headers: { 'x y': 'z' } }, /is not a header name/],
    [{ url, headers: { '': 'z' } }, /is not a header name/],
    [{ url, headers: { 'x:': 'z' } }, /is not a header name/],
    [{ url, headers: { 'x\r\ny': 'z' } }, /is not a header name/],
    [{ url, headers: { x: 'a\r\nHost: evil' } }, /^headers: x has characters/],
    [{ url, headers: { x: 'a\nb' } }, /^headers: x has characters/],
    [{ url, headers: { x: 'a\0' } }, /^headers: x has characters/],
    [{ url, headers: { x: '你好' } }, /^headers: x has characters/],
    [{ url, headers: { x: null } }, /^headers: x is not a text/],
    [{ url, headers: { x: ['a', 'b'] } }, /^headers: x is not a text/],
    [{ url, headers: { x: 'y'.repeat(5000) } }, /^headers: x is not a text/],
    [{ url, headers: { X: '1', x: '2' } }, /^headers: x is there twice/],
    [{ url, headers: { Host: 'evil' } }, /^headers: host is set by the channel/],
    [{ url, headers: { 'Content-Length': '0' } }, /set by the channel/],
    [{ url, headers: { 'Transfer-Encoding': 'chunked' } }, /set by the channel/],
    [{ url, headers: { 'Webhook-Signature': 'v1,x' } }, /set by the channel/],
    [{ url, headers: { 'webhook-id': 'x' } }, /set by the channel/],
    [{ url, headers: { 'Proxy-Authorization': 'x' } }, /set by the channel/],
    [{ url, headers: { 'Content-Type': 'text/html' } }, /must be a JSON type/],
  ])('refuses %j', (content, detail) =>
    expect(readRequest(content)).toEqual({ detail: expect.stringMatching(detail) as string }),
  )
})
