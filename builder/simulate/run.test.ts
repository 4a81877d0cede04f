import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { compileVersion } from '../../engine/core/compile/index.ts'
import { assume, assumePopulation } from '../../engine/core/simulate/index.ts'
import { coreRegistry } from '../../engine/core/steps/index.ts'
import { createCountsStore } from '../live/counts.ts'
import { lifecycle } from '../test/fixtures/lifecycle.ts'
import type { SimulationRequest } from './request.ts'
import { runSimulation } from './run.ts'
import { createSimulation } from './store.ts'
import type { FromWorker, ToWorker } from './worker.ts'

/** Runs the worker's own code in this thread, one message after another; or never answers. */
class WorkerHere {
  static made: WorkerHere[] = []
  static isSilent = false
  onmessage: ((event: { data: FromWorker }) => void) | null = null
  isEnded = false

  constructor() {
    WorkerHere.made.push(this)
  }

  postMessage(message: ToWorker): void {
    if (WorkerHere.isSilent) return
    queueMicrotask(() => {
      const page = self as unknown as { onmessage(event: { data: ToWorker }): void; postMessage(m: FromWorker): void }
      page.postMessage = (data) => this.onmessage?.({ data })
      page.onmessage({ data: structuredClone(message) })
    })
  }

  terminate(): void {
    this.isEnded = true
  }
}

beforeEach(async () => {
  WorkerHere.made = []
  WorkerHere.isSilent = false
  vi.stubGlobal('Worker', WorkerHere)
  await import('./worker.ts')
})
afterEach(() => vi.unstubAllGlobals())

function requestFor(count: number, seed: number): SimulationRequest {
  const versions = [compileVersion(lifecycle, 1, coreRegistry())]
  const start = Date.UTC(2026, 2, 2)
  return {
    ...{ journeys: [lifecycle], customSteps: [], segments: [], templates: [] },
    workspace: { timeZone: 'UTC', quietHours: { from: '21:00', to: '08:00' } },
    customers: { made: { ...assumePopulation(versions, []), count } },
    assumptions: assume(versions),
    ...{ start, until: start + 40 * 86_400_000, seed },
  }
}

describe('a simulation in workers', () => {
  it('gives the same with one, two and three of them', async () => {
    const { signal } = new AbortController()
    const run = (workers: number, seed = 5) =>
      runSimulation(
        requestFor(121, seed),
        () => {},
        signal,
        () => workers,
      )
    const [one, two, three] = [await run(1), await run(2), await run(3)]
    expect(WorkerHere.made).toHaveLength(6)
    expect(WorkerHere.made.every(({ isEnded }) => isEnded)).toBe(true)
    expect(one.customers).toHaveLength(121)
    expect(two).toEqual(one)
    expect(three).toEqual(one)
    expect(await run(2, 6)).not.toEqual(one)
  })

  it('lives customers of the workspace as they are: who agreed to nothing gets nothing', async () => {
    const { signal } = new AbortController()
    const request = requestFor(1, 5)
    const known = ['ada', 'bob'].map((id) => ({
      ...{ id, tags: [], timeZone: null, stage: null, suppressed: {} },
      traits: { email: `${id}@example.com` },
      consent: id === 'ada' ? { email: ['onboarding', 'offers', 'surveys'] } : {},
    }))
    const recording = await runSimulation(
      { ...request, customers: { known } },
      () => {},
      signal,
      () => 2,
    )
    expect(recording.customers).toHaveLength(2)
    const { customer, reason } = recording.messages
    const reasonsOf = (index: number): string[] =>
      [...customer].flatMap((who, row) => (who === index ? [recording.words[reason[row] as number] ?? ''] : []))
    expect(reasonsOf(1).length).toBeGreaterThan(0)
    expect(new Set(reasonsOf(1))).toEqual(new Set(['no-consent']))
    expect(reasonsOf(0)).not.toContain('no-consent')
  })

  it('is cancelled while it runs, which ends its workers, and can be run again', async () => {
    const simulation = createSimulation('lifecycle', createCountsStore())
    WorkerHere.isSilent = true
    const running = simulation.run(requestFor(400, 1))
    expect(simulation.getState()).toMatchObject({ phase: 'running', total: 400 })
    simulation.cancel()
    await running
    expect(WorkerHere.made.length).toBeGreaterThan(0)
    expect(WorkerHere.made.every(({ isEnded }) => isEnded)).toBe(true)
    expect(simulation.getState()).toMatchObject({ phase: 'idle', result: null, error: null })

    WorkerHere.isSilent = false
    await simulation.run(requestFor(40, 1))
    expect(simulation.getState()).toMatchObject({ phase: 'done' })
    // Cancelled, a second run leaves what there was.
    const before = simulation.getState().result
    WorkerHere.isSilent = true
    const again = simulation.run(requestFor(40, 2))
    simulation.cancel()
    await again
    expect(simulation.getState()).toMatchObject({ phase: 'done', result: before })
  })
})
