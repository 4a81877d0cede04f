import { describe, expect, it } from 'vitest'
import type { Customer } from '../../core/model/customer.ts'
import type { ProcessRecord } from '../../store/port.ts'
import { findingsOf, type Health } from '../operations/health.ts'
import { journey } from './samples.ts'
import { openWorld, type World } from './world.ts'

/** A journey whose mail needs a number, and customers some of whom have none. */
const picky = journey({
  id: 'picky',
  steps: [
    { id: 'start', type: 'entry', config: { trigger: { type: 'api' }, reentry: { policy: 'always' } } },
    { id: 'mail', type: 'send', config: { channel: 'email', topic: 'news', template: 'hello' } },
    { id: 'wait', type: 'wait', config: { for: 'P3D' } },
    { id: 'later', type: 'wait', config: { for: 'P9D' } },
  ],
  edges: [
    { from: 'start', path: 'next', to: 'mail' },
    { from: 'mail', path: 'next', to: 'wait' },
    { from: 'wait', path: 'next', to: 'later' },
  ],
  goals: [],
})

/** Published, and everybody named is inside; then whoever is to be is parked, as a step at fault would do it. */
async function withParked(parked: readonly string[], active: readonly string[] = []): Promise<World> {
  const world = await openWorld()
  await world.ask('PUT', '/v1/templates/hello', { channel: 'email', subject: 'Hi', text: 'Hi' })
  await world.ask('POST', '/v1/journeys', picky)
  expect((await world.ask('POST', '/v1/journeys/picky/publish', {})).status).toBe(200)
  for (const id of [...parked, ...active]) {
    await world.ask('POST', '/v1/identify', { userId: id, traits: { email: `${id}@example.test` } })
    await world.ask('PUT', `/v1/customers/${id}/consent`, { channel: 'email', topic: 'news', allowed: true })
    await world.ask('POST', `/v1/customers/${id}/enter`, { journey: 'picky' })
  }
  for (const id of parked) await bend(world, id, park)
  return world
}

function park({ enrollments: [e] }: Customer): void {
  if (!e) throw new Error('is not inside')
  e.status = 'parked'
  e.waiting = null
  e.parked = { code: 'template-error', step: e.step ?? '', detail: 'there is no "x"', at: 1 }
}

async function bend({ store }: World, id: string, change: (customer: Customer) => void): Promise<void> {
  const customer = (await store.customers.load([id])).get(id) as Customer
  change(customer)
  await store.customers.save([customer])
}

const order = (world: World, body: object, headers: Record<string, string> = {}) =>
  world.ask('POST', '/v1/ops/enrollments/commands', body, headers)

describe('parked enrollments', () => {
  it('are a line of the timeline for as long as they are parked', async () => {
    const world = await withParked(['ada'], ['bob'])
    const parkedIn = async (id: string) => {
      const { items } = (await world.ask('GET', `/v1/customers/${id}/timeline`)).body
      return items.filter(({ kind }) => kind === 'parked')
    }
    expect(await parkedIn('ada')).toMatchObject([
      {
        journey: 'picky',
        version: 1,
        code: 'template-error',
        detail: 'there is no "x"',
        at: '1970-01-01T00:00:00.001Z',
      },
    ])
    expect(await parkedIn('bob')).toEqual([])
  })

  it('are listed by journey, step, reason and customer', async () => {
    const world = await withParked(['ada', 'bob'], ['cleo'])
    const list = async (query: string) =>
      (await world.ask('GET', `/v1/ops/parked?${query}`)).body.items.map((item) => item.customerId)
    expect(await list('')).toEqual(['ada', 'bob'])
    expect(await list('journey=picky&reason=template-error&step=wait')).toEqual(['ada', 'bob'])
    expect(await list('step=mail')).toEqual([])
    expect(await list('reason=step-limit')).toEqual([])
    expect(await list('customerId=bob')).toEqual(['bob'])
    const [item] = (await world.ask('GET', '/v1/ops/parked?limit=1')).body.items
    expect(item).toMatchObject({ parked: { code: 'template-error', detail: 'there is no "x"' }, step: 'wait' })
  })

  it('are paged by customer', async () => {
    const world = await withParked(['ada', 'bob', 'cleo'])
    const first = await world.ask('GET', '/v1/ops/parked?limit=2')
    expect(first.body.items.map((item) => item.customerId)).toEqual(['ada', 'bob'])
    const second = await world.ask('GET', `/v1/ops/parked?limit=2&cursor=${first.body.next}`)
    expect(second.body).toMatchObject({ items: [{ customerId: 'cleo' }], next: null })
  })
})

