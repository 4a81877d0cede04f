import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Journey } from '../../engine/core/model/journey.ts'
import { coreRegistry } from '../../engine/core/steps/index.ts'
import { changeLanguage, i18n, type Language, startI18n } from '../i18n/index.ts'
import { momentInWords, reasonOfMoment } from './moment-words.ts'
import { momentsOf, type Passage } from './passage.ts'
import { loadSay } from '../problems/say.ts'
import { placeInWords } from './place-words.ts'

const journey: Journey = {
  ...{ format: 1, id: 'tea', name: 'Tea' },
  steps: [
    { id: 'start', type: 'entry', config: { trigger: { type: 'api' } } },
    { id: 'pause', type: 'wait', name: 'Let it draw', config: { for: 'P1D' } },
  ],
  edges: [{ from: 'start', path: 'next', to: 'pause' }],
}
const registry = coreRegistry()

beforeAll(() => startI18n('en'))
afterAll(() => changeLanguage('en'))

const waiting: Passage = {
  ...{ status: 'active', enteredAt: 100, messages: [], goals: [], exit: null, parked: null },
  visits: [
    { step: 'start', visit: 1, enteredAt: 100, leftAt: 100, path: 'next' },
    { step: 'pause', visit: 1, enteredAt: 100, leftAt: null, path: null },
  ],
}
const parked: Passage = {
  ...waiting,
  ...{ status: 'parked', parked: { code: 'step-error', detail: 'The pot broke.', at: 500 } },
}

async function lines(passage: Passage): Promise<string[][]> {
  const wording = { journey, registry, t: i18n.t, say: await loadSay() }
  return momentsOf(passage)
    .slice(2)
    .map((moment) => [momentInWords(moment, wording), reasonOfMoment(moment, wording)])
}

describe('who is parked', () => {
  it.each<[string, Language, Passage, string[][]]>([
    ['is told from who waits', 'en', waiting, [['Let it draw', '1 day → still here']]],
    [
      'is said to be, with the reason',
      'en',
      parked,
      [
        ['Let it draw', '1 day → parked here'],
        ['Parked', 'the step could not run: The pot broke.'],
      ],
    ],
    [
      'in Chinese too',
      'zh-CN',
      parked,
      [
        ['Let it draw', '1 天 → 被搁置在此'],
        ['已搁置', '步骤无法执行：The pot broke.'],
      ],
    ],
    [
      'in Chinese throughout, where the step is one of ours',
      'zh-CN',
      { ...parked, parked: { code: 'template-error', detail: 'Line 1, column 3: Unknown filter "up".', at: 500 } },
      [
        ['Let it draw', '1 天 → 被搁置在此'],
        ['已搁置', '文本无法填充：第 1 行第 3 列：未知的过滤器“up”。'],
      ],
    ],
    [
      'for a reason nobody has words for',
      'en',
      { ...parked, parked: { code: 'odd', detail: '', at: 500 } },
      [
        ['Let it draw', '1 day → parked here'],
        ['Parked', 'odd'],
      ],
    ],
  ])('%s', async (_name, language, passage, expected) => {
    await changeLanguage(language)
    expect(await lines(passage)).toEqual(expected)
  })

  it.each<[string, Passage, number, string]>([
    ['before it', parked, 400, 'At “Let it draw”'],
    ['from then on', parked, 500, 'Parked at “Let it draw”'],
    ['before coming in', parked, 50, 'In no step'],
    ['and others are not', waiting, 900, 'At “Let it draw”'],
    [
      'and is over, once ended',
      { ...waiting, visits: [], exit: { reason: null, at: 300 } },
      300,
      'Through with the journey',
    ],
  ])('is where they are parked: %s', async (_name, passage, at, expected) => {
    await changeLanguage('en')
    expect(placeInWords(passage, passage, at, { journey, registry, t: i18n.t })).toBe(expected)
  })
})
