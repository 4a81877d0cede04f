import { describe, expect, it } from 'vitest'
import { journey } from './samples.ts'
import { openWorld, type World } from './world.ts'

async function withAda(): Promise<World> {
  const world = await openWorld()
  await world.ask('POST', '/v1/journeys', journey())
  await world.ask('POST', '/v1/journeys/welcome/publish', {})
  await world.ask('POST', '/v1/identify', { userId: 'ada', traits: { name: 'Ada', email: 'ada@example.test' } })
  await world.ask('PUT', '/v1/customers/ada/consent', { channel: 'email', topic: 'news', allowed: true })
  await world.advance(['ada'])
  return world
}

async function entered(world: World): Promise<string> {
  const { body } = await world.ask('POST', '/v1/customers/ada/enter', { journey: 'welcome', data: { from: 'test' } })
  expect(body).toMatchObject({ refused: null, enrollment: { journey: 'welcome', customerId: 'ada' } })
  await world.advance(['ada'])
  return body.enrollment.id
}

describe('customers', () => {
  it('are found, listed and read, with nothing of the machinery', async () => {
    const world = await withAda()
    await world.ask('POST', '/v1/identify', { userId: 'bob', traits: {} })
    await world.advance(['bob'])
    expect((await world.ask('GET', '/v1/customers')).body.items.map((item) => item.id)).toEqual(['ada', 'bob'])
    expect((await world.ask('GET', '/v1/customers?search=ADA')).body.items).toMatchObject([
      { id: 'ada', traits: { name: 'Ada' } },
    ])
    expect((await world.ask('GET', '/v1/customers?search=zoe')).body.items).toEqual([])
    const { body } = await world.ask('GET', '/v1/customers/ada')
    expect(Object.keys(body).sort()).toEqual([
      ...['consent', 'createdAt', 'enrollments', 'id', 'points', 'stage', 'stageAt'],
      ...['suppressed', 'tags', 'tier', 'timeZone', 'traits', 'wakeAt'],
    ])
    expect((await world.ask('GET', '/v1/customers/zoe')).status).toBe(404)
  })

  it('are narrowed to a segment and a stage, page by page', async () => {
    const world = await openWorld()
    const ids = Array.from({ length: 30 }, (_, i) => `c${String(i).padStart(2, '0')}`)
    const identify = ids.map((userId, i) => ({
      type: 'identify',
      userId,
      traits: { plan: i % 3 === 0 ? 'pro' : 'free' },
    }))
    await world.ask('POST', '/v1/batch', { batch: identify })
    await world.advance(ids)
    await world.ask('PUT', '/v1/customers/c03/stage', { to: 'use' })
    await world.ask('PUT', '/v1/customers/c04/stage', { to: 'use' })
    await world.ask('PUT', '/v1/segments/pro', { when: { field: 'customer.plan', op: 'eq', value: 'pro' } })
    const all = async (query: string): Promise<string[]> => {
      const seen: string[] = []
      for (let next: string | null = ''; next !== null; ) {
        const { body } = await world.ask('GET', `/v1/customers?limit=4&${query}${next === '' ? '' : `&cursor=${next}`}`)
        expect(body.items.length).toBeLessThanOrEqual(4)
        seen.push(...body.items.map((item) => item.id))
        next = body.next
      }
      return seen
    }
    expect(await all('segment=pro')).toEqual(ids.filter((_, i) => i % 3 === 0))
    expect(await all('stage=use')).toEqual(['c03', 'c04'])
    expect(await all('stage=use&segment=pro')).toEqual(['c03'])
    expect(await all('segment=pro&search=c1')).toEqual(['c12', 'c15', 'c18'])
    expect((await world.ask('GET', '/v1/customers?segment=none')).status).toBe(404)
  })

  it('come page by page', async () => {
    const world = await openWorld()
    const ids = Array.from({ length: 7 }, (_, i) => `c${i}`)
    await world.ask('POST', '/v1/batch', { batch: ids.map((userId) => ({ type: 'identify', userId, traits: {} })) })
    await world.advance(ids)
    const seen: string[] = []
    let next: string | null = ''
    while (next !== null) {
      const { body } = await world.ask('GET', `/v1/customers?limit=3${next === '' ? '' : `&cursor=${next}`}`)
      seen.push(...body.items.map((item) => item.id))
      next = body.next
    }
    expect(seen).toEqual(ids)
  })

  it.each([
    'limit=0',
    'limit=201',
    'limit=1e9',
    'limit=-1',
    'limit=abc',
    'limit=',
    'limit=1&limit=2',
    'a[b]=1',
    'sort=name',
    'cursor=x',
    'cursor=a&cursor=b',
    '__proto__=1',
  ])('with ?%s is 400 and says what is wrong', async (query) => {
    const world = await openWorld()
    const answer = await world.ask('GET', `/v1/customers?${query}`)
    expect(answer.status).toBe(400)
    expect(answer.body.problems[0]?.message).toBeTruthy()
  })

  it('move to a stage, are suppressed and let go again', async () => {
    const world = await withAda()
    expect((await world.ask('PUT', '/v1/customers/ada/stage', { to: 'retention' })).body).toMatchObject({
      stage: 'retention',
    })
    expect((await world.ask('PUT', '/v1/customers/ada/stage', { to: 'moon' })).status).toBe(400)
    const suppress = (body: object) => world.ask('PUT', '/v1/customers/ada/suppression', { channel: 'email', ...body })
    expect((await suppress({ reason: 'bounced' })).body).toMatchObject({ suppressed: { email: 'bounced' } })
    expect((await suppress({ lifted: true })).body).toMatchObject({ suppressed: {} })
  })

  it('withdraw consent, which counts when it is answered', async () => {
    const world = await withAda()
    const put = (allowed: boolean) =>
      world.ask('PUT', '/v1/customers/ada/consent', { channel: 'email', topic: 'news', allowed })
    expect((await put(false)).body.consent).toEqual({ email: [] })
    expect((await put(true)).body.consent).toEqual({ email: ['news'] })
    expect((await put(true)).body.consent).toEqual({ email: ['news'] })
  })

  it('a withdrawal waits for what is just leaving', async () => {
    const world = await withAda()
    const customer = (await world.store.customers.load(['ada'])).get('ada')
    if (!customer) throw new Error('ada is missing')
    const send = {
      id: 'in_1',
      channel: 'email',
      topic: 'news',
      status: 'sending',
      enrollmentId: 'en_1',
      step: 'hello',
      deadline: Date.now() + 60_000,
      attempts: 1,
      idempotent: false,
      dueAt: 0,
    }
    await world.store.customers.save([{ ...customer, sends: [send as never] }])
    const order: string[] = []
    const withdrawal = { channel: 'email', topic: 'news', allowed: false }
    const answer = world.ask('PUT', '/v1/customers/ada/consent', withdrawal).finally(() => order.push('answered'))
    const stored = async () => (await world.store.customers.load(['ada'])).get('ada') as typeof customer
    await expect.poll(async () => (await stored()).consent.email).toEqual([])
    // Time enough for an answer that waits for nothing.
    await world.ask('GET', '/v1/customers/ada')
    order.push('left')
    await world.store.customers.save([{ ...(await stored()), sends: [] }])
    expect((await answer).status).toBe(200)
    expect(order).toEqual(['left', 'answered'])
  })
})

