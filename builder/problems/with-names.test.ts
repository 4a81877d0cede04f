import { expect, it } from 'vitest'
import { withNames } from './with-names.ts'

const names = {
  step: (id: string): string => ({ thanks: 'Thank you', wait: 'Two weeks' })[id] ?? id,
  path: (step: string, path: string): string => (step === 'thanks' && path === 'next' ? 'Then' : path),
}

it.each([
  ['Path "next" of step "thanks" leads nowhere.', 'Path “Then” of step “Thank you” leads nowhere.'],
  [
    'Step "thanks" has no path "x"; nobody passed step "gone".',
    'Step “Thank you” has no path "x"; nobody passed step “gone”.',
  ],
  [
    'Step "wait" goes round; put a step "wait" into the loop.',
    'Step “Two weeks” goes round; put a step "wait" into the loop.',
  ],
  [
    'Steps "thanks", "wait" lead back to each other without waiting.',
    'Steps “Thank you”, “Two weeks” lead back to each other without waiting.',
  ],
  ['The edge from "thanks" by "next" leads nowhere.', 'The edge from “Thank you” by “Then” leads nowhere.'],
  ['步骤“thanks”经“next”的连线通向不存在的步骤“gone”。', '步骤“Thank you”经“Then”的连线通向不存在的步骤“gone”。'],
  ['步骤“thanks”的路径“next”没有去处。', '步骤“Thank you”的路径“Then”没有去处。'],
  ['步骤“wait”的路径“next”没有去处。', '步骤“Two weeks”的路径“next”没有去处。'],
  [
    '步骤“thanks”、“wait”不等待地循环，请加入“wait”步骤。',
    '步骤“Thank you”、“Two weeks”不等待地循环，请加入“wait”步骤。',
  ],
  ['There is no segment "thanks".', 'There is no segment "thanks".'],
])('%s', (said, named) => {
  expect(withNames(said, names)).toBe(named)
})
