import { isZone, parseInstant } from '../calendar/index.ts'
import { DAY, HOUR, MINUTE } from '../calendar/units.ts'
import { startOfDay, toWall, weekdayOf } from '../calendar/wall.ts'

/**
 * A date-like value by a strftime format such as `%-d %B %Y`, in a zone. Names are English, so that a text does not depend on
 * the machine it is made on. Undefined for a value that is no date, or a zone that is unknown.
 */
export function formatDate(value: unknown, format: string, zone: string): string | undefined {
  const at = parseInstant(value, zone)
  if (at === null || !isZone(zone)) return undefined
  return strftime(format, { at, zone, wall: toWall(at, zone) })
}

interface Moment {
  readonly at: number
  readonly zone: string
  /** What the local clock shows, as if it were UTC. */
  readonly wall: number
}

function strftime(format: string, moment: Moment): string {
  return format.replace(/%([-_0^]?)(:?[A-Za-z%])/g, (whole, flag: string, code: string) => {
    if (!Object.hasOwn(CODES, code)) return whole
    const [text, width, pad] = CODES[code as Code](moment)
    if (flag === '^') return text.toUpperCase()
    if (flag === '-') return text
    return text.padStart(width, flag === '_' ? ' ' : flag === '0' ? '0' : pad)
  })
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

type Part = readonly [text: string, width: number, pad: string]
type Code = keyof typeof CODES

const number = (value: number, width: number, pad = '0'): Part => [String(value), width, pad]
const word = (text: string): Part => [text, 0, ' ']
const date = ({ wall }: Moment): Date => new Date(wall)
const hour = (moment: Moment): number => date(moment).getUTCHours()
const month = (moment: Moment): string => MONTHS[date(moment).getUTCMonth()] ?? ''
const weekday = (moment: Moment): string => WEEKDAYS[weekdayOf(moment.wall)] ?? ''
const combined = (format: string) => (moment: Moment) => word(strftime(format, moment))

const CODES = {
  a: (m) => word(weekday(m).slice(0, 3)),
  A: (m) => word(weekday(m)),
  b: (m) => word(month(m).slice(0, 3)),
  B: (m) => word(month(m)),
  c: combined('%a %b %e %T %Y'),
  C: (m) => number(Math.floor(date(m).getUTCFullYear() / 100), 2),
  d: (m) => number(date(m).getUTCDate(), 2),
  D: combined('%m/%d/%y'),
  e: (m) => number(date(m).getUTCDate(), 2, ' '),
  F: combined('%Y-%m-%d'),
  h: (m) => word(month(m).slice(0, 3)),
  H: (m) => number(hour(m), 2),
  I: (m) => number(hour(m) % 12 || 12, 2),
  j: (m) => number(1 + (startOfDay(m.wall) - Date.UTC(date(m).getUTCFullYear(), 0)) / DAY, 3),
  k: (m) => number(hour(m), 2, ' '),
  l: (m) => number(hour(m) % 12 || 12, 2, ' '),
  L: (m) => number(date(m).getUTCMilliseconds(), 3),
  m: (m) => number(date(m).getUTCMonth() + 1, 2),
  M: (m) => number(date(m).getUTCMinutes(), 2),
  n: () => word('\n'),
  p: (m) => word(hour(m) < 12 ? 'AM' : 'PM'),
  P: (m) => word(hour(m) < 12 ? 'am' : 'pm'),
  q: (m) => word(ordinal(date(m).getUTCDate())),
  r: combined('%I:%M:%S %p'),
  R: combined('%H:%M'),
  s: (m) => word(String(Math.floor(m.at / 1000))),
  S: (m) => number(date(m).getUTCSeconds(), 2),
  t: () => word('\t'),
  T: combined('%H:%M:%S'),
  u: (m) => number(weekdayOf(m.wall) + 1, 1),
  w: (m) => number((weekdayOf(m.wall) + 1) % 7, 1),
  x: combined('%m/%d/%y'),
  X: combined('%H:%M:%S'),
  y: (m) => number(date(m).getUTCFullYear() % 100, 2),
  Y: (m) => number(date(m).getUTCFullYear(), 4),
  z: (m) => word(offset(m, '')),
  ':z': (m) => word(offset(m, ':')),
  Z: (m) => word(m.zone),
  '%': () => word('%'),
} satisfies Record<string, (moment: Moment) => Part>

function ordinal(day: number): string {
  if (day >= 11 && day <= 13) return 'th'
  return ['th', 'st', 'nd', 'rd'][day % 10] ?? 'th'
}

function offset({ at, wall }: Moment, colon: string): string {
  const ahead = Math.abs(wall - at)
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0')
  return `${wall < at ? '-' : '+'}${two(ahead / HOUR)}${colon}${two((ahead % HOUR) / MINUTE)}`
}
