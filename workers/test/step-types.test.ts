import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { coreRegistry } from '../../engine/core/steps/index.ts'
import type { StepType } from '../../engine/core/steps/sdk.ts'
import { arrive } from '../../engine/core/steps/test/fakeContext.ts'
import { runEmbedded } from '../scenario/profiles.ts'
import { tellPaths, told } from '../scenario/test/telling.ts'
import { timeLimited } from '../step-types.ts'

const texts = { name: 'Thinker', description: '' }

const thinker = (think: (customerId: string) => void): StepType => ({
  type: 'thinker',
  icon: 'star',
  group: 'custom',
  texts: { en: texts, zh: texts },
  config: z.strictObject({}),
  example: {},
  paths: () => ['next'],
  arrive: ({ customer }) => {
    think(customer.id)
    return { leave: 'next' }
  },
})

const forEver = (): void => {
  for (;;);
}

describe('code of a step type that takes too long', () => {
  test('is stopped, and what it throws says whose it is', () => {
    const type = timeLimited(thinker(forEver), { limitMs: 20 })
    expect(() => arrive(type, {})).toThrow('"arrive" of the step type "thinker" took longer than 20 ms and was stopped')
  })

  test('three times in a row is not asked for a minute', () => {
    let now = 0
    let asked = 0
    let stuck = true
    const stopAfter = (_: number, run: () => unknown): unknown => {
      asked += 1
      if (stuck) throw Object.assign(new Error('too long'), { code: 'ERR_SCRIPT_EXECUTION_TIMEOUT' })
      return run()
    }
    const type = timeLimited(
      thinker(() => {}),
      { monotonic: () => now, stopAfter },
    )
    for (let i = 0; i < 3; i++) expect(() => arrive(type, {})).toThrow('was stopped')
    expect(() => arrive(type, {})).toThrow('"arrive" of the step type "thinker" was not asked: 3 calls in a row')
    expect(asked).toBe(3)
    now = 60_000
    stuck = false
    expect(arrive(type, {}).decision).toEqual({ leave: 'next' })
    stuck = true
    expect(() => arrive(type, {})).toThrow('was stopped')
    stuck = false
    expect(arrive(type, {}).decision).toEqual({ leave: 'next' })
  })

  test('is not in the way of what it throws itself, nor of what a malformed type lacks', () => {
    const own = new RangeError('own')
    const fails = timeLimited(
      thinker(() => {
        throw own
      }),
    )
    expect(() => arrive(fails, {})).toThrow(own)
    expect(() => coreRegistry(timeLimited({ ...thinker(forEver), arrive: 5 } as never))).toThrow('"arrive" must be')
    expect(() => coreRegistry(timeLimited(null as never))).toThrow('cannot be used')
  })

  test('parks the one customer, and the others go on', async () => {
    const type = timeLimited(
      thinker((id) => {
        if (id === 'ada') forEver()
      }),
      { limitMs: 2_000 },
    )
    const journey = {
      format: 1,
      id: 'thinking',
      name: 'Thinking',
      steps: [
        { id: 'start', type: 'entry', config: { trigger: { type: 'event', event: 'Started' } } },
        { id: 'think', type: 'thinker', config: {} },
        { id: 'end', type: 'exit', config: { reason: 'done' } },
      ],
      edges: [
        { from: 'start', path: 'next', to: 'think' },
        { from: 'think', path: 'next', to: 'end' },
      ],
    }
    const scenario = {
      start: '2026-01-01T00:00:00Z',
      until: '+PT1H',
      journeys: [journey],
      customers: [{ id: 'ada' }, { id: 'ben' }],
      timeline: ['ada', 'ben'].map((customerId) => ({ at: '+PT1M', event: { customerId, name: 'Started' } })),
    }
    expect(tellPaths(told(await runEmbedded(scenario, coreRegistry(type))))).toEqual([
      'ada: start think... | parked step-error think',
      'ben: start think end! | completed done 01-01 00:01',
    ])
  })
})
