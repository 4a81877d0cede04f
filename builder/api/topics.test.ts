import { expect, it } from 'vitest'
import { withListedTopic } from './topics.ts'

const topics = [
  { id: 'service', name: 'Service' },
  { id: 'offers', name: 'Offers' },
]

it.each([
  ['onboarding', 'service'],
  ['offers', 'offers'],
])('a new step about %s begins with %s', (example, begun) => {
  expect(withListedTopic({ topic: example, channel: 'email' }, topics)).toEqual({ topic: begun, channel: 'email' })
})

it('leaves the example as it is where no topics are listed, or the step has none', () => {
  expect(withListedTopic({ topic: 'onboarding' }, [])).toEqual({ topic: 'onboarding' })
  expect(withListedTopic({ for: 'P1D' }, topics)).toEqual({ for: 'P1D' })
})
