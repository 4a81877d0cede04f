import { describe, expect, it } from 'vitest'
import { journey } from './samples.ts'
import { openWorld, type World } from './world.ts'

const ONE_CLICK = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })

async function withConsent(): Promise<{ world: World; link: string; topics(): Promise<string[] | undefined> }> {
  const world = await openWorld()
  for (const topic of ['offers', 'news']) {
    await world.ask('PUT', '/v1/customers/ada/consent', { channel: 'email', topic, allowed: true })
  }
  return {
    world,
    link: `${world.url}/u/${world.ports.tokens.sign('unsubscribe', ['ada', 'email', 'offers'])}`,
    topics: async () => (await world.store.customers.load(['ada'])).get('ada')?.consent.email,
  }
}

describe('unsubscribe', () => {
  it('opening the link changes nothing, however often and by whatever method', async () => {
    const { link, topics } = await withConsent()
    for (const method of ['GET', 'HEAD', 'GET', 'OPTIONS']) {
      const response = await fetch(link, { method })
      expect(response.status, method).toBeLessThan(300)
      expect(response.headers.get('set-cookie')).toBeNull()
    }
    expect(await topics()).toEqual(['offers', 'news'])
  })

  it.each<[string, BodyInit, Record<string, string>]>([
    ['a mailbox provider', ONE_CLICK, {}],
    ['one that likes multipart', form(), {}],
    ['one that sends cookies', ONE_CLICK, { cookie: 'perennial=ps_x' }],
  ])('a click at %s ends the topic, and no other', async (_, body, headers) => {
    const { link, topics } = await withConsent()
    for (let again = 0; again < 2; again += 1) {
      const response = await fetch(link, { method: 'POST', body, headers, redirect: 'error' })
      expect(response.status).toBe(200)
      expect(response.headers.get('set-cookie')).toBeNull()
      expect(await topics()).toEqual(['news'])
    }
  })

  it('works again for whoever agreed again', async () => {
    const { world, link, topics } = await withConsent()
    await fetch(link, { method: 'POST', body: ONE_CLICK })
    await world.ask('PUT', '/v1/customers/ada/consent', { channel: 'email', topic: 'offers', allowed: true })
    expect(await topics()).toEqual(['news', 'offers'])
    await fetch(link, { method: 'POST', body: ONE_CLICK })
    expect(await topics()).toEqual(['news'])
  })

  it('without a topic ends the whole channel; also from claims by name', async () => {
    const { world, topics } = await withConsent()
    const claims = { customerId: 'ada', channel: 'email', topic: null }
    const link = `${world.url}/u/${world.ports.tokens.sign('unsubscribe', claims)}`
    expect(await (await fetch(link)).text()).toContain('no more messages by email')
    expect((await fetch(link, { method: 'POST', body: ONE_CLICK })).status).toBe(200)
    expect(await topics()).toEqual([])
  })

  it.each<[string, BodyInit | undefined, Record<string, string>, number]>([
    ['nothing', undefined, {}, 415],
    ['JSON', '{"List-Unsubscribe":"One-Click"}', { 'content-type': 'application/json' }, 415],
    ['another value', new URLSearchParams({ 'List-Unsubscribe': 'Two-Click' }), {}, 400],
    ['another name', new URLSearchParams({ unsubscribe: 'One-Click' }), {}, 400],
    ['too much', new URLSearchParams({ 'List-Unsubscribe': 'One-Click', x: 'y'.repeat(20_000) }), {}, 413],
  ])('posting %s is refused', async (_, body, headers, status) => {
    const { link, topics } = await withConsent()
    const response = await fetch(link, { method: 'POST', headers, ...(body === undefined ? {} : { body }) })
    expect(response.status).toBe(status)
    expect(await topics()).toEqual(['offers', 'news'])
  })

  it('a token that was altered, cut or made for something else is a page that says so', async () => {
    const { world, link, topics } = await withConsent()
    const token = link.split('/').at(-1) as string
    const others = [
      token.slice(0, -1),
      `${token}A`,
      token.replace(/.$/, (c) => (c === 'A' ? 'B' : 'A')),
      'x',
      '%00',
      world.ports.tokens.sign('answer', ['ada', 'email', 'offers']),
    ]
    for (const other of others) {
      const response = await fetch(`${world.url}/u/${other}`, { method: 'POST', body: ONE_CLICK })
      expect(response.status, other).toBe(404)
      expect(await response.text()).toContain('This link does not work')
    }
    expect(await topics()).toEqual(['offers', 'news'])
  })

  it('guessing tokens is slowed down', async () => {
    const { world } = await withConsent()
    const statuses = new Set<number>()
    for (let i = 0; i < 60; i += 1) statuses.add((await fetch(`${world.url}/u/guess${i}`)).status)
    expect([...statuses]).toEqual([404, 429])
  })

  it.each([
    ['zh-CN,zh;q=0.9,en;q=0.5', 'zh-CN', '确认退订'],
    ['zh-TW', 'zh-CN', '确认退订'],
    ['de-DE,en;q=0.8', 'en', 'Unsubscribe?'],
    ['de', 'en', 'Unsubscribe?'],
    ['', 'en', 'Unsubscribe?'],
  ])('speaks to %j in %s', async (accept, language, text) => {
    const { link } = await withConsent()
    const response = await fetch(link, { headers: { 'accept-language': accept } })
    expect(response.headers.get('content-language')).toBe(language)
    expect(await response.text()).toContain(text)
  })

  it('is a page that runs nothing, is framed by nobody, kept nowhere and tells nobody where it came from', async () => {
    const { world } = await withConsent()
    const evil = `${world.url}/u/${world.ports.tokens.sign('unsubscribe', ['ada', '<script>alert(1)</script>', '"><img src=x onerror=1>'])}`
    const response = await fetch(evil)
    const text = await response.text()
    expect(text).not.toMatch(/<script|<img/)
    const csp = response.headers.get('content-security-policy') ?? ''
    expect(csp).toContain("default-src 'none'")
    expect(csp).toContain("frame-ancestors 'none'")
    expect(csp).not.toContain('unsafe')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('referrer-policy')).toBe('no-referrer')
    expect(response.headers.get('strict-transport-security')).toContain('max-age')
    expect(JSON.stringify(world.logged)).not.toContain(evil.split('/').at(-1))
  })
})

