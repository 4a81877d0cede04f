import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { firstProblems, journeyToJson, parseCondition, parseJourney, parseSegment, parseTemplate } from '../index.ts'

const journey = {
  format: 1,
  id: 'small',
  name: 'Small',
  steps: [
    { id: 'start', type: 'entry', config: { trigger: { type: 'api' } } },
    { id: 'end', type: 'exit', config: { reason: 'done' }, stage: 'use', name: 'End', position: { x: 1.5, y: -2 } },
  ],
  edges: [{ from: 'start', path: 'next', to: 'end' }],
}

describe('a well-formed document is returned as it was given', () => {
  test('journey', () => {
    expect(parseJourney(journey)).toEqual({ journey, problems: [] })
  })

  test.each([
    { field: 'customer.country', op: 'eq', value: 'DE' },
    { field: 'customer.country', op: 'eq', valueField: 'vars.country' },
    { field: 'customer.tags', op: 'contains', value: null },
    { event: 'A', where: { field: 'event.x', op: 'exists' }, count: { gte: 2, lt: 5 }, within: 'P90D', since: 'entry' },
    { all: [{ any: [] }, { not: { tag: 'x' } }] },
    { segment: 'vip' },
    { stage: 'win-back' },
    { interaction: { step: 'thanks', outcome: 'opened' } },
    { consent: { channel: 'email', topic: 'offers' } },
  ])('condition %j', (condition) => {
    expect(parseCondition(condition)).toEqual({ condition, problems: [] })
  })

  test('segment', () => {
    const segment = { id: 'vip', name: 'VIP', when: { tag: 'vip' } }
    expect(parseSegment(segment)).toEqual({ segment, problems: [] })
  })

  test('template', () => {
    const template = { id: 'hello', channel: 'email', subject: 'Hi', text: 'Hi', html: '<p>Hi</p>' }
    expect(parseTemplate(template)).toEqual({ template, problems: [] })
  })
})

describe('sentences name the place and say what to do', () => {
  const withStep = (step: object) => ({ ...journey, steps: [step], edges: [] })
  test.each<[unknown, string]>([
    [[], 'The journey is a list of 0; it must be an object.'],
    [{ ...journey, format: 2 }, '"format" of the journey is 2; it must be 1.'],
    [{ ...journey, id: undefined }, '"id" of the journey is missing; it must be a text.'],
    [
      { ...journey, id: 'A' },
      '"id" of the journey is "A". Use 1 to 64 small letters, digits and hyphens, beginning with a letter or digit.',
    ],
    [{ ...journey, name: '' }, '"name" of the journey is empty; fill it in.'],
    [{ ...journey, colour: 1 }, 'The journey has an unknown key "colour"; remove it or correct its name.'],
    [{ ...journey, holdout: { percent: 101 } }, '"holdout.percent" of the journey is 101; it must be at most 100.'],
    [withStep({ id: 'a', type: 'wait' }), '"config" of step "a" is missing; it must be an object.'],
    [withStep({ type: 'wait', config: {} }), '"id" of step number 1 is missing; it must be a text.'],
    [
      withStep({ id: 'a', type: 'wait', config: {}, foo: 1 }),
      'Step "a" has an unknown key "foo"; remove it or correct its name.',
    ],
    [
      withStep({ id: 'a', type: 'wait', config: {}, stage: 'x' }),
      '"stage" of step "a" is "x"; it must be one of "awareness", "evaluation", "purchase", "use", "retention", "win-back".',
    ],
    [
      { ...journey, edges: [{ from: 'a', path: 'next' }] },
      '"to" of the edge from "a" by "next" is missing; it must be a text.',
    ],
    [{ ...journey, edges: ['x'] }, 'Edge number 1 is "x"; it must be an object.'],
    [
      { ...journey, goals: [{ id: 'g', exitOnGoal: 'yes' }] },
      '"exitOnGoal" of goal "g" is "yes"; it must be true or false.',
    ],
    [{ ...journey, goals: [{ id: 'g', when: 3 }] }, '"when" of goal "g": give one of these: object.'],
    [
      { ...journey, goals: [{ id: 'g', when: {} }] },
      '"when" of goal "g": give one of "field", "event", "all", "any", "not", "segment", "stage", "tag", "interaction", "consent".',
    ],
    [
      { ...journey, exits: [{ id: 'x', when: { all: [{ field: 'customer.a', op: 'is' }] } }] },
      '"when.all[0].op" of exit "x" is "is"; it must be one of "eq", "ne", "gt", "gte", "lt", "lte", "between", "in", "nin", "contains", "startsWith", "endsWith", "matches", "exists", "missing", "before", "after", "withinLast", "withinNext", "isToday", "anniversaryToday".',
    ],
    [{ ...journey, name: () => 1 }, '"name" of the journey is a function; only plain JSON is taken.'],
    [{ ...journey, name: new Date(0) }, '"name" of the journey is an object of a class; only plain JSON is taken.'],
    [{ ...journey, name: 10n }, '"name" of the journey is a value of type bigint; only plain JSON is taken.'],
  ])('%#', (value, sentence) => {
    expect(parseJourney(value).problems.map((problem) => problem.message)).toEqual([sentence])
  })
})

