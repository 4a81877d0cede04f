import { describe, expect, test } from 'vitest'
import type { Condition } from '../../model/condition.ts'
import { neverTrue } from '../never-true.ts'

const age = (op: string, value: unknown): Condition => ({ field: 'customer.age', op, value }) as Condition
const all = (...parts: Condition[]): Condition => ({ all: parts })

describe('never true', () => {
  test.each<Condition>([
    { any: [] },
    { not: { all: [] } },
    { not: { not: { any: [] } } },
    age('between', [30, 20]),
    age('in', []),
    { event: 'A', count: { gte: 3, lt: 3 } },
    { event: 'A', count: { eq: 2, gt: 2 } },
    { event: 'A', count: { lt: 0 } },
    { event: 'A', count: { eq: -1 } },
    all(age('eq', 1), age('eq', 2)),
    all(age('eq', 1), age('eq', '1')),
    all(age('eq', 1), age('ne', 1)),
    all(age('eq', 1), age('in', [2, 3])),
    all(age('gt', 5), age('lt', 5)),
    all(age('gte', 5), age('lt', 5)),
    all(age('gt', 5), age('lte', 4)),
    all(age('eq', 5), age('gt', 5)),
    all(age('between', [1, 3]), age('gt', 3)),
    all(age('missing', undefined), age('gt', 3)),
    all(age('missing', undefined), age('exists', undefined)),
    all({ stage: 'use' }, { stage: 'retention' }),
  ])('%j', (condition) => {
    expect(neverTrue(condition)).toMatch(/^\S.*[^.]$/)
  })
})

describe('may be true', () => {
  test.each<Condition>([
    { all: [] },
    { any: [{ any: [] }] },
    { not: { any: [] } },
    age('between', [20, 20]),
    age('between', ['b', 'a']),
    { event: 'A', count: { gte: 2, lte: 2 } },
    { event: 'A', count: { lte: 0 } },
    all(age('eq', 1), age('eq', 1)),
    all(age('gte', 5), age('lte', 5)),
    all(age('gt', 'b'), age('lt', 'a')),
    all(age('ne', 1), age('ne', 2)),
    all(age('eq', 1), { field: 'customer.height', op: 'eq', value: 2 }),
    all(age('missing', undefined), age('ne', 3)),
    all(age('missing', undefined), age('nin', [3])),
    all(age('eq', 1), { field: 'customer.age', op: 'eq', valueField: 'vars.age' }),
    all({ stage: 'use' }, { stage: 'use' }),
  ])('%j', (condition) => {
    expect(neverTrue(condition)).toBeNull()
  })
})
