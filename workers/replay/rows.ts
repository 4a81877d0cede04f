import { createReadStream } from 'node:fs'
import { parse } from 'csv-parse'
import type { JsonObject } from '../../engine/core/model/json.ts'

/** Which column holds what; every other column becomes a property of the event. */
export interface ColumnMap {
  customerId: string
  event: string
  at: string
  messageId?: string
}

export interface LogEvent {
  /** Line in the file, the header being line 1. */
  line: number
  customerId: string
  name: string
  at: number
  messageId: string | null
  properties: JsonObject
}

export interface BadRow {
  line: number
  column: string
  reason: string
}

/** Streams the rows of an event log; a bad row is reported and skipped. @throws Error when a mapped column is missing */
export async function* readRows(file: string, map: ColumnMap, onBad: (row: BadRow) => void): AsyncGenerator<LogEvent> {
  const parser = parse({
    bom: true,
    columns: (header: string[]) => checkHeader(header, map),
    skip_empty_lines: true,
    relax_column_count: true,
    trim: true,
    info: true,
  })
  const source = createReadStream(file)
  source.on('error', (error) => parser.destroy(error))
  source.pipe(parser)
  for await (const { record, info } of parser as AsyncIterable<{
    record: Record<string, string>
    info: { lines: number; error?: { message: string } }
  }>) {
    const row = readRow(record, info.lines, map)
    if (info.error) onBad({ line: info.lines, column: '', reason: 'the row has more or fewer columns than the header' })
    else if ('reason' in row) onBad(row)
    else yield row
  }
}

function checkHeader(header: string[], map: ColumnMap): string[] {
  const wanted = Object.values(map).filter((column): column is string => column !== undefined)
  const missing = wanted.filter((column) => !header.includes(column))
  if (missing.length > 0) {
    throw new Error(
      `The file has no column ${missing.map((column) => `"${column}"`).join(', ')}; it has ${header.map((column) => `"${column}"`).join(', ')}. Name the columns with --map customerId=...,event=...,at=...`,
    )
  }
  return header
}

function readRow(record: Record<string, string>, line: number, map: ColumnMap): LogEvent | BadRow {
  const customerId = record[map.customerId] ?? ''
  if (customerId === '') return { line, column: map.customerId, reason: 'the customer id is empty' }
  if (customerId.length > 256)
    return { line, column: map.customerId, reason: 'the customer id is longer than 256 characters' }
  const name = record[map.event] ?? ''
  if (name === '') return { line, column: map.event, reason: 'the event name is empty' }
  const at = readInstant(record[map.at] ?? '')
  if (at === null) return { line, column: map.at, reason: `"${record[map.at] ?? ''}" is no date or date-time` }
  const properties: JsonObject = {}
  for (const [column, value] of Object.entries(record)) {
    if (
      column === map.customerId ||
      column === map.event ||
      column === map.at ||
      column === map.messageId ||
      value === ''
    )
      continue
    properties[column] = readValue(value)
  }
  return { line, customerId, name, at, messageId: (map.messageId && record[map.messageId]) || null, properties }
}

/** Numbers and booleans as such, so that conditions can compare them; anything else stays text. */
function readValue(value: string): number | boolean | string {
  if (value === 'true') return true
  if (value === 'false') return false
  return /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(value) ? Number(value) : value
}

const DATE_TIME =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i

/** ISO date or date-time (without an offset: UTC), or epoch seconds or milliseconds. null = neither. */
export function readInstant(text: string): number | null {
  if (/^\d{10}$/.test(text)) return Number(text) * 1000
  if (/^\d{13}$/.test(text)) return Number(text)
  const match = DATE_TIME.exec(text)
  if (!match) return null
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', offset = 'Z'] = match
  const zone = /^z$/i.test(offset) ? 'Z' : `${offset.slice(0, 3)}:${offset.slice(-2)}`
  const at = Date.parse(
    `${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.padEnd(3, '0').slice(0, 3)}${zone}`,
  )
  // Date.parse takes 30 February for 1 March.
  const real = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate() === Number(day)
  return Number.isNaN(at) || !real ? null : at
}
