import { expect, test } from 'vitest'
import type { Journey } from '../../engine/core/model/journey.ts'
import { differences, type DiffWords } from './diff.ts'

const words: DiffWords = {
  name: (step) => step.name ?? step.type,
  does: ({ config }) => String(config['subject'] ?? ''),
  stage: (step) => step.stage ?? 'none',
  path: (_step, path) => path.toUpperCase(),
  fields: (_step, keys) => keys.join(),
  settings: (keys) => keys.join(),
}

const mine: Journey = {
  format: 1,
  id: 'j',
  name: 'J',
  steps: [
    { id: 'mail', type: 'send', name: 'Hello', stage: 'use', config: { subject: 'Hi', topic: 'offers' } },
    { id: 'end', type: 'exit', config: {} },
  ],
  edges: [{ from: 'mail', path: 'next', to: 'end' }],
}

const changed = (change: object): Journey => ({
  ...mine,
  steps: mine.steps.map((step) => (step.id === 'mail' ? { ...step, ...change } : step)),
})

test.each<[string, Journey, object[]]>([
  ['nothing', mine, []],
  [
    'a name',
    changed({ name: 'Bye' }),
    [{ key: 'stepRenamed', values: { name: 'Hello', mine: 'Hello', theirs: 'Bye' } }],
  ],
  [
    'a stage',
    changed({ stage: 'win-back' }),
    [{ key: 'stepStage', values: { name: 'Hello', mine: 'use', theirs: 'win-back' } }],
  ],
  [
    'what a step does',
    changed({ config: { subject: 'Yo', topic: 'offers' } }),
    [{ key: 'stepChanged', values: { name: 'Hello', mine: 'Hi', theirs: 'Yo' } }],
  ],
  [
    'what its words do not say',
    changed({ config: { subject: 'Hi', topic: 'news' } }),
    [{ key: 'stepFields', values: { name: 'Hello', fields: 'topic' } }],
  ],
  ['a line', { ...mine, edges: [] }, [{ key: 'lineAdded', values: { from: 'Hello', path: 'NEXT', to: 'exit' } }]],
  [
    'settings',
    { ...mine, priority: 3, quietHours: null },
    [{ key: 'settings', values: { keys: 'priority,quietHours' } }],
  ],
])('two versions that differ in %s say so', (_name, theirs, expected) => {
  expect(differences(mine, theirs, words)).toEqual(expected)
})