describe('commands for many', () => {
  it('only tell whom they would concern, unless they are meant', async () => {
    const world = await withParked(['ada', 'bob'])
    const answer = await order(world, { command: 'skip', filter: { journey: 'picky' } })
    expect(answer.body).toMatchObject({ dryRun: true, matched: 2, isComplete: true, done: 0, refused: [], next: null })
    expect(answer.body.items.map((item) => item.status)).toEqual(['parked', 'parked'])
    expect((await world.ask('GET', '/v1/ops/parked')).body.items).toHaveLength(2)
    expect(orders(world)).toEqual([])
  })

  it('are carried out page by page, once for each, and leave a line in the log', async () => {
    const world = await withParked(['ada', 'bob', 'cleo'])
    const body = { command: 'skip', filter: { journey: 'picky' }, dryRun: false, limit: 2 }
    const first = await order(world, body, { 'idempotency-key': 'run-1' })
    expect(first.body).toMatchObject({
      matched: 2,
      done: 2,
      items: [{ status: 'active', step: 'later' }, { step: 'later' }],
    })
    const second = await order(world, { ...body, cursor: first.body.next }, { 'idempotency-key': 'run-1' })
    expect(second.body).toMatchObject({ done: 1, next: null })
    await bend(world, 'ada', park)
    await order(world, { ...body, filter: { customerId: 'ada' } }, { 'idempotency-key': 'run-1' })
    expect((await world.ask('GET', '/v1/ops/parked')).body.items).toMatchObject([{ customerId: 'ada', step: 'later' }])
    expect(orders(world)[0]).toMatchObject({
      level: 'warn',
      fields: { action: 'skip', done: 2 },
    })
  })

  it.each<[command: string, more: object, after: object]>([
    ['retry', {}, { status: 'active', step: 'wait' }],
    ['exit', { note: 'enough' }, { status: 'exited', exit: { reason: 'enough' } }],
    ['fail', {}, { status: 'failed', exit: { reason: 'template-error' } }],
    ['send-to', { to: 'later' }, { status: 'active', step: 'later' }],
  ])('%s', async (command, more, after) => {
    const world = await withParked(['ada'])
    const { body } = await order(world, { command, ...more, filter: { reason: 'template-error' }, dryRun: false })
    expect(body).toMatchObject({ done: 1, items: [after] })
  })

  it('concern those who are active when asked to', async () => {
    const world = await withParked(['ada'], ['bob'])
    const filter = { journey: 'picky', status: 'active' }
    const { body } = await order(world, { command: 'exit', filter, dryRun: false })
    expect(body.items.map((item) => item.customerId)).toEqual(['bob'])
    expect(
      (await order(world, { command: 'retry', filter: { customerId: 'bob', status: 'active' } })).body,
    ).toMatchObject({
      matched: 0,
    })
  })

  it('say who cannot be helped like this, and help the others', async () => {
    const world = await withParked(['ada', 'bob'])
    await bend(world, 'bob', ({ enrollments: [e] }) => void Object.assign(e ?? {}, { version: 9 }))
    const { body } = await order(world, { command: 'send-to', to: 'later', filter: { journey: 'picky' } })
    expect(body).toMatchObject({
      matched: 1,
      refused: [{ customerId: 'bob', why: 'Version 9 of "picky" has no step "later" that one can stand on.' }],
    })
  })

  it.each<[what: string, body: object, pointer: string]>([
    ['a filter that means everybody', { command: 'exit', filter: {} }, '/filter'],
    ['an enrollment without its customer', { command: 'exit', filter: { enrollmentId: 'en_1' } }, '/filter/customerId'],
    ['no step to go to', { command: 'send-to', filter: { journey: 'picky' } }, '/to'],
    ['another command', { command: 'explode', filter: { journey: 'picky' } }, '/command'],
    ['another status', { command: 'exit', filter: { journey: 'picky', status: 'completed' } }, '/filter/status'],
  ])('are refused: %s', async (_, body, pointer) => {
    const world = await openWorld()
    const answer = await order(world, body)
    expect(answer.status).toBe(400)
    expect(answer.body.problems[0]?.pointer).toBe(pointer)
  })
})

