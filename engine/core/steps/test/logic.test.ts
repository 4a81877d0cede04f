import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SentMark } from '../../model/interaction.ts'
import type { JsonObject } from '../../model/json.ts'
import { branch } from '../branch.ts'
import { cap } from '../cap.ts'
import { entry } from '../entry.ts'
import { exit } from '../exit.ts'
import { journey } from '../journey.ts'
import { split } from '../split.ts'
import { arrive, at, resume, type Situation } from './fakeContext.ts'

test('entry goes on', () => expect(arrive(entry, { trigger: { type: 'api' } }).decision).toEqual({ leave: 'next' }))
test('exit ends with its reason', () => expect(arrive(exit, { reason: 'done' }).decision).toEqual({ end: 'done' }))

describe('branch', () => {
  const from = (country: string, path = country) => ({
    path,
    when: { field: 'customer.country', op: 'eq', value: country },
  })
  test.each([
    ['the first that is true', [from('FR'), from('DE', 'a'), from('DE', 'b')], 'a'],
    ['none', [from('FR')], 'else'],
  ])('%s', (_name, branches, leave) => {
    expect(arrive(branch, { branches }).decision).toEqual({ leave, why: { 'customer.country': 'DE' } })
  })

  test('what was seen is kept small, and only what was asked', () => {
    const deep = { all: [{ field: 'customer.bio', op: 'exists' }, { not: { field: 'vars.list', op: 'exists' } }] }
    const branches = [
      { path: 'a', when: deep },
      from('DE'),
      { path: 'z', when: { field: 'customer.never', op: 'exists' } },
    ]
    const situation = {
      customer: { traits: { bio: 'x'.repeat(500), country: 'DE' } },
      enrollment: { vars: { list: [1, 2] } },
    }
    expect(arrive(branch, { branches }, situation).decision).toEqual({
      leave: 'DE',
      why: { 'customer.bio': 'x'.repeat(100), 'vars.list': '[...]', 'customer.country': 'DE' },
    })
  })
})

describe('split', () => {
  const arm = (id: string, weights: number[], salt?: string) => {
    const arms = weights.map((weight, index) => ({ path: `arm${index}`, weight }))
    const { decision } = arrive(split, { arms, ...(salt === undefined ? {} : { salt }) }, { customer: { id } })
    return 'leave' in decision ? decision.leave : ''
  }
  const weights = fc.array(fc.double({ min: 0.01, max: 100, noNaN: true }), { minLength: 1, maxLength: 5 })

  test('the same customer gets the same arm, whatever the scale of the weights', () => {
    fc.assert(
      fc.property(fc.string(), weights, (id, weights) => {
        expect(arm(id, weights)).toBe(arm(id, weights))
        expect(arm(id, weights)).toBe(
          arm(
            id,
            weights.map((weight) => weight * 8),
          ),
        )
      }),
    )
  })

  test('enlarging the first arm only adds', () => {
    fc.assert(
      fc.property(fc.string(), weights, fc.double({ min: 0, max: 100, noNaN: true }), (id, weights, more) => {
        fc.pre(arm(id, weights) === 'arm0')
        expect(arm(id, [(weights[0] as number) + more, ...weights.slice(1)])).toBe('arm0')
      }),
    )
  })

  test('shares come out as given, and an arm of weight 0 gets nobody', () => {
    const counts: Record<string, number> = {}
    for (let i = 0; i < 4000; i += 1) {
      const path = arm(`customer ${i}`, [0, 25, 75, 0])
      counts[path] = (counts[path] ?? 0) + 1
    }
    expect(Object.keys(counts).sort()).toEqual(['arm1', 'arm2'])
    expect(counts.arm1).toBeGreaterThan(900)
    expect(counts.arm1).toBeLessThan(1100)
  })

  test('one salt, one draw; without it each split draws for itself', () => {
    const ids = Array.from({ length: 200 }, (_, index) => `customer ${index}`)
    const moved = ids.filter((id) => arm(id, [1, 1], 'x') !== arm(id, [1, 1]))
    expect(moved.length).toBeGreaterThan(50)
  })
})

describe('cap', () => {
  const mark = (sentAt: string, more: Partial<SentMark> = {}): SentMark => ({
    id: sentAt,
    at: at(sentAt),
    journeyId: 'test-journey',
    channel: 'email',
    topic: 'news',
    ...more,
  })
  const today = mark('2026-03-02T08:00:00Z')
  // 2 March, 10:00 in Berlin: the day began at 23:00 UTC.
  test.each<[string, JsonObject, SentMark[], string]>([
    ['nothing sent', { max: 1, per: 'P1D', counts: 'all' }, [], 'under'],
    ['one today', { max: 1, per: 'P1D', counts: 'all' }, [today], 'over'],
    ['two allowed', { max: 2, per: 'P1D', counts: 'all' }, [today], 'under'],
    [
      'the first instant of the day counts',
      { max: 1, per: 'P1D', counts: 'all' },
      [mark('2026-03-01T23:00:00Z')],
      'over',
    ],
    ['yesterday does not', { max: 1, per: 'P1D', counts: 'all' }, [mark('2026-03-01T22:59:59Z')], 'under'],
    ['a rolling day', { max: 1, per: 'PT24H', counts: 'all' }, [mark('2026-03-01T09:00:01Z')], 'over'],
    ['exactly a span ago makes room', { max: 1, per: 'PT24H', counts: 'all' }, [mark('2026-03-01T09:00:00Z')], 'under'],
    ['another journey', { max: 1, per: 'P1D', counts: 'journey' }, [{ ...today, journeyId: 'x' }], 'under'],
    ['another channel', { max: 1, per: 'P1D', counts: 'all', channel: 'sms' }, [today], 'under'],
    ['another topic', { max: 1, per: 'P1D', counts: 'all', topic: 'offers' }, [today], 'under'],
    ['all that is asked', { max: 1, per: 'P1D', counts: 'journey', channel: 'email', topic: 'news' }, [today], 'over'],
  ])('%s', (_name, config, sent, leave) => {
    expect(arrive(cap, config, { customer: { sent } }).decision).toMatchObject({ leave })
  })
})

describe('journey', () => {
  const config = { journey: 'other', data: { name: '{{ customer.firstName }}' } }
  test('starts and goes on', () => {
    const { decision, effects } = arrive(journey, config)
    expect(decision).toEqual({ leave: 'next', why: { started: 'en_child' } })
    expect(effects).toEqual([['start', 'other', { name: 'Ada' }, false]])
  })

  test('a refused start goes on with the reason', () => {
    const situation: Situation = { refusing: { other: 'already-entered' } }
    const { decision } = arrive(journey, { ...config, waitForEnd: true }, situation)
    expect(decision).toEqual({ leave: 'next', why: { refused: 'already-entered' } })
  })

  test.each([
    ['its end', { type: 'child', enrollmentId: 'en_child' } as const, { leave: 'next' }],
    ['the end of another', { type: 'child', enrollmentId: 'en_x' } as const, null],
    ['a change', { type: 'change' } as const, null],
  ])('waiting: %s', (_name, signal, expected) => {
    expect(resume(journey, { ...config, waitForEnd: true }, {}, signal).decision).toEqual(expected)
  })
})
