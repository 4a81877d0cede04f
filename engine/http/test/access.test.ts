import { describe, expect, it } from 'vitest'
import type { Route } from '../route.ts'
import { routes } from '../routes/index.ts'
import { openWorld, type World } from './world.ts'

const addressOf = ({ path }: Pick<Route, 'path'>): string => `/v1${path.replace(/:\w+/g, 'some-id')}`

const ask = (world: World, method: string, path: string, headers: Record<string, string> = {}, body?: string) =>
  fetch(world.url + path, { method, headers, ...(body === undefined ? {} : { body }) })

const bearer = (key: string) => ({ authorization: `Bearer ${key}` })
const basic = (key: string) => ({ authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` })

describe('without a key', () => {
  it('nothing answers but what proves itself in another way', async () => {
    const world = await openWorld()
    const open: string[] = []
    for (const route of routes) {
      const response = await ask(world, route.method.toUpperCase(), addressOf(route))
      if (response.status !== 401) open.push(`${route.method} ${route.path}`)
      else expect(response.headers.get('content-type'), route.path).toContain('application/problem+json')
    }
    expect(open).toEqual(['post /callbacks/:channel', 'post /session'])
    for (const path of ['/v1/stream', '/metrics', '/openapi.json', '/docs', '/docs/start.js', '/docs/swagger-ui.css']) {
      expect((await ask(world, 'GET', path)).status, path).toBe(401)
    }
    for (const path of ['/healthz', '/readyz', '/']) expect((await ask(world, 'GET', path)).status, path).toBe(200)
  })
})

describe('keys', () => {
  it('a write key sends events and does nothing else', async () => {
    const world = await openWorld()
    for (const route of routes.filter((route) => route.access === 'admin')) {
      const response = await ask(world, route.method.toUpperCase(), addressOf(route), bearer(world.write))
      expect(response.status, `${route.method} ${route.path}`).toBe(403)
    }
    const event = JSON.stringify({ userId: 'ada', event: 'Seen' })
    for (const headers of [bearer(world.write), basic(world.write), bearer(world.admin), basic(world.admin)]) {
      expect((await ask(world, 'POST', '/v1/track', headers, event)).status).toBe(200)
    }
  })

  it('a metrics key reads figures and does nothing else, not even open the builder', async () => {
    const world = await openWorld()
    const made = await world.ask('POST', '/v1/settings/keys', { kind: 'metrics', name: 'Prometheus' })
    expect(made.body).toMatchObject({ kind: 'metrics', key: expect.stringMatching(/^pm_/) })
    const { key } = made.body
    expect((await ask(world, 'GET', '/metrics', bearer(key))).status).toBe(200)
    for (const route of routes.filter(({ access }) => access !== 'open')) {
      const response = await ask(world, route.method.toUpperCase(), addressOf(route), bearer(key))
      expect(response.status, `${route.method} ${route.path}`).toBe(403)
    }
    for (const path of ['/v1/stream', '/openapi.json', '/docs', '/admin/queues']) {
      expect((await ask(world, 'GET', path, bearer(key))).status, path).toBe(403)
    }
    expect((await world.ask('POST', '/v1/session', { key })).status).toBe(403)
    expect((await ask(world, 'GET', '/metrics', bearer(world.write))).status).toBe(403)
    expect((await ask(world, 'GET', `/metrics?x=${key}`, bearer(key))).status).toBe(400)
    expect((await world.ask('DELETE', `/v1/settings/keys/${made.body.id}`)).status).toBe(204)
    expect((await ask(world, 'GET', '/metrics', bearer(key))).status).toBe(401)
  })

  it.each([
    ['Bearer'],
    ['Bearer '],
    ['Bearer pa_wrong'],
    ['Bearer  a b'],
    ['Digest abc'],
    ['Basic ???'],
    [`Basic ${Buffer.from('pa_wrong:').toString('base64')}`],
    [''],
  ])('authorization %j is 401 and says what to send', async (authorization) => {
    const world = await openWorld()
    const response = await ask(world, 'GET', '/v1/journeys', { authorization })
    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toContain('Bearer')
    expect(await response.json()).toMatchObject({ code: 'unauthorized', status: 401 })
  })

  it('are not taken from the address, and that address is not logged', async () => {
    const world = await openWorld()
    for (const query of [`key=${world.admin}`, `writeKey=x`, `api_key=x`, `search=${world.admin}`, `access_token=x`]) {
      const response = await ask(world, 'GET', `/v1/customers?${query}`, bearer(world.admin))
      expect(response.status, query).toBe(400)
      expect(await response.json()).toMatchObject({ code: 'key-in-url' })
    }
    expect(JSON.stringify(world.logged)).not.toContain(world.admin)
  })

  it('are shown once and stored as hashes', async () => {
    const world = await openWorld()
    const made = await world.ask('POST', '/v1/settings/keys', { kind: 'write', name: 'shop' })
    expect(made.status).toBe(201)
    expect(made.body.key).toMatch(/^pw_[A-Za-z0-9_-]{43}$/)
    const listed = await world.ask('GET', '/v1/settings/keys')
    expect(listed.body.items.map((key) => key.name).sort()).toEqual(['First admin key', 'First write key', 'shop'])
    for (const secret of [made.body.key, world.write, world.admin]) {
      expect(listed.text).not.toContain(secret)
      expect(JSON.stringify(await world.store.settings.keys())).not.toContain(secret)
      expect(JSON.stringify(world.logged)).not.toContain(secret)
    }
    expect(listed.text).not.toContain('hash')
  })

  it('revoked elsewhere, end within five seconds; revoked here, at once', async () => {
    const world = await openWorld()
    const { body } = await world.ask('POST', '/v1/settings/keys', { kind: 'write', name: 'shop' })
    const send = () => ask(world, 'POST', '/v1/track', basic(body.key), '{"userId":"ada","event":"Seen"}')
    expect((await send()).status).toBe(200)
    expect((await world.ask('DELETE', `/v1/settings/keys/${body.id}`)).status).toBe(204)
    expect((await send()).status).toBe(401)

    const other = (await world.ask('POST', '/v1/settings/keys', { kind: 'write', name: 'other' })).body
    const sendOther = () => ask(world, 'POST', '/v1/track', basic(other.key), '{"userId":"ada","event":"Seen"}')
    expect((await sendOther()).status).toBe(200)
    await world.store.settings.removeKey(other.id)
    world.pass(5_000)
    expect((await sendOther()).status).toBe(401)
  })

  it('the last admin key stays', async () => {
    const world = await openWorld()
    const keys = (await world.ask('GET', '/v1/settings/keys')).body.items
    const admin = keys.find((key) => key.kind === 'admin')
    expect(await world.ask('DELETE', `/v1/settings/keys/${admin?.id}`)).toMatchObject({
      status: 409,
      body: { code: 'last-admin-key' },
    })
    expect((await world.ask('DELETE', '/v1/settings/keys/key_none')).status).toBe(404)
  })

  it('guessed from one address are slowed down, without locking anybody out', async () => {
    const world = await openWorld()
    const statuses = new Set<number>()
    for (let i = 0; i < 60; i += 1) statuses.add((await ask(world, 'GET', '/v1/journeys', bearer(`pa_${i}`))).status)
    expect([...statuses]).toEqual([401, 429])
    const refused = await ask(world, 'GET', '/v1/journeys', bearer('pa_again'))
    expect(refused.headers.get('retry-after')).toBe('60')
    expect((await world.ask('GET', '/v1/journeys')).status).toBe(200)
  })
})

describe('session', () => {
  async function logIn(world: World): Promise<string> {
    const response = await ask(
      world,
      'POST',
      '/v1/session',
      { 'content-type': 'application/json' },
      JSON.stringify({ key: world.admin }),
    )
    expect(response.status).toBe(204)
    const cookie = response.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(
      /^__Host-perennial=ps_[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=604800; Secure$/,
    )
    return cookie.split(';')[0] as string
  }

  it('reads with the cookie; changes only from our own pages', async () => {
    const world = await openWorld()
    const cookie = await logIn(world)
    const ours = new URL(world.url).origin
    expect(await (await ask(world, 'GET', '/v1/session', { cookie })).json()).toEqual({ loggedIn: true })
    const put = (headers: Record<string, string>) =>
      ask(
        world,
        'PUT',
        '/v1/settings/workspace',
        { cookie, 'content-type': 'application/json', ...headers },
        '{"timeZone":"UTC","quietHours":null}',
      )
    expect((await put({})).status).toBe(403)
    expect((await put({ 'x-perennial': '1', origin: 'https://evil.example' })).status).toBe(403)
    expect((await put({ 'x-perennial': '1', origin: 'null' })).status).toBe(403)
    expect((await put({ 'x-perennial': '1', 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await put({ 'x-perennial': '1', 'sec-fetch-site': 'same-site' })).status).toBe(403)
    expect((await put({ 'x-perennial': '1' })).status).toBe(200)
    expect((await put({ 'x-perennial': '1', origin: ours, 'sec-fetch-site': 'same-origin' })).status).toBe(200)
    expect((await put({ 'x-perennial': '1', origin: world.ports.publicUrl })).status).toBe(200)
  })

  it('sends events, as the import of the builder does, from our own pages only', async () => {
    const world = await openWorld()
    const cookie = await logIn(world)
    const batch = JSON.stringify({
      batch: [{ type: 'identify', userId: 'a', consent: { email: { news: true } } }],
    })
    const send = (headers: Record<string, string>) => ask(world, 'POST', '/v1/batch', { cookie, ...headers }, batch)
    expect((await send({})).status).toBe(403)
    expect((await send({ 'x-perennial': '1', origin: 'https://evil.example' })).status).toBe(403)
    const sent = await send({ 'x-perennial': '1' })
    expect([sent.status, await sent.json()]).toMatchObject([200, { accepted: 1, rejected: 0 }])
  })

  it('is no key: it does not work in a header', async () => {
    const world = await openWorld()
    const cookie = await logIn(world)
    expect((await ask(world, 'GET', '/v1/journeys', bearer(cookie.split('=')[1] as string))).status).toBe(401)
    expect((await world.ask('GET', '/v1/settings/keys')).body.items).toHaveLength(2)
  })

  it('ends by logging out, and with its key', async () => {
    const world = await openWorld()
    const [first, second] = [await logIn(world), await logIn(world)]
    const out = await ask(world, 'DELETE', '/v1/session', { cookie: first, 'x-perennial': '1' })
    expect(out.status).toBe(204)
    expect(out.headers.get('set-cookie')).toContain('Max-Age=0')
    expect((await ask(world, 'GET', '/v1/session', { cookie: first })).status).toBe(401)
    expect((await ask(world, 'GET', '/v1/session', { cookie: second })).status).toBe(200)

    await world.ask('POST', '/v1/settings/keys', { kind: 'admin', name: 'next' })
    const admin = (await world.ask('GET', '/v1/settings/keys')).body.items.find((key) => key.name === 'First admin key')
    await world.ask('DELETE', `/v1/settings/keys/${admin?.id}`)
    expect((await ask(world, 'GET', '/v1/session', { cookie: second })).status).toBe(401)
  })

  it('needs an admin key', async () => {
    const world = await openWorld()
    const logIn = (key: unknown) =>
      ask(world, 'POST', '/v1/session', { 'content-type': 'application/json' }, JSON.stringify({ key }))
    expect((await logIn(world.write)).status).toBe(403)
    expect((await logIn('pa_wrong')).status).toBe(401)
    expect((await logIn(5)).status).toBe(400)
    expect(
      (await ask(world, 'POST', '/v1/session', { 'content-type': 'text/plain' }, JSON.stringify({ key: world.admin })))
        .status,
    ).toBe(415)
  })
})