describe('an unknown message', () => {
  async function withUnknown(): Promise<{ world: World; id: string }> {
    const world = await withParked([], ['ada'])
    const { store } = world
    const [row] = (await store.interactions.list({ limit: 1, customerId: 'ada' })).items
    if (!row) throw new Error('nothing was sent')
    await bend(world, 'ada', (customer) => {
      for (const e of customer.enrollments) for (const result of Object.values(e.results)) result.status = 'unknown'
      customer.sent = [{ id: row.id, at: Date.now(), journeyId: 'picky', channel: 'email', topic: 'news' }]
      customer.outbox = []
    })
    // A ledger never takes an acceptance back, so the row has to be another one.
    const id = 'in_unknown'
    await store.interactions.upsert([{ ...row, id, status: 'unknown', reason: 'no answer' }])
    await bend(world, 'ada', (customer) => {
      for (const e of customer.enrollments) for (const result of Object.values(e.results)) result.interactionId = id
      for (const mark of customer.sent) mark.id = id
    })
    return { world, id }
  }
  const state = async (world: World) => {
    const ada = (await world.store.customers.load(['ada'])).get('ada')
    return { result: ada?.enrollments[0]?.results['mail']?.status, marks: ada?.sent.length }
  }

  it('turns out to have gone out', async () => {
    const { world, id } = await withUnknown()
    const answer = await world.ask('POST', `/v1/interactions/${id}/resolve`, { status: 'accepted' })
    expect(answer).toMatchObject({ status: 200, body: { status: 'accepted', reason: null } })
    expect(await state(world)).toEqual({ result: 'accepted', marks: 1 })
    expect((await world.ask('POST', `/v1/interactions/${id}/resolve`, { status: 'accepted' })).status).toBe(200)
    expect(await world.ask('POST', `/v1/interactions/${id}/resolve`, { status: 'failed' })).toMatchObject({
      status: 409,
      body: { code: 'not-unknown' },
    })
  })

  it('turns out not to have gone out, and makes room under caps', async () => {
    const { world, id } = await withUnknown()
    const answer = await world.ask('POST', `/v1/interactions/${id}/resolve`, {
      status: 'failed',
      note: 'asked the relay',
    })
    expect(answer.body).toMatchObject({ status: 'failed', reason: 'asked the relay', sentAt: null })
    expect(await state(world)).toEqual({ result: 'failed', marks: 0 })
  })

  it('is known by what came back', async () => {
    const { world, id } = await withUnknown()
    const answer = await world.ask('POST', '/v1/outcomes', { interactionId: id, outcome: 'delivered' })
    expect(answer.body).toMatchObject({ status: 'accepted', outcomes: { delivered: expect.any(String) as string } })
    expect(await state(world)).toMatchObject({ result: 'accepted' })
  })

  it('is sent once more as another one, that names it', async () => {
    const { world, id } = await withUnknown()
    await world.ask('POST', '/v1/identify', { userId: 'ada', traits: { email: 'new@example.test' } })
    const body = { filter: { status: 'unknown' }, dryRun: false }
    const preview = await world.ask('POST', '/v1/ops/interactions/resend', { filter: { status: 'unknown' } })
    expect(preview.body).toMatchObject({
      dryRun: true,
      done: 0,
      items: [{ interactionId: id, fate: 'leaves', newId: null }],
    })
    const answer = await world.ask('POST', '/v1/ops/interactions/resend', body, { 'idempotency-key': 'run-1' })
    const newId = String(answer.body.items[0]?.newId)
    expect(answer.body).toMatchObject({ done: 1, items: [{ interactionId: id, customerId: 'ada', newId }] })
    expect((await world.ask('GET', `/v1/interactions/${newId}`)).body).toMatchObject({
      ...{ status: 'accepted', resends: id, to: 'new@example.test', subject: 'Hi', attempts: 1 },
    })
    expect((await world.ask('GET', `/v1/interactions/${id}`)).body).toMatchObject({
      status: 'unknown',
      resentAs: newId,
    })

    const again = await world.ask('POST', '/v1/ops/interactions/resend', body)
    expect(again.body).toMatchObject({ done: 0, items: [{ fate: 'nothing', reason: `was resent as ${newId}` }] })
    const insisted = await world.ask('POST', '/v1/ops/interactions/resend', { ...body, again: true })
    expect(insisted.body.items[0]?.newId).not.toBe(newId)
  })

  it('has what comes back of its second sending count for the step', async () => {
    const { world, id } = await withUnknown()
    const answer = await world.ask('POST', '/v1/ops/interactions/resend', { ids: [id], dryRun: false })
    const newId = String(answer.body.items[0]?.newId)
    await world.ask('POST', '/v1/outcomes', { interactionId: newId, outcome: 'clicked' })
    const ada = (await world.store.customers.load(['ada'])).get('ada')
    expect(Object.keys(ada?.enrollments[0]?.results['mail']?.outcomes ?? {})).toEqual(['opened', 'clicked'])
    expect((await world.ask('GET', `/v1/interactions/${newId}`)).body).toMatchObject({
      outcomes: { clicked: expect.any(String) as string },
    })
  })

  it.each<[what: string, body: object, status: number]>([
    ['neither ids nor a filter', {}, 400],
    ['both', { ids: ['in_1'], filter: { status: 'unknown' } }, 400],
    ['an id nobody knows', { ids: ['in_none'] }, 404],
    ['what is still on its way', { filter: { status: 'planned' } }, 400],
  ])('is not resent by %s', async (_, body, status) => {
    const world = await openWorld()
    expect((await world.ask('POST', '/v1/ops/interactions/resend', body)).status).toBe(status)
  })
})

