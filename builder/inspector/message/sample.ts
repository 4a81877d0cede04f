import type { JsonObject } from '../../../engine/core/model/json.ts'

/** Stands in for a customer and for what happened, while nobody is chosen. */
export const SAMPLE_CUSTOMER: JsonObject = {
  id: 'ada',
  firstName: 'Ada',
  lastName: 'Lovelace',
  name: 'Ada Lovelace',
  email: 'ada@example.com',
  phone: '+491701234567',
  country: 'DE',
  city: 'Berlin',
  language: 'en',
}

export const SAMPLE_EVENT: JsonObject = {
  $name: 'Order Completed',
  $at: '2026-01-15T10:00:00.000Z',
  orderId: 'A-1001',
  revenue: 49.9,
  product: 'Walking boots',
}

export const SAMPLE_VARS: JsonObject = {
  coupon: { code: 'HELLO-7KXQ2M', value: '10%', expires: '2026-12-31T22:59:59.000Z' },
}
