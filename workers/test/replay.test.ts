import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { connectStore } from '../../engine/store/index.ts'
import { journeyOf, onEvent } from '../faults/reference.ts'
import { readLog, surveyLog } from '../replay/log.ts'
import { reportOn } from '../replay/report.ts'
import { readInstant } from '../replay/rows.ts'
import { replay } from '../replay/run.ts'
import { readWorkspace } from '../replay/workspace.ts'

const COLUMNS = { customerId: 'customerId', event: 'event', at: 'at' }
const visits = journeyOf('visits', [onEvent('Go', 'always'), { id: 'end', type: 'exit', config: { reason: 'seen' } }])

function fileWith(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'perennial-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'file')
  writeFileSync(file, text)
  return file
}

async function replayed(rows: string, columns: Parameters<typeof readLog>[1] = COLUMNS) {
  const file = fileWith(rows)
  const survey = await surveyLog(file, columns)
  const store = await connectStore({ file: ':memory:', sync: 'normal' })
  onTestFinished(() => store.close())
  const events = readLog(file, columns, survey.sorted)
  const span = { start: survey.first, until: survey.last + 1 }
  const done = await replay({ store, journeys: [visits], events, ...span, consent: {}, onProgress: () => {} })
  return { ...done, survey, report: await reportOn(store) }
}

describe('a log', () => {
  test('is replayed in order of time, whatever the order of its rows', async () => {
    const { events, survey, report } = await replayed(
      'customerId,event,at\nada,Go,2026-01-02\nbob,Go,2026-01-01T09:00:00Z\nada,Go,2026-01-01T10:00:00+01:00\n',
    )
    expect(events).toBe(3)
    expect(survey).toMatchObject({ sorted: false, badCount: 0, first: Date.UTC(2026, 0, 1, 9) })
    expect(report).toMatchObject({ counts: { visits: { entered: 3, completed: 3 } }, customers: { total: 2 } })
  })

  test('has a message once that it has several times, by its id', async () => {
    const { events, repeats, report } = await replayed(
      'user,type,time,id\nada,Go,2026-01-01,m1\nada,Go,2026-01-01,m1\nada,Go,2026-01-03,m1\nada,Go,2026-01-04,m2\n',
      { customerId: 'user', event: 'type', at: 'time', messageId: 'id' },
    )
    expect({ events, repeats }).toEqual({ events: 4, repeats: 2 })
    expect(report.counts['visits']?.entered).toBe(2)
  })

  test('names its bad rows by line and column, and goes on', async () => {
    const { events, survey } = await replayed(
      'customerId,event,at\n,Go,2026-01-01\nada,,2026-01-01\nada,Go,2026-02-30\nada,Go\nada,Go,2026-01-01\n',
    )
    expect(events).toBe(1)
    expect(survey.bad.map(({ line, column }) => `${line} ${column}`)).toEqual(['2 customerId', '3 event', '4 at', '5 '])
  })

  test('without a column that is needed cannot be read', async () => {
    await expect(surveyLog(fileWith('customerId,at\n'), COLUMNS)).rejects.toThrow('no column "event"')
  })

  test.each([
    ['2026-03-02', Date.UTC(2026, 2, 2)],
    ['2026-03-02 09:30', Date.UTC(2026, 2, 2, 9, 30)],
    ['2026-03-02T09:30:05.1234+0200', Date.UTC(2026, 2, 2, 7, 30, 5, 123)],
    ['1767225600', 1_767_225_600_000],
    ['1767225600123', 1_767_225_600_123],
    ['2026-02-30', null],
    ['2026-03-02T25:00', null],
    ['yesterday', null],
  ])('has the instant %s', (text, at) => expect(readInstant(text)).toBe(at))
})

describe('what it is replayed in', () => {
  const read = (value: unknown) => readWorkspace(fileWith(JSON.stringify(value)))
  const vip = { id: 'vip', name: 'VIP', when: { field: 'customer.vip', op: 'eq', value: true } }
  const all = { id: 'all', name: 'All', when: { segment: 'vip' } }

  test('is one journey, or journeys with what they refer to, in any order', () => {
    expect(read(visits)).toEqual({ journeys: [visits], segments: [], templates: [] })
    expect(read({ journeys: [visits], segments: [all, vip] })).toMatchObject({ segments: [all, vip], templates: [] })
  })

  test.each([
    [{ segments: {} }, '/segments'],
    [{ segments: [vip, { id: 'x', name: 'X' }] }, '/segments/1/when'],
    [{ segments: [all] }, '/segments/0/when/segment'],
    [{ templates: [{ id: 't', name: 'T' }] }, '/templates/0'],
  ])('is refused with a place: %j', (parts, pointer) => {
    expect(() => read({ journeys: [visits], ...parts })).toThrow(
      expect.objectContaining({ status: 422, problems: [expect.objectContaining({ pointer }) as unknown] }) as Error,
    )
  })
})
