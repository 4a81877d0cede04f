import { describe, expect, test } from 'vitest'
import { coreRegistry } from '../../engine/core/steps/index.ts'
import { arrive, check, event, NOW } from '../../engine/core/steps/test/fakeContext.ts'
import { leadScore } from './lead-score.ts'

const type = coreRegistry(leadScore).get('lead-score')
if (type === undefined) throw new Error('The registry does not know "lead-score".')

describe('lead-score, found by the registry', () => {
  const visited = { events: [event('Pricing Viewed')], now: NOW }
  const company = { customer: { traits: { company: 'Analytical Engines' } } }

  test.each([
    ['both', { ...visited, ...company }, 30, 'hot'],
    ['a visit', visited, 20, 'warm'],
    ['a company', company, 10, 'warm'],
    ['nothing', {}, 0, 'cold'],
    ['a visit long ago', { ...visited, now: '2026-06-02T09:00:00Z' }, 0, 'cold'],
  ])('%s', (_name, situation, score, leave) => {
    const { decision, effects } = arrive(type, type.example, situation)
    expect(decision).toEqual({ leave, why: { score } })
    expect(effects).toEqual([['change', { set: { leadScore: score } }]])
  })

  test('its thresholds must be in order', () => {
    expect(check(type, { ...type.example, hot: 10 })).toContain('error invalid-config /hot')
  })
})
