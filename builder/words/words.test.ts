import { beforeAll, describe, expect, it } from 'vitest'
import type { Condition } from '../../engine/core/model/condition.ts'
import type { JsonObject } from '../../engine/core/model/json.ts'
import { changeLanguage, i18n, startI18n } from '../i18n/index.ts'
import { conditionInWords } from './condition.ts'
import { durationInWords } from './duration.ts'
import type { WordNames } from './names.ts'
import { stepInWords } from './step.ts'

const names: WordNames = {
  field: (type, key) => (type === 'lead-score' ? ({ hot: 'Hot from', 'kind.b2b': 'Companies' }[key] ?? key) : key),
  segment: (id: string) => (id === 'vip' ? 'Big spenders' : id),
  step: (id: string) => (id === 'thanks' ? 'Thank you' : id),
  journey: (id: string) => (id === 'winback' ? 'Win them back' : id),
  topic: (id: string) => (id === 'offers' ? 'Sales' : id),
  template: (id: string) => (id === 'template' ? 'Cart reminder' : id),
}

const CONDITIONS: [string, Condition, string, string][] = [
  ['a segment by its name', { segment: 'vip' }, 'belongs to segment “Big spenders”', '属于分群“Big spenders”'],
  [
    'a segment nobody is in',
    { not: { segment: 'vip' } },
    'does not belong to segment “Big spenders”',
    '不属于分群“Big spenders”',
  ],
  [
    'a message by the name of its step',
    { interaction: { step: 'thanks', outcome: 'opened' } },
    'message “Thank you” was opened',
    '消息“Thank you”已被打开',
  ],
  [
    'a message that was not read',
    { not: { interaction: { step: 'thanks', outcome: 'opened' } } },
    'message “Thank you” was not opened',
    '消息“Thank you”尚未被打开',
  ],
  [
    'consent by the names of channel and topic',
    { consent: { channel: 'email', topic: 'offers' } },
    'agreed to Sales by E-mail',
    '同意通过邮件接收 Sales',
  ],
  [
    'one of several',
    { field: 'customer.country', op: 'in', value: ['DE', 'FR'] },
    'the customer’s country is one of “DE”, “FR”',
    '客户的“country”为“DE”、“FR”之一',
  ],
  [
    'one of one',
    { field: 'customer.country', op: 'in', value: ['DE'] },
    'the customer’s country is “DE”',
    '客户的“country”为“DE”',
  ],
  [
    'between',
    { field: 'event.revenue', op: 'between', value: [10, 20] },
    'the event’s revenue is between 10 and 20',
    '事件的“revenue”介于10和20之间',
  ],
  [
    'what the engine calls by a sign',
    { field: 'customer.$stage', op: 'eq', value: 'use' },
    'the customer’s stage is “use”',
    '客户所处阶段为“use”',
  ],
  [
    'a span of time',
    { field: 'customer.born', op: 'withinLast', value: 'P1DT6H' },
    'the customer’s born was in the last 1 day 6 hours',
    '客户的“born”在过去 1 天 6 小时内',
  ],
  [
    'two, and three',
    { all: [{ tag: 'a' }, { any: [{ tag: 'b' }, { tag: 'c' }, { stage: 'use' }] }] },
    'has the tag “a” and (has the tag “b” or has the tag “c” or is in stage Use)',
    '带有标签“a”，且（带有标签“b”，或带有标签“c”，或处于使用阶段）',
  ],
  [
    'an event, how often, since when and of which kind',
    {
      event: 'Order Completed',
      count: { gte: 2 },
      within: 'P30D',
      where: { field: 'event.revenue', op: 'gt', value: 50 },
    },
    'did “Order Completed” at least 2 times in the last 30 days where the event’s revenue is more than 50',
    '在过去 30 天内做过“Order Completed”至少 2 次（事件的“revenue”大于50）',
  ],
]

