import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { openWorld } from './world.ts'
import { send, inputsOf, track } from './saying.ts'

describe('bodies, whatever is said about them', () => {
  const json = JSON.stringify(track())
  it.each<[string, BodyInit, Record<string, string>]>([
    ['JSON', json, { 'content-type': 'application/json' }],
    ['JSON as text', json, { 'content-type': 'text/plain' }],
    ['JSON as text with charset', json, { 'content-type': 'text/plain;charset=UTF-8' }],
    ['JSON as a form', json, { 'content-type': 'application/x-www-form-urlencoded' }],
    ['JSON as bytes', json, { 'content-type': 'application/octet-stream' }],
    ['JSON after a byte order mark', `\ufeff${json}`, { 'content-type': 'application/json' }],
    ['gzip', gzipSync(json), { 'content-encoding': 'gzip' }],
    ['gzip that does not say so', gzipSync(json), { 'content-type': 'application/json' }],
    ['gzip that says it is text', gzipSync(json), { 'content-type': 'text/plain', 'content-encoding': 'identity' }],
    ['JSON that says it is gzip', json, { 'content-encoding': 'gzip' }],
    ['gzip as x-gzip', gzipSync(json), { 'content-encoding': 'x-gzip' }],
  ])('%s', async (_, body, headers) => {
    const world = await openWorld()
    expect((await send(world, 'track', body, headers)).status).toBe(200)
    expect(await inputsOf(world, 'ada')).toHaveLength(1)
  })
})

