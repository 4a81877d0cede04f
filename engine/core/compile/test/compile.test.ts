import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { initialTransition, transition } from 'xstate'
import type { Journey } from '../../model/journey.ts'
import { coreRegistry } from '../../steps/index.ts'
import { goodJourney } from '../../validate/test/good-journey.ts'
import { compileStored, compileVersion, END_EVENT, FAIL_EVENT, OUTSIDE, pathEvent, transitionTable } from '../index.ts'
import type { CompiledVersion } from '../version.ts'
import { randomJourneys } from './random-journeys.ts'

const registry = coreRegistry()
const compile = (journey: Journey): CompiledVersion => compileVersion(journey, 1, registry)

const journey: Journey = {
  format: 1,
  id: 'small',
  name: 'Small',
  steps: [
    { id: 'start', type: 'entry', config: { trigger: { type: 'event', event: 'A' }, where: { event: 'Seen' } } },
    {
      id: 'hello',
      type: 'send',
      config: { channel: 'email', topic: 'offers', content: { subject: 'Hi', text: 'Hi' } },
    },
    { id: 'later', type: 'wait', config: { until: '2026-05-01', ifPast: 'path' }, name: 'Later', stage: 'use' },
    { id: 'ask', type: 'branch', config: { branches: [{ path: 'yes', when: { not: { event: 'Bought' } } }] } },
    { id: 'end', type: 'exit', config: { reason: 'done' } },
  ],
  edges: [
    { from: 'start', path: 'next', to: 'hello' },
    { from: 'hello', path: 'next', to: 'later' },
    { from: 'hello', path: 'failed', to: 'end' },
    { from: 'later', path: 'next', to: 'ask' },
    { from: 'ask', path: 'yes', to: 'end' },
  ],
  goals: [
    { id: 'bought', event: 'Bought', where: { event: 'Opened' } },
    { id: 'gone', when: { all: [{ event: 'Left' }, { segment: 'vip' }] }, exitOnGoal: true },
  ],
  exits: [{ id: 'deleted', event: 'Account Deleted' }],
}

describe('next step', () => {
  test.each([
    ['start', 'next', 'hello'],
    ['hello', 'next', 'later'],
    ['hello', 'failed', 'end'],
    // Unconnected, so it follows `next`.
    ['hello', 'suppressed', 'later'],
    ['later', 'past', 'ask'],
    ['ask', 'yes', 'end'],
    ['ask', 'else', null],
    ['end', 'next', null],
    ['ask', 'no-such-path', null],
    ['no-such-step', 'next', null],
    ['hello', 'constructor', null],
  ])('%s by %s leads to %s', (step, path, expected) => {
    expect(compile(journey).next(step, path)).toBe(expected)
  })
})

describe('a compiled version', () => {
  const version = compile(journey)

  test('keeps order, entries and parsed configs', () => {
    expect([...version.steps.keys()]).toEqual(['start', 'hello', 'later', 'ask', 'end'])
    expect(version.entries.map((step) => step.id)).toEqual(['start'])
    expect(version.steps.get('later')).toMatchObject({ index: 2, name: 'Later', stage: 'use', paths: ['next', 'past'] })
  })

  test('knows the events its conditions look up, not those of triggers', () => {
    expect(version.historyEvents).toEqual(['Bought', 'Left', 'Opened', 'Seen'])
  })

  test('has the same hash for the same content in another order of keys', () => {
    const { name, ...rest } = structuredClone(journey)
    expect(compile({ ...rest, name }).hash).toBe(version.hash)
    expect(compile({ ...journey, name: 'Other' }).hash).not.toBe(version.hash)
  })

  test('refuses what validation would have refused', () => {
    const steps = [{ id: 'odd', type: 'odd', config: {} }]
    expect(() => compile({ ...journey, steps, edges: [] })).toThrow('Step "odd": there is no step type "odd".')
  })
})

