import { describe, expect, it } from 'vitest'
import type { Journey } from '../../engine/core/model/journey.ts'
import { diffJourneys, overlayOf } from './diff.ts'

const before: Journey = {
  format: 1,
  id: 'j',
  name: 'J',
  steps: [
    { id: 'in', type: 'entry', config: { trigger: { type: 'api' } } },
    { id: 'wait', type: 'wait', config: { for: 'P2D' }, position: { x: 0, y: 0 } },
    { id: 'end', type: 'exit', config: { reason: 'done' } },
  ],
  edges: [
    { from: 'in', path: 'next', to: 'wait' },
    { from: 'wait', path: 'next', to: 'end' },
  ],
}

describe('differences', () => {
  it.each<[string, Journey, unknown[]]>([
    ['none', structuredClone(before), []],
    ['a moved card', { ...before, steps: before.steps.map((step) => ({ ...step, position: { x: 9, y: 9 } })) }, []],
    [
      'keys in another order',
      { ...before, steps: before.steps.map(({ id, type, config }) => ({ config, type, id })) },
      [],
    ],
    [
      'a changed config',
      {
        ...before,
        steps: before.steps.map((step) => (step.id === 'wait' ? { ...step, config: { for: 'P3D' } } : step)),
      },
      [{ kind: 'changed', after: { id: 'wait' } }],
    ],
    [
      'a new goal',
      { ...before, goals: [{ id: 'g', event: 'X' }] },
      [{ kind: 'setting', name: 'goals', before: undefined }],
    ],
    [
      'a step between',
      {
        ...before,
        steps: [...before.steps, { id: 'mid', type: 'track', config: { event: 'X' } }],
        edges: [
          { from: 'in', path: 'next', to: 'mid' },
          { from: 'mid', path: 'next', to: 'wait' },
          { from: 'wait', path: 'next', to: 'end' },
        ],
      },
      [
        { kind: 'added', step: { id: 'mid' } },
        { kind: 'rewired', step: { id: 'in' }, path: 'next', before: { id: 'wait' }, after: { id: 'mid' } },
      ],
    ],
    [
      'a step less',
      {
        ...before,
        steps: before.steps.filter(({ id }) => id !== 'wait'),
        edges: [{ from: 'in', path: 'next', to: 'end' }],
      },
      [
        { kind: 'removed', step: { id: 'wait' } },
        { kind: 'rewired', step: { id: 'in' }, before: { id: 'wait' }, after: { id: 'end' } },
      ],
    ],
  ])('%s', (_name, after, changes) => {
    expect(diffJourneys(before, after)).toMatchObject(changes)
    expect(diffJourneys(before, after)).toHaveLength(changes.length)
  })

  it('of a first version are all its steps', () => {
    expect(diffJourneys(null, before).map(({ kind }) => kind)).toEqual(['added', 'added', 'added'])
    expect(overlayOf(null, before)).toEqual({ journey: before, tones: {} })
  })

  it('are drawn over the new version, with what it lost', () => {
    const after = {
      ...before,
      steps: before.steps.filter(({ id }) => id !== 'wait'),
      edges: [{ from: 'in', path: 'next', to: 'end' }],
    }
    const { journey, tones } = overlayOf(before, after)
    expect(journey.steps.map(({ id }) => id)).toEqual(['in', 'end', 'wait'])
    expect(tones).toEqual({
      wait: 'removed',
      'in next wait': 'removed',
      'wait next end': 'removed',
      'in next end': 'added',
    })
  })
})
