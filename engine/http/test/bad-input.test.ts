import { createMetrics } from '../index.ts'
import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { journey } from './samples.ts'
import { openWorld, type World } from './world.ts'

const condition = { field: 'customer.plan', op: 'eq', value: 'pro' }

/** One good request to every route that takes a body. */
const GOOD: [method: string, path: string, body: object][] = [
  ['POST', '/v1/identify', { userId: 'ada', messageId: 'i1', traits: { a: 1 } }],
  [
    'POST',
    '/v1/track',
    { userId: 'ada', messageId: 't1', event: 'Seen', properties: { a: [1] }, timestamp: '2026-03-02T08:59:00Z' },
  ],
  ['POST', '/v1/page', { userId: 'ada', messageId: 'p1', name: 'Home', category: 'x' }],
  ['POST', '/v1/screen', { anonymousId: 'ada', messageId: 's1', name: 'Home' }],
  ['POST', '/v1/group', { userId: 'ada', messageId: 'g1', groupId: 'acme', traits: {} }],
  ['POST', '/v1/alias', { userId: 'ada', messageId: 'a1', previousId: 'x' }],
  [
    'POST',
    '/v1/batch',
    { batch: [{ type: 'track', userId: 'ada', event: 'Seen', messageId: 'b1' }], sentAt: '2026-03-02T08:59:00Z' },
  ],
  ['POST', '/v1/journeys', journey({ id: 'another' })],
  ['POST', '/v1/journeys/validate', journey()],
  ['PUT', '/v1/journeys/welcome/draft', journey()],
  ['POST', '/v1/journeys/welcome/publish', { move: { pause: 'ask' }, note: 'x' }],
  ['POST', '/v1/journeys/welcome/preview', { move: { pause: 'ask' } }],
  ['POST', '/v1/journeys/welcome/pause', { entries: 'keep' }],
  ['POST', '/v1/journeys/welcome/resume', { policy: 'continue' }],
  [
    'POST',
    '/v1/customers/ada/events',
    { name: 'Seen', properties: {}, timestamp: '2026-03-02T08:59:00Z', messageId: 'e1' },
  ],
  ['POST', '/v1/customers/ada/enter', { journey: 'welcome', data: { a: 1 } }],
  ['POST', '/v1/customers/ada/remove', { journey: 'welcome', reason: 'x' }],
  ['PUT', '/v1/customers/ada/consent', { channel: 'email', topic: 'news', allowed: true }],
  ['PUT', '/v1/customers/ada/stage', { to: 'use' }],
  ['PUT', '/v1/customers/ada/suppression', { channel: 'email', reason: 'x', lifted: true }],
  ['POST', '/v1/enrollments/en_x/commands', { customerId: 'ada', command: 'send-to', step: 'ask', reason: 'x' }],
  ['POST', '/v1/outcomes', { interactionId: 'in_x', outcome: 'opened', data: {} }],
  ['PUT', '/v1/segments/vip', { id: 'vip', name: 'VIP', when: condition }],
  ['POST', '/v1/segments/preview', { when: { all: [condition, { event: 'Seen', count: { gte: 1 }, within: 'P1D' }] } }],
  ['POST', '/v1/segments/explain', { when: condition, customerId: 'ada' }],
  ['PUT', '/v1/templates/hello', { id: 'hello', name: 'x', channel: 'email', subject: 'x', text: 'y' }],
  [
    'POST',
    '/v1/templates/render',
    { content: { text: '{{ customer.name }}' }, customerId: 'ada', event: {}, vars: {} },
  ],
  ['POST', '/v1/pools/spring/codes', { codes: ['A1'] }],
  ['POST', '/v1/tasks/in_x/done', {}],
  [
    'PUT',
    '/v1/settings/workspace',
    { timeZone: 'UTC', quietHours: { from: '22:00', to: '06:00', weekdays: ['mon'], channels: ['sms'] } },
  ],
  ['POST', '/v1/settings/keys', { kind: 'write', name: 'x' }],
  ['POST', '/v1/session', { key: 'pa_x' }],
]

