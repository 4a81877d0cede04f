import { currentLanguage } from '../i18n/index.ts'

type At = string | number | null | undefined

/** "21 Nov 2026, 22:35" in the current language and this browser's zone, or another. Empty for no instant. */
export const dateTime = (at: At, timeZone?: string): string =>
  format(at, { dateStyle: 'medium', timeStyle: 'short', ...(timeZone === undefined ? {} : { timeZone }) })

/** "21 Nov 2026, 22:35 CET": an instant that is the same for everybody, in this browser's zone. */
export const dateTimeZoned = (at: At): string =>
  format(at, {
    ...{ year: 'numeric', month: 'short', day: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit', timeZoneName: 'short' },
  })

/** "10:32" in this browser's zone. */
export const shortTime = (at: At): string => format(at, { timeStyle: 'short' })

export const clockTime = (at: At, timeZone?: string): string =>
  format(at, { timeStyle: 'medium', ...(timeZone === undefined ? {} : { timeZone }) })

/** "10:32" in a zone. */
export const timeOfDay = (at: At, timeZone: string): string =>
  format(at, { hour: '2-digit', minute: '2-digit', timeZone })

/** "21 Nov 2026" in a zone. */
export const dayOnly = (at: At, timeZone: string): string => format(at, { dateStyle: 'medium', timeZone })

export const day = (at: At, timeZone?: string): string =>
  format(at, { dateStyle: 'full', ...(timeZone === undefined ? {} : { timeZone }) })

/** With the weekday and the zone's name, where the exact meaning counts. */
export const dateTimeInZone = (at: number, timeZone: string): string =>
  format(at, {
    weekday: 'long',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
  })

/** "3 minutes ago", "in 2 days". */
export function relativeTime(at: At, now = Date.now()): string {
  const instant = instantOf(at)
  if (instant === null) return ''
  const seconds = Math.round((instant - now) / 1000)
  const [size, unit] = UNITS.find(([size]) => Math.abs(seconds) >= size) ?? ([1, 'second'] as const)
  const relative = new Intl.RelativeTimeFormat(currentLanguage(), { numeric: 'auto' })
  return relative.format(Math.round(seconds / size), unit)
}

export const number = (value: number): string => new Intl.NumberFormat(currentLanguage()).format(value)

/** 1,204 as "1.2K" where room is short. */
export const shortNumber = (value: number): string =>
  new Intl.NumberFormat(currentLanguage(), { notation: 'compact', maximumFractionDigits: 1 }).format(value)

export const percent = (share: number): string =>
  new Intl.NumberFormat(currentLanguage(), { style: 'percent', maximumFractionDigits: share < 0.1 ? 1 : 0 }).format(
    share,
  )

/** Always with one decimal, so that figures under each other can be compared. */
export const exactPercent = (share: number): string =>
  new Intl.NumberFormat(currentLanguage(), {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  }).format(share)

const UNITS = [
  [31_557_600, 'year'],
  [2_629_800, 'month'],
  [604_800, 'week'],
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
] as const

function format(at: At, options: Intl.DateTimeFormatOptions): string {
  const instant = instantOf(at)
  return instant === null ? '' : new Intl.DateTimeFormat(currentLanguage(), options).format(instant)
}

function instantOf(at: At): number | null {
  if (at === null || at === undefined) return null
  const instant = typeof at === 'number' ? at : Date.parse(at)
  return Number.isNaN(instant) ? null : instant
}
