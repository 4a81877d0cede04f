import type { TFunction } from 'i18next'

const PATTERN =
  /^(-)?P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/
const UNITS = ['year', 'month', 'week', 'day', 'hour', 'minute', 'second'] as const
export type DurationUnit = (typeof UNITS)[number]

/** An ISO duration as a person says it: `P2DT3H` → "2 days 3 hours". What is no duration stays as it is. */
export function durationInWords(text: string, t: TFunction): string {
  const parts = partsOfDuration(text)
  if (parts === null) return text
  const said = parts.filter(([, count]) => count > 0).map(([unit, count]) => t(`words.duration.${unit}`, { count }))
  return said.length === 0 ? t('words.duration.none') : said.join(' ')
}

/** "3 days before" or "3 days after". */
export function offsetInWords(text: string, t: TFunction): string {
  const duration = durationInWords(text.replace(/^-/, ''), t)
  return t(text.startsWith('-') ? 'words.duration.before' : 'words.duration.after', { duration })
}

/** Its parts from years to seconds, without its sign; null = not a duration. */
export function partsOfDuration(text: string): [DurationUnit, number][] | null {
  const match = PATTERN.exec(text)
  return match === null ? null : UNITS.map((unit, index) => [unit, Number(match[index + 2] ?? 0)])
}

/** The ISO duration of so many of one unit. */
export function isoDuration(count: number, unit: DurationUnit, negative = false): string {
  const letter = { year: 'Y', month: 'M', week: 'W', day: 'D', hour: 'H', minute: 'M', second: 'S' }[unit]
  const isTime = unit === 'hour' || unit === 'minute' || unit === 'second'
  return `${negative ? '-' : ''}P${isTime ? 'T' : ''}${count}${letter}`
}