const WRONG: unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  '',
  ' ',
  'x'.repeat(5_000),
  '\u0000',
  '\ud800',
  [],
  [[]],
  {},
  { $ne: null },
  { $where: '1' },
  { constructor: 1 },
]

/** The body with one thing wrong: each value replaced, each key missing, a key too many; all as JSON text. */
function* mutants(body: object): Generator<string> {
  for (const path of pathsIn(body)) {
    for (const wrong of WRONG) yield JSON.stringify(changed(body, path, wrong))
    yield JSON.stringify(changed(body, path, undefined))
  }
  yield JSON.stringify({ ...body, extra: 1 })
  yield JSON.stringify({ ...body, _id: 'x', rev: 99, status: 'live', version: 7 })
  yield JSON.stringify(body).replace('{', '{"__proto__":{"polluted":true},')
  yield JSON.stringify(body).replace('{', '{"constructor":{"prototype":{"polluted":true}},')
  yield JSON.stringify(body).replace('{', '{"twice":1,"twice":2,')
  yield `${'{"a":'.repeat(1_000)}1${'}'.repeat(1_000)}`
  for (const whole of ['', ' ', '{', 'null', '[]', '"x"', '5', 'NaN', '\u0000', `${JSON.stringify(body)}x`]) yield whole
}

function* pathsIn(value: unknown, path: (string | number)[] = []): Generator<(string | number)[]> {
  if (value === null || typeof value !== 'object' || path.length > 3) return
  const keys = Array.isArray(value) ? value.slice(0, 1).keys() : Object.keys(value)
  for (const key of keys) {
    yield [...path, key]
    yield* pathsIn((value as Record<string | number, unknown>)[key], [...path, key])
  }
}

function changed(body: object, path: readonly (string | number)[], value: unknown): object {
  const copy = structuredClone(body)
  let parent = copy as Record<string | number, unknown>
  for (const key of path.slice(0, -1)) parent = parent[key] as Record<string | number, unknown>
  parent[path.at(-1) as string] = value
  return copy
}

async function prepared(): Promise<World> {
  const world = await openWorld()
  await world.ask('POST', '/v1/journeys', journey())
  await world.ask('POST', '/v1/journeys/welcome/publish', {})
  await world.ask('PUT', '/v1/customers/ada/consent', { channel: 'email', topic: 'news', allowed: true })
  return world
}

describe('every route with everything wrong', () => {
  it.each(GOOD)('%s %s', { timeout: 120_000 }, async (method, path, body) => {
    const world = await prepared()
    let count = 0
    for (const text of mutants(body)) {
      const answer = await world.ask(method, path, text, { 'if-match': '*' })
      expect(answer.status, text.slice(0, 300)).toBeLessThan(500)
      if (answer.status >= 400 && answer.status !== 429) {
        expect(answer.headers.get('content-type'), text.slice(0, 300)).toContain('application/problem+json')
        expect(answer.body).toMatchObject({
          status: answer.status,
          type: `urn:perennial:problem:${String(answer.body.code)}`,
        })
        expect(answer.body.detail, text.slice(0, 300)).toMatch(/\w/)
        expect(answer.text).not.toMatch(/node_modules|\n\s+at |ZodError|Mongo/)
      }
      count += 1
    }
    expect(count).toBeGreaterThan(10)
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
    expect(world.logged.filter(({ level }) => level === 'error')).toEqual([])
    expect((await world.ask('GET', '/v1/session')).status).toBe(200)
  })

  it('a journey cut at each byte is refused, and none is stored', { timeout: 60_000 }, async () => {
    const world = await openWorld()
    const text = JSON.stringify(journey({ edges: [] }))
    for (let end = 0; end < text.length; end += 7) {
      const { status } = await world.ask('POST', '/v1/journeys', text.slice(0, end))
      expect([400, 422], text.slice(0, end)).toContain(status)
    }
    expect((await world.ask('GET', '/v1/journeys')).body.items).toEqual([])
  })
})

