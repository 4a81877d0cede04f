import { describe, expect, it } from 'vitest'
import type { Edge, Journey, Step } from '../../engine/core/model/journey.ts'
import { coreRegistry } from '../../engine/core/steps/index.ts'
import { openJourney, toJourney } from '../document/document.ts'
import { createEditor } from '../document/editor.ts'
import { findProblems } from './find.ts'
import { fixOf } from './fixes.ts'

const registry = coreRegistry()

const steps: Step[] = [
  { id: 'start', type: 'entry', config: { trigger: { type: 'api' } } },
  { id: 'wait', type: 'wait', config: { for: 'P1D' } },
  { id: 'split', type: 'split', config: { arms: [arm('a', 50), arm('b', 50)] } },
  { id: 'end', type: 'exit', config: { reason: 'done' } },
]
const edges: Edge[] = [
  line('start', 'next', 'wait'),
  line('wait', 'next', 'split'),
  line('split', 'a', 'end'),
  line('split', 'b', 'end'),
]
const sound: Journey = { format: 1, id: 'j', name: 'J', steps, edges }
const seen = { fields: ['customer.plan'], events: ['Order Completed'], full: false }
const update = (text: string): Step => ({ id: 'note', type: 'update', config: { set: { note: text } } })
const goal = { id: 'bought', event: 'Order Completed' }

/** What is broken, and the journey that a click makes of it: all of it, so that nothing else may have changed. */
const rows: readonly [what: string, code: string, button: string, broken: Journey, mended: Journey][] = [
  [
    'a mistyped event',
    'unseen-name',
    'useName Order Completed',
    { ...sound, goals: [{ ...goal, event: 'Order Complete' }] },
    { ...sound, goals: [goal] },
  ],
  [
    'a mistyped field in a text, everywhere in it and nowhere else',
    'unseen-name',
    'useName customer.plan',
    {
      ...sound,
      steps: [...steps, update('{{ customer.paln }}, {% if customer.paln %}x{% endif %} {{ my.customer.paln }}')],
    },
    {
      ...sound,
      steps: [...steps, update('{{ customer.plan }}, {% if customer.plan %}x{% endif %} {{ my.customer.paln }}')],
    },
  ],
  [
    'no start',
    'no-entry',
    'addEntryBefore wait',
    { ...sound, steps: steps.slice(1), edges: edges.slice(1) },
    {
      ...sound,
      steps: [{ id: 'entry', type: 'entry', config: registry.get('entry')?.example ?? {} }, ...steps.slice(1)],
      edges: [...edges.slice(1), line('entry', 'next', 'wait')],
    },
  ],
  [
    'nothing at all',
    'no-entry',
    'addEntry',
    { ...sound, steps: [], edges: [] },
    {
      ...sound,
      steps: [{ id: 'entry', type: 'entry', stage: 'awareness', config: registry.get('entry')?.example ?? {} }],
      edges: [],
    },
  ],
  [
    'a way that leads nowhere',
    'dead-end',
    'addExit',
    { ...sound, edges: edges.slice(0, 3) },
    {
      ...sound,
      steps: [...steps, { id: 'exit', type: 'exit', config: { reason: 'done' } }],
      edges: [...edges.slice(0, 3), line('split', 'b', 'exit')],
    },
  ],
  [
    'a step that nothing leads to',
    'unreachable-step',
    'removeStep lost',
    {
      ...sound,
      steps: [...steps, { id: 'lost', type: 'wait', config: { for: 'P1D' } }],
      edges: [...edges, line('lost', 'next', 'end')],
    },
    sound,
  ],
  ['a line to nowhere', 'unknown-target', 'removeLine', withLine('wait', 'past', 'gone', 0), sound],
  ['a line from nowhere', 'unknown-target', 'removeLine', withLine('gone', 'next', 'end'), sound],
  ['a line from a way that is gone', 'unknown-path', 'removeLine', withLine('split', 'c', 'end'), sound],
  ['a line into a start', 'edge-into-entry', 'removeLine', withLine('split', 'a', 'start', 2, 1), without(2)],
  ['the same line twice', 'duplicate-path', 'removeLine', withLine('split', 'b', 'end'), sound],
  [
    'two goals of one id',
    'duplicate-id',
    'callIt bought-2',
    { ...sound, goals: [goal, { ...goal, event: 'Order Paid' }] },
    { ...sound, goals: [goal, { ...goal, id: 'bought-2', event: 'Order Paid' }] },
  ],
  ['a setting nobody knows', 'unknown-key', 'removeKey fro', withConfig('wait', { for: 'P1D', fro: 'P2D' }), sound],
  [
    'a time of day that means nothing',
    'invalid-config',
    'removeKey at',
    withConfig('wait', { until: '2030-01-01', at: '09:00' }),
    withConfig('wait', { until: '2030-01-01' }),
  ],
  [
    'a value that is compared with nothing',
    'invalid-config',
    'removeKey value',
    { ...sound, goals: [{ id: 'known', when: { field: 'customer.a', op: 'exists', value: 3 } }] },
    { ...sound, goals: [{ id: 'known', when: { field: 'customer.a', op: 'exists' } }] },
  ],
  [
    'shares of nothing',
    'bad-weights',
    'shareEqually',
    withConfig('split', { arms: [arm('a', 0), arm('b', 0)] }),
    withConfig('split', { arms: [arm('a', 50), arm('b', 50)] }),
  ],
  [
    'a share below nothing',
    'bad-weights',
    'shareEqually',
    withConfig('split', { arms: [arm('a', 20), arm('b', -5)] }),
    withConfig('split', { arms: [arm('a', 50), arm('b', 50)] }),
  ],
  ['a wait backwards', 'bad-duration', 'removeMinus', withConfig('wait', { for: '-P1D' }), sound],
  [
    'a range upside down',
    'bad-duration',
    'swapEnds',
    withConfig('wait', { between: { min: 'P3D', max: 'P1D' } }),
    withConfig('wait', { between: { min: 'P1D', max: 'P3D' } }),
  ],
]