describe('what a customer did', () => {
  it('is told by name', async () => {
    const world = await withAda()
    const tell = (body: object) => world.ask('POST', '/v1/customers/ada/events', body)
    expect(await tell({ name: 'Seen', messageId: 'e1' })).toMatchObject({ status: 202, body: { accepted: 1 } })
    expect(await tell({ name: 'Seen', messageId: 'e1' })).toMatchObject({ status: 202, body: { duplicates: 1 } })
    expect((await tell({ name: 'Other', messageId: 'e1' })).status).toBe(409)
    expect((await tell({ name: '' })).status).toBe(400)
    expect((await tell({ name: 'x', extra: 1 })).status).toBe(400)
  })
})

describe('entering and leaving by hand', () => {
  it('follows the rules of the journey and says why not', async () => {
    const world = await withAda()
    await entered(world)
    const again = await world.ask('POST', '/v1/customers/ada/enter', { journey: 'welcome' })
    expect(again).toMatchObject({ status: 200, body: { enrollment: null, refused: 'already-active' } })
    const removed = await world.ask('POST', '/v1/customers/ada/remove', { journey: 'welcome', reason: 'asked' })
    expect(removed).toMatchObject({
      status: 200,
      body: { enrollments: [{ status: 'exited', exit: { reason: 'asked' } }] },
    })
    await entered(world)
  })

  it('with an Idempotency-Key happens once, however often and however much at once', async () => {
    const world = await withAda()
    const enter = (key: string, data: object) =>
      world.ask('POST', '/v1/customers/ada/enter', { journey: 'welcome', data }, { 'idempotency-key': key })
    const answers = await Promise.all(Array.from({ length: 20 }, () => enter('k1', { a: 1 })))
    expect(new Set(answers.map((answer) => answer.body.enrollment.id)).size).toBe(1)
    expect((await world.ask('GET', '/v1/customers/ada/enrollments')).body.items).toHaveLength(1)
    expect(await enter('k1', { a: 2 })).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } })
    expect(await enter('a b', {})).toMatchObject({ status: 400, body: { code: 'invalid-idempotency-key' } })
  })

  it('is refused where it makes no sense', async () => {
    const world = await withAda()
    const enter = (journey: unknown) => world.ask('POST', '/v1/customers/ada/enter', { journey })
    expect((await enter('none')).status).toBe(404)
    expect((await enter(5)).status).toBe(400)
    await world.ask('POST', '/v1/journeys', journey({ id: 'draft' }))
    expect(await enter('draft')).toMatchObject({ status: 409, body: { code: 'not-published' } })
    const [start, , ...rest] = journey().steps
    const edges = journey().edges.filter((edge) => edge.from !== 'by-hand')
    await world.ask('POST', '/v1/journeys', journey({ id: 'events', steps: [start as never, ...rest], edges }))
    await world.ask('POST', '/v1/journeys/events/publish', {})
    expect(await enter('events')).toMatchObject({ status: 409, body: { code: 'no-api-entry' } })
    expect((await world.ask('POST', '/v1/customers/zoe/remove', { journey: 'welcome' })).status).toBe(404)
  })
})

