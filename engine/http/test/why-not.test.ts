import { describe, expect, it } from 'vitest'
import type { Customer } from '../../core/model/customer.ts'
import type { Journey } from '../../core/model/journey.ts'
import { journey } from './samples.ts'
import { openWorld, type World } from './world.ts'

const BUYERS = { field: 'customer.country', op: 'eq', value: 'DE' }

function entered(config: object, changes: Partial<Journey> = {}): Partial<Journey> {
  const [start, , ...rest] = journey().steps
  const edges = journey().edges.filter(({ from }) => from !== 'by-hand')
  return {
    ...journey({ steps: [{ ...(start as Journey['steps'][0]), config: config as never }, ...rest], edges }),
    ...changes,
  }
}

async function published(drawing: Partial<Journey>): Promise<World> {
  const world = await openWorld()
  await world.ask('PUT', '/v1/segments/germans', { when: BUYERS })
  await world.ask('POST', '/v1/identify', { userId: 'ada', traits: { country: 'DE', email: 'ada@example.test' } })
  await world.advance(['ada'])
  await world.ask('POST', '/v1/journeys', drawing)
  const answer = await world.ask('POST', '/v1/journeys/welcome/publish', {})
  expect(answer.status, answer.text).toBe(200)
  await world.advance(['ada'])
  return world
}

interface WhyNot {
  status: string
  isInside: boolean
  passages: { status: string }[]
  refused: { reason: string }[]
  entries: { step: string; because: string; found: object; reasons: { holds: boolean; actual: unknown }[] }[]
  mute: { step: string; reason: string }[]
}

async function ask(world: World): Promise<WhyNot> {
  const { status, body } = await world.ask('GET', '/v1/customers/ada/why-not?journey=welcome')
  expect(status).toBe(200)
  return body as unknown as WhyNot
}

const event = (where?: object) => ({ trigger: { type: 'event', event: 'Signed Up', ...(where && { where }) } })
const signUp = async (world: World, properties: object = {}): Promise<void> => {
  await world.ask('POST', '/v1/track', { userId: 'ada', event: 'Signed Up', properties })
  await world.advance(['ada'])
}

