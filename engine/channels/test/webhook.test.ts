import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTcpServer, type Socket } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { describe, expect, test } from 'vitest'
import type { Answer, Message } from '../port.ts'
import { createWebhookChannel, type WebhookSettings } from '../webhook.ts'
import { closeAfterTest, listen, messageOf, unusedPort } from './servers.ts'

const secret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`
const older = `whsec_${Buffer.alloc(32, 2).toString('base64')}`
const wrong = `whsec_${Buffer.alloc(32, 3).toString('base64')}`

/** A channel that may call this machine; nothing else is loosened. */
const channelWith = (more: WebhookSettings = {}) => createWebhookChannel({ allowPrivate: ['127.0.0.1/32'], ...more })

const hookTo = (url: string, more: Record<string, unknown> = {}): Message =>
  messageOf(
    { method: 'POST', url, headers: {}, body: { name: 'Ada "你好"\r\n' }, ...more },
    { channel: 'webhook', to: null },
  )

interface Seen {
  url: string | undefined
  method: string | undefined
  headers: IncomingMessage['headers']
  body: string
}

async function startReceiver(answer: (response: ServerResponse, call: number) => void) {
  const seen: Seen[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { url, method, headers } = request
      seen.push({ url, method, headers, body: Buffer.concat(chunks).toString() })
      answer(response, seen.length)
    })
  })
  closeAfterTest(server)
  return { port: await listen(server), seen }
}

/** A server that speaks no HTTP of its own: it does with the socket what the test says. */
async function startRaw(onRequest: (socket: Socket) => void) {
  const server = createTcpServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => onRequest(socket))
  })
  closeAfterTest(server)
  return listen(server)
}

describe('a signed call', () => {
  test('carries the body as it was signed; id constant, verified with either live secret and with no other', async () => {
    const { port, seen } = await startReceiver((response, call) => response.writeHead(call === 1 ? 503 : 200).end())
    const channel = channelWith({ signingSecrets: [secret, older] })
    const message = hookTo(`http://127.0.0.1:${port}/hook?a=1#part`, { headers: { 'X-Shop': 'berlin' } })
    expect(await channel.send(message)).toMatchObject({ answer: 'throttle' })
    expect(await channel.send(message)).toEqual({ answer: 'accept', status: 200 })

    for (const { url, method, headers, body } of seen) {
      expect({ url, method }).toEqual({ url: '/hook?a=1', method: 'POST' })
      expect(headers).toMatchObject({
        host: `127.0.0.1:${port}`,
        'content-type': 'application/json',
        'x-shop': 'berlin',
        'webhook-id': 'i-7f3a',
      })
      for (const live of [secret, older])
        expect(new Webhook(live).verify(body, headers as Record<string, string>)).toEqual({ name: 'Ada "你好"\r\n' })
      expect(() => new Webhook(wrong).verify(body, headers as Record<string, string>)).toThrow()
    }
  })

  test('the timestamp is that of the attempt; without secrets there is no signature', async () => {
    const { port, seen } = await startReceiver((response) => response.end())
    await channelWith({ now: () => Date.parse('2026-03-02T09:00:00.900Z') }).send(hookTo(`http://127.0.0.1:${port}/`))
    expect(seen[0]?.headers).toMatchObject({ 'webhook-id': 'i-7f3a', 'webhook-timestamp': '1772442000' })
    expect(seen[0]?.headers).not.toHaveProperty('webhook-signature')
  })

  test.each([
    '',
    'whsec_',
    'whsec_c2hvcnQ=',
    'not base64 at all, but long enough to be a secret',
    `whsec_${'A'.repeat(120)}`,
  ])('the secret %j is refused at the start, without repeating it', (bad) => {
    expect(() => createWebhookChannel({ signingSecrets: [secret, bad] })).toThrow(
      /^webhookSecrets\[1\]: must be whsec_ and 24 to 64 bytes/,
    )
  })
})

