import { describe, expect, it } from 'vitest'
import { journey } from './samples.ts'
import { openWorld, type World } from './world.ts'

async function published(): Promise<World> {
  const world = await openWorld()
  expect((await world.ask('POST', '/v1/journeys', journey())).status).toBe(201)
  expect(await world.ask('POST', '/v1/journeys/welcome/publish', { note: 'first' })).toMatchObject({
    status: 200,
    body: { version: 1 },
  })
  return world
}

async function enter(world: World, ...ids: string[]): Promise<void> {
  for (const id of ids) {
    await world.ask('PUT', `/v1/customers/${id}/consent`, { channel: 'email', topic: 'news', allowed: true })
    await world.ask('POST', `/v1/customers/${id}/events`, { name: 'Signed Up' })
  }
  await world.advance(ids)
}

describe('drafts', () => {
  it('are made, read, saved and deleted', async () => {
    const world = await openWorld()
    const made = await world.ask('POST', '/v1/journeys', journey())
    expect(made).toMatchObject({ status: 201, body: { id: 'welcome', draftRev: 1, problems: [] } })
    expect(made.headers.get('etag')).toBe('"1"')
    expect(made.headers.get('location')).toBe('/v1/journeys/welcome')
    const read = await world.ask('GET', '/v1/journeys/welcome')
    expect(read.body).toMatchObject({ draft: journey(), draftRev: 1, state: null, live: null })
    const saved = await world.ask('PUT', '/v1/journeys/welcome/draft', journey({ name: 'Hi' }), { 'if-match': '"1"' })
    expect(saved).toMatchObject({ status: 200, body: { draftRev: 2 } })
    expect((await world.ask('DELETE', '/v1/journeys/welcome')).status).toBe(204)
    expect((await world.ask('GET', '/v1/journeys/welcome')).status).toBe(404)
  })

  it('may be unfinished, and then say so', async () => {
    const world = await openWorld()
    const unfinished = journey({ steps: journey().steps.slice(0, 1), edges: [] })
    expect((await world.ask('POST', '/v1/journeys', unfinished)).status).toBe(201)
    const lost = journey({ edges: [{ from: 'start', path: 'next', to: 'nowhere' }] })
    const saved = await world.ask('PUT', '/v1/journeys/welcome/draft', lost, { 'if-match': '"1"' })
    expect(saved.body.problems.map((problem) => problem.code)).toContain('unknown-target')
    expect(await world.ask('POST', '/v1/journeys/welcome/publish', {})).toMatchObject({
      status: 422,
      body: { code: 'journey-invalid' },
    })
    expect((await world.ask('GET', '/v1/journeys/welcome')).body).toMatchObject({ state: null })
  })

  it.each([{ segment: '' }, { not: { tag: '' } }, { all: [{ interaction: { step: '', outcome: 'opened' } }] }])(
    'may have a goal or an exit whose condition is still to be chosen: %j',
    async (when) => {
      const world = await openWorld()
      const open = journey({ exits: [{ id: 'gone', when }], goals: [{ id: 'done', event: 'Paid', where: when }] })
      expect((await world.ask('POST', '/v1/journeys', open)).status).toBe(201)
      const saved = await world.ask('PUT', '/v1/journeys/welcome/draft', open, { 'if-match': '"1"' })
      const told = saved.body.problems.map(({ code, pointer }) => `${code} ${pointer.split('/').slice(0, 4).join('/')}`)
      expect([saved.status, told]).toEqual([
        200,
        expect.arrayContaining(['missing-config /exits/0/when', 'missing-config /goals/0/where']),
      ])
      expect((await world.ask('POST', '/v1/journeys/welcome/publish', {})).status).toBe(422)
      const odd = journey({ exits: [{ id: 'gone', when: { segment: 5 as never } }] })
      expect((await world.ask('PUT', '/v1/journeys/welcome/draft', odd, { 'if-match': '*' })).status).toBe(422)
    },
  )

  it.each<[string, string | undefined, number, string]>([
    ['no If-Match', undefined, 428, 'if-match-missing'],
    ['an old one', '"0"', 412, 'draft-changed'],
    ['a weak one', 'W/"1"', 412, 'draft-changed'],
    ['nonsense', '1', 400, 'invalid-if-match'],
    ['any', '*', 200, ''],
    ['one of several', '"7", "1"', 200, ''],
  ])('with %s', async (_, tag, status, code) => {
    const world = await openWorld()
    await world.ask('POST', '/v1/journeys', journey())
    const answer = await world.ask(
      'PUT',
      '/v1/journeys/welcome/draft',
      journey({ name: 'New' }),
      tag === undefined ? {} : { 'if-match': tag },
    )
    expect(answer.status).toBe(status)
    if (status !== 200) {
      expect(answer.body).toMatchObject({ code })
      expect((await world.ask('GET', '/v1/journeys/welcome')).body).toMatchObject({ draft: { name: 'Welcome' } })
    }
    if (status === 412) expect(answer.body).toMatchObject({ current: { draft: { name: 'Welcome' }, draftRev: 1 } })
  })

  it('saved by two at once, one wins and the other hears of it', async () => {
    const world = await openWorld()
    await world.ask('POST', '/v1/journeys', journey())
    const save = (name: string) =>
      world.ask('PUT', '/v1/journeys/welcome/draft', journey({ name }), { 'if-match': '"1"' })
    const answers = await Promise.all([save('A'), save('B'), save('C')])
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 412, 412])
  })

  it('keep their id', async () => {
    const world = await openWorld()
    await world.ask('POST', '/v1/journeys', journey())
    expect(await world.ask('POST', '/v1/journeys', journey())).toMatchObject({
      status: 409,
      body: { code: 'journey-exists' },
    })
    const other = await world.ask('PUT', '/v1/journeys/welcome/draft', journey({ id: 'other' }), { 'if-match': '*' })
    expect(other).toMatchObject({ status: 400, body: { problems: [{ pointer: '/id' }] } })
  })

  it('that are no journeys are refused with every problem', async () => {
    const world = await openWorld()
    const broken = await world.ask('POST', '/v1/journeys', { ...journey(), name: 5, colour: 'red' })
    expect(broken.status).toBe(422)
    expect(broken.body.problems.map((problem) => problem.pointer)).toEqual(expect.arrayContaining(['/name', '/colour']))
    const twice = await world.ask('POST', '/v1/journeys', '{"id":"a","steps":[{"id":"x","id":"y"}]}')
    expect(twice).toMatchObject({
      status: 400,
      body: { code: 'duplicate-key', problems: [{ pointer: '/steps/0/id' }] },
    })
    expect((await world.ask('GET', '/v1/journeys')).body.items).toEqual([])
  })

  it('are checked without being stored', async () => {
    const world = await openWorld()
    expect((await world.ask('POST', '/v1/journeys/validate', journey())).body).toEqual({ valid: true, problems: [] })
    const missing = await world.ask('POST', '/v1/journeys/validate', { ...journey(), steps: [] })
    expect(missing).toMatchObject({ status: 200, body: { valid: false } })
    expect((await world.ask('GET', '/v1/journeys')).body.items).toEqual([])
  })
})

