import { parseInstant } from '../calendar/index.ts'
import { checkPattern } from '../conditions/index.ts'
import { FIELD_ROOTS, type FieldCondition, type Operator } from '../model/condition.ts'
import type { Json } from '../model/json.ts'
import type { Path, Report } from './report.ts'
import { checkDuration } from './values.ts'
import { clip } from '../shorten.ts'

/** Checks `{ field, op, value }`: the field can exist, and the value is of the kind that the operator compares. */
export function checkFieldCondition(condition: FieldCondition, path: Path, report: Report): void {
  const { field, op, value, valueField } = condition
  checkField(field, [...path, 'field'], report)
  const rule = RULES[op]
  if (rule === null) {
    if (valueField !== undefined || (value !== undefined && value !== true)) {
      const key = valueField === undefined ? 'value' : 'valueField'
      report.error([...path, key], 'invalid-config', `The operator "${op}" compares with nothing; remove "${key}".`)
    }
  } else if (valueField !== undefined) {
    checkField(valueField, [...path, 'valueField'], report)
    if (value !== undefined) {
      report.error(
        [...path, 'value'],
        'invalid-config',
        'The condition has "value" and "valueField"; keep one of them.',
      )
    } else if (!COMPARES_FIELDS.has(op)) {
      report.error([...path, 'valueField'], 'invalid-config', `The operator "${op}" needs a "value", not a field.`)
    }
  } else if (value === undefined) {
    report.error([...path, 'value'], 'missing-config', `The operator "${op}" needs ${rule.wants}; add it as "value".`)
  } else if (rule.wants === 'a duration') checkDuration(value, [...path, 'value'], report)
  else if (!rule.fits(value)) {
    const message = `The operator "${op}" needs ${rule.wants}, but "value" is ${clip(JSON.stringify(value), 60)}.`
    report.error([...path, 'value'], 'invalid-config', message)
  } else if (op === 'matches') {
    const fault = checkPattern(value as string)
    if (fault !== null) report.error([...path, 'value'], 'invalid-config', fault)
  }
}

/** Checks a field path such as `customer.country`. */
export function checkField(field: string, path: Path, report: Report): void {
  const [root = '', ...keys] = field.split('.')
  if (field === '') report.error(path, 'missing-config', 'The condition names no field; choose one.')
  else if (!FIELD_ROOTS.some((known) => known === root)) {
    const roots = FIELD_ROOTS.map((known) => `${known}.`).join(', ')
    report.error(
      path,
      'invalid-config',
      `The field "${field}" begins with none of ${roots}; name it like customer.country.`,
    )
  } else if (keys.length === 0 || keys.some((key) => key.trim() === '')) {
    report.error(
      path,
      'invalid-config',
      `The field "${field}" is not complete; name it like ${root}.${KNOWN[root]?.[0] ?? 'name'}.`,
    )
  } else if (KNOWN[root] !== undefined && !(keys.length === 1 && KNOWN[root].includes(keys[0] ?? ''))) {
    const known = KNOWN[root].map((key) => `${root}.${key}`).join(', ')
    report.error(path, 'invalid-config', `There is no field "${field}"; use one of ${known}.`)
  } else if (keys.some((key) => key === '__proto__' || key === 'constructor' || key === 'prototype')) {
    report.error(
      path,
      'invalid-config',
      `The field "${field}" reaches into the machinery; name a property of the customer or event.`,
    )
  }
}

/** Roots whose fields are fixed. */
const KNOWN: Record<string, readonly string[]> = {
  loyalty: ['points', 'tier'],
  score: ['recency', 'frequency', 'monetary', 'churn', 'value'],
}

interface Rule {
  wants: string
  fits(value: Json): boolean
}

const isText = (value: Json): boolean => typeof value === 'string'
const isComparable = (value: Json): boolean => typeof value === 'string' || typeof value === 'number'
const isMoment = (value: Json): boolean => value === 'now' || parseInstant(value, 'UTC') !== null

const anything: Rule = { wants: 'a value', fits: () => true }
const comparable: Rule = { wants: 'a number or a text', fits: isComparable }
const list: Rule = { wants: 'a list of values', fits: Array.isArray }
const text: Rule = { wants: 'a text', fits: isText }
const moment: Rule = { wants: 'a date such as 2026-03-01', fits: isMoment }
const duration: Rule = { wants: 'a duration', fits: isText }

/** What each operator compares with; null = nothing. */
const RULES: Record<Operator, Rule | null> = {
  eq: anything,
  ne: anything,
  gt: comparable,
  gte: comparable,
  lt: comparable,
  lte: comparable,
  between: {
    wants: 'a list of two numbers or texts, the smaller first',
    fits: (value) =>
      Array.isArray(value) && value.length === 2 && value.every(isComparable) && typeof value[0] === typeof value[1],
  },
  in: list,
  nin: list,
  contains: anything,
  startsWith: text,
  endsWith: text,
  matches: text,
  exists: null,
  missing: null,
  before: moment,
  after: moment,
  withinLast: duration,
  withinNext: duration,
  isToday: null,
  anniversaryToday: null,
}

/** Operators that may take their value from another field. */
const COMPARES_FIELDS = new Set<Operator>([
  ...([
    'eq',
    'ne',
    'gt',
    'gte',
    'lt',
    'lte',
    'in',
    'nin',
    'contains',
    'startsWith',
    'endsWith',
    'before',
    'after',
  ] as const),
])
