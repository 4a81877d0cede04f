import { afterAll, beforeAll, expect, it } from 'vitest'
import type { JsonObject } from '../../engine/core/model/json.ts'
import { coreRegistry } from '../../engine/core/steps/index.ts'
import { changeLanguage, type Language, startI18n } from '../i18n/index.ts'
import { exampleOf } from './registry.tsx'

beforeAll(() => startI18n('en'))
afterAll(() => changeLanguage('en'))

const registry = coreRegistry()

function newStep(type: string): JsonObject {
  const found = registry.get(type)
  if (found === undefined) throw new Error(`There is no ${type}.`)
  return exampleOf(found, registry)
}

it.each<[Language, string, object]>([
  ['en', 'send', { content: { text: 'Hello!' } }],
  ['zh-CN', 'send', { content: { text: '您好！' } }],
  ['zh-CN', 'survey', { question: '从 0 到 10，您有多大可能把我们推荐给朋友？' }],
  ['zh-CN', 'exit', { reason: '完成' }],
  ['zh-CN', 'wait', { for: 'P3D' }],
])('what a new step says to customers is in the language of who draws it: %s %s', async (language, type, expected) => {
  await changeLanguage(language)
  expect(newStep(type)).toMatchObject(expected)
})
