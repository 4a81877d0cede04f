import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../model/json.ts'
import { coreRegistry, coreSteps } from '../../steps/index.ts'
import { reviewJourney } from '../index.ts'

const lookup = { registry: coreRegistry() }

/** Any JSON is a body or a value, and a step may update nothing. */
const FREE = ['webhook.body', 'coupon.value']
const EMPTY = ['update']

/** A journey in which the step "it" of the type has this config; everything else about it is sound. */
function faultsOf(type: string, config: JsonObject): string[] {
  const isEntry = type === 'entry'
  const entry = { id: 'start', type: 'entry', config: { trigger: { type: 'event', event: 'Go' } } }
  const steps = [entry, { id: 'it', type, config }]
  const edges = isEntry ? [] : [{ from: 'start', path: 'next', to: 'it' }]
  const { problems } = reviewJourney({ format: 1, id: 'j', name: 'J', steps, edges }, lookup)
  return problems.filter(({ severity, step }) => severity === 'error' && step === 'it').map(({ code }) => code)
}

describe.each(coreSteps.map((step) => [step.type, step.example] as const))('%s', (type, example) => {
  test('a key too many is named', () => {
    expect(faultsOf(type, { ...example, nope: 1 })).toContain('unknown-key')
  })

  test.skipIf(EMPTY.includes(type))(
    'nothing configured is refused, for this step (all that update has is optional)',
    () => {
      const codes = faultsOf(type, {})
      expect(
        codes.some((code) => code === 'missing-config' || code === 'invalid-config' || code === 'bad-weights'),
      ).toBe(true)
    },
  )

  test('no key may be of another kind', () => {
    const keys = Object.keys(example).filter((key) => !FREE.includes(`${type}.${key}`))
    for (const key of keys) expect([key, faultsOf(type, { ...example, [key]: null }).length > 0]).toEqual([key, true])
  })
})
