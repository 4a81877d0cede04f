import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { type BadRow, type ColumnMap, type LogEvent, readRows } from './rows.ts'

/** What a first look at the whole file found; nothing has been changed by it. */
export interface Survey {
  events: number
  first: number
  last: number
  sorted: boolean
  bad: BadRow[]
  badCount: number
}

/** Bad rows kept for the report; all are counted. */
const REPORTED = 1_000

export async function surveyLog(file: string, map: ColumnMap): Promise<Survey> {
  const survey: Survey = { events: 0, first: Infinity, last: -Infinity, sorted: true, bad: [], badCount: 0 }
  const onBad = (row: BadRow): void => {
    survey.badCount += 1
    if (survey.bad.length < REPORTED) survey.bad.push(row)
  }
  for await (const { at } of readRows(file, map, onBad)) {
    survey.events += 1
    if (at < survey.last) survey.sorted = false
    survey.first = Math.min(survey.first, at)
    survey.last = Math.max(survey.last, at)
  }
  return survey
}

/** The events in order of time, rows of one instant in order of the file; bad rows left out. Memory stays flat. */
export async function* readLog(file: string, map: ColumnMap, sorted: boolean): AsyncGenerator<LogEvent> {
  const rows = readRows(file, map, () => {})
  yield* sorted ? rows : sortRows(rows)
}

/** Sorts on disk: a log grouped by customer may be larger than memory. */
async function* sortRows(rows: AsyncIterable<LogEvent>): AsyncGenerator<LogEvent> {
  const folder = mkdtempSync(join(tmpdir(), 'perennial-replay-'))
  const db = new Database(join(folder, 'sorted.db'))
  try {
    db.exec(
      'PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; CREATE TABLE log (at INTEGER, line INTEGER, row TEXT); BEGIN',
    )
    const insert = db.prepare('INSERT INTO log VALUES (?, ?, ?)')
    for await (const row of rows) insert.run(row.at, row.line, JSON.stringify(row))
    db.exec('COMMIT; CREATE INDEX by_time ON log (at, line)')
    for (const { row } of db.prepare('SELECT row FROM log ORDER BY at, line').iterate() as Iterable<{ row: string }>)
      yield JSON.parse(row) as LogEvent
  } finally {
    db.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
