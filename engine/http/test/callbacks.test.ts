import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { journey } from './samples.ts'
import { openWorld, SECRET, type World } from './world.ts'

/** Time stands still: at most five minutes old is exact. */
const NOW = Date.UTC(2026, 2, 2, 9)
const later = (ms: number): Date => new Date(NOW + ms)
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: NOW }))
afterEach(() => void vi.useRealTimers())

interface Sent {
  world: World
  interactionId: string
}

async function sent(): Promise<Sent> {
  const world = await openWorld()
  await world.ask('POST', '/v1/journeys', journey())
  await world.ask('POST', '/v1/journeys/welcome/publish', {})
  await world.ask('PUT', '/v1/customers/ada/consent', { channel: 'email', topic: 'news', allowed: true })
  await world.ask('POST', '/v1/customers/ada/enter', { journey: 'welcome' })
  await world.advance(['ada'])
  return { world, interactionId: (await world.ask('GET', '/v1/interactions')).body.items[0]?.id as string }
}

interface Call {
  id?: string
  body?: string
  at?: Date
  secret?: string
  channel?: string
  headers?: Record<string, string>
}

async function call(
  { world, interactionId }: Sent,
  { id = 'msg_1', at = later(0), secret = SECRET, channel = 'email', ...rest }: Call = {},
) {
  const body = rest.body ?? JSON.stringify({ type: 'email.delivered', data: { interactionId } })
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
    ...rest.headers,
  }
  const response = await fetch(`${world.url}/v1/callbacks/${channel}`, { method: 'POST', body, headers })
  return { status: response.status, body: (await response.json()) as { status?: string; code?: string } }
}

const outcomes = async ({ world, interactionId }: Sent): Promise<string[]> => {
  await world.advance(['ada'])
  return Object.keys((await world.ask('GET', `/v1/interactions/${interactionId}`)).body.outcomes as object)
}

describe('callbacks of providers', () => {
  it('signed, they become outcomes; repeated, they count once', async () => {
    const it = await sent()
    expect(await call(it)).toEqual({ status: 200, body: { status: 'recorded' } })
    expect(await call(it)).toEqual({ status: 200, body: { status: 'duplicate' } })
    const clicked = {
      id: 'msg_2',
      body: JSON.stringify({ type: 'clicked', data: { interactionId: it.interactionId, url: 'https://x' } }),
    }
    expect((await call(it, clicked)).body.status).toBe('recorded')
    expect((await outcomes(it)).sort()).toEqual(['clicked', 'delivered', 'opened'])
  })

  it('a burst of the same one is one', async () => {
    const it = await sent()
    const answers = await Promise.all(Array.from({ length: 25 }, () => call(it)))
    expect(answers.filter(({ body }) => body.status === 'recorded')).toHaveLength(1)
    expect(answers.every(({ status }) => status === 200)).toBe(true)
  })

  it.each<[string, Call]>([
    ['another secret', { secret: `whsec_${Buffer.alloc(32, 7).toString('base64')}` }],
    ['a date too old', { at: later(-301_000) }],
    ['a date ahead', { at: later(301_000) }],
    ['no signature', { headers: { 'webhook-signature': '' } }],
    ['half a signature', { headers: { 'webhook-signature': 'v1,' } }],
    ['another version of signature', { headers: { 'webhook-signature': 'v2,abc' } }],
    ['another id than signed', { headers: { 'webhook-id': 'msg_9' } }],
    ['another time than signed', { headers: { 'webhook-timestamp': String(NOW / 1000 - 5) } }],
    ['no time', { headers: { 'webhook-timestamp': 'now' } }],
  ])('with %s are refused alike', async (_, wrong) => {
    const it = await sent()
    const answer = await call(it, wrong)
    expect(answer).toMatchObject({ status: 401, body: { code: 'bad-signature' } })
    expect(await outcomes(it)).toEqual([])
  })

  it('whose body was changed by one space are refused', async () => {
    const it = await sent()
    const body = JSON.stringify({ type: 'delivered', data: { interactionId: it.interactionId } })
    const signature = new Webhook(SECRET).sign('msg_1', later(0), body)
    expect((await call(it, { body: `${body} `, headers: { 'webhook-signature': signature } })).status).toBe(401)
  })

  it.each<[string, (id: string) => unknown]>([
    ['an unknown type', (interactionId) => ({ type: 'email.rendered', data: { interactionId } })],
    ['an unknown interaction', () => ({ type: 'delivered', data: { interactionId: 'in_none' } })],
    ['no data', () => ({ type: 'delivered' })],
    ['a list', () => []],
    ['null', () => null],
    ['an operator as id', () => ({ type: 'delivered', data: { interactionId: { $ne: null } } })],
    ['a prototype as type', (interactionId) => ({ type: '__proto__', data: { interactionId } })],
  ])('about %s are answered 200 and ignored', async (_, make) => {
    const it = await sent()
    expect(await call(it, { body: JSON.stringify(make(it.interactionId)) })).toEqual({
      status: 200,
      body: { status: 'ignored' },
    })
    expect(await outcomes(it)).toEqual([])
  })

  it('of another channel are ignored, of none 404', async () => {
    const it = await sent()
    expect((await call(it, { channel: 'sms' })).body.status).toBe('ignored')
    expect((await call(it, { channel: 'pigeon' })).status).toBe(404)
    expect((await call(it, { body: '{' })).status).toBe(400)
  })

  it('either of two live secrets will do; with none, nothing is believed', async () => {
    const next = `whsec_${Buffer.alloc(32, 9).toString('base64')}`
    const world = await openWorld(() => ({ callbackSecrets: () => Promise.resolve([next, SECRET]) }))
    const it = { world, interactionId: 'in_none' }
    expect((await call(it)).status).toBe(200)
    expect((await call(it, { secret: next })).status).toBe(200)
    const closed = await openWorld(() => ({ callbackSecrets: () => Promise.resolve([]) }))
    expect((await call({ world: closed, interactionId: 'x' })).status).toBe(401)
  })
})
