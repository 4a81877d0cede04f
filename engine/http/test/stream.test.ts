import { describe, expect, it } from 'vitest'
import { journey } from './samples.ts'
import { openWorld, type World } from './world.ts'

/** Reads events until one is what is waited for. */
async function listen(
  world: World,
  path: string,
  headers: Record<string, string> = { authorization: `Bearer ${world.admin}` },
) {
  const abort = new AbortController()
  const response = await fetch(world.url + path, { headers, signal: abort.signal })
  const reader = (response.body as ReadableStream<Uint8Array>)
    .pipeThrough(new TextDecoderStream() as never)
    .getReader() as ReadableStreamDefaultReader<string>
  let text = ''
  return {
    response,
    close: () => abort.abort(),
    async until(isIt: (event: { event: string; data: Record<string, unknown> }) => boolean) {
      for (;;) {
        const end = text.indexOf('\n\n')
        if (end < 0) {
          const { value, done } = await reader.read()
          if (done) return null
          text += value
          continue
        }
        const block = text.slice(0, end)
        text = text.slice(end + 2)
        const event = /^event: (.*)$/m.exec(block)?.[1]
        const data = /^data: (.*)$/m.exec(block)?.[1]
        if (event === undefined || data === undefined) continue
        const found = { event, data: JSON.parse(data) as Record<string, unknown> }
        if (isIt(found)) return found
      }
    },
  }
}

describe('/v1/stream', () => {
  it('tells counts when they change, and the catalogue when journeys do', async () => {
    const world = await openWorld()
    await world.ask('POST', '/v1/journeys', journey())
    await world.ask('POST', '/v1/journeys/welcome/publish', {})
    const stream = await listen(world, '/v1/stream?journey=welcome')
    expect(stream.response.headers.get('content-type')).toContain('text/event-stream')
    expect(stream.response.headers.get('cache-control')).toBe('no-store')
    const first = await stream.until(({ event }) => event === 'counts')
    expect(first?.data).toMatchObject({ journey: 'welcome', entered: 0 })
    expect(first?.data.asOf).toMatch(/Z$/)
    await world.ask('POST', '/v1/customers/ada/enter', { journey: 'welcome' })
    expect((await stream.until(({ event }) => event === 'counts'))?.data).toMatchObject({ entered: 1 })
    await world.ask('POST', '/v1/journeys/welcome/pause', {})
    expect(await stream.until(({ event }) => event === 'catalog')).not.toBeNull()
    stream.close()
  })

  it('ends when its session does', async () => {
    const world = await openWorld()
    const login = await fetch(`${world.url}/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ key: world.admin }),
    })
    const cookie = (login.headers.get('set-cookie') as string).split(';')[0] as string
    const stream = await listen(world, '/v1/stream', { cookie })
    expect(stream.response.status).toBe(200)
    await fetch(`${world.url}/v1/session`, { method: 'DELETE', headers: { cookie, 'x-perennial': '1' } })
    world.pass(5_000)
    expect(await stream.until(() => false)).toBeNull()
  })

  it('ends when the server stops', async () => {
    const stopping = new AbortController()
    const world = await openWorld(() => ({ stopping: stopping.signal }))
    const stream = await listen(world, '/v1/stream')
    stopping.abort()
    expect(await stream.until(() => false)).toBeNull()
    expect((await fetch(`${world.url}/readyz`)).status).toBe(503)
    expect((await fetch(`${world.url}/healthz`)).status).toBe(200)
  })

  it('is not begun for who has gone before it was found out whether they may have it', async () => {
    let [asked, looks] = [0, 0]
    let answer = (): void => {}
    const answered = new Promise<void>((resolve) => (answer = resolve))
    const world = await openWorld(({ store }) => {
      const get: typeof store.journeys.get = async (id) => {
        asked += 1
        await answered
        return store.journeys.get(id)
      }
      const catalogRev = (): Promise<number> => {
        looks += 1
        return store.journeys.catalogRev()
      }
      return { store: { ...store, journeys: { ...store.journeys, get, catalogRev } } }
    })
    await world.store.journeys.saveDraft('welcome', journey() as never, null, 0)
    const visit = new AbortController()
    const headers = { authorization: `Bearer ${world.admin}` }
    const opening = fetch(`${world.url}/v1/stream?journey=welcome`, { headers, signal: visit.signal })
    await expect.poll(() => asked).toBe(1)
    visit.abort()
    await expect(opening).rejects.toThrow()
    await expect.poll(() => world.logged.some(({ fields }) => fields['route'] === 'GET /v1/stream')).toBe(true)
    answer()
    await world.ask('GET', '/v1/journeys/welcome')
    expect(looks).toBe(0)
  })

  it('asks for what exists', async () => {
    const world = await openWorld()
    expect((await world.ask('GET', '/v1/stream?journey=NONE')).status).toBe(400)
    expect((await world.ask('GET', '/v1/stream?journey=none')).status).toBe(404)
    expect((await world.ask('POST', '/v1/stream')).status).toBe(405)
  })
})