describe('refused as a whole, and nothing is stored', () => {
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`
  it.each<[string, string, BodyInit, Record<string, string>, number, string]>([
    ['no body', 'track', '', {}, 400, 'invalid-json'],
    ['broken JSON', 'track', '{"userId":', {}, 400, 'invalid-json'],
    ['two documents', 'track', '{}{}', {}, 400, 'invalid-json'],
    ['NaN', 'track', '{"userId":NaN}', {}, 400, 'invalid-json'],
    ['a list', 'track', '[]', {}, 400, 'invalid-message'],
    ['null', 'track', 'null', {}, 400, 'invalid-message'],
    ['nesting without end', 'track', deep, {}, 400, 'invalid-message'],
    ['nesting without end in a batch', 'batch', `{"batch":[${deep}]}`, {}, 200, ''],
    ['not UTF-8', 'track', Buffer.from([0x7b, 0xff, 0x7d]), {}, 400, 'invalid-encoding'],
    ['half a gzip', 'track', gzipSync(JSON.stringify(track())).subarray(0, 30), {}, 400, 'invalid-gzip'],
    ['brotli', 'track', 'x', { 'content-encoding': 'br' }, 415, 'unsupported-encoding'],
    ['gzip twice', 'track', 'x', { 'content-encoding': 'gzip, gzip' }, 415, 'unsupported-encoding'],
    [
      'a multipart form',
      'track',
      'x',
      { 'content-type': 'multipart/form-data; boundary=x' },
      415,
      'unsupported-media-type',
    ],
    ['more than 1 MB', 'batch', `{"batch":[${' '.repeat(1_048_576)}]}`, {}, 413, 'body-too-large'],
    [
      'a gzip bomb',
      'batch',
      gzipSync(Buffer.alloc(50_000_000, 0x20)),
      { 'content-encoding': 'gzip' },
      413,
      'body-too-large',
    ],
    ['a batch that is none', 'batch', '{"batch":{}}', {}, 400, 'invalid-request'],
    ['a batch without batch', 'batch', '{}', {}, 400, 'invalid-request'],
  ])('%s', async (_, path, body, headers, status, code) => {
    const world = await openWorld()
    const answer = await send(world, path, body, headers)
    expect(answer.status).toBe(status)
    if (status !== 200) expect(answer.body).toMatchObject({ code, status })
    expect(await world.store.inputs.stale(Date.now() + 1000, 10)).toEqual([])
    expect((await send(world, 'track', track())).status).toBe(200)
  })
})

describe('bad messages', () => {
  const long = 'x'.repeat(40_000)
  it.each<[string, object | string, string, string]>([
    ['nobody', { event: 'x' }, '/userId', 'missing-config'],
    ['empty ids', { userId: '', anonymousId: '', event: 'x' }, '/userId', 'missing-config'],
    ['an object as id', { userId: { $ne: null }, event: 'x' }, '/userId', 'invalid-config'],
    ['a list as id', { userId: ['a'], event: 'x' }, '/userId', 'invalid-config'],
    ['true as id', { userId: true, event: 'x' }, '/userId', 'invalid-config'],
    ['a long id', { userId: long, event: 'x' }, '', 'too-large'],
    ['an id of 257', { userId: 'x'.repeat(257), event: 'x' }, '/userId', 'too-large'],
    ['an id with a line break', { userId: 'a\nb', event: 'x' }, '/userId', 'invalid-config'],
    ['an id with half a character', '{"userId":"a\\ud800","event":"x"}', '/userId', 'invalid-config'],
    ['a messageId with NUL', { userId: 'a', event: 'x', messageId: 'a\0' }, '/messageId', 'invalid-config'],
    ['a number as messageId', { userId: 'a', event: 'x', messageId: 5 }, '/messageId', 'invalid-config'],
    ['no event', { userId: 'a' }, '/event', 'missing-config'],
    ['an empty event', { userId: 'a', event: '' }, '/event', 'missing-config'],
    ['a number as event', { userId: 'a', event: 5 }, '/event', 'invalid-config'],
    ['a list as properties', { userId: 'a', event: 'x', properties: [] }, '/properties', 'invalid-config'],
    ['text as properties', { userId: 'a', event: 'x', properties: 'y' }, '/properties', 'invalid-config'],
    [
      '__proto__',
      '{"userId":"a","event":"x","properties":{"__proto__":{"a":1}}}',
      '/properties/__proto__',
      'unknown-key',
    ],
    [
      'constructor',
      '{"userId":"a","event":"x","properties":{"a":{"constructor":1}}}',
      '/properties/a/constructor',
      'unknown-key',
    ],
    ['NUL in a key', { userId: 'a', event: 'x', properties: { 'a\0': 1 } }, '/properties/a\0', 'unknown-key'],
    ['an endless number', '{"userId":"a","event":"x","properties":{"a":1e999}}', '/properties/a', 'invalid-config'],
    ['more than 32 KB', { userId: 'a', event: 'x', properties: { long } }, '', 'too-large'],
    ['no time', { userId: 'a', event: 'x', timestamp: 'yesterday' }, '/timestamp', 'invalid-config'],
    ['a number as time', { userId: 'a', event: 'x', timestamp: 5 }, '/timestamp', 'invalid-config'],
    ['month 13', { userId: 'a', event: 'x', timestamp: '2026-13-01T00:00:00Z' }, '/timestamp', 'invalid-config'],
    ['no sentAt', { userId: 'a', event: 'x', sentAt: 'now' }, '/sentAt', 'invalid-config'],
  ])('%s', async (_, message, pointer, code) => {
    const world = await openWorld()
    const one = await send(world, 'track', message)
    expect(one.status).toBe(400)
    expect(one.body.problems[0]).toMatchObject({ pointer, code })
    const text = typeof message === 'string' ? message : JSON.stringify(message)
    const batch = await send(world, 'batch', `{"batch":[${text.replace('{', '{"type":"track",')}]}`)
    expect(batch).toMatchObject({ status: 200, body: { rejected: 1, results: [{ problems: [{ pointer, code }] }] } })
    expect(await world.store.inputs.stale(Date.now() + 1000, 10)).toEqual([])
    expect(({} as { a?: unknown }).a).toBeUndefined()
  })

  it('consent is not for a write key to change', async () => {
    const world = await openWorld()
    const message = { userId: 'ada', traits: {}, consent: { email: { offers: true, news: false } } }
    expect(await send(world, 'identify', message)).toMatchObject({
      status: 400,
      body: { problems: [{ code: 'forbidden', pointer: '/consent' }] },
    })
    expect(await inputsOf(world, 'ada')).toEqual([])
    expect((await world.ask('POST', '/v1/identify', message)).status).toBe(200)
    await world.advance(['ada'])
    expect((await world.ask('GET', '/v1/customers/ada')).body.consent).toEqual({ email: ['offers'] })
  })
})
