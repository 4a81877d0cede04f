import { expect, test } from 'vitest'
import type { QuietHours } from '../../model/journey.ts'
import { reviewJourney } from '../index.ts'
import { goodJourney, lookup } from './good-journey.ts'

// Those of the journey are from 22:00 to 06:00.
const problems = (around: QuietHours | null | undefined, own: object = {}) =>
  reviewJourney(
    { ...goodJourney, quietHours: { ...goodJourney.quietHours, ...own } },
    { ...lookup, ...(around !== undefined && { quietHours: around }) },
  ).problems.map(({ code, severity, pointer }) => `${severity} ${code} ${pointer}`)
const FOUND = ['error empty-window /quietHours']

test.each<[string, QuietHours | null | undefined, object?]>([
  ['before the settings are loaded', undefined],
  ['where the workspace has none', null],
  ['where a minute is left', { from: '06:01', to: '22:00' }],
  ['where a day is left', { from: '06:00', to: '22:00', weekdays: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'] }],
  ['where they hold for other channels', { from: '06:00', to: '22:00', channels: ['sms'] }, { channels: ['email'] }],
])('quiet hours beside those of the workspace are sound %s', (_, around, own) => {
  expect(problems(around, own)).toEqual([])
})

test.each<[string, QuietHours, object?]>([
  ['one takes over where the other ends', { from: '06:00', to: '22:00' }],
  ['they overlap', { from: '05:00', to: '23:00' }],
  [
    'all weekdays are named',
    { from: '06:00', to: '22:00', weekdays: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
  ],
  [
    'each has days of its own',
    { from: '00:00', to: '24:00', weekdays: ['sat', 'sun'] },
    { from: '00:00', to: '24:00', weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'] },
  ],
  ['one channel has both', { from: '06:00', to: '22:00', channels: ['sms', 'email'] }, { channels: ['email', 'push'] }],
  ['one holds for all channels', { from: '06:00', to: '22:00', channels: ['sms'] }],
])('quiet hours leave no time beside those of the workspace where %s', (_, around, own) => {
  expect(problems(around, own)).toEqual(FOUND)
})
