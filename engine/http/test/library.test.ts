import { describe, expect, it } from 'vitest'
import { coreSteps } from '../../core/steps/index.ts'
import { journey } from './samples.ts'
import { openWorld } from './world.ts'

const vip = { field: 'customer.plan', op: 'eq', value: 'pro' }

describe('segments', () => {
  it('are stored, listed and deleted', async () => {
    const world = await openWorld()
    const put = (id: string, body: object) => world.ask('PUT', `/v1/segments/${id}`, body)
    expect(await put('vip', { name: 'VIP', when: vip })).toMatchObject({
      status: 200,
      body: { segment: { id: 'vip' }, problems: [] },
    })
    expect((await put('vip', { id: 'other', when: vip })).status).toBe(400)
    expect((await world.ask('GET', '/v1/segments')).body.items).toEqual([{ id: 'vip', name: 'VIP', when: vip }])
    expect((await world.ask('GET', '/v1/segments/vip')).body).toMatchObject({ when: vip })
    expect((await world.ask('DELETE', '/v1/segments/vip')).status).toBe(204)
    expect((await world.ask('DELETE', '/v1/segments/vip')).status).toBe(404)
  })

  it.each<[string, object, string, string]>([
    ['no condition', {}, '/when', 'missing-config'],
    [
      'an operator of a database',
      { when: { field: 'customer.x', op: '$ne', value: null } },
      '/when/op',
      'invalid-config',
    ],
    ['a condition that is none', { when: { $where: 'true' } }, '/when', 'missing-config'],
    ['an unknown segment', { when: { segment: 'none' } }, '/when/segment', 'unknown-segment'],
    ['itself', { when: { segment: 'bad' } }, '/when', 'segment-cycle'],
  ])('with %s are refused', async (_, body, pointer, code) => {
    const world = await openWorld()
    const answer = await world.ask('PUT', '/v1/segments/bad', body)
    expect(answer.status).toBe(422)
    expect(answer.body.problems).toEqual(expect.arrayContaining([expect.objectContaining({ pointer, code })]))
    expect((await world.ask('GET', '/v1/segments')).body.items).toEqual([])
  })

  it('in use are kept', async () => {
    const world = await openWorld()
    await world.ask('PUT', '/v1/segments/vip', { when: vip })
    await world.ask('PUT', '/v1/segments/gold', { when: { all: [{ segment: 'vip' }, { tag: 'gold' }] } })
    expect(await world.ask('DELETE', '/v1/segments/vip')).toMatchObject({
      status: 409,
      body: { code: 'in-use', detail: expect.stringContaining('segment "gold"') },
    })
    await world.ask('POST', '/v1/journeys', journey({ exits: [{ id: 'out', when: { segment: 'gold' } }] }))
    await world.ask('POST', '/v1/journeys/welcome/publish', {})
    expect((await world.ask('DELETE', '/v1/segments/gold')).body).toMatchObject({
      detail: 'The segment "gold" is used by journey "Welcome". Take it out of there first.',
    })
    await world.ask('POST', '/v1/journeys/welcome/archive')
    expect((await world.ask('DELETE', '/v1/segments/gold')).status).toBe(204)
  })

  it('are previewed over everybody, and explained for one', async () => {
    const world = await openWorld()
    const ids = Array.from({ length: 30 }, (_, i) => `c${String(i).padStart(2, '0')}`)
    const identify = ids.map((userId, i) => ({
      type: 'identify',
      userId,
      traits: { plan: i % 3 === 0 ? 'pro' : 'free' },
    }))
    const orders = ids.slice(0, 5).map((userId) => ({ type: 'track', userId, event: 'Order Completed' }))
    await world.ask('POST', '/v1/batch', { batch: [...identify, ...orders] })
    await world.advance(ids)
    const preview = (when: object) => world.ask('POST', '/v1/segments/preview', { when })
    expect((await preview(vip)).body).toMatchObject({ count: 10, total: 30, complete: true, examples: { length: 10 } })
    const bought = { all: [vip, { event: 'Order Completed', within: 'P1D' }] }
    expect((await preview(bought)).body).toMatchObject({ count: 2, examples: [{ id: 'c00' }, { id: 'c03' }] })
    await world.ask('PUT', '/v1/segments/vip', { when: vip })
    expect((await preview({ not: { segment: 'vip' } })).body).toMatchObject({ count: 20 })
    expect((await preview({ field: 'customer.plan', op: 'like' })).body.problems).toMatchObject([
      { pointer: '/when/op' },
    ])

    const explain = (customerId: string, when: object) =>
      world.ask('POST', '/v1/segments/explain', { customerId, when })
    expect((await explain('c01', { all: [{ segment: 'vip' }, { event: 'Order Completed' }] })).body).toMatchObject({
      member: false,
      reasons: [
        { pointer: '/all/0', holds: false, segments: [], actual: null },
        { pointer: '/all/0', holds: false, segments: ['vip'], actual: 'free' },
        { pointer: '/all/1', holds: true, actual: { count: 1 } },
      ],
    })
    expect((await explain('nobody', vip)).status).toBe(404)
  })
})

