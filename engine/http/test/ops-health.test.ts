import { describe, expect, it } from 'vitest'
import type { ProcessRecord } from '../../store/port.ts'
import { findingsOf, type Health } from '../operations/health.ts'
import { openWorld, type World } from './world.ts'

describe('processes', () => {
  const beat = (world: World, id: string, role: ProcessRecord['role'] = 'worker') =>
    world.store.processes.beat(
      {
        ...{ id, role, host: 'h', pid: 1, startedAt: 1, seenAt: Date.now() },
        report: { state: 'working', running: 1, sweptAt: Date.now(), troubled: [] },
      },
      0,
    )

  it('are told to drain, and to work again', async () => {
    const world = await openWorld()
    await beat(world, 'w1')
    await beat(world, 'api1', 'api')
    expect((await world.ask('PUT', '/v1/ops/processes/w1/drain', { drain: true })).status).toBe(204)
    expect(await beat(world, 'w1')).toBe(true)
    expect((await world.ask('PUT', '/v1/ops/processes/w1/drain', { drain: false })).status).toBe(204)
    expect(await beat(world, 'w1')).toBe(false)
    expect((await world.ask('PUT', '/v1/ops/processes/none/drain', { drain: true })).status).toBe(404)
    expect((await world.ask('PUT', '/v1/ops/processes/api1/drain', { drain: true })).status).toBe(409)
  })

  it('are in the health with what they do', async () => {
    const world = await openWorld()
    expect((await world.ask('GET', '/v1/ops/health')).body).toMatchObject({
      status: 'failing',
      findings: [{ code: 'no-worker' }],
    })
    await beat(world, 'w1')
    expect((await world.ask('GET', '/v1/ops/health')).body).toMatchObject({
      status: 'ok',
      findings: [],
      processes: [{ id: 'w1', state: 'working', running: 1 }],
    })
  })
})

describe('what is found', () => {
  const fine: Health = {
    ...{
      asOf: 100_000,
      pause: null,
      pressure: { level: 'free' },
      storeMs: 1,
      queue: {},
      due: { customers: 0, lag: 0 },
    },
    ...{ lateInputs: 0, active: 0, parked: 0, interactions: {}, troubled: [] },
    processes: [
      {
        ...{ id: 'w1', role: 'worker', host: 'h', pid: 1, startedAt: 1, seenAt: 99_000, drain: false },
        report: { state: 'working', running: 0, sweptAt: 98_000, troubled: [] },
      },
    ],
  }
  const [worker] = fine.processes as [ProcessRecord]
  const trouble = { provider: 'email', failures: 5, until: 1, detail: '535', process: 'w1' }
  const pause = { since: 1, reason: 'because' }
  const cases: [what: string, change: Partial<Health>, codes: string[]][] = [
    ['nothing', {}, []],
    ['nobody works', { processes: [] }, ['no-worker']],
    ['an API alone', { processes: [{ ...worker, role: 'api' }] }, ['no-worker']],
    ['all drained', { processes: [{ ...worker, report: { ...worker.report, state: 'drained' } }] }, ['all-drained']],
    ['no queue', { queue: null }, ['queue-down']],
    ['lag', { due: { customers: 3, lag: 16 } }, ['behind']],
    ['lag that heals', { due: { customers: 3, lag: 14 } }, []],
    ['lag in a pause', { due: { customers: 3, lag: 999 }, lateInputs: 7, pause }, ['paused']],
    ['late input', { lateInputs: 1 }, ['input-late']],
    [
      'a sweeper that hangs',
      { processes: [{ ...worker, report: { ...worker.report, sweptAt: 60_000 } }] },
      ['no-sweep'],
    ],
    ['pressure', { pressure: { level: 'busy', retryAfter: 5, reason: 'slow' } }, ['pressure']],
    [
      'a full disk: no process can say that it lives',
      { processes: [], pressure: { level: 'full', retryAfter: 5, reason: 'full' } },
      ['pressure'],
    ],
    ['a provider down', { troubled: [{ ...trouble, state: 'open' }], parked: 1 }, ['provider-down', 'parked']],
    ['a provider that waits', { troubled: [{ ...trouble, state: 'held' }] }, ['provider-held']],
    ['unknown', { interactions: { unknown: 2, accepted: 5 } }, ['unknown']],
  ]
  it.each(cases)('%s', (_, change, codes) => {
    expect(findingsOf({ ...fine, ...change }).map(({ code }) => code)).toEqual(codes)
  })
})
