import { expect, test } from 'vitest'
import { StoreProblem } from '../errors.ts'
import { customerOf, eventOf, interactionOf, range, type Use } from './fixtures.ts'

export function pagingContract(use: Use): void {
  const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

  test.each([
    ['text', 'hello'],
    ['nothing', ''],
    ['no list', encode({ a: 1 })],
    ['too short', encode([1])],
    ['too long', encode([1, 2, 'a', 4])],
    ['an operator', encode([{ $gt: 0 }, 0, 'a'])],
    ['a number for an id', encode([1, 2, 3])],
    ['not finite', encode([null, 2, 'a'])],
  ])('a cursor that was tampered with (%s) is a problem, not an answer', async (_, cursor) => {
    const { store } = use()
    for (const read of [
      () => store.interactions.list({ limit: 5, cursor }),
      () => store.inputs.timeline('ada', { limit: 5, cursor }),
      () => store.records.listRefused({ limit: 5, cursor }),
    ]) {
      const error: unknown = await read().catch((reason: unknown) => reason)
      expect(error).toBeInstanceOf(StoreProblem)
      expect((error as StoreProblem).problem).toMatchObject({
        code: 'invalid-cursor',
        pointer: '/cursor',
        severity: 'error',
      })
    }
  })

  test('pages hold at least one and at most 1,000 items', async () => {
    const { customers } = use().store
    await customers.save(range(1100).map((i) => customerOf(`c${i}`)))
    expect((await customers.list({ limit: 5000 })).items).toHaveLength(1000)
    expect((await customers.list({ limit: 0 })).items).toHaveLength(1)
    expect((await customers.list({ limit: Number.NaN })).items).toHaveLength(1)
  })

  test('what arrives while pages are read neither repeats nor hides anything', async () => {
    const { inputs } = use().store
    await inputs.append(range(4).map((i) => eventOf(`e${i}`, 'ada', { acceptedAt: i })))
    const first = await inputs.timeline('ada', { limit: 2 })
    await inputs.append([eventOf('late', 'ada', { acceptedAt: 9 })])
    const second = await inputs.timeline('ada', { limit: 2, cursor: first.next as string })
    expect([...first.items, ...second.items].map((input) => input.id)).toEqual(['e3', 'e2', 'e1', 'e0'])
    expect(second.next).toBeNull()
  })

  test('rows of one instant are told apart', async () => {
    const { interactions } = use().store
    await interactions.upsert(range(7).map((i) => interactionOf(`ef_${i}`, { seq: i % 2 })))
    const seen: string[] = []
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await interactions.list({ limit: 2, ...(cursor === undefined ? {} : { cursor }) })
      seen.push(...page.items.map((row) => row.id))
      cursor = page.next
    }
    expect(seen).toEqual(['ef_5', 'ef_3', 'ef_1', 'ef_6', 'ef_4', 'ef_2', 'ef_0'])
  })
}