describe('previews', () => {
  it('are slowed down for whoever asks for too many, for nobody else', async () => {
    const world = await openWorld()
    const answers = await Promise.all(
      Array.from({ length: 60 }, () => world.ask('POST', '/v1/segments/preview', { when: vip })),
    )
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200, 429]))
    const other = await world.ask('POST', '/v1/settings/keys', { kind: 'admin', name: 'other' })
    const asOther = { authorization: `Bearer ${other.body.key}` }
    expect((await world.ask('POST', '/v1/segments/preview', { when: vip }, asOther)).status).toBe(200)
  })
})

describe('templates', () => {
  it('are stored, rendered and deleted', async () => {
    const world = await openWorld()
    const put = (body: object) => world.ask('PUT', '/v1/templates/hello', body)
    expect(await put({ subject: 'Hello', text: 'Hi {{ customer.name }}' })).toMatchObject({
      status: 200,
      body: { template: { id: 'hello' } },
    })
    expect(await put({ subject: 'x', text: '{% for %}' })).toMatchObject({
      status: 422,
      body: { problems: [{ code: 'bad-template', pointer: '/text' }] },
    })
    expect((await put({ subject: 'x', evil: 1 })).status).toBe(422)
    expect((await world.ask('GET', '/v1/templates/hello')).body).toEqual({
      id: 'hello',
      subject: 'Hello',
      text: 'Hi {{ customer.name }}',
    })
    const send = { id: 'hello', type: 'send', config: { channel: 'email', topic: 'news', template: 'hello' } } as never
    const steps = journey().steps.map((step) => (step.id === 'hello' ? send : step))
    await world.ask('POST', '/v1/journeys', journey({ steps }))
    await world.ask('POST', '/v1/journeys/welcome/publish', {})
    expect(await world.ask('DELETE', '/v1/templates/hello')).toMatchObject({ status: 409, body: { code: 'in-use' } })
    await world.ask('POST', '/v1/journeys/welcome/archive')
    expect((await world.ask('DELETE', '/v1/templates/hello')).status).toBe(204)
  })

  it('are rendered for a customer, escaped where that is needed', async () => {
    const world = await openWorld()
    await world.ask('POST', '/v1/identify', { userId: 'ada', traits: { name: '<b>{{ 7 }}' } })
    await world.advance(['ada'])
    const render = (body: object) => world.ask('POST', '/v1/templates/render', body)
    const content = {
      subject: 'For {{ customer.name }}\n!',
      text: '{{ customer.name }}',
      html: '<p>{{ customer.name }}</p>',
      from: 'x',
    }
    expect((await render({ content, customerId: 'ada' })).body).toEqual({
      content: { subject: 'For <b>{{ 7 }} !', text: '<b>{{ 7 }}', html: '<p>&lt;b&gt;{{ 7 }}</p>', from: 'x' },
      problems: [],
    })
    expect(await render({ content: { text: 'a\n{{ x | nope }}' } })).toMatchObject({
      status: 422,
      body: { problems: [{ pointer: '/content/text', line: 2 }] },
    })
    expect((await render({ content, customerId: 'nobody' })).status).toBe(404)
    expect(
      (await render({ content: { text: '{{ event.sku }} {{ vars.x }}' }, event: { sku: 'a1' }, vars: { x: 2 } })).body,
    ).toEqual({ content: { text: 'a1 2' }, problems: [] })
  })
})