describe('published journeys', () => {
  it('are listed with what a list shows', async () => {
    const world = await published()
    await world.ask('PUT', '/v1/journeys/welcome/draft', journey({ name: 'Changed' }), { 'if-match': '*' })
    const { items } = (await world.ask('GET', '/v1/journeys')).body
    expect(items).toMatchObject([
      {
        ...{ id: 'welcome', name: 'Changed', status: 'live', liveVersion: 1, draftRev: 2, hasDraftChanges: true },
        ...{ description: 'From sign-up to first order', tags: ['start'], counts: { entered: 0 } },
        stages: ['awareness', 'evaluation', 'use', 'retention'],
      },
    ])
  })

  it('are listed with who came in on each day, the latest last', async () => {
    const world = await published()
    for (const id of ['ada', 'bob']) {
      await world.ask('POST', '/v1/identify', { userId: id, traits: {} })
      await world.advance([id])
      await world.ask('POST', `/v1/customers/${id}/enter`, { journey: 'welcome' })
    }
    expect((await world.ask('GET', '/v1/journeys')).body.items).toMatchObject([
      { counts: { entered: 2 }, trend: [...Array<number>(13).fill(0), 2] },
    ])
  })

  it('are filed by tags without anything to publish', async () => {
    const world = await published()
    const draft = (tags: string[]) =>
      world.ask('PUT', '/v1/journeys/welcome/draft', journey({ tags }), { 'if-match': '*' })
    await draft(['start', 'Onboarding/'])
    expect((await world.ask('GET', '/v1/journeys')).body.items).toMatchObject([
      { tags: ['start', 'Onboarding/'], hasDraftChanges: false },
    ])
  })

  it('have versions, which stay as they were', async () => {
    const world = await published()
    await world.ask('PUT', '/v1/journeys/welcome/draft', journey({ name: 'Second' }), { 'if-match': '*' })
    expect((await world.ask('POST', '/v1/journeys/welcome/publish', {}, { 'if-match': '"1"' })).status).toBe(412)
    expect((await world.ask('POST', '/v1/journeys/welcome/publish', {}, { 'if-match': '"2"' })).body).toMatchObject({
      version: 2,
    })
    expect((await world.ask('GET', '/v1/journeys/welcome/versions')).body.items).toMatchObject([
      { version: 2, isLive: true, note: null },
      { version: 1, isLive: false, note: 'first' },
    ])
    expect((await world.ask('GET', '/v1/journeys/welcome/versions/1')).body).toMatchObject({
      journey: { name: 'Welcome' },
    })
    for (const version of ['3', '0', '-1', 'x', '1.5', '99999999999']) {
      expect((await world.ask('GET', `/v1/journeys/welcome/versions/${version}`)).status, version).toBe(404)
    }
  })

  it('are paused, resumed, stopped and archived, each from where that makes sense', async () => {
    const world = await published()
    const go = (action: string, body: object = {}) => world.ask('POST', `/v1/journeys/welcome/${action}`, body)
    expect(await go('resume')).toMatchObject({ status: 409, body: { code: 'wrong-state' } })
    expect(await go('pause', { entries: 'keep' })).toMatchObject({
      status: 200,
      body: { status: 'paused', pauses: [{ entries: 'keep', to: null }] },
    })
    expect((await go('pause')).status).toBe(409)
    expect((await go('pause', { entries: 'maybe' })).status).toBe(400)
    expect(await go('resume', { policy: 'retime' })).toMatchObject({
      body: { status: 'live', pauses: [{ policy: 'retime' }] },
    })
    expect(await go('stop')).toMatchObject({ body: { status: 'stopped' } })
    expect(await go('archive')).toMatchObject({ body: { status: 'archived' } })
    expect(await world.ask('DELETE', '/v1/journeys/welcome')).toMatchObject({
      status: 409,
      body: { code: 'was-published' },
    })
    expect((await world.ask('POST', '/v1/journeys/none/pause', {})).status).toBe(404)
  })

  it('count who came and where they stand, and preview a move', async () => {
    const world = await published()
    await enter(world, 'ada', 'bob')
    const counts = (await world.ask('GET', '/v1/journeys/welcome/counts')).body
    expect(counts).toMatchObject({
      entered: 2,
      active: 2,
      steps: { pause: { arrived: 2, waiting: 2 }, hello: { paths: { next: 2 } } },
    })
    expect(counts.asOf).toMatch(/Z$/)
    const preview = await world.ask('POST', '/v1/journeys/welcome/preview', { move: { pause: 'ask' } })
    expect(preview.body).toMatchObject({ total: 2, steps: [{ step: 'pause', version: 1, people: 2, goesTo: 'ask' }] })
    const lost = await world.ask('POST', '/v1/journeys/welcome/preview', { move: { pause: 'nowhere' } })
    expect(lost.body).toMatchObject({ steps: [{ problem: 'no-target' }], problems: [{ code: 'unknown-target' }] })
    expect((await world.ask('POST', '/v1/journeys/welcome/publish', { move: { pause: 'nowhere' } })).status).toBe(422)
    const inside = await world.ask('GET', '/v1/journeys/welcome/customers?step=pause&status=active')
    expect(inside.body.items.map((item) => item.id)).toEqual(['ada', 'bob'])
    expect(inside.body.items[0]).toMatchObject({
      enrollments: [{ journey: 'welcome', step: 'pause', status: 'active' }],
    })
    expect((await world.ask('GET', '/v1/journeys/welcome/customers?step=ask')).body.items).toEqual([])
  })

  it('tell their results', async () => {
    const world = await openWorld()
    const arms = [
      { path: 'a', weight: 1 },
      { path: 'b', weight: 1 },
    ]
    const split = { id: 'half', type: 'split', config: { arms } }
    const steps = [journey().steps[0], split, { id: 'rest', type: 'wait', config: { for: 'P1D' } }]
    const edges = [
      { from: 'start', path: 'next', to: 'half' },
      { from: 'half', path: 'a', to: 'rest' },
      { from: 'half', path: 'b', to: 'rest' },
    ]
    const made = await world.ask('POST', '/v1/journeys', { ...journey(), holdout: { percent: 30 }, steps, edges })
    expect(made.status).toBe(201)
    expect((await world.ask('POST', '/v1/journeys/welcome/publish', {})).status).toBe(200)
    const people = Array.from({ length: 40 }, (_, i) => `c${i}`)
    await enter(world, ...people)
    for (const id of people.slice(0, 20))
      await world.ask('POST', `/v1/customers/${id}/events`, { name: 'Order Completed', properties: { revenue: 10 } })
    await world.advance(people)
    const { body } = await world.ask('GET', '/v1/journeys/welcome/results')
    const { all, holdout, splits } = body as unknown as {
      all: {
        people: number
        goals: { reached: { count: number; low: number; high: number; rate: number }; value: number }[]
      }
      holdout: { groups: { name: string; people: number }[]; differences: object[] }
      splits: {
        step: string
        groups: { people: number; goals: { reached: { count: number } }[] }[]
        differences: object[]
      }[]
    }
    const [held, treated] = holdout.groups
    expect((held?.people ?? 0) + (treated?.people ?? 0)).toBe(40)
    expect(treated?.people).toBe(all.people)
    const [bought] = all.goals
    expect(bought?.value).toBe((bought?.reached.count ?? 0) * 10)
    expect(bought?.reached.low).toBeLessThan(bought?.reached.rate as number)
    expect(splits).toHaveLength(1)
    expect(splits[0]?.groups.reduce((sum, group) => sum + group.people, 0)).toBe(all.people)
    expect(splits[0]?.differences).toHaveLength(1)
    expect(holdout.differences).toHaveLength(1)
  })

  it('that do not exist are 404 everywhere', async () => {
    const world = await openWorld()
    const paths = ['', '/versions', '/versions/1', '/counts', '/results', '/customers']
    for (const path of paths) expect((await world.ask('GET', `/v1/journeys/none${path}`)).status, path).toBe(404)
    for (const path of ['publish', 'preview', 'pause', 'resume', 'stop', 'archive']) {
      expect((await world.ask('POST', `/v1/journeys/none/${path}`, {})).status, path).toBe(404)
    }
    for (const id of ['NONE', 'a_b', '..', '%2e%2e', 'a%00', '-x', 'x'.repeat(65)]) {
      expect((await world.ask('GET', `/v1/journeys/${id}`)).status, id).toBe(404)
    }
    expect((await world.ask('GET', '/v1/journeys/%ff')).status).toBe(400)
  })
})
