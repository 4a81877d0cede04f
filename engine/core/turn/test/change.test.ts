import { expect, test } from 'vitest'
import { newCustomer } from '../../model/new-customer.ts'
import { applyChange, MOST_TRAITS } from '../change.ts'

const filled = () => {
  const customer = newCustomer('ada', 0, 0)
  applyChange(customer, { set: { plan: 'pro', orders: 1 } })
  for (let i = 0; i < 20; i += 1) applyChange(customer, { set: { [`seen${i}`]: 'x'.repeat(30_000) } })
  return customer
}

test('traits stop growing at their size, and keep what they have', () => {
  const customer = filled()
  expect(JSON.stringify(customer.traits).length).toBeLessThanOrEqual(MOST_TRAITS)
  expect(Object.keys(customer.traits)).toEqual(['plan', 'orders', ...Array.from({ length: 8 }, (_, i) => `seen${i}`)])
})

test('full ones still change, and what is taken away makes room', () => {
  const customer = filled()
  applyChange(customer, { set: { plan: 'max', seen9: 'y'.repeat(30_000) }, increment: { orders: 1 } })
  expect(customer.traits).toMatchObject({ plan: 'max', orders: 2 })
  expect(customer.traits).not.toHaveProperty('seen9')
  applyChange(customer, { unset: ['seen0'] })
  applyChange(customer, { set: { seen9: 'y'.repeat(30_000) } })
  expect(customer.traits).toHaveProperty('seen9')
})

test('those that were larger before may shrink', () => {
  const customer = newCustomer('ada', 0, 0)
  customer.traits = { old: 'x'.repeat(2 * MOST_TRAITS), plan: 'pro' }
  applyChange(customer, { set: { old: 'y'.repeat(MOST_TRAITS), plan: 'max', more: 1 } })
  expect(customer.traits).toEqual({ old: 'y'.repeat(MOST_TRAITS), plan: 'max' })
})