describe('coupons, steps and settings', () => {
  it('pools take codes once', async () => {
    const world = await openWorld()
    const add = (codes: unknown) => world.ask('POST', '/v1/pools/spring/codes', { codes })
    expect(await add(['A1', 'A2', 'A1'])).toMatchObject({ status: 201, body: { added: 2 } })
    expect((await add(['A2', 'A3'])).body).toMatchObject({ added: 1 })
    expect((await world.ask('GET', '/v1/pools')).body.items).toEqual([{ id: 'spring', total: 3, left: 3 }])
    for (const bad of [[], ['a\nb'], [''], [5], 'A1']) expect((await add(bad)).status).toBe(400)
  })

  it('step types come with a schema that their example fits', async () => {
    const world = await openWorld()
    const { items } = (await world.ask('GET', '/v1/step-types')).body
    expect(items.map((item) => item.type)).toEqual(coreSteps.map((step) => step.type))
    for (const item of items) {
      expect(item, String(item.type)).toMatchObject({
        texts: { en: {}, zh: {} },
        schema: { type: 'object' },
        example: {},
      })
      if (item.type !== 'exit') expect(item.paths, String(item.type)).not.toEqual([])
    }
  })

  it('names are those that came in, and a journey that mistypes one is warned', async () => {
    const world = await openWorld()
    expect((await world.ask('GET', '/v1/names')).body).toEqual({ fields: [], events: [], full: false })
    await world.ask('POST', '/v1/identify', { userId: 'ada', traits: { firstName: 'Ada' } })
    await world.ask('POST', '/v1/track', { userId: 'ada', event: 'Signed Up', properties: { source: 'web' } })
    await world.names.settled()
    expect((await world.ask('GET', '/v1/names')).body).toEqual({
      fields: ['customer.firstName', 'event.source'],
      events: ['Signed Up'],
      full: false,
    })
    const mistyped = journey({ exits: [{ id: 'gone', event: 'Sign Up' }] })
    const { problems } = (await world.ask('POST', '/v1/journeys/validate', mistyped)).body
    expect(problems).toEqual([expect.objectContaining({ code: 'unseen-name', pointer: '/exits/0/event' })])
    expect((await world.ask('GET', '/v1/names', undefined, { authorization: `Bearer ${world.write}` })).status).toBe(
      403,
    )
  })

  it('ways out depend on how a step is set', async () => {
    const world = await openWorld()
    const steps = [
      { type: 'survey', config: { kind: 'nps', channel: 'email', question: 'How?', timeout: 'P1D' } },
      { type: 'survey', config: { kind: 'csat', channel: 'email', question: 'How?', timeout: 'P1D' } },
      { type: 'survey', config: { kind: 'stars' } },
      { type: 'no-such-type', config: {} },
    ]
    expect(await world.ask('POST', '/v1/step-types/paths', { steps })).toMatchObject({
      status: 200,
      body: {
        paths: [
          ['promoter', 'passive', 'detractor', 'timeout'],
          ['satisfied', 'neutral', 'dissatisfied', 'timeout'],
          null,
          null,
        ],
      },
    })
    expect((await world.ask('POST', '/v1/step-types/paths', { steps: [{ type: 'survey' }] })).status).toBe(400)
  })

  it('the workspace has a time zone that exists', async () => {
    const world = await openWorld()
    const put = (body: object) => world.ask('PUT', '/v1/settings/workspace', body)
    expect((await world.ask('GET', '/v1/settings/workspace')).body).toEqual({ timeZone: 'UTC', quietHours: null })
    const quietHours = { from: '22:00', to: '06:00' }
    expect((await put({ timeZone: 'Asia/Shanghai', quietHours })).status).toBe(200)
    expect((await world.ask('GET', '/v1/settings/workspace')).body).toEqual({ timeZone: 'Asia/Shanghai', quietHours })
    const tiers = [{ id: 'gold', points: 100 }]
    expect((await put({ timeZone: 'Asia/Shanghai', quietHours, tiers })).body).toMatchObject({ tiers })
    expect((await put({ timeZone: 'Asia/Shanghai', quietHours })).body).toMatchObject({ tiers })
    for (const bad of [
      { timeZone: 'Mars/Olympus', quietHours: null },
      { timeZone: 'UTC' },
      { timeZone: 'UTC', quietHours: { from: '22:00', to: '22:00' } },
      { timeZone: 'UTC', quietHours: { from: '25:00', to: '06:00' } },
      { timeZone: 'UTC', quietHours: null, rev: 1 },
    ]) {
      expect((await put(bad)).status, JSON.stringify(bad)).toBe(400)
    }
    expect((await world.ask('GET', '/v1/settings/workspace')).body).toMatchObject({ timeZone: 'Asia/Shanghai' })
  })

  it('callbacks are told where to go', async () => {
    const world = await openWorld()
    expect((await world.ask('GET', '/v1/settings/callbacks/email')).body).toEqual({
      url: 'https://journeys.example.test/v1/callbacks/email',
      isReady: true,
    })
    expect((await world.ask('GET', '/v1/settings/callbacks/pigeon')).status).toBe(404)
  })
})