describe('requests that are wrong before they are read', () => {
  const post = (world: World, path: string, init: RequestInit) =>
    fetch(world.url + path, {
      method: 'POST',
      ...init,
      headers: { authorization: `Bearer ${world.admin}`, ...init.headers },
    })

  it.each<[string, Record<string, string>, number]>([
    ['text/plain', { 'content-type': 'text/plain' }, 415],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['no type', { 'content-type': '' }, 415],
    ['another charset', { 'content-type': 'application/json; charset=utf-16' }, 415],
    ['XML', { 'content-type': 'application/xml' }, 415],
    ['JSON by another name', { 'content-type': 'application/vnd.api+json' }, 200],
    ['JSON with charset', { 'content-type': 'application/json; charset="UTF-8"' }, 200],
    ['only HTML wanted', { 'content-type': 'application/json', accept: 'text/html' }, 406],
    ['anything wanted', { 'content-type': 'application/json', accept: '*/*' }, 200],
    [
      'a browser asking',
      { 'content-type': 'application/json', accept: 'text/html,application/xml;q=0.9,*/*;q=0.8' },
      200,
    ],
  ])('%s', async (_, headers, status) => {
    const world = await openWorld()
    const response = await post(world, '/v1/journeys/validate', { headers, body: JSON.stringify(journey()) })
    expect(response.status).toBe(status)
  })

  it('methods and addresses that are not there', async () => {
    const world = await openWorld()
    const patched = await world.ask('PATCH', '/v1/journeys/welcome')
    expect(patched).toMatchObject({ status: 405, body: { code: 'method-not-allowed' } })
    expect(patched.headers.get('allow')).toBe('GET, DELETE, HEAD, OPTIONS')
    expect((await world.ask('OPTIONS', '/v1/journeys')).status).toBe(204)
    expect((await world.ask('DELETE', '/v1/track')).status).toBe(405)
    expect((await world.ask('POST', '/healthz')).status).toBe(405)
    expect(
      (await world.ask('POST', '/v1/journeys', undefined, { 'x-http-method-override': 'DELETE' })).status,
    ).not.toBe(204)
    for (const path of [
      '/v1',
      '/v1/',
      '/v1/nothing',
      '/v2/journeys',
      '/v1/Journeys',
      '/.env',
      '/v1/journeys/welcome/nothing',
    ]) {
      expect(await world.ask('GET', path), path).toMatchObject({ status: 404, body: { code: 'not-found' } })
    }
    expect((await world.ask('GET', '/v1/customers/%E0%A4%A')).status).toBe(400)
  })

  it('nothing is said about what runs here', async () => {
    const world = await openWorld()
    for (const path of ['/', '/v1/journeys', '/nothing', '/healthz', '/u/x', '/docs']) {
      const { headers } = await world.ask('GET', path)
      expect(headers.get('x-powered-by'), path).toBeNull()
      expect(headers.get('server'), path).toBeNull()
      expect(headers.get('x-content-type-options'), path).toBe('nosniff')
      expect(headers.get('content-security-policy'), path).toContain("default-src 'none'")
      expect(headers.get('access-control-allow-origin'), path).toBeNull()
      expect(headers.get('x-request-id'), path).toMatch(/^[0-9a-f-]{36}$/)
      expect(headers.get('cache-control'), path).toBe('no-store')
    }
  })

  it('a fault of ours is 500 with an id that the log has too, and no more', async () => {
    const world = await openWorld(({ store }) => ({
      store: {
        ...store,
        customers: { ...store.customers, list: () => Promise.reject(new Error('secret at /srv/db')) },
      },
    }))
    const answer = await world.ask('GET', '/v1/customers')
    expect(answer).toMatchObject({ status: 500, body: { code: 'internal', problems: [] } })
    expect(answer.text).not.toContain('secret')
    const id = String(answer.body.instance).replace('urn:request:', '')
    const logged = world.logged.find(({ level }) => level === 'error')
    expect(logged?.fields).toMatchObject({ requestId: id, route: 'GET /v1/customers' })
    expect((await world.ask('GET', '/v1/journeys')).status).toBe(200)
  })

  it('a body that never comes to its end leaves the others alone', async () => {
    const world = await openWorld()
    const { hostname, port } = new URL(world.url)
    const socket = connect(Number(port), hostname)
    socket.on('error', () => {})
    socket.write(
      `POST /v1/track HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${world.admin}\r\ncontent-length: 100\r\n\r\n{"a":`,
    )
    expect((await world.ask('GET', '/v1/journeys')).status).toBe(200)
    socket.destroy()
    expect((await world.ask('GET', '/v1/journeys')).status).toBe(200)
  })

  it('what is logged holds no body, no address and no key', async () => {
    const world = await openWorld()
    const canary = 'canary-4711@example.test'
    await world.ask('POST', '/v1/identify', { userId: 'ada', traits: { email: canary } })
    await world.ask('POST', '/v1/identify', { userId: canary, traits: canary })
    await world.ask('GET', `/v1/customers?search=${canary}`)
    await world.ask('GET', `/v1/customers/${canary}`)
    await world.ask('POST', '/v1/templates/render', { content: { text: `{{ ${canary} | x }}` } })
    await fetch(`${world.url}/u/${canary}`)
    await fetch(`${world.url}/v1/journeys`, { headers: { authorization: `Bearer ${canary}` } })
    expect(JSON.stringify(world.logged)).not.toContain('canary')
    expect((await world.ask('GET', '/metrics')).text).not.toContain('canary')
  })
})

