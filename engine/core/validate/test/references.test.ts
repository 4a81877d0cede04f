import { describe, expect, test } from 'vitest'
import type { Journey, Step } from '../../model/journey.ts'
import { coreRegistry } from '../../steps/index.ts'
import { validateJourney } from '../index.ts'
import { goodJourney } from './good-journey.ts'

const registry = coreRegistry()

function starting(id: string, ...targets: string[]): Journey {
  const steps: Step[] = [
    { id: 'in', type: 'entry', config: { trigger: { type: 'api' } } },
    ...targets.map((target, at) => ({ id: `start-${at}`, type: 'journey', config: { journey: target } })),
    { id: 'out', type: 'exit', config: { reason: 'done' } },
  ]
  const edges = steps.slice(1).map((step, at) => ({ from: steps[at]?.id ?? '', path: 'next', to: step.id }))
  return { format: 1, id, name: id, steps, edges }
}

const mapOf = (...journeys: Journey[]): Map<string, Journey> =>
  new Map(journeys.map((journey) => [journey.id, journey]))

describe('journeys that start journeys', () => {
  test.each<[string, Journey[], string[]]>([
    ['one that ends', [starting('b')], []],
    ['two in a row', [starting('b', 'c'), starting('c')], []],
    ['two that meet again', [starting('b', 'c', 'c'), starting('c')], []],
    ['one that starts the first', [starting('b', 'a')], ['journey-cycle']],
    ['a circle of three', [starting('b', 'c'), starting('c', 'a')], ['journey-cycle']],
    ['a circle of others', [starting('b', 'c'), starting('c', 'b')], []],
    ['one that does not exist', [], ['unknown-journey']],
  ])('%s', (_, others, codes) => {
    const problems = validateJourney(starting('a', 'b'), { registry, journeys: mapOf(...others) })
    expect(problems.map((problem) => problem.code)).toEqual(codes)
  })

  test('the sentence names the way round', () => {
    const journeys = mapOf(starting('b', 'c'), starting('c', 'a'))
    const [problem] = validateJourney(starting('a', 'b'), { registry, journeys })
    expect(problem).toMatchObject({ pointer: '/steps/1/config/journey', step: 'start-0' })
    expect(problem?.message).toContain('"a" starts "b" starts "c" starts "a"')
  })

  test('one that nobody can be put into has no entry for it', () => {
    const closed = starting('b')
    const trigger = { type: 'event', event: 'A' }
    const steps = closed.steps.map((step) => (step.id === 'in' ? { ...step, config: { trigger } } : step))
    const problems = validateJourney(starting('a', 'b'), { registry, journeys: mapOf({ ...closed, steps }) })
    expect(problems.map((problem) => problem.code)).toEqual(['unknown-journey'])
    expect(problems[0]?.message).toContain('which has no entry of the kind "api"')
  })
})

test('what has not been loaded is not looked up', () => {
  expect(validateJourney(goodJourney, { registry })).toEqual([])
})

test('what is loaded and empty is', () => {
  const none = new Set<string>()
  const problems = validateJourney(goodJourney, {
    registry,
    segments: none,
    templates: none,
    pools: none,
    journeys: new Map(),
  })
  expect(problems.map((problem) => problem.code)).toEqual([
    'unknown-template',
    'unknown-segment',
    'unknown-pool',
    'unknown-journey',
  ])
})
