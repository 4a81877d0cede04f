import { describe, expect, it } from 'vitest'
import type { Enrollment, Visit } from '../core/model/enrollment.ts'
import type { Journey } from '../core/model/journey.ts'
import { collectResults } from './results.ts'

const journey = (paths: readonly string[]): Journey => ({
  format: 1,
  id: 'test',
  name: 'Test',
  steps: [{ id: 'half', type: 'split', config: { arms: paths.map((path) => ({ path, weight: 1 })) } }],
  edges: [],
  goals: [{ id: 'bought', event: 'Order Completed', value: 'event.revenue' }],
  holdout: { percent: 10 },
})

const visit = (path: string | null, leftAt: number | null): Visit => ({
  ...{ step: 'half', visit: 1, enteredAt: 10, leftAt, path, zone: 'UTC' },
})

const passage = (customerId: string, path: string | null, goals: [at: number, value: number | null][] = []) => ({
  customerId,
  status: 'completed' as Enrollment['status'],
  history: path === null ? [] : [visit(path, 10)],
  goals: goals.map(([at, value]) => ({ goal: 'bought', at, value, interactionId: null })),
})

describe('results', () => {
  it('counts people once, values as often as they came', () => {
    const results = collectResults([journey(['a', 'b'])])
    results.add(passage('ada', 'a', [[20, 5]]))
    results.add(passage('ada', 'a', [[30, 7]]))
    results.add(passage('bob', 'b'))
    const [split] = results.results().splits
    expect(split?.groups).toMatchObject([
      {
        name: 'a',
        people: 1,
        goals: [{ goal: 'bought', reached: { count: 1, of: 1 }, value: 12, valuePerPerson: 12 }],
      },
      { name: 'b', people: 1, goals: [{ reached: { count: 0, of: 1 }, value: 0, valuePerPerson: 0 }] },
    ])
    expect(split?.differences).toMatchObject([{ goal: 'bought', group: 'b', against: 'a', estimate: -1 }])
  })

  it('what was reached before the draw counts for no arm, but for everybody', () => {
    const results = collectResults([journey(['a'])])
    results.add(passage('ada', 'a', [[9, 1]]))
    const { all, splits } = results.results()
    expect(splits[0]?.groups[0]?.goals[0]?.reached.count).toBe(0)
    expect(all.goals[0]?.reached.count).toBe(1)
  })

  it('whoever did not come to the split is in none of its arms', () => {
    const results = collectResults([journey(['a'])])
    results.add(passage('ada', null))
    results.add({ ...passage('bob', null), history: [visit(null, null)] })
    expect(results.results().splits[0]?.groups).toMatchObject([{ people: 0, goals: [{ reached: { rate: null } }] }])
    expect(results.results().all.people).toBe(2)
  })

  it('finds the draw among visits that moved to the log', () => {
    const results = collectResults([journey(['a'])])
    results.add(passage('ada', null, [[20, null]]), [visit('a', 10)])
    expect(results.results().splits[0]?.groups[0]).toMatchObject({
      people: 1,
      goals: [{ reached: { count: 1 }, value: 0 }],
    })
  })

  it('holds the holdout against everybody else', () => {
    const results = collectResults([journey(['a'])])
    results.add({ ...passage('ada', null), status: 'holdout' })
    results.add(passage('bob', 'a', [[20, 1]]))
    const { holdout } = results.results()
    expect(holdout?.groups.map(({ name, people }) => [name, people])).toEqual([
      ['holdout', 1],
      ['treated', 1],
    ])
    expect(holdout?.differences).toMatchObject([{ group: 'treated', against: 'holdout', estimate: 1 }])
  })

  it('an arm that only an older version had is still told', () => {
    const results = collectResults([journey(['old', 'a']), journey(['a', 'b'])])
    expect(results.results().splits[0]?.groups.map((group) => group.name)).toEqual(['old', 'a', 'b'])
    expect(collectResults([{ ...journey([]), steps: [] }]).hasSplits).toBe(false)
  })
})