describe('a stored version whose code is not there any more', () => {
  const steps = [
    { id: 'start', type: 'entry', config: { trigger: { type: 'event', event: 'A' } } },
    { id: 'odd', type: 'gift', config: { kind: 'book' } },
    { id: 'late', type: 'wait', config: { for: 5 } },
    { id: 'end', type: 'exit', config: { reason: 'done' } },
  ]
  const edges = [
    { from: 'start', path: 'next', to: 'odd' },
    { from: 'odd', path: 'sent', to: 'late' },
    { from: 'odd', path: 'none', to: 'end' },
  ]
  const version = compileStored({ ...journey, steps, edges, exits: [] }, 1, registry)
  const decided = (step: string): unknown => version.steps.get(step)?.definition.arrive({} as never)

  test('sets aside who comes to a step that cannot run', () => {
    expect(decided('odd')).toMatchObject({ park: 'step-error', detail: expect.stringContaining('no step type "gift"') })
    expect(decided('late')).toMatchObject({
      park: 'step-error',
      detail: expect.stringContaining('settings of step "late"'),
    })
    const odd = version.steps.get('odd')?.definition
    expect(odd?.resume?.({} as never, { type: 'timer' })).toEqual(decided('odd'))
  })

  test('runs everything else, and keeps the lines', () => {
    expect(version.entries.map(({ id }) => id)).toEqual(['start'])
    expect(version.next('odd', 'sent')).toBe('late')
    expect(version.next('odd', 'none')).toBe('end')
  })
})

/** What XState itself says about one state and event. */
function byXState({ machine }: CompiledVersion, state: string, event: string): unknown {
  return transition(machine, machine.resolveState({ value: state, context: {} }), { type: event })[0].value
}

function everyEvent(version: CompiledVersion): string[] {
  const table = transitionTable(version.machine)
  const known = [...table.values()].flatMap((followers) => [...followers.keys()])
  return [
    ...new Set([
      ...known,
      pathEvent('*'),
      pathEvent('no-such-path'),
      'exit.no-such-exit',
      'path.*',
      END_EVENT,
      FAIL_EVENT,
    ]),
  ]
}

/** The journeys under examples/ that need no step types of their own. */
function exampleJourneys(): Journey[] {
  const folder = new URL('../../../../examples/', import.meta.url)
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json') && !name.includes('node_modules'))
    .map((name): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8')))
    .flatMap((document) => [document, ...((document as { journeys?: unknown[] }).journeys ?? [])])
    .filter((document): document is Journey => (document as Partial<Journey> | null)?.format === 1)
    .filter((journey) => journey.steps.every((step) => registry.get(step.type) !== undefined))
}

function expectAgreement(version: CompiledVersion): void {
  const table = transitionTable(version.machine)
  const events = everyEvent(version)
  for (const [state, followers] of table) {
    const isFinal = version.machine.root.states[state]?.type === 'final'
    expect(followers.size === 0).toBe(isFinal)
    if (isFinal) continue
    for (const event of events) expect(followers.get(event) ?? state).toBe(byXState(version, state, event))
  }
}

describe('table and machine', () => {
  test('a customer who is not inside yet is outside', () => {
    expect(initialTransition(compile(journey).machine)[0].value).toBe(OUTSIDE)
  })

  test('agree on every state and event of 200 random journeys', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(randomJourneys, (journey) => expectAgreement(compile(journey))),
      { numRuns: 200, seed: 7 },
    )
  })

  test('agree on the journey with one step of each kind, and on the examples', { timeout: 120_000 }, () => {
    for (const journey of [goodJourney, ...exampleJourneys()]) expectAgreement(compile(journey))
  })

  test('next() is what the machine does, for every step and path', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(randomJourneys, (journey) => {
        const version = compile(journey)
        for (const step of version.steps.values()) {
          for (const path of step.paths) {
            expect(version.next(step.id, path) ?? '$completed').toBe(byXState(version, step.id, pathEvent(path)))
          }
        }
      }),
      { numRuns: 100, seed: 8 },
    )
  })
})
