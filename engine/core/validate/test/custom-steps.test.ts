import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Condition } from '../../model/condition.ts'
import type { Journey, Step } from '../../model/journey.ts'
import { coreRegistry } from '../../steps/index.ts'
import { defineStep, type StepType } from '../../steps/sdk.ts'
import { validateJourney } from '../index.ts'

const texts = { name: 'Custom', description: 'A step type from outside.' }
const base = { icon: 'star', group: 'custom' as const, texts: { en: texts, zh: texts } }
const good = { when: { tag: 'a' }, time: '-P1D', zone: 'Asia/Tokyo', text: 'Hi {{ customer.name }}', size: 3 }

/** Names a condition but has it checked by nobody. */
const quiet = defineStep({
  ...base,
  type: 'quiet',
  example: { when: { tag: 'a' } },
  config: z.strictObject({ when: z.custom<Condition>() }),
  paths: () => ['next'],
  conditions: ({ when }) => [when],
  arrive: () => ({ leave: 'next' }),
})

/** Uses everything a check may use. */
const thorough = defineStep({
  ...base,
  type: 'thorough',
  example: good,
  config: z.strictObject({
    when: z.custom<Condition>(),
    time: z.string(),
    zone: z.string(),
    text: z.string(),
    size: z
      .number()
      .refine((size) => size < 10, { message: 'Make it smaller than 10.', params: { code: 'too-large' } }),
  }),
  paths: () => ['next', 'other'],
  fallbacks: { other: 'next' },
  check({ when, time, zone, text }, context) {
    context.condition(when, '/when')
    context.duration(time, '/time', { negative: true })
    context.zone(zone, '/zone')
    context.text(text, '/text')
    if (zone === 'UTC') context.report('odd-zone', 'Nobody lives in UTC; choose a place.', '/zone', 'warning')
  },
  conditions: ({ when }) => [structuredClone(when)],
  references: ({ text }) => (text === 'ref' ? [{ kind: 'pool', id: 'none', field: '/text' }] : []),
  arrive: () => ({ leave: 'next' }),
})

const registry = coreRegistry(quiet as StepType, thorough as StepType)

function problemsOf(step: Omit<Step, 'id'>): string[] {
  const journey: Journey = {
    format: 1,
    id: 'custom',
    name: 'Custom',
    steps: [
      { id: 'in', type: 'entry', config: { trigger: { type: 'api' } } },
      { id: 'own', ...step },
      { id: 'out', type: 'exit', config: { reason: 'done' } },
    ],
    edges: [
      { from: 'in', path: 'next', to: 'own' },
      { from: 'own', path: 'next', to: 'out' },
    ],
  }
  const problems = validateJourney(journey, { registry, pools: new Set() })
  return problems.map(({ code, pointer, step }) => `${code} ${pointer} ${step}`)
}

describe('custom step types', () => {
  test.each<[string, Step['config'], string[]]>([
    ['nothing wrong', good, []],
    ['a condition, once', { ...good, when: { any: [] } }, ['never-true /steps/1/config/when own']],
    ['a duration', { ...good, time: 'x' }, ['bad-duration /steps/1/config/time own']],
    ['a zone', { ...good, zone: 'x' }, ['unknown-time-zone /steps/1/config/zone own']],
    ['a text', { ...good, text: '{{' }, ['bad-template /steps/1/config/text own']],
    ['its own code', { ...good, zone: 'UTC' }, ['odd-zone /steps/1/config/zone own']],
    ['its own code in the schema', { ...good, size: 30 }, ['too-large /steps/1/config/size own']],
    ['a reference', { ...good, text: 'ref' }, ['unknown-pool /steps/1/config/text own']],
    ['a key', { ...good, colour: 'red' }, ['unknown-key /steps/1/config/colour own']],
  ])('report %s', (_, config, expected) => {
    expect(problemsOf({ type: 'thorough', config })).toEqual(expected)
  })

  test('a condition that the type does not have checked is checked all the same', () => {
    expect(problemsOf({ type: 'quiet', config: { when: { any: [] } } })).toEqual(['never-true /steps/1/config own'])
  })
})
