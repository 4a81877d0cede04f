import { readDate } from './date-value.ts'

/** The parts of a recurrence rule by name; `DTSTART` among them if the text had that line. */
export type RuleParts = ReadonlyMap<string, string>

/** Reads "FREQ=...;..." with or without "RRULE:" and a DTSTART line before it, or returns a sentence about what is wrong. */
export function readRule(text: string): RuleParts | string {
  if (text.length > 1000) return 'a recurrence rule has at most 1000 characters'
  const parts = new Map<string, string>()
  for (const line of text.trim().split(/\s+/)) {
    const problem = line.startsWith('DTSTART') ? readStart(line, parts) : readParts(line.replace(/^RRULE:/, ''), parts)
    if (problem !== null) return problem
  }
  if (!parts.has('FREQ')) return `"${text}" needs a FREQ part, such as FREQ=WEEKLY`
  if (parts.has('COUNT') && parts.has('UNTIL')) return `"${text}" has both COUNT and UNTIL: keep one of them`
  return parts
}

/** "20260302T090000Z" as "2026-03-02T09:00:00Z"; other text unchanged. */
export function isoDate(text: string): string {
  return text.replace(/^(\d{4})(\d\d)(\d\d)/, '$1-$2-$3').replace(/T(\d\d)(\d\d)(\d\d)/, 'T$1:$2:$3')
}

/** A wall time as "20260302T090000Z". */
export function basicDate(wall: number): string {
  return new Date(wall).toISOString().replace(/[-:]|\.\d+/g, '')
}

function readStart(line: string, parts: Map<string, string>): string | null {
  const value = line.startsWith('DTSTART:') ? line.slice('DTSTART:'.length) : ''
  if (!isDate(value)) return `"${line}" must be DTSTART:20260302T090000; the zone is the trigger's timeZone`
  parts.set('DTSTART', value)
  return null
}

function readParts(line: string, parts: Map<string, string>): string | null {
  for (const part of line.split(';').filter((text) => text !== '')) {
    const [name = '', value = '', ...rest] = part.toUpperCase().split('=')
    const allowed = PARTS[name]
    if (allowed === undefined || rest.length > 0) return `"${part}" is not a part of a recurrence rule`
    if (!value.split(',').every(allowed)) return `"${part}" has a value that ${name} does not take`
    if (parts.has(name)) return `${name} is given twice`
    parts.set(name, value)
  }
  return null
}

type Test = (value: string) => boolean

const isDate: Test = (value) => /^\d{8}(T\d{6}Z?)?$/.test(value) && readDate(isoDate(value)) !== null
const oneOf =
  (...values: string[]): Test =>
  (value) =>
    values.includes(value)
const within =
  (min: number, max: number): Test =>
  (value) =>
    /^\d{1,6}$/.test(value) && Number(value) >= min && Number(value) <= max
const fromEitherEnd =
  (max: number): Test =>
  (value) =>
    within(1, max)(value.replace(/^[+-]/, ''))
const days = oneOf('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU')

const PARTS: Readonly<Record<string, Test>> = {
  FREQ: oneOf('YEARLY', 'MONTHLY', 'WEEKLY', 'DAILY', 'HOURLY', 'MINUTELY'),
  INTERVAL: within(1, 10_000),
  COUNT: within(1, 1000),
  UNTIL: isDate,
  WKST: days,
  BYSECOND: within(0, 59),
  BYMINUTE: within(0, 59),
  BYHOUR: within(0, 23),
  BYDAY: (value) => days(value.slice(-2)) && (value.length === 2 || fromEitherEnd(53)(value.slice(0, -2))),
  BYMONTHDAY: fromEitherEnd(31),
  BYYEARDAY: fromEitherEnd(366),
  BYWEEKNO: fromEitherEnd(53),
  BYMONTH: within(1, 12),
  BYSETPOS: fromEitherEnd(366),
}
