import { describe, expect, it } from 'vitest'
import type { Journey } from '../../../engine/core/model/journey.ts'
import { coreSteps, createRegistry } from '../../../engine/core/steps/index.ts'
import { openJourney } from '../document.ts'
import { createEditor } from '../editor.ts'
import { onwardWay, splice } from './splice.ts'

const registry = createRegistry(coreSteps)
const step = (id: string, type: string, stage: 'purchase' | 'use' = 'purchase') => ({
  id,
  type,
  stage,
  config: registry.get(type)?.example ?? {},
})
const journey: Journey = {
  format: 1,
  id: 'j',
  name: 'J',
  steps: [
    step('start', 'entry'),
    step('a', 'wait'),
    step('b', 'wait'),
    step('c', 'wait', 'use'),
    step('loose', 'survey'),
    step('split', 'branch'),
    step('end', 'exit'),
  ],
  edges: [
    { from: 'start', path: 'next', to: 'a' },
    { from: 'a', path: 'next', to: 'b' },
    { from: 'b', path: 'next', to: 'c' },
    { from: 'c', path: 'next', to: 'split' },
    { from: 'split', path: 'else', to: 'end' },
    { from: 'split', path: 'yes', to: 'a' },
  ],
}
const open = () => createEditor(openJourney(journey), () => 0)
const wayOf = (id: string) => {
  const { document } = open().getState()
  return onwardWay(id, document, registry.get(document.steps[id]?.type ?? ''))
}

describe('a step put into a line', () => {
  it('leaves its run closed behind it and goes in between', () => {
    const editor = open()
    editor.run(
      splice(
        'a',
        { from: 'b', path: 'next', to: 'c' },
        { at: { x: 0, y: 500 }, lane: 'use', onward: 'next', name: 'A' },
      ),
    )
    const { edges, steps } = editor.getState().document
    expect(edges).toEqual([
      { from: 'start', path: 'next', to: 'b' },
      { from: 'b', path: 'next', to: 'a' },
      { from: 'c', path: 'next', to: 'split' },
      { from: 'split', path: 'else', to: 'end' },
      { from: 'split', path: 'yes', to: 'b' },
      { from: 'a', path: 'next', to: 'c' },
    ])
    expect(steps['a']?.stage).toBe('use')
    editor.undo()
    expect(editor.getState().document.edges).toEqual(journey.edges)
    expect(editor.getState().document.steps['a']?.stage).toBe('purchase')
  })

  it('pushes down what stands in its way', () => {
    const editor = open()
    editor.run({
      label: { key: 'x' },
      run: (draft) => void (draft.positions = { b: { x: 40, y: 200 }, c: { x: 40, y: 360 } }),
    })
    const before = editor.getState().document.positions['c']?.y ?? 0
    editor.run(
      splice(
        'loose',
        { from: 'b', path: 'next', to: 'c' },
        { at: { x: 40, y: 280 }, lane: null, onward: 'promoter', name: '' },
      ),
    )
    const { positions, edges } = editor.getState().document
    expect(edges.filter(({ from, to }) => from === 'loose' || to === 'loose')).toEqual([
      { from: 'b', path: 'next', to: 'loose' },
      { from: 'loose', path: 'promoter', to: 'c' },
    ])
    expect(before).toBeGreaterThan(0)
    const places = Object.values(positions)
    const touching = places.some((one, at) =>
      places.some((other, index) => index > at && Math.abs(one.x - other.x) < 220 && Math.abs(one.y - other.y) < 84),
    )
    expect(touching).toBe(false)
  })

  it('goes on by the way it went, or by its first', () => {
    expect(wayOf('a')).toBe('next')
    expect(wayOf('loose')).toBe('promoter')
  })

  it('is not put there where somebody would have to guess', () => {
    expect(wayOf('start')).toBeNull()
    expect(wayOf('split')).toBeNull()
    expect(wayOf('end')).toBeNull()
    expect(wayOf('gone')).toBeNull()
  })
})