const STEPS: [string, string, JsonObject, string, string][] = [
  [
    'the template it takes its text from',
    'send',
    { channel: 'email', topic: 'offers', template: 'template' },
    'E-mail: template “Cart reminder”',
    '邮件：模板“Cart reminder”',
  ],
  [
    'shares',
    'split',
    {
      arms: [
        { path: 'guide', weight: 1 },
        { path: 'offer', weight: 1 },
      ],
    },
    'By chance: guide 50%, offer 50%',
    '随机分流：guide 50%、offer 50%',
  ],
  ['a wait', 'wait', { for: 'P2DT3H', at: '09:00' }, '2 days 3 hours, then until 09:00', '2 天 3 小时，然后到 09:00'],
  [
    'a day of the week',
    'wait',
    { until: { weekdays: ['mon', 'tue'], at: '09:00' } },
    'Until the next Mon or Tue, 09:00',
    '直到下一个周一或周二 09:00',
  ],
  [
    'a working day',
    'wait',
    { until: { weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'], at: '09:00' } },
    'Until the next working day, 09:00',
    '直到下一个工作日 09:00',
  ],
  ['a time of day', 'wait', { until: { at: '09:00' } }, 'Until the next 09:00', '直到下一个 09:00'],
  [
    'before a date of the customer',
    'wait',
    { untilField: { field: 'customer.birthday', offset: '-P3D', at: '10:00' } },
    'Until 3 days before the customer’s birthday, 10:00',
    '直到客户的“birthday”前 3 天 10:00',
  ],
  [
    'things that may happen',
    'wait-for',
    {
      branches: [
        { path: 'a', event: 'Order Completed' },
        { path: 'b', interaction: { step: 'thanks', outcome: 'clicked' } },
      ],
      timeout: 'P3D',
    },
    '“Order Completed” or message “Thank you” was clicked, within 3 days',
    '等待“Order Completed”或消息“Thank you”已被点击，最长 3 天',
  ],
  [
    'more things than fit',
    'wait-for',
    { branches: ['A', 'B', 'C', 'D'].map((event) => ({ path: event, event })), timeout: 'never' },
    '“A”, “B”, or 2 other things, without limit',
    '等待“A”、“B”或另外 2 项，不限时间',
  ],
  [
    'a last date',
    'wait-for',
    { branches: [{ path: 'a', event: 'A' }], timeout: { untilField: { field: 'customer.trialEnd' } } },
    '“A”, until the customer’s trialEnd',
    '等待“A”，最晚到客户的“trialEnd”',
  ],
  [
    'hours of days',
    'window',
    { weekdays: ['sat', 'sun'], from: '09:00', to: '18:00', timeZone: 'Europe/Paris' },
    '09:00 to 18:00 (Europe/Paris), Sat, Sun',
    '周六、周日 09:00 至 18:00（Europe/Paris）',
  ],
  ['one message', 'cap', { max: 1, per: 'P1D' }, 'Already 1 message in 1 day?', '1 天内是否已收到 1 条？'],
  ['one point', 'points', { add: 1 }, 'Gives 1 point', '赠送 1 积分'],
  ['points by Liquid', 'points', { spend: '{{ event.cost }}' }, 'Takes ‹cost› points', '扣减 ‹cost› 积分'],
  [
    'several changes',
    'update',
    { set: { plan: 'pro', city: 'x' }, addTags: ['a', 'b'] },
    'Sets plan, city · Adds tags a, b',
    '设置 plan、city · 添加标签 a、b',
  ],
  ['another journey by its name', 'journey', { journey: 'winback' }, 'Starts “Win them back”', '启动“Win them back”'],
  [
    'a birthday',
    'entry',
    { trigger: { type: 'date', field: 'customer.birthday', offset: '-P7D', yearly: true } },
    'Every year 7 days before the customer’s birthday',
    '每年客户的“birthday”前 7 天',
  ],
  [
    'which of the events',
    'entry',
    { trigger: { type: 'event', event: 'Order Completed', where: { field: 'event.first', op: 'eq', value: true } } },
    'When “Order Completed” happens, if the event’s first is yes',
    '当发生“Order Completed”时，且事件的“first”为是',
  ],
  [
    'those who join',
    'entry',
    { trigger: { type: 'segment', segment: 'vip', on: 'enter' } },
    'When joining segment “Big spenders”',
    '加入分群“Big spenders”时',
  ],
  [
    'what a step of one’s own holds',
    'lead-score',
    { rules: [], hot: 30, note: 'x', kind: 'b2b' },
    'Hot from 30 · note x · kind Companies',
    'Hot from 30 · note x · kind Companies',
  ],
  ['half of a journey step', 'journey', {}, 'Starts “”', '启动“”'],
]

describe.each(['en', 'zh-CN'] as const)('in %s', (language) => {
  beforeAll(async () => {
    await startI18n('en')
    await changeLanguage(language)
  })
  const pick = (english: string, chinese: string): string => (language === 'en' ? english : chinese)

  it.each(CONDITIONS)('a condition says %s', (_, condition, english, chinese) => {
    expect(conditionInWords(condition, i18n.t, names)).toBe(pick(english, chinese))
  })
  it.each(STEPS)('a step says %s', (_, type, config, english, chinese) => {
    expect(stepInWords({ type, config: { ...config } }, i18n.t, names)).toBe(pick(english, chinese))
  })
  it('a duration says all of its parts', () => {
    expect(durationInWords('P1M1DT1H', i18n.t)).toBe(pick('1 month 1 day 1 hour', '1 个月 1 天 1 小时'))
    expect(durationInWords('PT0S', i18n.t)).toBe(pick('no time', '零时长'))
  })
  it('other names are other words', () => {
    const step = { type: 'journey', config: { journey: 'winback' } }
    expect(stepInWords(step, i18n.t, names)).toContain('Win them back')
    expect(stepInWords(step, i18n.t)).toContain('winback')
  })
})
