import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ruleInWords } from '../words/rule.ts'
import { changeLanguage, i18n, type Language, startI18n } from './index.ts'
import { quotesInside } from './quotes.ts'

it.each([
  ['达成“客户的“vip”为“是””', '达成“客户的‘vip’为‘是’”'],
  ['“a” and “b”', '“a” and “b”'],
  ['“a “b “c” b” a”', '“a ‘b “c” b’ a”'],
  ['“a”b”', '“a”b”'],
  ['““a”', '““a”'],
])('inside quotes are single: %s', (text, expected) => {
  expect(quotesInside(text)).toBe(expected)
})

describe('a goal that is called by its condition', () => {
  beforeAll(() => startI18n('en'))
  afterAll(() => changeLanguage('en'))
  const goal = { id: 'g1', when: { field: 'customer.plan', op: 'eq', value: 'gold' } } as const

  it.each<[Language, string, string]>([
    ['en', 'the customer’s plan is “gold”', 'reach “the customer’s plan is ‘gold’”'],
    ['zh-CN', '客户的“plan”为“gold”', '达成“客户的‘plan’为‘gold’”'],
  ])('keeps its quotes by itself, and has single ones in a sentence: %s', async (language, alone, within) => {
    await changeLanguage(language)
    expect(ruleInWords(goal, i18n.t)).toBe(alone)
    expect(i18n.t('publish.checks.goal', { goal: ruleInWords(goal, i18n.t) })).toBe(within)
  })
})