describe('why a customer is not in a journey', () => {
  it('the event never came; and what they would not get', async () => {
    const world = await published(entered(event()))
    const { entries, mute, isInside, refused } = await ask(world)
    expect(entries).toMatchObject([{ step: 'start', because: 'never-happened', found: { lastAt: null }, reasons: [] }])
    expect(mute).toEqual([
      { step: 'hello', channel: 'email', topic: 'news', reason: 'no-consent' },
      { step: 'ask', channel: 'email', topic: 'news', reason: 'no-consent' },
    ])
    expect([isInside, refused]).toEqual([false, []])
    await world.ask('PUT', '/v1/customers/ada/consent', { channel: 'email', topic: 'news', allowed: true })
    expect((await ask(world)).mute).toEqual([])
    await world.ask('PUT', '/v1/customers/ada/suppression', { channel: 'email', reason: 'bounced' })
    expect((await ask(world)).mute.map(({ reason }) => reason)).toEqual(['bounced', 'bounced'])
  })

  it('a cap that is reached: what would have to wait, or be left out', async () => {
    const world = await published(entered(event()))
    await world.ask('PUT', '/v1/customers/ada/consent', { channel: 'email', topic: 'news', allowed: true })
    const ada = (await world.store.customers.load(['ada'])).get('ada') as Customer
    const at = world.ports.clock.now()
    await world.store.customers.save([
      { ...ada, sent: [{ id: 'in_1', at, journeyId: 'other', channel: 'email', topic: 'news' }] },
    ])
    const cap = (more: object) =>
      world.ask('PUT', '/v1/settings/workspace', {
        timeZone: 'UTC',
        quietHours: null,
        caps: [{ max: 1, per: 'P7D', ...more }],
      })
    for (const over of ['defer', 'drop']) {
      await cap({ over })
      expect((await ask(world)).mute.map(({ step, reason }) => `${step} ${reason}`)).toEqual([
        'hello workspace-cap',
        'ask workspace-cap',
      ])
    }
    await cap({ channel: 'sms' })
    expect((await ask(world)).mute).toEqual([])
  })

  it('the event came before the journey was published', async () => {
    const world = await openWorld()
    await signUp(world)
    await world.ask('POST', '/v1/journeys', entered(event()))
    await world.ask('POST', '/v1/journeys/welcome/publish', {})
    expect((await ask(world)).entries).toMatchObject([{ because: 'happened-before' }])
  })

  it('a condition of the trigger, or of the entry, does not hold: which, and what was found', async () => {
    const world = await published(
      entered({ ...event({ field: 'event.plan', op: 'eq', value: 'pro' }), where: { all: [BUYERS, { tag: 'vip' }] } }),
    )
    await signUp(world, { plan: 'free' })
    expect((await ask(world)).entries).toMatchObject([
      {
        because: 'where',
        reasons: [
          { holds: false, actual: 'free' },
          { holds: true, actual: 'DE' },
          { holds: false, actual: [] },
        ],
      },
    ])
  })

  it('they are inside, or were and may not come again', async () => {
    const world = await published(entered({ ...event(), reentry: { policy: 'never' } }))
    await signUp(world)
    expect(await ask(world)).toMatchObject({ isInside: true, entries: [{ because: 'already-entered' }] })
    await world.ask('POST', '/v1/customers/ada/remove', { journey: 'welcome' })
    await signUp(world)
    expect(await ask(world)).toMatchObject({
      isInside: false,
      passages: [{ status: 'exited' }],
      refused: [{ reason: 'already-entered' }],
      entries: [{ because: 'already-entered' }],
    })
  })

  it('they came in too short a time ago', async () => {
    const world = await published(entered({ ...event(), reentry: { policy: 'always', cooldown: 'P30D' } }))
    await signUp(world)
    await world.ask('POST', '/v1/customers/ada/remove', { journey: 'welcome' })
    expect((await ask(world)).entries).toMatchObject([{ because: 'cooldown' }])
  })

  it('the journey is paused, archived, or not published', async () => {
    const world = await published(entered(event()))
    await world.ask('POST', '/v1/journeys/welcome/pause', {})
    expect(await ask(world)).toMatchObject({ status: 'paused', entries: [{ because: 'paused' }] })
    await world.ask('POST', '/v1/journeys', { ...journey(), id: 'drawn' })
    const { body } = await world.ask('GET', '/v1/customers/ada/why-not?journey=drawn')
    expect(body).toMatchObject({ status: 'draft', entries: [], mute: [] })
  })

  it('they would be held out, or nothing stands in the way', async () => {
    const world = await published(entered({ ...event(), reentry: { policy: 'always' } }, { holdout: { percent: 100 } }))
    await signUp(world)
    expect(await ask(world)).toMatchObject({ passages: [{ status: 'holdout' }], entries: [{ because: 'holdout' }] })
    const open = await published(entered({ ...event(), reentry: { policy: 'always' } }))
    await signUp(open)
    expect((await ask(open)).entries).toMatchObject([{ because: 'nothing' }])
  })

  it('a rule by which they leave at once', async () => {
    const world = await published(entered(event(), { exits: [{ id: 'german', when: BUYERS as never }] }))
    await signUp(world)
    expect(await ask(world)).toMatchObject({
      refused: [{ reason: 'exit-condition' }],
      entries: [{ because: 'exit-condition' }],
    })
  })

  it.each([
    [{ type: 'segment', segment: 'germans', on: 'enter' }, 'was-member'],
    [{ type: 'segment', segment: 'germans', on: 'leave' }, 'still-member'],
    [{ type: 'stage', to: 'use' }, 'other-stage'],
    [{ type: 'date', field: 'customer.birthday', yearly: true }, 'no-date'],
    [{ type: 'schedule', cron: '0 9 1 1 *' }, 'not-yet'],
    [{ type: 'api' }, 'api-only'],
  ])('entry by %j', async (trigger, because) => {
    const world = await published(entered({ trigger }))
    expect((await ask(world)).entries).toMatchObject([{ because }])
  })

  it('asking changes nothing', async () => {
    const world = await published(entered(event()))
    const before = (await world.store.customers.load(['ada'])).get('ada')
    await ask(world)
    expect((await world.store.customers.load(['ada'])).get('ada')).toEqual(before)
    expect((await world.ask('GET', '/v1/customers/ada/why-not?journey=none')).status).toBe(404)
    expect((await world.ask('GET', '/v1/customers/eve/why-not?journey=welcome')).status).toBe(404)
    expect((await world.ask('GET', '/v1/customers/ada/why-not')).status).toBe(400)
  })
})
