import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { JsonObject } from '../../model/json.ts'
import { coreRegistry, coreSteps, createRegistry } from '../index.ts'
import { check } from './fakeContext.ts'

/** Configs that show every path, where the example does not. */
const OTHERS: Record<string, JsonObject[]> = {
  wait: [{ until: '2026-05-10', ifPast: 'path' }],
  points: [{ spend: 10, reason: 'Gift' }],
  task: [{ queue: 'sales', title: 'Call', dueIn: 'P1D', waitForDone: true }],
  survey: ['csat', 'ces'].map((kind) => ({ kind, channel: 'email', topic: 't', question: '?', timeout: 'P1D' })),
}

test('the palette has every step type of the format, once', () => {
  expect(
    coreRegistry()
      .all()
      .map(({ type }) => type),
  ).toEqual([
    ...['entry', 'wait', 'wait-for', 'window', 'branch', 'split', 'cap', 'send', 'survey', 'task', 'webhook'],
    ...['update', 'stage', 'track', 'points', 'coupon', 'journey', 'exit'],
  ])
})

test('two types of one name are refused', () => {
  expect(() => createRegistry(coreSteps, coreSteps)).toThrow('Two step types are called "entry".')
})

test('only the two waits end a cycle', () => {
  expect(coreSteps.filter(({ waits }) => waits).map(({ type }) => type)).toEqual(['wait', 'wait-for'])
})

describe.each(coreSteps.map((type) => [type.type, type] as const))('%s', (name, type) => {
  const configs = [type.example, ...(OTHERS[name] ?? [])].map((config) => type.config.parse(config))

  test('its example has no faults', () => {
    expect(check(type, type.example).filter((problem) => !problem.startsWith('asks'))).toEqual([])
  })

  test('nor has the one in Chinese, which sets the same', () => {
    const given = type.texts.zh.example ?? type.example
    type.config.parse(given)
    expect(check(type, given).filter((problem) => !problem.startsWith('asks'))).toEqual([])
    expect(shape(given)).toEqual(shape(type.example))
  })

  test('unknown keys are refused', () => {
    const keys = type.config.safeParse({ ...type.example, colour: 'red' }).error?.issues.map((issue) => issue.code)
    expect(keys).toEqual(['unrecognized_keys'])
  })

  test('fallbacks are paths, of the longest config at least', () => {
    const paths = configs.flatMap((config) => type.paths(config))
    for (const [path, target] of Object.entries(type.fallbacks ?? {}))
      expect(paths).toEqual(expect.arrayContaining([path, target]))
  })

  test.each(['en', 'zh'] as const)('every field and every path of its own has a label in %s', (language) => {
    const { fields = {}, paths = {}, description } = type.texts[language]
    expect(description.length).toBeGreaterThan(4)
    expect(Object.keys(fields).sort()).toEqual(fieldNames(type.config).sort())
    const chosenByAuthor = /"path":"([^"]+)"/g
    const authors = [...JSON.stringify(type.example).matchAll(chosenByAuthor)].map((match) => match[1])
    const own = configs.flatMap((config) => type.paths(config)).filter((path) => !authors.includes(path))
    expect(Object.keys(paths).sort()).toEqual([...new Set(own)].sort())
  })
})

test('texts of both languages differ', () => {
  for (const { texts } of coreSteps) expect(texts.en.name).not.toBe(texts.zh.name)
})

/** Names of all properties in a schema; conditions have an editor of their own. */
function fieldNames(schema: z.ZodType): string[] {
  const names = new Set<string>()
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(walk)
    if (node === null || typeof node !== 'object') return
    const { definitions, properties, ...rest } = node as Record<string, unknown>
    for (const [key, definition] of Object.entries(definitions ?? {})) if (key !== 'Condition') walk(definition)
    for (const [name, property] of Object.entries(properties ?? {})) {
      names.add(name)
      walk(property)
    }
    Object.values(rest).forEach(walk)
  }
  walk(z.toJSONSchema(schema, { target: 'draft-7', io: 'input' }))
  return [...names]
}

/** Which keys a config has, whatever they hold. */
function shape(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shape)
  if (typeof value !== 'object' || value === null) return typeof value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shape(inner)]))
}
