import { beforeAll, expect, it } from 'vitest'
import { i18n, startI18n } from '../i18n/index.ts'
import { titleOf } from './title.ts'

beforeAll(() => startI18n('en'))

it.each([
  ['email', 'Hello', 'Hello'],
  ['email', null, 'No subject'],
  ['sms', null, 'Reminder'],
  ['coupon', null, 'Reminder'],
  ['webhook', null, 'Reminder'],
])('a message by %s with the subject %s is called %s', (channel, subject, expected) => {
  expect(titleOf({ channel, subject }, 'Reminder', i18n.t)).toBe(expected)
})
