import { expect, test } from 'vitest'
import type { SeenName } from '../port.ts'
import type { Use } from './fixtures.ts'

const fields = (...names: string[]): SeenName[] => names.map((name) => ({ kind: 'field', name }))

export function nameContract(use: Use): void {
  test('names are kept once, by kind and in order', async () => {
    const { names } = use().store
    expect(await names.all()).toEqual({ fields: [], events: [], full: false })
    await names.learn([...fields('customer.plan', 'customer.age'), { kind: 'event', name: 'customer.plan' }])
    await names.learn([...fields('customer.plan', 'event.$revenue'), { kind: 'event', name: '完成订单' }])
    await names.learn([])
    expect(await names.all()).toEqual({
      fields: ['customer.age', 'customer.plan', 'event.$revenue'],
      events: ['customer.plan', '完成订单'],
      full: false,
    })
  })

  test('there is room for 2,000 of them', async () => {
    const { names } = use().store
    const many = Array.from({ length: 2_100 }, (_, i) => `customer.c${i}`)
    await names.learn(fields(...many.slice(0, 1_999)))
    expect((await names.all()).full).toBe(false)
    await names.learn(fields(...many.slice(1_999)))
    await names.learn(fields('customer.late'))
    const all = await names.all()
    expect(all.fields).toHaveLength(2_000)
    expect(all.fields).not.toContain('customer.late')
    expect(all.full).toBe(true)
  })
}
