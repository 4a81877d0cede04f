import { expect, test } from 'vitest'
import type { PointsEntry, Refused } from '../../core/model/customer.ts'
import type { Visit } from '../../core/model/enrollment.ts'
import { allPages, collect, enrollmentOf, range, type Use } from './fixtures.ts'

const refusedOf = (id: string, changes: Partial<Refused> = {}): Refused => ({
  id,
  journeyId: 'welcome',
  customerId: 'ada',
  messageId: null,
  at: 1,
  reason: 'already-active',
  seq: 0,
  order: 0,
  ...changes,
})
const pointsOf = (id: string, at: number): PointsEntry => ({
  id,
  customerId: 'ada',
  debit: 'issued',
  credit: 'customer',
  amount: 5,
  reason: 'order',
  at,
  balance: 5,
  expiresAt: null,
})
const visitOf = (step: string): Visit => ({ step, visit: 0, enteredAt: 1, leftAt: 2, path: 'next', zone: 'UTC' })

export function recordContract(use: Use): void {
  test('refused entries are kept once and listed newest first', async () => {
    const { records } = use().store
    const [a, b] = [refusedOf('a', { at: 5, seq: 1 }), refusedOf('b', { at: 5, seq: 2 })]
    const c = refusedOf('c', { at: 9, customerId: 'bob', journeyId: 'other' })
    await records.refused([a, b])
    await records.refused([b, c])
    await records.refused([])
    const list = (filter: object) =>
      allPages((cursor) => records.listRefused({ limit: 2, ...(cursor === undefined ? {} : { cursor }), ...filter }))
    expect(await list({})).toEqual([[c, b], [a]])
    expect(await list({ customerId: 'ada' })).toEqual([[b, a]])
    expect(await list({ journeyId: 'other' })).toEqual([[c]])
  })

  test('points are kept once and listed newest first', async () => {
    const { records } = use().store
    const rows = range(5).map((i) => pointsOf(`p${i}`, i))
    await records.points(rows)
    await records.points(rows.slice(2))
    const pages = await allPages((cursor) =>
      records.listPoints('ada', { limit: 3, ...(cursor === undefined ? {} : { cursor }) }),
    )
    expect(pages.flat()).toEqual(rows.toReversed())
    expect((await records.listPoints('bob', { limit: 3 })).items).toEqual([])
  })

  test('archived enrollments come back whole, in order of id', async () => {
    const { records } = use().store
    const rows = range(1100).map((i) => ({
      ...enrollmentOf(`en_${String(i).padStart(4, '0')}`, i % 2 ? 'welcome' : 'other', { vars: { 'a.b': i } }),
      customerId: `c${i % 3}`,
    }))
    await records.archiveEnrollments(rows.toReversed())
    await records.archiveEnrollments(rows.slice(0, 3))
    expect(await collect(records.eachEnrollment())).toEqual(rows)
    expect(await collect(records.eachEnrollment({ journeyId: 'welcome', customerId: 'c1' }))).toEqual(
      rows.filter((row) => row.journeyId === 'welcome' && row.customerId === 'c1'),
    )
  })

  test('archived visits are put together in order, parts that came twice once', async () => {
    const { records } = use().store
    const part = (enrollmentId: string, from: number, ...steps: string[]) => ({
      enrollmentId,
      journeyId: 'welcome',
      version: 1,
      from,
      rows: steps.map(visitOf),
    })
    await records.archiveVisits([part('en_1', 10, 'c'), part('en_2', 0, 'x')])
    await records.archiveVisits([part('en_1', 0, 'a', 'b'), part('en_1', 10, 'c')])
    const visits = await records.visits(['en_1', 'en_2', 'en_3'])
    expect(visits).toEqual(
      new Map([
        ['en_1', ['a', 'b', 'c'].map(visitOf)],
        ['en_2', [visitOf('x')]],
      ]),
    )
    expect(await records.visits([])).toEqual(new Map())
  })
}
