import { clip } from '../shorten.ts'

/** The five fields of a cron line as sets in rising order; weekdays count from Sunday = 0. */
export type Cron = {
  readonly minutes: ReadonlySet<number>
  readonly hours: ReadonlySet<number>
  readonly days: ReadonlySet<number>
  readonly months: ReadonlySet<number>
  readonly weekdays: ReadonlySet<number>
  /** Both day fields are restricted: a day that fits one of them is enough. */
  readonly eitherDay: boolean
}

/**
 * Reads minute, hour, day of month, month (1-12 or JAN-DEC) and weekday (0-7 or SUN-SAT), each `*`, values, ranges and
 * steps separated by commas. Returns a sentence about the first thing that is wrong.
 */
export function parseCron(line: string): Cron | string {
  const texts = line.trim().split(/\s+/)
  if (texts.length !== 5 || line.length > 200) {
    return `"${clip(line, 200)}" is not a cron schedule: it needs five fields (minute, hour, day, month, weekday)`
  }
  const sets: Set<number>[] = []
  for (const [index, field] of FIELDS.entries()) {
    const set = parseField(texts[index] ?? '', field)
    if (typeof set === 'string') return set
    sets.push(set)
  }
  const [minutes, hours, days, months, weekdays] = sets
  if (!minutes || !hours || !days || !months || !weekdays) return `"${line}" is not a cron schedule`
  if (weekdays.delete(7)) weekdays.add(0)
  const eitherDay = !texts[2]?.startsWith('*') && !texts[4]?.startsWith('*')
  return { minutes, hours, days, months, weekdays, eitherDay }
}

type Field = { readonly name: string; readonly min: number; readonly max: number; readonly names: readonly string[] }

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']
const FIELDS: readonly Field[] = [
  { name: 'minute', min: 0, max: 59, names: [] },
  { name: 'hour', min: 0, max: 23, names: [] },
  { name: 'day of month', min: 1, max: 31, names: [] },
  { name: 'month', min: 1, max: 12, names: ['', ...MONTHS] },
  { name: 'weekday', min: 0, max: 7, names: ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'] },
]

function parseField(text: string, field: Field): Set<number> | string {
  const values: number[] = []
  for (const item of text.split(',')) {
    const range = parseItem(item, field)
    if (range === null) {
      return `"${item}" is no ${field.name} in a cron schedule: use ${field.min} to ${field.max}, *, ranges (a-b) or steps (*/n)`
    }
    for (let value = range.from; value <= range.to; value += range.step) values.push(value)
  }
  return new Set(values.sort((a, b) => a - b))
}

function parseItem(item: string, field: Field): { from: number; to: number; step: number } | null {
  const match = /^(\*|[0-9A-Za-z]+)(?:-([0-9A-Za-z]+))?(?:\/(\d{1,2}))?$/.exec(item)
  if (match === null) return null
  const [, first = '', last, every] = match
  const step = every === undefined ? 1 : Number(every)
  if (step === 0) return null
  // "*" is the whole week once: with 7 as a second Sunday in it, steps of a week would wrap.
  const max = field.name === 'weekday' ? 6 : field.max
  if (first === '*') return last === undefined ? { from: field.min, to: max, step } : null
  const from = parseValue(first, field)
  const to = last !== undefined ? parseValue(last, field) : every === undefined ? from : max
  if (from === null || to === null || from > to) return null
  return { from, to, step }
}

function parseValue(text: string, { min, max, names }: Field): number | null {
  const named = names.indexOf(text.toUpperCase())
  const value = named >= 0 && text !== '' ? named : /^\d{1,2}$/.test(text) ? Number(text) : NaN
  return value >= min && value <= max ? value : null
}
