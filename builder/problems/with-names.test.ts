import { expect, it } from 'vitest'
import { withNames } from './with-names.ts'

const nameOf = (id: string): string => ({ thanks: 'Thank you', wait: 'Two weeks' })[id] ?? id

it.each([
  ['Path "next" of step "thanks" leads nowhere.', 'Path "next" of step “Thank you” leads nowhere.'],
  [
    'Step "thanks" has no path "x"; nobody passed step "gone".',
    'Step “Thank you” has no path "x"; nobody passed step “gone”.',
  ],
  [
    'Step "wait" goes round; put a step "wait" into the loop.',
    'Step “Two weeks” goes round; put a step "wait" into the loop.',
  ],
  ['There is no segment "thanks".', 'There is no segment "thanks".'],
])('%s', (said, named) => {
  expect(withNames(said, nameOf)).toBe(named)
})
