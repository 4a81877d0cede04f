import { describe, expect, it } from 'vitest'
import { openWorld, type World } from './world.ts'
import { withParked, bend } from './parked.ts'

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
