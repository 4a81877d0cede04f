import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WorkspaceCap } from '../../engine/core/model/workspace.ts'
import { changeLanguage, i18n, startI18n } from '../i18n/index.ts'
import { capInWords } from './cap.ts'

const nameOf = (id: string): string => (id === 'offers' ? 'Sales' : id)

const CAPS: [WorkspaceCap, string, string][] = [
  [{ max: 3, per: 'P7D' }, 'At most 3 messages per customer in 7 days', '每位客户 7 天内最多收到 3 条消息'],
  [{ max: 1, per: 'P1D' }, 'At most 1 message per customer in 1 day', '每位客户 1 天内最多收到 1 条消息'],
  [
    { max: 2, per: 'PT12H', channel: 'sms' },
    'Text message: at most 2 messages per customer in 12 hours',
    '短信：每位客户 12 小时内最多收到 2 条消息',
  ],
  [
    { max: 1, per: 'P1M', topic: 'offers' },
    'At most 1 message about “Sales” per customer in 1 month',
    '每位客户 1 个月内最多收到 1 条关于“Sales”的消息',
  ],
  [
    { max: 4, per: 'P1W', channel: 'email', topic: 'gossip' },
    'E-mail: at most 4 messages about “gossip” per customer in 1 week',
    '邮件：每位客户 1 周内最多收到 4 条关于“gossip”的消息',
  ],
]

describe('what a cap of the workspace means', () => {
  beforeAll(() => startI18n('en'))
  afterAll(() => changeLanguage('en'))

  it.each(CAPS)('%j', async (cap, english, chinese) => {
    await changeLanguage('en')
    expect(capInWords(cap, i18n.t, nameOf)).toBe(english)
    await changeLanguage('zh-CN')
    expect(capInWords(cap, i18n.t, nameOf)).toBe(chinese)
  })
})