describe('the pause of everything', () => {
  it('is told, and ends', async () => {
    const world = await openWorld()
    expect(await world.ask('POST', '/v1/ops/resume', {})).toMatchObject({ status: 409, body: { code: 'not-paused' } })
    const paused = await world.ask('POST', '/v1/ops/pause', { reason: 'the relay sends garbage' })
    expect(paused.body).toMatchObject({ pause: { reason: 'the relay sends garbage' } })
    expect((await world.ask('GET', '/v1/ops/health')).body).toMatchObject({
      pause: { reason: 'the relay sends garbage' },
      findings: expect.arrayContaining([expect.objectContaining({ code: 'paused', severity: 'warning' })]) as unknown[],
    })
    expect((await world.ask('POST', '/v1/ops/resume', {})).body).toEqual({ pause: null, skippedIn: [] })
    expect((await world.ask('GET', '/v1/ops/health')).body.pause).toBeNull()
    expect((await world.ask('POST', '/v1/ops/pause', {})).status).toBe(400)
  })

  it('may leave out what fell due in it', async () => {
    const world = await withParked([], ['ada'])
    await world.ask('POST', '/v1/ops/pause', { reason: 'restored a backup' })
    const answer = await world.ask('POST', '/v1/ops/resume', { overdue: 'skip' })
    expect(answer.body).toEqual({ pause: null, skippedIn: ['picky'] })
    expect((await world.store.journeys.get('picky'))?.state).toMatchObject({
      status: 'live',
      pauses: [{ policy: 'skip' }],
    })
  })
})

