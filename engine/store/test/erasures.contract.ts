import { expect, test } from 'vitest'
import { defineModels } from '../models.ts'
import { COLLECTIONS } from '../schemas.ts'
import type { Store } from '../port.ts'
import { customerOf, enrollmentOf, eventOf, interactionOf, type Use } from './fixtures.ts'

/** Names that no random token happens to hold. */
const ADA = 'ada.lovelace'
const GRACE = 'admiral.hopper'

const visits = (enrollmentId: string, from = 0) => ({
  ...{ enrollmentId, journeyId: 'welcome', version: 1, from },
  rows: [{ step: 'mail', visit: 0, enteredAt: 1, leftAt: 2, path: 'next', zone: 'UTC' }],
})
const counters = { journeyId: 'welcome', at: 1, seq: 0, order: 0 }

/** Something about a customer wherever anything can be. */
async function fill({ customers, inputs, interactions, records, claims }: Store, id: string): Promise<void> {
  await customers.save([
    customerOf(id, {
      traits: { email: `${id}@example.com`, name: id },
      enrollments: [enrollmentOf(`en_${id}_1`, 'welcome')],
      wakeAt: 5,
    }),
  ])
  await inputs.append([eventOf(`ev_${id}_1`, id), eventOf(`ev_${id}_2`, id, { ordinal: 1 })])
  await inputs.markApplied([`ev_${id}_1`])
  await interactions.upsert([interactionOf(`in_${id}`, { customerId: id, to: `${id}@example.com` })])
  await interactions.addOutcomes([{ interactionId: `in_${id}`, outcome: 'opened', at: 2, data: null }])
  await records.refused([{ ...counters, id: `re_${id}`, customerId: id, messageId: null, reason: 'already-active' }])
  await records.points([
    {
      id: `po_${id}`,
      customerId: id,
      debit: 'issued',
      credit: 'customer',
      amount: 5,
      reason: 'order',
      at: 1,
      balance: 5,
      expiresAt: null,
    },
  ])
  await records.archiveEnrollments([{ ...enrollmentOf(`en_${id}_0`, 'welcome'), customerId: id }])
  await records.archiveVisits([visits(`en_${id}_0`), visits(`en_${id}_1`)])
  await claims.addCodes('spring', [`CODE-${id.length}`])
  await claims.code('spring', `claim-of-en_0-${id.length}`, id)
}

export function erasureContract(use: Use): void {
  /** Every row of the workspace that has a word in it, with its collection. */
  async function traces(word: string): Promise<string[]> {
    const models = defineModels(use().instance)
    const found: string[] = []
    for (const name of COLLECTIONS) {
      for (const row of await models[name].collection.find({}).toArray()) {
        if (JSON.stringify(row).includes(word)) found.push(name)
      }
    }
    return found
  }

  test('nothing is left of who was erased but the note to look once more, and others keep all', async () => {
    const { store } = use()
    await fill(store, ADA)
    await fill(store, GRACE)
    const before = await traces(GRACE)
    expect(await store.erasures.erase(ADA, 100)).toEqual({
      ...{ customers: 1, inputs: 2, interactions: 1, enrollments: 2, refusals: 1, points: 1 },
      wasLeaving: false,
    })
    expect(await traces(ADA)).toEqual(['erasures'])
    expect(await traces(GRACE)).toEqual(before)
    expect(await store.claims.pools()).toEqual([{ id: 'spring', total: 2, left: 0 }])
    expect(await store.erasures.finish(99)).toBe(0)
    expect(await store.erasures.finish(100)).toBe(1)
    expect(await traces(ADA)).toEqual([])
  })

  test('the second pass takes what was stored after the first', async () => {
    const { store } = use()
    await fill(store, ADA)
    await store.erasures.erase(ADA, 2_000)
    await store.records.archiveVisits([visits(`en_${ADA}_1`, 7)])
    await store.interactions.upsert([interactionOf(`in_${ADA}`, { customerId: ADA, status: 'accepted' })])
    await store.inputs.append([eventOf(`ev_${ADA}_3`, ADA)])
    expect(await store.erasures.finish(2_000)).toBe(1)
    expect(await traces(ADA)).toEqual([])
    expect(await store.erasures.finish(2_000)).toBe(0)
  })

  test('a second pass that comes late leaves whoever began anew', async () => {
    const { store } = use()
    await fill(store, ADA)
    await store.erasures.erase(ADA, 100)
    await store.inputs.append([
      eventOf(`ev_${ADA}_3`, ADA, { acceptedAt: 90 }),
      eventOf(`ev_${ADA}_4`, ADA, { acceptedAt: 200 }),
    ])
    expect(await store.erasures.finish(300)).toBe(1)
    const pending = (await store.inputs.pending([ADA])).get(ADA) ?? []
    expect(pending.map(({ id }) => id)).toEqual([`ev_${ADA}_4`])
    await store.erasures.erase(ADA, 400)
    await store.customers.save([customerOf(ADA, { createdAt: 500 })])
    expect(await store.erasures.finish(600)).toBe(1)
    expect((await store.customers.load([ADA])).has(ADA)).toBe(true)
  })

  test('a turn that was under way cannot bring the customer back', async () => {
    const { store } = use()
    await fill(store, ADA)
    const turn = (await store.customers.load([ADA])).get(ADA)
    await store.erasures.erase(ADA, 100)
    expect(turn && (await store.customers.save([turn]))).toEqual(new Set([ADA]))
    expect(await store.customers.load([ADA])).toEqual(new Map())
  })

  test('of nobody nothing is erased, nor noted; a repeat finds nothing more', async () => {
    const { store } = use()
    expect(await store.erasures.erase(ADA, 100)).toBeNull()
    expect(await traces(ADA)).toEqual([])
    await fill(store, ADA)
    await store.erasures.erase(ADA, 100)
    expect(await store.erasures.erase(ADA, 200)).toMatchObject({ customers: 0, inputs: 0 })
    expect(await store.erasures.finish(199)).toBe(0)
  })

  test('a message that has been claimed may be leaving', async () => {
    const { store } = use()
    const send = { ...interactionOf('in_1', { status: 'sending' }), dueAt: 1, deadline: 2 }
    await store.customers.save([customerOf(ADA, { sends: [send as never] })])
    expect(await store.erasures.erase(ADA, 100)).toMatchObject({ wasLeaving: true })
  })

  test('who has said very much goes as a whole', async () => {
    const { store } = use()
    await store.inputs.append(Array.from({ length: 2_300 }, (_, i) => eventOf(`ev_${i}`, ADA, { ordinal: i })))
    expect(await store.erasures.erase(ADA, 100)).toMatchObject({ customers: 0, inputs: 2_300 })
    expect(await store.inputs.stale(9_999, 10)).toEqual([])
  })
}