describe('what the receiver answers', () => {
  const json = { 'content-type': 'application/json; charset=utf-8' }

  test.each<[string, (response: ServerResponse) => void, Answer]>([
    [
      'JSON',
      (r) => r.writeHead(200, json).end('{"tier":"gold"}'),
      { answer: 'accept', status: 200, body: { tier: 'gold' } },
    ],
    ['text', (r) => r.writeHead(200).end('thanks'), { answer: 'accept', status: 200, body: 'thanks' }],
    ['nothing', (r) => r.writeHead(204).end(), { answer: 'accept', status: 204 }],
    ['broken JSON', (r) => r.writeHead(200, json).end('{'), { answer: 'accept', status: 200, body: '{' }],
    [
      'deep JSON',
      (r) => r.writeHead(200, json).end('['.repeat(30_000) + ']'.repeat(30_000)),
      { answer: 'accept', status: 200 },
    ],
    ['more than 64 KB', (r) => r.writeHead(200).end('x'.repeat(64 * 1024 + 1)), { answer: 'accept', status: 200 }],
    [
      'a body cut off',
      (r) => r.writeHead(200, { 'content-length': 10 }).write('abc', () => r.destroy()),
      { answer: 'accept', status: 200 },
    ],
    [
      'a redirect',
      (r) => r.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
      { answer: 'reject', status: 302, detail: 'HTTP 302: redirects are not followed' },
    ],
    ['gone', (r) => r.writeHead(410).end(), { answer: 'reject', status: 410, detail: 'HTTP 410' }],
    [
      'invalid',
      (r) => r.writeHead(422, json).end('{"why":"x"}'),
      { answer: 'reject', status: 422, detail: 'HTTP 422', body: { why: 'x' } },
    ],
    [
      'slow down',
      (r) => r.writeHead(429, { 'retry-after': '7' }).end(),
      { answer: 'throttle', detail: 'HTTP 429', status: 429, retryAfterMs: 7000 },
    ],
    ['a fault', (r) => r.writeHead(500).end(), { answer: 'throttle', detail: 'HTTP 500', status: 500 }],
  ])('%s', async (_name, reply, answer) => {
    const { port, seen } = await startReceiver(reply)
    expect(await channelWith().send(hookTo(`http://127.0.0.1:${port}/`))).toEqual(answer)
    expect(seen).toHaveLength(1)
  })

  test('an endless body and a slow drip are cut, and the status stands', async () => {
    const endless = await startReceiver((response) => {
      response.writeHead(200)
      const pump = () => void response.write('x'.repeat(16_384), (error) => !error && setImmediate(pump))
      pump()
    })
    expect(await channelWith().send(hookTo(`http://127.0.0.1:${endless.port}/`))).toEqual({
      answer: 'accept',
      status: 200,
    })
    const drip = await startReceiver((response) => void response.writeHead(200).write('x'))
    const hasty = channelWith({ timeouts: { total: 600 } })
    expect(await hasty.send(hookTo(`http://127.0.0.1:${drip.port}/`))).toEqual({ answer: 'accept', status: 200 })
  })
})

describe('what breaks', () => {
  const timeouts = { connect: 600, total: 600 }

  test.each<[string, (socket: Socket) => void, Answer['answer']]>([
    ['reset after the request', (socket) => socket.resetAndDestroy(), 'timeout'],
    ['closed after the request', (socket) => socket.end(), 'timeout'],
    ['silence', () => {}, 'timeout'],
    ['half a status line', (socket) => socket.end('HTTP/1.1 20'), 'timeout'],
    ['no HTTP', (socket) => socket.end('hello\r\n\r\n'), 'timeout'],
    ['17 KB of headers', (socket) => socket.write(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(17_000)}\r\n\r\n`), 'timeout'],
  ])('%s', async (_name, onRequest, answer) => {
    const port = await startRaw(onRequest)
    expect(await channelWith({ timeouts }).send(hookTo(`http://127.0.0.1:${port}/`))).toMatchObject({ answer })
  })

  test('nobody listens, no TLS on the other side, no such name, and a name that never comes: nothing was sent', async () => {
    const closed = await unusedPort()
    const { port, seen } = await startReceiver((response) => response.end())
    const channel = channelWith({
      timeouts,
      resolve: (host) => (host === 'never.example' ? new Promise(() => {}) : Promise.reject(new Error('ENOTFOUND'))),
    })
    for (const url of [
      `http://127.0.0.1:${closed}/`,
      `https://127.0.0.1:${port}/`,
      'https://no.example/',
      'https://never.example/',
    ]) {
      expect(await channel.send(hookTo(url)), url).toMatchObject({ answer: 'refuse' })
    }
    expect(seen).toEqual([])
  })

  test('called off in time, nothing was sent', async () => {
    const { port, seen } = await startReceiver((response) => response.end())
    expect(await channelWith().send(hookTo(`http://127.0.0.1:${port}/`), AbortSignal.abort())).toMatchObject({
      answer: 'refuse',
    })
    expect(seen).toEqual([])
  })
})

describe('where it may go', () => {
  test('by default not to this machine, by address or by name', async () => {
    const { port, seen } = await startReceiver((response) => response.end())
    const channel = createWebhookChannel()
    for (const host of ['127.0.0.1', 'localhost', '2130706433', '[::ffff:127.0.0.1]']) {
      expect(await channel.send(hookTo(`http://${host}:${port}/`)), host).toMatchObject({
        answer: 'reject',
        detail: expect.stringMatching(/not a public address/) as string,
      })
    }
    expect(seen).toEqual([])
  })

  test('only to the addresses just checked, though the name has changed meanwhile; Host stays the name', async () => {
    const { port, seen } = await startReceiver((response) => response.end())
    const answers = [['127.0.0.1'], ['10.0.0.1']]
    const channel = channelWith({ resolve: async () => answers.shift() ?? [] })
    expect(await channel.send(hookTo(`http://rebind.example:${port}/`))).toMatchObject({ answer: 'accept' })
    expect(answers).toHaveLength(1)
    expect(seen[0]?.headers.host).toBe(`rebind.example:${port}`)
    expect(await channel.send(hookTo(`http://rebind.example:${port}/`))).toMatchObject({ answer: 'reject' })
    expect(seen).toHaveLength(1)
  })

  test('a request that cannot be made says which field is wrong', async () => {
    expect(await channelWith().send(hookTo('http://127.0.0.1/', { headers: { Host: 'x' } }))).toEqual({
      answer: 'reject',
      detail: 'headers: host is set by the channel',
    })
  })
})
