import { describe, expect, test } from 'vitest'
import { happenedAt } from '../ingest/when.ts'

const received = Date.parse('2026-03-02T12:00:00.000Z')
const at = (text: string): number => Date.parse(text)

describe('when a message happened', () => {
  test.each([
    ['nothing said', {}, received],
    ['its own time', { timestamp: '2026-03-01T10:00:00Z' }, at('2026-03-01T10:00:00Z')],
    ['with an offset', { timestamp: '2026-03-01T10:00:00+02:00' }, at('2026-03-01T08:00:00Z')],
    ['without an offset: UTC', { timestamp: '2026-03-01T10:00:00' }, at('2026-03-01T10:00:00Z')],
    ['null and empty are nothing', { timestamp: null, sentAt: '' }, received],
    ['the original time', { originalTimestamp: '2026-03-01T10:00:00Z' }, at('2026-03-01T10:00:00Z')],
    [
      'timestamp before originalTimestamp',
      { timestamp: '2026-03-01T10:00:00Z', originalTimestamp: '2020-01-01T00:00:00Z' },
      at('2026-03-01T10:00:00Z'),
    ],
    [
      'a clock that is right',
      { timestamp: '2026-03-01T10:00:00Z', sentAt: '2026-03-02T11:59:59.400Z' },
      at('2026-03-01T10:00:00Z'),
    ],
    [
      'a clock an hour slow',
      { timestamp: '2026-03-02T10:30:00Z', sentAt: '2026-03-02T11:00:00Z' },
      at('2026-03-02T11:30:00Z'),
    ],
    [
      'a clock a day fast',
      { timestamp: '2026-03-03T11:59:00Z', sentAt: '2026-03-03T12:00:00Z' },
      at('2026-03-02T11:59:00Z'),
    ],
    [
      'sent years ago, by its clock',
      { timestamp: '1999-12-31T23:50:00Z', sentAt: '2000-01-01T00:00:00Z' },
      at('2026-03-02T11:50:00Z'),
    ],
    ['the future is now', { timestamp: '2026-03-02T12:00:30Z' }, received],
  ])('%s', (_, times, expected) => {
    expect(happenedAt(times, received)).toBe(expected)
  })

  test.each([
    [{ timestamp: 'soon' }, 'timestamp'],
    [{ originalTimestamp: 'soon' }, 'originalTimestamp'],
    [{ timestamp: '2026-03-01T10:00:00Z', sentAt: 'soon' }, 'sentAt'],
    [{ timestamp: '2026-02-30T10:00:00Z' }, 'timestamp'],
  ])('%j cannot be read at %s', (times, unreadable) => {
    expect(happenedAt(times, received)).toEqual({ unreadable })
  })
})
