import { describe, expect, it } from 'vitest'
import { openWorld, type World } from './world.ts'
import { withParked, park, bend } from './parked.ts'

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

/** Journeys are published before anybody is helped on. */
const orders = ({ logged }: World): World['logged'] =>
  logged.filter(({ message, fields }) => message === 'operator' && fields['action'] !== 'publish')
