import { approxMs, parseDuration, parseInstant } from '../calendar/index.ts'
import type { CheckContext, Reference } from './sdk.ts'

const TWO_YEARS = 2 * 365.2425 * 86_400_000

/** Checks a waiting time: a duration, forward, and a warning when it is longer than anyone will watch. */
export function checkWaitingTime(text: string, field: string, context: CheckContext): void {
  context.duration(text, field)
  const length = parseDuration(text)
  if (length !== null && approxMs(length) > TWO_YEARS) reportLongWait(field, context)
}

export function reportLongWait(field: string, context: CheckContext): void {
  const message = `Step "${context.step.id}" waits for more than two years. Check that this is meant.`
  context.report('long-wait', message, field, 'warning')
}

/** Checks a random wait: both ends, and that they are in order. */
export function checkBetween({ min, max }: { min: string; max: string }, field: string, context: CheckContext): void {
  context.duration(min, `${field}/min`)
  checkWaitingTime(max, `${field}/max`, context)
  const [shortest, longest] = [parseDuration(min), parseDuration(max)]
  if (shortest === null || longest === null || approxMs(shortest) <= approxMs(longest)) return
  const message = `Step "${context.step.id}" waits at least ${min} and at most ${max}. Make the first the shorter one.`
  context.report('bad-duration', message, `${field}/max`)
}

interface DateConfig {
  until?: string | { weekdays?: readonly string[]; at: string }
  untilField?: { field: string; offset?: string; at?: string }
}

/** Checks what waits and timeouts until a date share. */
export function checkDate({ until, untilField }: DateConfig, field: string, context: CheckContext): void {
  if (typeof until === 'string' && parseInstant(until, 'UTC') === null) {
    const message = `Step "${context.step.id}" waits until "${until}", which is no date-time. Give one such as 2026-05-10T09:00.`
    context.report('invalid-config', message, `${field}/until`)
  }
  if (typeof until === 'object' && until.weekdays?.length === 0) {
    const message = `Step "${context.step.id}" waits for a weekday but names none. Choose at least one.`
    context.report('empty-window', message, `${field}/until/weekdays`)
  }
  if (untilField === undefined) return
  context.condition({ field: untilField.field, op: 'exists' }, `${field}/untilField`)
  if (untilField.offset === undefined) return
  context.duration(untilField.offset, `${field}/untilField/offset`, { negative: true })
}

/** The channel a step sends by and the topic it writes about, for whoever knows which there are. */
export const messageReferences = (config: { channel?: string; topic?: string }): Reference[] =>
  (['channel', 'topic'] as const).flatMap((kind) => {
    const id = config[kind]
    return id === undefined ? [] : [{ kind, id, field: `/${kind}` }]
  })

/** A key as a token of a JSON Pointer. */
export const escapeKey = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1')

/** Checks that exactly one of several keys is given. Returns true if so. */
export function checkOneOf(config: object, keys: readonly string[], field: string, context: CheckContext): boolean {
  const given = keys.filter((key) => key in config)
  if (given.length === 1) return true
  const where = `Step "${context.step.id}"${field === '' ? '' : ` at ${field}`}`
  if (given.length === 0) context.report('missing-config', `${where} needs one of ${keys.join(', ')}.`, field)
  else
    context.report('invalid-config', `${where} has ${given.join(' and ')}; keep one of them.`, `${field}/${given[1]}`)
  return false
}
