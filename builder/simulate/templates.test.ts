import { describe, expect, it } from 'vitest'
import { compileVersion } from '../../engine/core/compile/index.ts'
import type { Journey } from '../../engine/core/model/journey.ts'
import {
  assume,
  assumePopulation,
  countsOf,
  messagesByStep,
  simulatePopulation,
  type SimulationSetup,
  timelineOf,
} from '../../engine/core/simulate/index.ts'
import { coreRegistry } from '../../engine/core/steps/index.ts'

const journeys = Object.entries(
  import.meta.glob<Journey>('../../examples/journeys/*.json', { eager: true, import: 'default' }),
).filter(([, journey]) => journey.format === 1)
const START = Date.UTC(2026, 2, 2)

describe('first guesses', () => {
  it.each(journeys)('bring customers into %s, and messages to them', (_path, journey) => {
    const registry = coreRegistry()
    const versions = [compileVersion(journey, 1, registry)]
    const setup: SimulationSetup = {
      versions,
      registry,
      workspace: { timeZone: 'UTC', quietHours: null },
      segments: [],
      templates: [],
      customers: { made: { ...assumePopulation(versions, []), count: 150 } },
      assumptions: assume(versions),
      start: START,
      until: START + 90 * 86_400_000,
      seed: 1,
    }
    const simulation = simulatePopulation(setup)
    let step = simulation.next()
    while (step.done !== true) step = simulation.next()
    const counts = countsOf(step.value, timelineOf(step.value), journey)
    const sent = messagesByStep(step.value).reduce((sum, { statuses }) => sum + (statuses['accepted'] ?? 0), 0)
    expect(counts.parked).toBe(0)
    expect(counts.entered).toBeGreaterThan(5)
    expect(sent).toBeGreaterThan(0)
  })
})
