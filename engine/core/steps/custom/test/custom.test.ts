import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { coreRegistry } from '../../index.ts'
import type { CheckContext, StepContext, StepType } from '../../sdk.ts'
import { arrive, check, resume } from '../../test/fakeContext.ts'

const texts = { name: 'Odd', description: '' }

/** A step type as somebody else wrote it: not held to any type. */
const odd = (members: Record<string, unknown>): StepType =>
  ({
    type: 'odd',
    icon: 'star',
    group: 'custom',
    texts: { en: texts, zh: texts },
    config: z.strictObject({ list: z.array(z.string()).default([]) }),
    example: {},
    paths: () => ['next', 'other'],
    arrive: () => ({ leave: 'next' }),
    ...members,
  }) as unknown as StepType

const registered = (members: Record<string, unknown>): StepType => coreRegistry(odd(members)).get('odd') as StepType

type Loose = Record<string, (...args: unknown[]) => unknown> & { [key in 'config' | 'customer']: Record<string, never> }
const circle: Record<string, unknown> = {}
circle['self'] = circle

describe('what a step answers', () => {
  test.each<[string, () => unknown, string]>([
    ['a promise', () => Promise.resolve({ leave: 'next' }), '"arrive" of the step type "odd" is asynchronous'],
    ['a promise that fails later', () => Promise.reject(new Error('late')), 'is asynchronous'],
    ['nothing', () => undefined, 'answered nothing'],
    ['a text', () => 'next', 'answered "next". It must return one of'],
    ['an empty object', () => ({}), 'answered an empty object'],
    ['two decisions', () => ({ leave: 'next', end: 'x' }), 'answered an object with "leave", "end"'],
    [
      'an unknown path',
      () => ({ leave: 'nxet' }),
      'leaves by "nxet", which is none of its paths. It has "next", "other".',
    ],
    ['no reason', () => ({ end: 5 }), 'with 5 as "end"'],
    ['a code of its own', () => ({ park: 'mine', detail: '' }), 'parks with the code "mine"'],
    ['a wait for nothing', () => ({ wait: { dueAt: null } }), 'waits for nothing'],
    ['a wait until no number', () => ({ wait: { dueAt: NaN } }), '"wait.dueAt" of the step is the number NaN'],
    ['a wait until a text', () => ({ wait: { dueAt: 'tomorrow' } }), 'waits until "tomorrow"'],
    ['a wait with a slip', () => ({ wait: { dueAt: 5, input: true } }), 'waits with "input"'],
    [
      'a why that is no JSON',
      () => ({ leave: 'next', why: { big: 10n } }),
      '"why.big" of the step is a value of type bigint',
    ],
  ])('%s', (_name, answer, message) => {
    expect(() => arrive(registered({ arrive: answer }), {})).toThrow(message)
  })

  test.each<[string, unknown]>([
    ['leaving', { leave: 'other', why: { a: 1 } }],
    ['an end', { end: 'done' }],
    ['parking', { park: 'step-error', detail: 'no' }],
    ['a wait', { wait: { dueAt: 5, calendar: true, inputs: true, interactionId: 'in_1', memo: { a: 1 } } }],
  ])('%s is taken as it is', (_name, decision) => {
    expect(arrive(registered({ arrive: () => decision }), {}).decision).toEqual(decision)
  })

  test('nobody may stay behind their only timer', () => {
    const stays = (wait: object): StepType => registered({ arrive: () => ({ wait }), resume: () => null })
    const timer = { type: 'timer' } as const
    expect(() => resume(stays({ dueAt: 5 }), {}, {}, timer)).toThrow('The timer of the step type "odd" is over')
    expect(resume(stays({ dueAt: 5, inputs: true }), {}, {}, timer).decision).toBeNull()
  })
})

