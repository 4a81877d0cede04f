import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ExitRule, Goal } from '../../engine/core/model/journey.ts'
import { changeLanguage, i18n, startI18n } from '../i18n/index.ts'
import { idsOnly, type WordNames } from './names.ts'
import { endInWords, goalInWords, ruleInWords } from './rule.ts'

const names: WordNames = { ...idsOnly, segment: (id) => (id === 'vip' ? 'Big spenders' : id) }
const first = { field: 'event.first', op: 'eq', value: true } as const

beforeAll(() => startI18n('en'))
afterAll(() => changeLanguage('en'))

const RULES: [string, Goal | ExitRule, string, string][] = [
  ['its name', { id: 'g1', name: 'Second order', event: 'Order Completed' }, 'Second order', 'Second order'],
  ['its event', { id: 'g1', event: 'Order Completed' }, 'Order Completed', 'Order Completed'],
  ['its event, where the name is blank', { id: 'g1', name: ' ', event: 'Paid' }, 'Paid', 'Paid'],
  [
    'its event and what is asked of it',
    { id: 'g1', event: 'Paid', where: first },
    'Paid where the event’s first is yes',
    'Paid（事件的“first”为是）',
  ],
  [
    'its condition',
    { id: 'e1', when: { segment: 'vip' } },
    'belongs to segment “Big spenders”',
    '属于分群“Big spenders”',
  ],
  ['its id, where nothing is said yet', { id: 'exit-1', event: '' }, 'exit-1', 'exit-1'],
]

describe('a rule is called by', () => {
  it.each(RULES)('%s', async (_name, rule, english, chinese) => {
    await changeLanguage('en')
    expect(ruleInWords(rule, i18n.t, names)).toBe(english)
    await changeLanguage('zh-CN')
    expect(ruleInWords(rule, i18n.t, names)).toBe(chinese)
  })

  it('the first version that has it', () => {
    const versions = [
      { goals: [{ id: 'g2', event: 'New' }] },
      {},
      { goals: [{ id: 'g1', event: 'Old' }, { id: 'g2' }] },
    ]
    expect(['g1', 'g2', 'g3'].map((id) => goalInWords(id, versions, i18n.t))).toEqual(['Old', 'New', 'g3'])
  })
})

describe('a passage ended by', () => {
  const journey = {
    goals: [{ id: 'g1', event: 'Order Completed', exitOnGoal: true }],
    exits: [{ id: 'exit-1', event: 'Account Deleted' }],
  }
  it.each([
    ['exited', 'g1', 'reached “Order Completed”', '达成“Order Completed”'],
    ['exited', 'exit-1', 'Account Deleted', 'Account Deleted'],
    ['exited', 'removed', 'taken out by a colleague', '被同事移出'],
    ['exited', 'operator', 'taken out by a colleague', '被同事移出'],
    ['exited', 'asked us by phone', 'asked us by phone', 'asked us by phone'],
    ['failed', 'template-error', 'a text could not be filled in', '文本无法填充'],
    ['failed', 'nobody knows her', 'nobody knows her', 'nobody knows her'],
    // The words of an exit step, which may be spelled like a rule.
    ['completed', 'exit-1', 'exit-1', 'exit-1'],
  ])('%s: %s', async (status, reason, english, chinese) => {
    await changeLanguage('en')
    expect(endInWords({ status, reason }, journey, i18n.t)).toBe(english)
    await changeLanguage('zh-CN')
    expect(endInWords({ status, reason }, journey, i18n.t)).toBe(chinese)
  })
})
