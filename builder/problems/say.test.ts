import { afterEach, beforeAll, expect, it } from 'vitest'
import { changeLanguage, startI18n } from '../i18n/index.ts'
import { loadSay } from './say.ts'

const names = { step: (id: string): string => ({ thanks: 'Thank you' })[id] ?? id, path: () => 'Then' }

beforeAll(() => startI18n('en'))
afterEach(() => changeLanguage('en'))

it('says it in English as the engine does, with names', async () => {
  const say = await loadSay()
  expect(say('Step "thanks" has nothing to send. Give a template or content.', names)).toEqual({
    text: 'Step “Thank you” has nothing to send. Give a template or content.',
  })
})

it('says it in Chinese where it can, else in English, and marks that', async () => {
  await changeLanguage('zh-CN')
  const say = await loadSay()
  expect(say('Step "thanks" has nothing to send. Give a template or content.', names)).toEqual({
    text: '步骤“Thank you”没有可发送的内容，请选择模板或填写内容。',
  })
  expect(say('Nobody lives at step "thanks".', names)).toEqual({
    text: 'Nobody lives at step “Thank you”.',
    lang: 'en',
  })
})
