import { expect, test } from 'vitest'
import { coreRegistry } from '../../engine/core/steps/index.ts'
import type { Journey } from '../../engine/core/model/journey.ts'
import { openJourney } from '../document/document.ts'
import { drawJourney } from './drawing.ts'

test('a line is taken by its own path and by those that follow it, unless they lead somewhere themselves', () => {
  const journey: Journey = {
    format: 1,
    id: 'mail',
    name: 'Mail',
    steps: [
      { id: 'mail', type: 'send', config: { channel: 'email', topic: 'offers', content: { subject: 'a', text: 'b' } } },
      { id: 'end', type: 'exit', config: { reason: 'done' } },
      { id: 'lost', type: 'exit', config: { reason: 'lost' } },
    ],
    edges: [
      { from: 'mail', path: 'next', to: 'end' },
      { from: 'mail', path: 'failed', to: 'lost' },
    ],
  }
  const { lines } = drawJourney(openJourney(journey), coreRegistry())
  expect(lines.map(({ edge, paths }) => [edge.path, paths])).toEqual([
    ['next', ['next', 'suppressed']],
    ['failed', ['failed']],
  ])
})

test.each([
  ['none', [], [0, 1, 0]],
  ['one', ['a'], [0, 0, 1]],
  ['two', ['a', 'b'], [0, 1, 0]],
  ['all', ['a', 'b', 'else'], [0, 1, 0]],
])('names of ways take turns with their like: %s is connected', (_, connected, rows) => {
  const when = { field: 'customer.country', op: 'eq', value: 'CN' } as const
  const journey: Journey = {
    ...{ format: 1, id: 'ask', name: 'Ask' },
    steps: [
      { id: 'ask', type: 'branch', config: { branches: ['a', 'b'].map((path) => ({ path, when })) } },
      { id: 'end', type: 'exit', config: { reason: 'done' } },
    ],
    edges: connected.map((path) => ({ from: 'ask', path, to: 'end' })),
  }
  const { cards } = drawJourney(openJourney(journey), coreRegistry())
  const ask = cards.find(({ step }) => step.id === 'ask')
  expect(ask?.ports.map(({ row }) => row)).toEqual(rows)
})
