import { beforeAll, describe, expect, it } from 'vitest'
import type { Trigger } from '../../engine/core/model/journey.ts'
import { i18n, startI18n } from '../i18n/index.ts'
import { becauseInWords, foundInWords, type Reason, type WhyNotEntry } from './why-words.ts'

beforeAll(() => startI18n('en'))
const wording = () => ({
  t: i18n.t,
  names: {
    segment: (id: string) => `the ${id}`,
    step: (id: string) => id,
    journey: (id: string) => id,
    topic: (id: string) => id,
    template: (id: string) => id,
    field: (_: string, key: string) => key,
  },
  timeZone: 'Asia/Tokyo',
})
const found = { lastAt: '2026-03-01T20:00:00Z', nextAt: '2026-03-08T20:00:00Z', value: null }
const entry = (trigger: Trigger, because: string): WhyNotEntry => ({ step: 's', trigger, because, found, reasons: [] })

describe('why somebody is not in a journey', () => {
  it.each([
    [{ type: 'event', event: 'Paid' }, 'never-happened', '“Paid” never happened.'],
    [{ type: 'event', event: 'Paid' }, 'happened-before', /“Paid” last happened Mar 2, 2026, 5:00\sAM, before/],
    [{ type: 'segment', segment: 'vips', on: 'enter' }, 'not-member', 'Does not belong to the segment “the vips”.'],
    [{ type: 'stage', to: 'use' }, 'other-stage', 'Is not in the stage Use.'],
    [{ type: 'date', field: 'customer.birthday' }, 'no-date', /^There is no date in the customer’s birthday/],
    [{ type: 'schedule', cron: '0 5 * * 1' }, 'not-yet', /Mar 9, 2026, 5:00\sAM/],
    [{ type: 'api' }, 'some-new-code', 'some-new-code'],
  ] as [Trigger, string, string | RegExp][])('%j %s', (trigger, because, text) => {
    expect(becauseInWords(entry(trigger, because), wording())).toMatch(text)
  })

  it.each([
    [{ condition: { field: 'customer.country', op: 'eq', value: 'DE' }, actual: 'US', holds: false }, 'found: “US”'],
    [{ condition: { field: 'customer.country', op: 'eq', value: 'DE' }, actual: 'DE', holds: true }, ''],
    [{ condition: { event: 'Paid' }, actual: { count: 0, lastAt: null }, holds: false }, 'never happened'],
    [
      { condition: { event: 'Paid', count: { gte: 3 } }, actual: { count: 2, lastAt: found.lastAt }, holds: false },
      /^happened 2 times, last Mar 2, 2026/,
    ],
    [{ condition: { stage: 'use' }, actual: 'purchase', holds: false }, 'found: Purchase'],
    [{ condition: { tag: 'vip' }, actual: [], holds: false }, ''],
  ] as [Omit<Reason, 'pointer' | 'segments'>, string | RegExp][])('found by %j', (reason, text) => {
    expect(foundInWords({ ...reason, pointer: '', segments: [] }, wording())).toMatch(
      typeof text === 'string' ? new RegExp(`^${text}$`) : text,
    )
  })
})