describe('what a step does', () => {
  test.each<[string, (context: Loose) => unknown, string]>([
    ['writes to its config', (c) => (c.config['list'] as unknown as string[]).push('x'), 'wrote to "config.list.0"'],
    [
      'writes to the customer',
      (c) => Object.assign(c.customer['traits'] as unknown as object, { a: 1 }),
      'wrote to "customer.traits.a"',
    ],
    [
      'sets a date',
      (c) => c['change']?.({ set: { born: new Date(0) } }),
      '"change.set.born" of the step is an object of a class',
    ],
    ['notes a circle', (c) => c['setVars']?.({ circle }), 'nested more than 64 levels deep'],
    ['notes too much', (c) => c['setVars']?.({ text: 'x'.repeat(300_000) }), '"setVars" holds 300011 characters'],
    ['plans without a channel', (c) => c['plan']?.({ topic: null, content: {} }), 'plan({ channel: undefined })'],
    [
      'plans without content',
      (c) => c['plan']?.({ channel: 'email', topic: null }),
      'was given undefined; it takes an object',
    ],
    ['moves to no stage', (c) => c['moveStage']?.('heaven'), 'moveStage("heaven"): the stages are "awareness"'],
    ['counts up by a text', (c) => c['change']?.({ increment: { n: '5' } }), 'increment: { n: "5" }'],
    ['adds a text for tags', (c) => c['change']?.({ addTags: 'vip' }), 'change({ addTags: "vip" })'],
    ['adds no number of points', (c) => c['points']?.(NaN, 'x'), 'points(NaN)'],
    ['tracks what is no JSON', (c) => c['track']?.('Odd', { f: () => 1 }), '"track.f" of the step is a function'],
  ])('%s', (_name, act, message) => {
    const type = registered({ arrive: (context: unknown) => (act(context as Loose), { leave: 'next' }) })
    expect(() => arrive(type, { list: [] })).toThrow(message)
  })

  test('what it read it may write down, without keys that have no value', () => {
    const type = registered({
      arrive({ customer, change }: StepContext<unknown>) {
        change({ set: { copy: customer.traits, none: undefined as unknown as null } })
        return { leave: 'next' }
      },
    })
    const { effects } = arrive(type, {}, { customer: { traits: { list: [1, { a: 2 }] } } })
    expect(effects).toEqual([['change', { set: { copy: { list: [1, { a: 2 }] } } }]])
  })
})

describe('a journey is refused where the code of a step fails', () => {
  const fail = (): never => {
    throw new Error('oh no')
  }
  test.each<[string, Record<string, unknown>, string]>([
    ['check', { check: fail }, '"check" of the step type "odd" failed (oh no). Mend its code.'],
    [
      'an asynchronous check',
      { check: async () => await Promise.reject(new Error('late')) },
      '"check" of the step type "odd" is asynchronous',
    ],
    ['conditions', { conditions: fail }, '"conditions" of the step type "odd" failed (oh no)'],
    ['references', { references: () => 'spring' }, '"references" of the step type "odd" must answer with a list'],
  ])('%s', (_name, members, message) => {
    const type = registered(members)
    const told: string[] = []
    const report: CheckContext['report'] = (code, text) => told.push(`${code} ${text}`)
    type.check?.(type.config.parse({}), { step: { id: 'here', config: {} }, report } as CheckContext)
    expect(told.join()).toContain(`invalid-config Step "here" cannot be used: ${message}`)
    expect(type.conditions?.({})).toEqual([])
    expect(type.references?.({})).toEqual([])
  })

  test('paths, which know only some configs', () => {
    const type = registered({ paths: ({ list }: { list: string[] }) => (list.length > 0 ? fail() : ['next']) })
    expect(type.paths({ list: ['x'] })).toEqual([])
    expect(check(type, { list: ['x'] })).toContain('error invalid-config')
  })
})

test.each<[string, Record<string, unknown>, string]>([
  ['a name with capitals', { type: 'Odd One' }, 'The step type "Odd One" cannot be used: its "type" must be'],
  ['no texts in Chinese', { texts: { en: texts } }, '"texts.zh" must have'],
  ['a group that is not there', { group: 'gifts' }, 'its "group" is "gifts"; the groups are "timing"'],
  ['the group of entries', { group: 'entry' }, 'its "group" is "entry"'],
  ['no arrive', { arrive: undefined }, '"arrive" must be a function'],
  ['a wait without an end', { waits: true }, 'it says "waits: true" and has no "resume"'],
  ['a plain object for a schema', { config: { list: 'string' } }, '"config" must be a zod schema'],
  ['a schema that refuses the example', { example: { list: 5 } }, 'its "config" refuses its own "example.list"'],
  [
    'an asynchronous schema',
    { config: z.strictObject({}).refine(async () => await Promise.resolve(true)) },
    'reading its "example" failed',
  ],
  ['paths that are a text', { paths: () => 'next' }, '"paths" answered "next" instead of a list'],
  ['a path that every object has', { paths: () => ['constructor'] }, '"paths" answered with "constructor"'],
])('no process starts with %s', (_name, members, message) => {
  expect(() => coreRegistry(odd(members))).toThrow(message)
})

test('nor with the name of a built-in type', () => {
  expect(() => coreRegistry(odd({ type: 'send' }))).toThrow(
    'Two step types are called "send". Give one of them another "type".',
  )
})
