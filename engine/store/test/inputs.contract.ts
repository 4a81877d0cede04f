import { expect, test } from 'vitest'
import type { Input } from '../../core/model/input.ts'
import { allPages, eventOf, ODD_NAMES, range, type Use } from './fixtures.ts'

const idsOf = (inputs: readonly Input[] | undefined): string[] | undefined => inputs?.map((input) => input.id)

export function inputContract(use: Use): void {
  test('the same input again is a duplicate, another content under its id a conflict', async () => {
    const { inputs } = use().store
    const first = eventOf('e1', 'ada', { properties: { a: 1, b: 2 } })
    expect(await inputs.append([first])).toEqual(['new'])
    expect(
      await inputs.append([
        eventOf('e1', 'ada', { properties: { b: 2, a: 1 }, acceptedAt: 2_000, ordinal: 7 }),
        eventOf('e2', 'ada'),
        eventOf('e1', 'ada', { name: 'other' }),
        eventOf('e1', 'bob', { properties: { a: 1, b: 2 } }),
      ]),
    ).toEqual(['duplicate', 'new', 'conflict', 'conflict'])
    expect(await inputs.append([])).toEqual([])
    expect((await inputs.pending(['ada'])).get('ada')).toEqual([first, eventOf('e2', 'ada')])
  })

  test('a repeat within one append counts too', async () => {
    const { inputs } = use().store
    const batch = [eventOf('e1', 'ada'), eventOf('e1', 'ada'), eventOf('e1', 'ada', { name: 'other' })]
    expect(await inputs.append(batch)).toEqual(['new', 'duplicate', 'conflict'])
  })

  test('a repeat with a corrected time stamp is the same input', async () => {
    const { inputs } = use().store
    await inputs.append([eventOf('e1', 'ada', { acceptedAt: 5, timestamp: 5 })])
    expect(await inputs.append([eventOf('e1', 'ada', { acceptedAt: 9, timestamp: 9 })])).toEqual(['duplicate'])
    expect(await inputs.append([eventOf('e1', 'ada', { acceptedAt: 9, timestamp: 4 })])).toEqual(['duplicate'])
    expect(await inputs.append([eventOf('e1', 'ben', { acceptedAt: 9, timestamp: 5 })])).toEqual(['conflict'])
  })

  test('appended twice at once is stored once', async () => {
    const { inputs } = use().store
    const batch = range(20).map((i) => eventOf(`e${i}`, 'ada', { ordinal: i }))
    const [a, b] = await Promise.all([inputs.append(batch), inputs.append(batch)])
    for (const i of range(20)) expect([a?.[i], b?.[i]].sort()).toEqual(['duplicate', 'new'])
    expect((await inputs.pending(['ada'])).get('ada')).toHaveLength(20)
  })

  test('pending come by customer in order of acceptance, however they were stored', async () => {
    const { inputs } = use().store
    await inputs.append([
      eventOf('z', 'ada', { acceptedAt: 1, ordinal: 2 }),
      eventOf('y', 'bob', { acceptedAt: 1, ordinal: 0 }),
      eventOf('a', 'ada', { acceptedAt: 2, ordinal: 0 }),
      eventOf('m', 'ada', { acceptedAt: 1, ordinal: 10 }),
    ])
    const pending = await inputs.pending(['ada', 'bob', 'eve', 'ada'])
    expect([...pending.keys()].sort()).toEqual(['ada', 'bob'])
    expect(idsOf(pending.get('ada'))).toEqual(['z', 'm', 'a'])
    expect(idsOf((await inputs.pending(['ada'], 2)).get('ada'))).toEqual(['z', 'm'])
    expect(await inputs.pending([])).toEqual(new Map())
  })

  test('a flood for one customer hides nobody behind it', { timeout: 60_000 }, async () => {
    const { inputs } = use().store
    const flood = range(12_000).map((i) => eventOf(`f${i}`, 'flood', { ordinal: i }))
    for (const start of range(12)) await inputs.append(flood.slice(start * 1000, start * 1000 + 1000))
    await inputs.append([eventOf('a', 'ada'), eventOf('z', 'zoe')])
    const pending = await inputs.pending(['ada', 'flood', 'zoe'])
    expect(idsOf(pending.get('flood'))).toEqual(idsOf(flood.slice(0, 200)))
    expect(idsOf(pending.get('ada'))).toEqual(['a'])
    expect(idsOf(pending.get('zoe'))).toEqual(['z'])
    expect((await inputs.stale(2_000, 3)).sort()).toEqual(['ada', 'flood', 'zoe'])
    expect((await inputs.pending(['flood'], 6000)).get('flood')).toHaveLength(6000)
  })

  test('applied ones are no longer pending, but history and timeline', async () => {
    const { inputs } = use().store
    const consent: Input = {
      id: 'c1',
      customerId: 'ada',
      acceptedAt: 3,
      ordinal: 0,
      kind: 'consent',
      channel: 'email',
      topic: 'news',
      allowed: true,
    }
    const [one, two] = [eventOf('e1', 'ada', { acceptedAt: 1 }), eventOf('e2', 'ada', { acceptedAt: 2 })]
    await inputs.append([one, two, consent])
    await inputs.markApplied(['e1', 'c1', 'unknown'])
    await inputs.markApplied(['e1'])
    await inputs.markApplied([])
    expect(idsOf((await inputs.pending(['ada'])).get('ada'))).toEqual(['e2'])
    expect(await inputs.append([one])).toEqual(['duplicate'])
    expect(idsOf((await inputs.pending(['ada'])).get('ada'))).toEqual(['e2'])
    const history = await inputs.history(['ada', 'bob'])
    expect(history).toEqual(new Map([['ada', [one, two].map(({ kind: _, customerId: __, ...event }) => event)]]))
    const pages = await allPages((cursor) =>
      inputs.timeline('ada', { limit: 2, ...(cursor === undefined ? {} : { cursor }) }),
    )
    expect(pages).toEqual([[consent, two], [one]])
  })

  test('recorded inputs are history at once and never pending; repeats are ignored', async () => {
    const { inputs } = use().store
    expect(await inputs.record([eventOf('t1', 'ada')])).toEqual([])
    const again = [eventOf('t1', 'ada', { name: 'other' }), eventOf('t2', 'ada', { ordinal: 1 }), eventOf('t2', 'ada')]
    expect(await inputs.record(again)).toEqual([0, 2])
    expect(await inputs.record([])).toEqual([])
    expect(await inputs.pending(['ada'])).toEqual(new Map())
    expect((await inputs.history(['ada'])).get('ada')?.map((event) => event.name)).toEqual(['order', 'order'])
  })

  test('stale names customers whose inputs wait since before an instant, oldest first', async () => {
    const { inputs } = use().store
    await inputs.append([
      eventOf('e1', 'new', { acceptedAt: 30 }),
      eventOf('e2', 'old', { acceptedAt: 10 }),
      eventOf('e3', 'old', { acceptedAt: 11 }),
      eventOf('e4', 'mid', { acceptedAt: 20 }),
    ])
    expect(await inputs.stale(30, 10)).toEqual(['old', 'mid'])
    expect(await inputs.stale(31, 1)).toEqual(['old'])
    await inputs.markApplied(['e2', 'e3'])
    expect(await inputs.stale(31, 10)).toEqual(['mid', 'new'])
  })

  test('odd property names come back as they were sent', async () => {
    const { inputs } = use().store
    await inputs.append([eventOf('$set', '__proto__', { properties: ODD_NAMES, name: '$where' })])
    const [input] = (await inputs.pending(['__proto__'])).get('__proto__') ?? []
    expect(input).toMatchObject({ id: '$set', name: '$where' })
    expect(JSON.stringify((input as { properties: unknown }).properties)).toBe(JSON.stringify(ODD_NAMES))
  })
}