function form(): FormData {
  const data = new FormData()
  data.append('List-Unsubscribe', 'One-Click')
  return data
}

describe('survey answers', () => {
  async function asked(): Promise<{ world: World; links: Map<string, string> }> {
    const world = await openWorld()
    await world.ask('POST', '/v1/journeys', journey())
    await world.ask('POST', '/v1/journeys/welcome/publish', {})
    await world.ask('PUT', '/v1/customers/ada/consent', { channel: 'email', topic: 'news', allowed: true })
    const { body } = await world.ask('POST', '/v1/customers/ada/enter', { journey: 'welcome' })
    await world.ask('POST', `/v1/enrollments/${body.enrollment.id}/commands`, {
      customerId: 'ada',
      command: 'send-to',
      step: 'ask',
    })
    await world.advance(['ada'])
    const [row] = (await world.ask('GET', '/v1/interactions?step=ask')).body.items
    const { text } = (await world.ask('GET', `/v1/interactions/${row?.id}`)).body.content as { text: string }
    const links = [...text.matchAll(/^(\d+): https:\/\/example\.test\/answer\/(\S+)$/gm)]
    return { world, links: new Map(links.map(([, value, token]) => [value as string, `${world.url}/a/${token}`])) }
  }

  it('the page shows all answers with the clicked one chosen, and records by posting', async () => {
    const { world, links } = await asked()
    expect([...links.keys()]).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10'])
    const link = links.get('9') as string
    const page = await (await fetch(link)).text()
    expect(page).toContain('How likely?')
    expect(page.match(/type="radio"/g)).toHaveLength(11)
    expect(page).toMatch(/value="9" required checked/)
    const step = async () => (await world.ask('GET', '/v1/customers/ada/enrollments')).body.items[0]?.step
    expect(await step()).toBe('ask')
    expect((await fetch(link, { method: 'POST', body: new URLSearchParams({ value: '3' }) })).status).toBe(200)
    expect(await step()).toBeNull()
    const [passage] = (await world.ask('GET', '/v1/customers/ada/enrollments')).body.items
    expect(passage?.history).toEqual(
      expect.arrayContaining([expect.objectContaining({ step: 'ask', path: 'detractor' })]),
    )
    const [row] = (await world.ask('GET', '/v1/interactions?step=ask')).body.items
    expect(row?.outcomes).toHaveProperty('answered')
  })

  it('posted twice, or another one later, the first answer stands', async () => {
    const { world, links } = await asked()
    const post = (value: string) =>
      fetch(links.get(value) as string, { method: 'POST', body: new URLSearchParams({ value }) })
    for (const value of ['9', '9', '2']) expect((await post(value)).status).toBe(200)
    const [passage] = (await world.ask('GET', '/v1/customers/ada/enrollments')).body.items
    expect(passage?.history).toEqual(
      expect.arrayContaining([expect.objectContaining({ step: 'ask', path: 'promoter' })]),
    )
  })

  it('an answer that cannot be given is refused', async () => {
    const { links } = await asked()
    for (const value of ['11', '-1', '1.5', 'yes', '']) {
      const response = await fetch(links.get('9') as string, { method: 'POST', body: new URLSearchParams({ value }) })
      expect(response.status, value).toBe(400)
    }
    expect((await fetch(links.get('9') as string, { method: 'PUT' })).status).toBe(405)
  })
})

describe('tasks', () => {
  it('are marked as done by whoever has the link', async () => {
    const world = await openWorld()
    await world.ask('POST', '/v1/journeys', journey())
    await world.ask('POST', '/v1/journeys/welcome/publish', {})
    const { body } = await world.ask('POST', '/v1/customers/ada/enter', { journey: 'welcome' })
    await world.ask('POST', `/v1/enrollments/${body.enrollment.id}/commands`, {
      customerId: 'ada',
      command: 'send-to',
      step: 'call',
    })
    await world.advance(['ada'])
    const [task] = (await world.ask('GET', '/v1/tasks')).body.items
    const link = String(task?.link).replace(world.ports.publicUrl, world.url)
    expect(await (await fetch(link)).text()).toContain('Mark as done')
    expect((await fetch(link, { method: 'POST', body: new URLSearchParams() })).status).toBe(200)
    expect((await world.ask('GET', '/v1/tasks?status=done')).body.items).toHaveLength(1)
    expect(await (await fetch(link)).text()).toContain('This task is done')
    expect(
      (await fetch(`${world.url}/t/${world.ports.tokens.sign('task', { interactionId: 'in_none' })}`)).status,
    ).toBe(404)
  })

  it('are not said to be gone while the store is', async () => {
    const away = new Error('connection closed')
    away.name = 'MongoNetworkError'
    const world = await openWorld(({ store }) => ({
      store: { ...store, interactions: { ...store.interactions, get: () => Promise.reject(away) } },
    }))
    const link = `${world.url}/t/${world.ports.tokens.sign('task', { interactionId: 'in_any' })}`
    expect((await fetch(link)).status).toBe(503)
  })
})