describe('processes', () => {
  const beat = (world: World, id: string, role: ProcessRecord['role'] = 'worker') =>
    world.store.processes.beat(
      {
        ...{ id, role, host: 'h', pid: 1, startedAt: 1, seenAt: Date.now() },
        report: { state: 'working', running: 1, sweptAt: Date.now(), troubled: [] },
      },
      0,
    )

  it('are told to drain, and to work again', async () => {
    const world = await openWorld()
    await beat(world, 'w1')
    await beat(world, 'api1', 'api')
    expect((await world.ask('PUT', '/v1/ops/processes/w1/drain', { drain: true })).status).toBe(204)
    expect(await beat(world, 'w1')).toBe(true)
    expect((await world.ask('PUT', '/v1/ops/processes/w1/drain', { drain: false })).status).toBe(204)
    expect(await beat(world, 'w1')).toBe(false)
    expect((await world.ask('PUT', '/v1/ops/processes/none/drain', { drain: true })).status).toBe(404)
    expect((await world.ask('PUT', '/v1/ops/processes/api1/drain', { drain: true })).status).toBe(409)
  })

  it('are in the health with what they do', async () => {
    const world = await openWorld()
    expect((await world.ask('GET', '/v1/ops/health')).body).toMatchObject({
      status: 'failing',
      findings: [{ code: 'no-worker' }],
    })
    await beat(world, 'w1')
    expect((await world.ask('GET', '/v1/ops/health')).body).toMatchObject({
      status: 'ok',
      findings: [],
      processes: [{ id: 'w1', state: 'working', running: 1 }],
    })
  })
})

describe('what is found', () => {
  const fine: Health = {
    ...{
      asOf: 100_000,
      pause: null,
      pressure: { level: 'free' },
      storeMs: 1,
      queue: {},
      due: { customers: 0, lag: 0 },
    },
    ...{ lateInputs: 0, active: 0, parked: 0, interactions: {}, troubled: [] },
    processes: [
      {
        ...{ id: 'w1', role: 'worker', host: 'h', pid: 1, startedAt: 1, seenAt: 99_000, drain: false },
        report: { state: 'working', running: 0, sweptAt: 98_000, troubled: [] },
      },
    ],
  }
  const [worker] = fine.processes as [ProcessRecord]
  const trouble = { provider: 'email', failures: 5, until: 1, detail: '535', process: 'w1' }
  const pause = { since: 1, reason: 'because' }
  const cases: [what: string, change: Partial<Health>, codes: string[]][] = [
    ['nothing', {}, []],
    ['nobody works', { processes: [] }, ['no-worker']],
    ['an API alone', { processes: [{ ...worker, role: 'api' }] }, ['no-worker']],
    ['all drained', { processes: [{ ...worker, report: { ...worker.report, state: 'drained' } }] }, ['all-drained']],
    ['no queue', { queue: null }, ['queue-down']],
    ['lag', { due: { customers: 3, lag: 16 } }, ['behind']],
    ['lag that heals', { due: { customers: 3, lag: 14 } }, []],
    ['lag in a pause', { due: { customers: 3, lag: 999 }, lateInputs: 7, pause }, ['paused']],
    ['late input', { lateInputs: 1 }, ['input-late']],
    [
      'a sweeper that hangs',
      { processes: [{ ...worker, report: { ...worker.report, sweptAt: 60_000 } }] },
      ['no-sweep'],
    ],
    ['pressure', { pressure: { level: 'busy', retryAfter: 5, reason: 'slow' } }, ['pressure']],
    [
      'a full disk: no process can say that it lives',
      { processes: [], pressure: { level: 'full', retryAfter: 5, reason: 'full' } },
      ['pressure'],
    ],
    ['a provider down', { troubled: [{ ...trouble, state: 'open' }], parked: 1 }, ['provider-down', 'parked']],
    ['a provider that waits', { troubled: [{ ...trouble, state: 'held' }] }, ['provider-held']],
    ['unknown', { interactions: { unknown: 2, accepted: 5 } }, ['unknown']],
  ]
  it.each(cases)('%s', (_, change, codes) => {
    expect(findingsOf({ ...fine, ...change }).map(({ code }) => code)).toEqual(codes)
  })
})

