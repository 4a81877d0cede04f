import { describe, expect, it } from 'vitest'
import { journey } from './samples.ts'
import { openWorld, type World } from './world.ts'

const base = { timeZone: 'UTC', quietHours: null }
const caps = [
  { max: 3, per: 'P7D' },
  { max: 1, per: 'PT24H', channel: 'sms', topic: 'offers', over: 'drop' },
]
const topics = [
  { id: 'offers', name: 'Offers & sales', description: 'Two a month <at most>.' },
  { id: 'news', name: 'News' },
]
const put = (world: World, body: object) => world.ask('PUT', '/v1/settings/workspace', { ...base, ...body })

describe('caps and topics of the workspace', () => {
  it('are kept until they are changed, in their order', async () => {
    const world = await openWorld()
    expect((await put(world, { caps, topics })).body).toEqual({ ...base, caps, topics })
    expect((await put(world, { timeZone: 'Asia/Shanghai' })).status).toBe(200)
    expect((await world.ask('GET', '/v1/settings/workspace')).body).toMatchObject({
      timeZone: 'Asia/Shanghai',
      caps,
      topics,
    })
    expect((await put(world, { caps: [], topics: [...topics].reverse() })).status).toBe(200)
    expect((await world.ask('GET', '/v1/settings/workspace')).body).toEqual({
      ...base,
      caps: [],
      topics: [...topics].reverse(),
    })
  })

  it.each<[object, string, string]>([
    [{ caps: [{ max: 0, per: 'P7D' }] }, 'invalid-config', '/caps/0/max'],
    [{ caps: [{ max: 1.5, per: 'P7D' }] }, 'invalid-config', '/caps/0/max'],
    [{ caps: [{ per: 'P7D' }] }, 'missing-config', '/caps/0/max'],
    [{ caps: [{ max: 1 }] }, 'missing-config', '/caps/0/per'],
    [{ caps: [{ max: 1, per: 'a week' }] }, 'bad-duration', '/caps/0/per'],
    [{ caps: [{ max: 1, per: 'P0D' }] }, 'bad-duration', '/caps/0/per'],
    [{ caps: [{ max: 1, per: '-P1D' }] }, 'bad-duration', '/caps/0/per'],
    [{ caps: [...caps, { max: 1, per: 'P2Y' }] }, 'bad-duration', '/caps/2/per'],
    [{ caps: [{ max: 1, per: 'P1D', over: 'ignore' }] }, 'invalid-config', '/caps/0/over'],
    [{ caps: [{ max: 1, per: 'P1D', channel: '' }] }, 'missing-config', '/caps/0/channel'],
    [{ caps: [{ max: 1, per: 'P1D', journey: 'x' }] }, 'unknown-key', '/caps/0/journey'],
    [{ caps: Array.from({ length: 21 }, () => caps[0]) }, 'too-large', '/caps'],
    [{ caps: null }, 'invalid-config', '/caps'],
    [{ topics: [{ id: 'offers' }] }, 'missing-config', '/topics/0/name'],
    [{ topics: [{ id: ' offers', name: 'Offers' }] }, 'invalid-config', '/topics/0/id'],
    [{ topics: [{ id: 'x'.repeat(65), name: 'Offers' }] }, 'too-large', '/topics/0/id'],
    [{ topics: [...topics, { id: 'offers', name: 'Again' }] }, 'duplicate-id', '/topics/2/id'],
  ])('%j is refused, naming the field, and changes nothing', async (wrong, code, pointer) => {
    const world = await openWorld()
    await put(world, { caps, topics })
    const { status, body } = await put(world, wrong)
    expect(status).toBe(400)
    expect(body.problems).toEqual([expect.objectContaining({ code, pointer })])
    expect((await world.ask('GET', '/v1/settings/workspace')).body).toEqual({ ...base, caps, topics })
  })

  it('a year is the longest a cap may count over', async () => {
    const world = await openWorld()
    for (const per of ['P1Y', 'P12M', 'P366D', 'PT8784H', 'P52W']) {
      expect((await put(world, { caps: [{ max: 1, per }] })).status, per).toBe(200)
    }
  })

  it('a topic outside the list is a warning when a journey is checked and published, and when a segment is stored', async () => {
    const world = await openWorld()
    await put(world, { topics: [{ id: 'other', name: 'Other' }] })
    const { problems } = (await world.ask('POST', '/v1/journeys/validate', journey())).body
    const warning = expect.objectContaining({ code: 'unknown-topic', severity: 'warning' })
    expect(problems).toEqual([warning, warning])
    await world.ask('POST', '/v1/journeys', journey())
    const published = await world.ask('POST', '/v1/journeys/welcome/publish', {})
    expect([published.status, published.body.problems]).toEqual([200, [warning, warning]])
    const when = { consent: { channel: 'email', topic: 'offers' } }
    const stored = await world.ask('PUT', '/v1/segments/fans', { when })
    expect(stored.status).toBe(200)
    expect(stored.body.problems).toEqual([warning])
  })
})

