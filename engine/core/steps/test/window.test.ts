import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../model/json.ts'
import { window } from '../window.ts'
import { arrive, at, resume } from './fakeContext.ts'

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri']

// Berlin is one hour ahead of UTC; 2 March 2026 is a Monday.
describe('arriving', () => {
  test.each<[string, JsonObject, string, string | null]>([
    ['inside', { from: '09:00', to: '18:00' }, '2026-03-02T09:00:00Z', null],
    ['the start is in', { from: '09:00', to: '18:00' }, '2026-03-02T08:00:00Z', null],
    ['the end is out', { from: '09:00', to: '18:00' }, '2026-03-02T17:00:00Z', '2026-03-03T08:00:00Z'],
    [
      'over the weekend',
      { weekdays: WEEKDAYS, from: '09:00', to: '18:00' },
      '2026-03-07T09:00:00Z',
      '2026-03-09T08:00:00Z',
    ],
    [
      'past midnight belongs to the day it began',
      { weekdays: ['mon'], from: '22:00', to: '02:00' },
      '2026-03-03T00:30:00Z',
      null,
    ],
    ['to the end of the day', { from: '20:00', to: '24:00' }, '2026-03-02T22:59:00Z', null],
    ['days alone keep the time', { weekdays: ['wed'] }, '2026-03-02T09:30:00Z', '2026-03-04T09:30:00Z'],
    [
      'a zone of its own',
      { from: '09:00', to: '18:00', timeZone: 'America/New_York' },
      '2026-03-02T13:00:00Z',
      '2026-03-02T14:00:00Z',
    ],
  ])('%s', (_name, config, now, due) => {
    const { decision } = arrive(window, config, { now })
    if (due === null) expect(decision).toEqual({ leave: 'next' })
    else expect(decision).toMatchObject({ wait: { dueAt: at(due) } })
  })
})

describe('waiting', () => {
  const config = { from: '09:00', to: '18:00' }
  const before = { now: '2026-03-02T05:00:00Z' }

  test('the timer lets through', () => {
    const { decision } = resume(window, config, before, { type: 'timer' }, { now: '2026-03-02T08:00:00Z' })
    expect(decision).toEqual({ leave: 'next' })
  })

  test('a new zone moves it', () => {
    const { decision } = resume(window, config, before, { type: 'change' }, { zone: 'America/New_York' })
    expect(decision).toMatchObject({ wait: { dueAt: at('2026-03-02T14:00:00Z') } })
  })

  test('a new zone may be inside already', () => {
    expect(resume(window, config, before, { type: 'change' }, { zone: 'Asia/Tokyo' }).decision).toEqual({
      leave: 'next',
    })
  })

  test.each([
    ['no change', config, {}],
    ['a new zone under a fixed zone', { ...config, timeZone: 'Europe/Berlin' }, { zone: 'Asia/Tokyo' }],
  ])('%s', (_name, config, later) => {
    expect(resume(window, config, before, { type: 'change' }, later).decision).toBeNull()
  })

  test('after a pause the next window counts', () => {
    const { decision } = resume(window, config, before, { type: 'retime', shift: 1 }, { now: '2026-03-02T18:00:00Z' })
    expect(decision).toMatchObject({ wait: { dueAt: at('2026-03-03T08:00:00Z') } })
  })
})
