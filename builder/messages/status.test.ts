import { afterAll, beforeAll, expect, it } from 'vitest'
import { changeLanguage, i18n, startI18n } from '../i18n/index.ts'
import { statusInWords } from './status.ts'

beforeAll(() => startI18n('en'))
afterAll(() => changeLanguage('en'))

it.each([
  ['email', 'accepted', 'Sent', '已发送'],
  ['task', 'accepted', 'Created', '已创建'],
  ['coupon', 'accepted', 'Issued', '已发放'],
  ['coupon', 'suppressed', 'Not issued', '未发放'],
  ['task', 'failed', 'Failed', '失败'],
])('%s that is %s is said to be %s', async (channel, status, english, chinese) => {
  await changeLanguage('en')
  expect(statusInWords(status, channel, i18n.t)).toBe(english)
  await changeLanguage('zh-CN')
  expect(statusInWords(status, channel, i18n.t)).toBe(chinese)
})