describe('enrollments', () => {
  it('are read with history and helped on by hand', async () => {
    const world = await withAda()
    const id = await entered(world)
    const read = () => world.ask('GET', `/v1/enrollments/${id}?customerId=ada`)
    expect((await read()).body).toMatchObject({
      status: 'active',
      step: 'pause',
      entry: { from: 'test' },
      history: [{ step: 'by-hand' }, { step: 'hello', path: 'next' }, { step: 'pause', leftAt: null }],
    })
    const command = (body: object) =>
      world.ask('POST', `/v1/enrollments/${id}/commands`, { customerId: 'ada', reason: 'test', ...body })
    expect(await command({ command: 'retry' })).toMatchObject({ status: 409, body: { code: 'not-parked' } })
    expect((await command({ command: 'send-to' })).body.problems).toMatchObject([{ pointer: '/step' }])
    expect((await command({ command: 'send-to', step: 'nowhere' })).status).toBe(400)
    expect((await command({ command: 'send-to', step: 'start' })).status).toBe(400)
    expect(await command({ command: 'send-to', step: 'call' })).toMatchObject({
      status: 200,
      body: { status: 'completed', exit: { reason: 'done' } },
    })
    expect(await command({ command: 'exit' })).toMatchObject({ status: 409, body: { code: 'has-ended' } })
    expect((await command({ command: 'explode' })).status).toBe(400)
    expect((await world.ask('GET', `/v1/enrollments/${id}`)).status).toBe(400)
    expect((await world.ask('GET', `/v1/enrollments/en_none?customerId=ada`)).status).toBe(404)
  })
})

describe('timeline', () => {
  it('merges everything, newest first, the same by pages of any size', async () => {
    const world = await withAda()
    await entered(world)
    for (let i = 0; i < 9; i += 1) await world.ask('POST', '/v1/customers/ada/events', { name: `Event ${i}` })
    await world.ask('POST', '/v1/customers/ada/enter', { journey: 'welcome' })
    await world.advance(['ada'])
    const whole = (await world.ask('GET', '/v1/customers/ada/timeline?limit=200')).body.items
    expect(new Set(whole.map((item) => item.kind))).toEqual(
      new Set(['identify', 'consent', 'enter', 'visit', 'interaction', 'event', 'refused']),
    )
    const times = whole.map((item) => String(item.at))
    expect(times).toEqual([...times].sort().reverse())
    for (const limit of [1, 2, 3, 7]) {
      const pages: unknown[] = []
      let cursor = ''
      for (;;) {
        const { body } = await world.ask('GET', `/v1/customers/ada/timeline?limit=${limit}${cursor}`)
        pages.push(...body.items)
        if (body.next === null) break
        // What comes in between shows on the first page only.
        if (cursor === '') await world.ask('POST', '/v1/customers/ada/events', { name: `Late ${limit}` })
        cursor = `&cursor=${body.next}`
      }
      const without = pages.filter((item) => !String((item as { name?: string }).name).startsWith('Late'))
      expect(without).toEqual(whole)
    }
    for (const cursor of ['x', 'bnVsbA', 'e30']) {
      expect((await world.ask('GET', `/v1/customers/ada/timeline?cursor=${cursor}`)).status).toBe(400)
    }
  })
})