describe('one click mends', () => {
  it.each(rows)('%s', (_, code, button, broken, mended) => {
    const editor = createEditor(openJourney(broken), () => 0)
    const before = editor.getState().document
    const problem = problemsOf(editor).find((problem) => problem.code === code)
    const fix = problem && fixOf(problem, around(editor))
    expect([fix?.key, ...Object.values(fix?.values ?? {})].join(' ')).toBe(button)

    editor.run(fix?.command ?? { label: { key: 'none' }, run: () => undefined })
    expect(withoutPlaces(editor)).toEqual(mended)
    expect(problemsOf(editor).filter((other) => other.code === code)).toEqual([])
    expect(editor.getState().history.past).toHaveLength(1)
    // What is mended is not mended again by a click on a row that has not gone yet.
    expect(problem && fixOf(problem, around(editor))).toBeNull()

    editor.undo()
    expect(editor.getState().document).toEqual(before)
  })
})

describe('a person has to think where', () => {
  it.each<[string, string, Journey]>([
    ['a path leads to two steps', 'duplicate-path', withLine('split', 'b', 'wait')],
    [
      'a condition asks two questions',
      'unknown-key',
      withConfig('start', { trigger: { type: 'api' }, where: { tag: 'a', stage: 'use' } }),
    ],
    ['a duration is written in words', 'bad-duration', withConfig('wait', { for: 'three days' })],
    [
      'another step asks about the message of a step that is not reached',
      'unreachable-step',
      {
        ...sound,
        steps: [
          ...steps,
          { id: 'lost', type: 'send', config: { channel: 'email', topic: 'a', content: { text: 'x' } } },
        ],
        goals: [{ id: 'opened', when: { interaction: { step: 'lost', outcome: 'opened' } } }],
      },
    ],
    [
      'a loop never waits',
      'cycle-without-wait',
      { ...sound, edges: [...edges.slice(0, 3), line('split', 'b', 'split')] },
    ],
  ])('%s', (_, code, broken) => {
    const editor = createEditor(openJourney(broken), () => 0)
    const problem = problemsOf(editor).find((problem) => problem.code === code)
    expect(problem).toBeDefined()
    expect(problem && fixOf(problem, around(editor))).toBeNull()
  })
})

type Editor = ReturnType<typeof createEditor>

const problemsOf = (editor: Editor) => findProblems(editor.getState().document, registry, { names: seen })

const around = (editor: Editor) => ({
  document: editor.getState().document,
  registry,
  nameOf: (id: string) => id,
  nameOfType: (type: string) => type,
})

function withoutPlaces(editor: Editor): Journey {
  const journey = toJourney(editor.getState().document)
  return { ...journey, steps: journey.steps.map(({ position: _, ...step }) => step) }
}

function arm(path: string, weight: number) {
  return { path, weight }
}

function line(from: string, path: string, to: string): Edge {
  return { from, path, to }
}

function withLine(from: string, path: string, to: string, at = edges.length, instead = 0): Journey {
  return { ...sound, edges: edges.toSpliced(at, instead, line(from, path, to)) }
}

function without(edge: number): Journey {
  return { ...sound, edges: edges.toSpliced(edge, 1) }
}

function withConfig(id: string, config: Step['config']): Journey {
  return { ...sound, steps: steps.map((step) => (step.id === id ? { ...step, config } : step)) }
}
