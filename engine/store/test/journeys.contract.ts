import { expect, test } from 'vitest'
import type { JourneyState } from '../../core/env.ts'
import type { Broadcast, JourneyVersion } from '../port.ts'
import { journeyOf, range, type Use } from './fixtures.ts'

const stateOf = (changes: Partial<JourneyState> = {}): JourneyState =>
  ({
    id: 'welcome',
    status: 'live',
    liveVersion: 1,
    publishedAt: 50,
    pauses: [],
    moves: [],
    ...changes,
  }) as JourneyState

const versionOf = (version: number, hash = `h${version}`): JourneyVersion => ({
  journeyId: 'welcome',
  version,
  journey: journeyOf('welcome', 'Welcome'),
  hash,
  publishedAt: 50,
  note: null,
})

export function journeyContract(use: Use): void {
  test('a draft is saved on the number it was read with, or not at all', async () => {
    const { journeys } = use().store
    expect(await journeys.get('welcome')).toBeNull()
    expect(await journeys.saveDraft('welcome', journeyOf('welcome'), 3, 10)).toBeNull()
    const first = await journeys.saveDraft('welcome', journeyOf('welcome', 'One'), null, 10)
    expect(first).toEqual({
      id: 'welcome',
      name: 'One',
      draft: journeyOf('welcome', 'One'),
      draftRev: 1,
      state: null,
      createdAt: 10,
      updatedAt: 10,
      broadcast: null,
    })
    expect(await journeys.saveDraft('welcome', journeyOf('welcome', 'New'), null, 11)).toBeNull()
    const saves = range(5).map((i) => journeys.saveDraft('welcome', journeyOf('welcome', `Two ${i}`), 1, 20))
    const won = (await Promise.all(saves)).filter((record) => record !== null)
    expect(won).toHaveLength(1)
    expect(won[0]).toMatchObject({ draftRev: 2, createdAt: 10, updatedAt: 20 })
    expect(await journeys.get('welcome')).toEqual(won[0])
    expect(await journeys.list()).toEqual(won)
  })

  test('versions never change', async () => {
    const { journeys } = use().store
    await journeys.insertVersion(versionOf(2))
    await journeys.insertVersion(versionOf(1))
    await journeys.insertVersion(versionOf(2))
    await expect(journeys.insertVersion(versionOf(2, 'other'))).rejects.toThrow('already has another version 2')
    expect(await journeys.versions('welcome')).toEqual([versionOf(1), versionOf(2)])
    expect(await journeys.version('welcome', 2)).toEqual(versionOf(2))
    expect(await journeys.version('welcome', 3)).toBeNull()
    expect(await journeys.versions('other')).toEqual([])
  })

  test('the state changes only from the state that was read, and one of many at once gets it', async () => {
    const { journeys } = use().store
    await journeys.saveDraft('welcome', journeyOf('welcome'), null, 10)
    const before = await journeys.catalogRev()
    const claims = range(5).map((i) => journeys.setState('welcome', null, stateOf({ publishedAt: i })))
    expect((await Promise.all(claims)).filter(Boolean)).toHaveLength(1)
    const live = (await journeys.get('welcome'))?.state as JourneyState
    expect(await journeys.setState('welcome', stateOf({ publishedAt: 99 }), stateOf({ status: 'paused' }))).toBe(false)
    const reordered = Object.fromEntries(Object.entries(live).reverse()) as unknown as JourneyState
    const pauses = [{ from: 60, to: null, entries: 'keep' as const, policy: null }]
    expect(await journeys.setState('welcome', reordered, { ...live, status: 'paused', pauses })).toBe(true)
    expect(await journeys.get('welcome')).toMatchObject({ draftRev: 1, state: { status: 'paused', pauses } })
    expect(await journeys.catalogRev()).toBe(before + 2)
  })

  test('a journey may be published without a draft; its first draft is new', async () => {
    const { journeys } = use().store
    await journeys.insertVersion(versionOf(1))
    expect(await journeys.setState('welcome', null, stateOf())).toBe(true)
    expect(await journeys.setState('welcome', null, stateOf({ publishedAt: 51 }))).toBe(false)
    expect(await journeys.get('welcome')).toMatchObject({ name: 'Welcome', draft: null, draftRev: 0, state: stateOf() })
    expect(await journeys.saveDraft('welcome', journeyOf('welcome'), null, 70)).toMatchObject({
      draftRev: 1,
      state: stateOf(),
    })
    expect(await journeys.saveDraft('welcome', journeyOf('welcome'), null, 71)).toBeNull()
  })

  test('a broadcast is set with the state and moved on by compare-and-set', async () => {
    const { journeys } = use().store
    const begun: Broadcast = { id: 'b1', reason: 'publish', insideOnly: true, cursor: null, startedAt: 60 }
    await journeys.setState('welcome', null, stateOf(), begun)
    await journeys.setState('welcome', stateOf(), stateOf({ status: 'paused' }))
    expect((await journeys.get('welcome'))?.broadcast).toEqual(begun)
    const further = { ...begun, cursor: 'c9' }
    expect(await journeys.setBroadcast('welcome', begun, further)).toBe(true)
    expect(await journeys.setBroadcast('welcome', begun, null)).toBe(false)
    expect(await journeys.setBroadcast('welcome', further, null)).toBe(true)
    expect((await journeys.get('welcome'))?.broadcast).toBeNull()
  })

  test('removed is removed, versions too', async () => {
    const { journeys } = use().store
    await journeys.insertVersion(versionOf(1))
    await journeys.setState('welcome', null, stateOf())
    await journeys.remove('welcome')
    expect(await journeys.list()).toEqual([])
    expect(await journeys.versions('welcome')).toEqual([])
  })

  test('segments and templates are kept by id, and each change is seen in the catalogue number', async () => {
    const { journeys } = use().store
    expect(await journeys.catalogRev()).toBe(0)
    await journeys.saveSegment({ id: 'vip', when: { field: 'customer.a.$b', op: 'eq', value: { $gt: 1 } } })
    await journeys.saveSegment({ id: 'all', when: { all: [] } })
    await journeys.saveSegment({ id: 'vip', name: 'VIP', when: { any: [] } })
    await journeys.saveTemplate({ id: 'hello', subject: 'Hello {{ customer.name }}' })
    expect(await journeys.segments()).toEqual([
      { id: 'all', when: { all: [] } },
      { id: 'vip', name: 'VIP', when: { any: [] } },
    ])
    expect(await journeys.templates()).toEqual([{ id: 'hello', subject: 'Hello {{ customer.name }}' }])
    await journeys.removeSegment('all')
    await journeys.removeTemplate('hello')
    await journeys.touchCatalog()
    expect(await journeys.segments()).toHaveLength(1)
    expect(await journeys.templates()).toEqual([])
    expect(await journeys.catalogRev()).toBe(7)
  })
}
