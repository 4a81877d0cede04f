import fc from 'fast-check'
import type { Edge, Journey, Step } from '../../model/journey.ts'

/** One config per kind of step that matters for a graph, with its paths. */
const KINDS: { type: string; config: Step['config']; paths: string[] }[] = [
  { type: 'wait', config: { for: 'P1D' }, paths: ['next'] },
  { type: 'wait', config: { until: '2026-01-01', ifPast: 'path' }, paths: ['next', 'past'] },
  {
    type: 'branch',
    config: {
      branches: [
        { path: 'end', when: { tag: 'a' } },
        { path: '*', when: { tag: 'b' } },
      ],
    },
    paths: ['end', '*', 'else'],
  },
  {
    type: 'wait-for',
    config: { branches: [{ path: 'a.*', event: 'A' }], timeout: 'P1D' },
    paths: ['a.*', 'timeout'],
  },
  {
    type: 'send',
    config: { channel: 'email', topic: 'offers', content: { subject: 'Hi', text: 'Hi' } },
    paths: ['next', 'suppressed', 'failed'],
  },
  { type: 'exit', config: { reason: 'done' }, paths: [] },
]

/** Journeys with random lines between random steps, some paths left open. Well formed, not always sensible. */
export const randomJourneys: fc.Arbitrary<Journey> = fc
  .record({
    entries: fc.integer({ min: 1, max: 3 }),
    kinds: fc.array(fc.integer({ min: 0, max: KINDS.length - 1 }), { minLength: 1, maxLength: 20 }),
    targets: fc.array(fc.option(fc.nat(), { freq: 4 }), { minLength: 80, maxLength: 80 }),
    exits: fc.integer({ min: 0, max: 2 }),
    goals: fc.array(fc.boolean(), { maxLength: 3 }),
  })
  .map(({ entries, kinds, targets, exits, goals }) => {
    const api = { trigger: { type: 'api' } }
    const entrySteps = Array.from(
      { length: entries },
      (_, at): Step => ({ id: `in-${at}`, type: 'entry', config: api }),
    )
    const steps = kinds.map((kind, at): Step => {
      const { type, config } = KINDS[kind] as (typeof KINDS)[number]
      return { id: `s-${at}`, type, config }
    })
    const outOf = [
      ...entrySteps.map(({ id }) => ({ id, paths: ['next'] })),
      ...steps.map(({ id }, at) => ({ id, paths: KINDS[kinds[at] as number]?.paths ?? [] })),
    ]
    const edges = outOf
      .flatMap(({ id, paths }) => paths.map((path) => ({ from: id, path })))
      .flatMap((line, at): Edge[] => {
        const target = targets[at % targets.length] ?? null
        return target === null ? [] : [{ ...line, to: `s-${target % steps.length}` }]
      })
    return {
      format: 1,
      id: 'random',
      name: 'Random',
      steps: [...entrySteps, ...steps],
      edges,
      exits: Array.from({ length: exits }, (_, at) => ({ id: `x-${at}`, event: 'X' })),
      goals: goals.map((exitOnGoal, at) => ({ id: `g-${at}`, event: 'G', exitOnGoal })),
    }
  })