it('a channel that messages cannot leave by is a warning of the API, which knows them', async () => {
  const world = await openWorld()
  const steps = journey().steps.map((step) =>
    step.id === 'hello' ? { ...step, config: { ...step.config, channel: 'fax' } } : step,
  )
  const { problems } = (await world.ask('POST', '/v1/journeys/validate', journey({ steps }))).body
  expect(problems).toEqual([
    expect.objectContaining({ code: 'unknown-channel', severity: 'warning', pointer: '/steps/2/config/channel' }),
  ])
})

describe('quiet hours of the workspace and of a journey', () => {
  const day = { from: '08:00', to: '20:00' }
  const night = { from: '20:00', to: '08:00' }

  it('that leave no time between them are refused where the second of them is saved', async () => {
    const world = await openWorld()
    await put(world, { quietHours: day })
    await world.ask('POST', '/v1/journeys', journey({ quietHours: night }))
    const refused = await world.ask('POST', '/v1/journeys/welcome/publish', {})
    expect(refused.status).toBe(422)
    expect(refused.body.problems).toEqual([
      expect.objectContaining({ code: 'empty-window', pointer: '/quietHours', severity: 'error' }),
    ])
    await put(world, { quietHours: null })
    expect((await world.ask('POST', '/v1/journeys/welcome/publish', {})).status).toBe(200)
    const late = await put(world, { quietHours: day })
    expect(late.status).toBe(400)
    expect(late.body.problems).toEqual([
      {
        code: 'empty-window',
        message:
          'These quiet hours and those of the journey "Welcome" leave no time between them, so it could send nothing; leave some time of the week free, or change the journey first.',
        pointer: '/quietHours',
        severity: 'error',
      },
    ])
    expect((await world.ask('GET', '/v1/settings/workspace')).body).toEqual(base)
    await world.ask('POST', '/v1/journeys/welcome/archive', {})
    expect((await put(world, { quietHours: day })).status).toBe(200)
  })

  it('suppress what they leave no time for, where a version of before is still out', async () => {
    const world = await openWorld()
    await world.ask('PUT', '/v1/customers/ada/consent', { channel: 'email', topic: 'news', allowed: true })
    await world.ask('POST', '/v1/journeys', journey({ quietHours: night }))
    await world.ask('POST', '/v1/journeys/welcome/publish', {})
    await world.store.settings.saveWorkspace({ ...base, quietHours: day })
    await world.store.journeys.touchCatalog()
    await world.ask('POST', '/v1/customers/ada/enter', { journey: 'welcome' })
    const { items } = (await world.ask('GET', '/v1/interactions?customerId=ada')).body
    expect(items).toEqual([expect.objectContaining({ step: 'hello', status: 'suppressed', reason: 'quiet-hours' })])
  })
})

describe('changed caps', () => {
  it('hold from the next gate on; what waits keeps its instant', async () => {
    const world = await openWorld()
    await world.ask('PUT', '/v1/customers/ada/consent', { channel: 'email', topic: 'news', allowed: true })
    for (const id of ['a', 'b', 'c']) {
      await world.ask('POST', '/v1/journeys', journey({ id }))
      await world.ask('POST', `/v1/journeys/${id}/publish`, {})
    }
    const enter = async (id: string) => {
      await world.ask('POST', '/v1/customers/ada/enter', { journey: id })
      const { items } = (await world.ask('GET', '/v1/interactions?customerId=ada')).body
      const found = items.find((item) => item['journey'] === id)
      return `${String(found?.['status'])} ${String(found?.['reason'])}`
    }
    await put(world, { caps: [{ max: 1, per: 'P1D' }] })
    expect([await enter('a'), await enter('b')]).toEqual(['accepted null', 'planned workspace-cap'])
    await put(world, { caps: [] })
    expect(await enter('c')).toBe('accepted null')
    const waiting = (await world.store.customers.load(['ada'])).get('ada')?.sends
    expect(waiting?.map(({ journeyId, status }) => `${journeyId} ${status}`)).toEqual(['b planned'])
  })
})

describe('pages say topics by their names', () => {
  const page = async (world: World, topic: string | null, language = 'en') => {
    const link = `${world.url}/u/${world.ports.tokens.sign('unsubscribe', ['ada', 'email', topic])}`
    return (await fetch(link, { headers: { 'accept-language': language } })).text()
  }

  it('the topic that would end, and what it is', async () => {
    const world = await openWorld()
    await put(world, { topics })
    expect(await page(world, 'offers')).toContain(
      '<p>You will get no more messages about “Offers &amp; sales” by email.</p>\n<p>Two a month &lt;at most&gt;.</p>',
    )
    expect(await page(world, 'offers', 'zh-CN')).toContain('“Offers &amp; sales”')
    expect(await page(world, 'gossip')).toContain('about “gossip” by email.</p>\n<form')
  })

  it('all that would end, where the whole channel does', async () => {
    const world = await openWorld()
    await put(world, { topics })
    for (const topic of ['offers', 'gossip'])
      await world.ask('PUT', '/v1/customers/ada/consent', { channel: 'email', topic, allowed: true })
    expect(await page(world, null)).toContain('<ul>\n<li>Offers &amp; sales</li>\n<li>gossip</li>\n</ul>')
  })
})
