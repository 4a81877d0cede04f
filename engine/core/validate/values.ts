import { approxMs, checkCron, checkRrule, isZone, parseDuration } from '../calendar/index.ts'
import { checkTemplate } from '../text/index.ts'
import type { Path, Report } from './report.ts'
import { shorten } from '../shorten.ts'

/** Checks of single values, each reporting by itself. */

export function checkDuration(
  text: unknown,
  path: Path,
  report: Report,
  options: { negative?: boolean; span?: boolean } = {},
): void {
  const duration = parseDuration(text)
  if (duration === null) {
    const message = `${quote(text)} is not a duration; write it like P3D (days), PT36H (hours) or P1M (a month).`
    report.error(path, 'bad-duration', message)
  } else if (duration.sign < 0 && options.negative !== true) {
    report.error(path, 'bad-duration', `${quote(text)} goes backwards; remove the minus.`)
  } else if (options.span === true && approxMs(duration) === 0) {
    report.error(path, 'bad-duration', `${quote(text)} is no time at all; give a duration such as P7D.`)
  }
}

export function checkZone(zone: unknown, path: Path, report: Report): void {
  if (isZone(zone)) return
  report.error(path, 'unknown-time-zone', `There is no time zone ${quote(zone)}; use a name such as Europe/Berlin.`)
}

export function checkSchedule(kind: 'cron' | 'rrule', text: unknown, path: Path, report: Report): void {
  const fault = kind === 'cron' ? checkCron(text) : checkRrule(text)
  if (fault !== null) report.error(path, 'invalid-config', `This schedule cannot be used: ${fault}.`)
}

/** Checks the Liquid in a text, or in every text of a value. */
export function checkText(liquid: unknown, path: Path, report: Report): void {
  if (typeof liquid === 'string') checkLiquid(liquid, path, report)
  else if (liquid !== null && typeof liquid === 'object') {
    const keyed = Array.isArray(liquid) ? liquid.entries() : Object.entries(liquid)
    for (const [key, text] of keyed) checkText(text, [...path, key], report)
  }
}

function checkLiquid(liquid: string, path: Path, report: Report): void {
  // Most texts have none, and a parser costs more than a look.
  if (!liquid.includes('{{') && !liquid.includes('{%')) return
  const fault = checkTemplate(liquid)
  if (fault !== null) report.template(path, fault)
}

const quote = (value: unknown): string => shorten(JSON.stringify(value) ?? 'nothing', 60)