describe('keys', () => {
  it('say when they were last used', async () => {
    const world = await openWorld()
    await world.ask('GET', '/v1/journeys')
    await expect
      .poll(
        async () =>
          (await world.ask('GET', '/v1/settings/keys')).body.items
            .map((key) => `${key.kind} ${key.lastUsedAt === null}`)
            .sort(),
        { timeout: 20_000 },
      )
      .toEqual(['admin false', 'write true'])
  })

  it('are answered so often and no more, but for opt-outs', async () => {
    const world = await openWorld(() => ({ keyRate: 0.5 }))
    const answers = await Promise.all(Array.from({ length: 12 }, () => world.ask('GET', '/v1/step-types')))
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(11)
    expect(answers.find(({ status }) => status === 429)?.headers.get('retry-after')).toBe('1')
    const optOut = await world.ask('PUT', '/v1/customers/ada/consent', {
      channel: 'email',
      topic: 'news',
      allowed: false,
    })
    expect(optOut.status).toBe(200)
  })
})

describe('the log of what was decided', () => {
  it('names who made and revoked keys, and who published and stopped what, by ids', async () => {
    const world = await openWorld()
    const made = (await world.ask('POST', '/v1/settings/keys', { kind: 'write', name: 'Ada' })).body
    await world.ask('DELETE', `/v1/settings/keys/${made.id}`)
    await world.ask('PUT', '/v1/settings/workspace', { timeZone: 'UTC', quietHours: null })
    await world.ask('POST', '/v1/journeys', { ...LOGGED })
    for (const what of ['publish', 'pause', 'resume', 'stop', 'archive']) {
      expect((await world.ask('POST', `/v1/journeys/logged/${what}`, {})).status, what).toBe(200)
    }
    const said = world.logged.filter(({ message }) => message === 'operator').map(({ fields }) => fields)
    const actions = [
      'make-key',
      'revoke-key',
      'change-workspace',
      'publish',
      'pause-journey',
      'resume-journey',
      'stop-journey',
      'archive-journey',
    ]
    expect(said.map((fields) => fields['action'])).toEqual(actions)
    expect(said[1]).toMatchObject({ revoked: made.id, key: expect.stringMatching(/^key_/) as string })
    expect(JSON.stringify(said)).not.toContain(made.key)
  })

  it('a journey that does not exist is no good news', async () => {
    const world = await openWorld()
    expect((await world.ask('GET', '/v1/ops/parked?journey=welcom')).status).toBe(404)
    const filter = { journey: 'welcom' }
    for (const dryRun of [true, false]) {
      const answer = await world.ask('POST', '/v1/ops/enrollments/commands', { command: 'retry', filter, dryRun })
      expect(answer.status).toBe(404)
    }
  })
})

/** Journeys are published before anybody is helped on. */
const orders = ({ logged }: World): World['logged'] =>
  logged.filter(({ message, fields }) => message === 'operator' && fields['action'] !== 'publish')

const LOGGED = {
  ...{ format: 1, id: 'logged', name: 'Logged', timeZone: 'UTC' },
  steps: [{ id: 'start', type: 'entry', config: { trigger: { type: 'event', event: 'Go' } } }],
  edges: [],
}