describe('/metrics', () => {
  it('counts requests, events and the ledger', async () => {
    const world = await prepared()
    await world.ask('POST', '/v1/batch', { batch: [{ type: 'track', userId: 'ada', event: 'x' }, {}] })
    await world.ask('POST', '/v1/customers/ada/enter', { journey: 'welcome' })
    await world.advance(['ada'])
    world.ports.metrics.turns(3)
    world.ports.metrics.sent('email', 'accepted', 120)
    const { text, headers } = await world.ask('GET', '/metrics')
    expect(headers.get('content-type')).toContain('text/plain')
    for (const line of [
      'perennial_ingest_items_total{result="accepted"} 1',
      'perennial_ingest_items_total{result="rejected"} 1',
      'perennial_interactions{channel="email",status="accepted"} 1',
      'perennial_customers 1',
      'perennial_turns_total 3',
      'perennial_sends_total{channel="email",status="accepted"} 1',
      'perennial_http_request_seconds_count{route="POST /v1/batch",status="200"} 1',
      'perennial_send_seconds_sum{channel="email"} 0.12',
      'perennial_queue_hints{kind="advance",state="delayed"} 0',
      'perennial_queue_up 1',
      'perennial_customers_parked 0',
      'perennial_messages_unknown 0',
      'perennial_paused 0',
    ]) {
      expect(text).toContain(line)
    }
  })

  it('begins with what has not happened yet: the first of it is an increase', async () => {
    const metrics = createMetrics()
    metrics.watchChannels(() => [{ channel: 'email', inFlight: 0, open: 0 }])
    const text = await metrics.text()
    for (const line of [
      'perennial_sends_total{channel="email",status="unknown"} 0',
      'perennial_sends_deferred_total{channel="email",cause="rate"} 0',
      'perennial_breaker_openings_total{channel="email"} 0',
      'perennial_ingest_items_total{result="rejected"} 0',
    ]) {
      expect(text).toContain(line)
    }
  })

  it('tells the rest when the queue is away', async () => {
    const world = await openWorld()
    const metrics = createMetrics()
    const queue = { depth: () => Promise.reject(new Error('away')) }
    metrics.watchWorkspace({ store: world.store, queue, now: () => 0 })
    const text = await metrics.text()
    expect(text).toContain('perennial_queue_up 0')
    expect(text).toContain('perennial_customers 0')
    expect(text).not.toContain('perennial_queue_hints{')
  })
})