describe('interactions and outcomes', () => {
  it('are listed by what one looks for, and read with what went out', async () => {
    const world = await withAda()
    await entered(world)
    const list = async (query: string) => (await world.ask('GET', `/v1/interactions?${query}`)).body.items
    const [row] = await list('journey=welcome')
    expect(row).toMatchObject({
      step: 'hello',
      channel: 'email',
      status: 'accepted',
      subject: 'Hello Ada',
      to: 'ada@example.test',
    })
    expect(row).not.toHaveProperty('content')
    for (const query of ['step=hello', 'channel=email', 'status=accepted', 'customerId=ada'])
      expect(await list(query), query).toHaveLength(1)
    for (const query of ['step=other', 'channel=sms', 'status=failed', 'customerId=bob'])
      expect(await list(query), query).toEqual([])
    expect((await world.ask('GET', '/v1/interactions?status=lost')).status).toBe(400)
    expect((await world.ask('GET', `/v1/interactions/${row?.id}`)).body).toMatchObject({
      content: { text: 'Hi' },
      idempotencyKey: row?.id,
    })
    expect((await world.ask('GET', '/v1/interactions/in_none')).status).toBe(404)
  })

  it('outcomes are recorded once each; a bounce ends the channel', async () => {
    const world = await withAda()
    await entered(world)
    const interactionId = (await world.ask('GET', '/v1/interactions')).body.items[0]?.id
    const tell = (outcome: unknown, id = interactionId) =>
      world.ask('POST', '/v1/outcomes', { interactionId: id, outcome })
    const opened = (await tell('opened')).body.outcomes as Record<string, string>
    expect(opened).toHaveProperty('opened')
    await world.advance(['ada'])
    expect(((await tell('opened')).body.outcomes as Record<string, string>).opened).toBe(opened.opened)
    expect((await tell('bounced')).status).toBe(200)
    expect((await world.ask('GET', '/v1/customers/ada')).body).toMatchObject({ suppressed: { email: 'bounced' } })
    expect((await tell('opened', 'in_none')).status).toBe(404)
    for (const bad of ['', 'Opened', 'a'.repeat(65), 5, null, '$set', 'a.b'])
      expect((await tell(bad)).status, String(bad)).toBe(400)
  })
})

describe('tasks', () => {
  it('are listed by queue and state, and done once', async () => {
    const world = await withAda()
    const id = await entered(world)
    await world.ask('POST', `/v1/enrollments/${id}/commands`, { customerId: 'ada', command: 'send-to', step: 'call' })
    await world.advance(['ada'])
    const list = async (query: string) => (await world.ask('GET', `/v1/tasks?${query}`)).body.items
    const [task] = await list('queue=sales&status=open')
    expect(task).toMatchObject({ queue: 'sales', title: 'Call Ada', status: 'open', customerId: 'ada', doneAt: null })
    expect(await list('queue=service')).toEqual([])
    expect(await list('status=done')).toEqual([])
    expect((await world.ask('POST', `/v1/tasks/${task?.interactionId}/done`, {})).body).toMatchObject({
      status: 'done',
    })
    expect((await world.ask('POST', `/v1/tasks/${task?.interactionId}/done`)).status).toBe(200)
    expect(await list('status=done')).toHaveLength(1)
    expect((await world.ask('POST', '/v1/tasks/in_none/done', {})).status).toBe(404)
  })
})

it.each(['bounce', 'complaint', 'unsubscribe', 'click'])(
  'the outcome "%s" is refused for the word that is meant',
  async (outcome) => {
    const world = await openWorld()
    const { status, body } = await world.ask('POST', '/v1/outcomes', { interactionId: 'in_x', outcome })
    expect(status).toBe(400)
    expect(body.problems).toMatchObject([
      { pointer: '/outcome', message: expect.stringContaining(`say "${outcome.slice(0, 5)}`) },
    ])
  },
)

describe('a channel that is not there', () => {
  it.each<[string, object, string]>([
    ['consent', { channel: 'emial', topic: 'news', allowed: false }, 'emial'],
    ['consent', { channel: '__proto__', topic: 'news', allowed: true }, '__proto__'],
    ['suppression', { channel: 'emial' }, 'emial'],
  ])('%s of it is refused instead of acknowledged: %j', async (path, body, channel) => {
    const world = await withAda()
    const before = (await world.ask('GET', '/v1/customers/ada')).body
    const refused = await world.ask('PUT', `/v1/customers/ada/${path}`, body)
    expect(refused.status).toBe(400)
    expect(refused.body.problems).toMatchObject([{ code: 'unknown-channel', pointer: '/channel' }])
    expect(refused.body.problems[0]?.message).toContain(`"${channel}", which is not known here; choose one of email`)
    expect((await world.ask('GET', '/v1/customers/ada')).body).toEqual(before)
  })

  it('identify names each of them', async () => {
    const world = await openWorld()
    const consent = { email: { news: true }, emial: { news: false }, 'a/b': { news: false } }
    const refused = await world.ask('POST', '/v1/identify', { userId: 'ada', consent })
    expect(refused.status).toBe(400)
    expect(refused.body.problems).toMatchObject([{ pointer: '/consent/emial' }, { pointer: '/consent/a~1b' }])
    expect(await world.store.customers.count()).toBe(0)
  })
})
