import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Names } from '../api/names.ts'
import { changeLanguage, i18n, type Language, startI18n } from '../i18n/index.ts'
import { loadSay } from '../problems/say.ts'
import { itemDetail, itemInWords, kindOf } from './timeline-words.ts'

beforeAll(() => startI18n('en'))
afterAll(() => changeLanguage('en'))

const names = { journey: () => 'Tea', step: () => 'Pour' } as unknown as Names
const parked = {
  ...{ at: '2026-03-02T09:00:00Z', kind: 'parked', journey: 'tea', step: 'pour', version: 1 },
  ...{ code: 'template-error', detail: 'There is no template "pot".' },
}

it.each<[Language, string, string]>([
  ['en', 'Parked at “Pour”', 'Tea · a text could not be filled in: There is no template "pot".'],
  ['zh-CN', '被搁置于“Pour”', 'Tea · 文本无法填充：模板“pot”不存在。'],
])('the timeline says who is parked, where and why: %s', async (language, what, why) => {
  await changeLanguage(language)
  expect(kindOf(parked)).toBe('visit')
  expect(itemInWords(parked, names, i18n.t)).toBe(what)
  expect(itemDetail(parked, names, i18n.t, await loadSay())).toBe(why)
})
