import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Assumptions,
  countsOf,
  type Recording,
  simulateCustomer,
  simulatePopulation,
  timelineOf,
} from '../../engine/core/simulate/index.ts'
import { gated, vipGate } from '../test/fixtures/vip-gate.ts'
import { setupFrom, type SimulationRequest } from './request.ts'

const START = Date.UTC(2026, 2, 2)
const DAY = 86_400_000

/** Everybody orders in the beginning, some again later. */
function requestFor(ways: Assumptions['ways'], seed = 1, count = 300): SimulationRequest {
  const order = { kind: 'event', event: 'Order Completed', properties: {} } as const
  const delay = { halfWithin: 3_600_000 }
  return {
    ...{ journeys: [gated], customSteps: [vipGate], segments: [], templates: [], seed },
    workspace: { timeZone: 'UTC', quietHours: null },
    customers: { made: { count, arriveOver: DAY, consent: {}, traits: {}, timeZones: ['UTC'] } },
    assumptions: {
      messages: {},
      deeds: [
        { id: 'first', does: order, after: { kind: 'start' }, share: 1, delay },
        { id: 'again', does: order, after: { kind: 'event', event: 'Order Completed' }, share: 0.3, delay },
      ],
      ways,
    },
    ...{ start: START, until: START + 120 * DAY },
  }
}

function run(request: SimulationRequest): Recording {
  const simulation = simulatePopulation(setupFrom(request))
  for (;;) {
    const step = simulation.next()
    if (step.done) return step.value
  }
}

/** How often each way out of a step was taken. */
function taken(request: SimulationRequest, step: string): Record<string, number> {
  const recording = run(request)
  return countsOf(recording, timelineOf(recording), gated).steps[step]?.paths ?? {}
}

describe('steps whose code is on the server', () => {
  it.each<[string, Assumptions['ways'], string, Record<string, number>]>([
    ['by equal shares where nothing is assumed', {}, 'gate', { vip: 0.5, other: 0.5 }],
    ['by the shares assumed', { 'gated/gate': { vip: 0.7, other: 0.3 } }, 'gate', { vip: 0.7, other: 0.3 }],
    ['by ways that follow the settings', {}, 'fine', { vip: 1 / 3, regular: 1 / 3, other: 1 / 3 }],
    [
      'in proportion',
      { 'gated/fine': { vip: 2, regular: 1, other: 1 } },
      'fine',
      { vip: 0.5, regular: 0.25, other: 0.25 },
    ],
    ['all by one', { 'gated/fine': { regular: 1 } }, 'fine', { regular: 1 }],
  ])('are left %s', (_name, ways, step, expected) => {
    const paths = taken(requestFor(ways), step)
    const all = Object.values(paths).reduce((sum, count) => sum + count, 0)
    expect(all).toBeGreaterThan(300)
    expect(Object.keys(paths).sort()).toEqual(Object.keys(expected).sort())
    for (const [path, share] of Object.entries(expected))
      expect(Math.abs((paths[path] ?? 0) / all - share)).toBeLessThan(4 * Math.sqrt(0.25 / all))
  })

  it('are left the same way again with the same seed, and another with another', () => {
    const request = requestFor({})
    expect(run(requestFor({}))).toEqual(run(request))
    expect(run(requestFor({}, 2))).not.toEqual(run(request))
  })

  it('are left by a new chance at every visit', () => {
    const setup = setupFrom(requestFor({}))
    const ways = Array.from({ length: 60 }, (_, index) =>
      simulateCustomer(setup, index).customer.enrollments.flatMap(({ history }) =>
        history.flatMap(({ step, path }) => (step === 'gate' ? [path] : [])),
      ),
    )
    expect(ways.some((paths) => paths.filter((path) => path === 'vip').length > 1)).toBe(true)
    expect(ways.some((paths) => paths[0] === 'other' && paths[1] === 'vip')).toBe(true)
    expect(ways.some((paths) => paths[0] === 'other' && paths[1] === 'other')).toBe(true)
  })

  it('say what was assumed of those who left them', () => {
    const setup = setupFrom(requestFor({ 'gated/gate': { vip: 1, other: 0 } }))
    const visits = simulateCustomer(setup, 0).customer.enrollments[0]?.history
    expect(visits?.find(({ step }) => step === 'gate')?.why).toEqual({ assumed: 1 })
    expect(visits?.find(({ step }) => step === 'fine')?.why).toEqual({ assumed: 1 / 3 })
  })

  it('keep on their way all whom a share took that grows', () => {
    const firstWays = (vip: number, seed: number): (string | null)[] => {
      const setup = setupFrom(requestFor({ 'gated/gate': { vip, other: 1 - vip } }, seed, 20))
      return Array.from({ length: 20 }, (_, index) => {
        const [first] = simulateCustomer(setup, index).customer.enrollments
        return first?.history.find(({ step }) => step === 'gate')?.path ?? null
      })
    }
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 49 }), fc.integer({ min: 50, max: 100 }), fc.nat(99), (few, many, seed) => {
        const [before, after] = [firstWays(few / 100, seed), firstWays(many / 100, seed)]
        before.forEach((path, index) => path === 'vip' && expect(after[index]).toBe('vip'))
      }),
      { numRuns: 10, seed: 1 },
    )
  })
})