describe('problems', () => {
  test('come all at once, in order of place, with the step they lie in', () => {
    const { problems } = parseJourney({
      edges: [{}],
      steps: [
        { id: 'a', type: 'wait', config: {}, x: 1 },
        { id: 'B', type: 'wait', config: 3 },
      ],
      id: 'A',
      format: 1,
    })
    expect(problems.map(({ code, pointer, step }) => [code, pointer, step])).toEqual([
      ['invalid-config', '/id', undefined],
      ['missing-config', '/name', undefined],
      ['unknown-key', '/steps/0/x', 'a'],
      ['invalid-config', '/steps/1/config', 'B'],
      ['invalid-config', '/steps/1/id', 'B'],
      ['missing-config', '/edges/0/from', undefined],
      ['missing-config', '/edges/0/path', undefined],
      ['missing-config', '/edges/0/to', undefined],
    ])
  })

  test('the first hundred are listed, all are counted', () => {
    const { problems } = parseJourney({ ...journey, steps: Array.from({ length: 300 }, () => ({})) })
    expect(problems).toHaveLength(900)
    expect(firstProblems(problems)).toEqual({ problems: problems.slice(0, 100), count: 900 })
  })

  test('a document that contains itself is too deep, not endless', () => {
    const config: Record<string, unknown> = {}
    config['self'] = config
    const { problems } = parseJourney({ ...journey, steps: [{ id: 'a', type: 'wait', config }] })
    expect(problems.map((problem) => problem.code)).toEqual(['too-large'])
  })

  test('a condition of 1,000 levels is too deep', () => {
    let condition: unknown = { tag: 'a' }
    for (let level = 0; level < 1000; level += 1) condition = { not: condition }
    expect(parseCondition(condition).problems.map((problem) => problem.code)).toEqual(['too-large'])
  })

  test('a poisoned key pollutes nothing', () => {
    const value: unknown = JSON.parse(
      '{"format":1,"__proto__":{"polluted":true},"steps":[{"constructor":{"prototype":{"polluted":true}}}]}',
    )
    expect(parseJourney(value).problems.filter((problem) => problem.code === 'unknown-key')).toHaveLength(2)
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })
})

describe('any value at all', () => {
  test.each([
    ['journey', parseJourney],
    ['condition', parseCondition],
    ['segment', parseSegment],
    ['template', parseTemplate],
  ])('as %s gives problems and does not throw', (_, parse) => {
    fc.assert(
      fc.property(
        fc.anything({
          withBigInt: true,
          withDate: true,
          withMap: true,
          withSparseArray: true,
          withNullPrototype: true,
        }),
        (value) => {
          const { problems } = parse(value)
          for (const problem of problems) expect(problem.pointer).toMatch(/^(\/.*)?$/s)
          expect(problems.length).toBeGreaterThan(0)
        },
      ),
    )
  })
})

describe('journeyToJson', () => {
  test('writes the same text for the same journey, whatever the order of its keys', () => {
    const { journey: parsed } = parseJourney(journey)
    const shuffled = Object.fromEntries(Object.entries(journey).reverse())
    const { journey: other } = parseJourney(shuffled)
    if (parsed === null || other === null) throw new Error('Both are well formed.')
    expect(journeyToJson(other)).toBe(journeyToJson(parsed))
    expect(JSON.parse(journeyToJson(parsed))).toEqual(journey)
    expect(journeyToJson(parsed).split('\n').slice(0, 4)).toEqual([
      '{',
      '  "format": 1,',
      '  "id": "small",',
      '  "name": "Small",',
    ])
  })
})
