import ipaddr from 'ipaddr.js'
import { z } from 'zod'
import { createSigner, readAllowList, readPoolOptions, readSender } from '../engine/channels/index.ts'
import { parseDuration } from '../engine/core/calendar/index.ts'

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
)
export const port = whole(0, 65_535)
export const count = whole(1, 10_000)
/** Seconds, well within the grace time of a shutdown. */
export const delay = whole(0, 15)
export const key = z.string().transform((text, context) => {
  const [, header, duration = ''] = /^([A-Za-z][A-Za-z0-9-]{0,99})=(P\S+)$/.exec(text) ?? []
  const forMs = parseDuration(duration)?.ms
  if (header !== undefined && forMs) return { header, forMs }
  context.addIssue({
    code: 'custom',
    message: 'is a header and how long the relay remembers it, such as Resend-Idempotency-Key=PT24H',
  })
  return z.NEVER
})
export const flag = z
  .enum(['true', 'false', '1', '0'], 'must be true or false')
  .transform((text) => text === 'true' || text === '1')
const POSITIVE = 'must be a number above 0, 100000 at most'
export const rate = z.coerce.number(POSITIVE).positive(POSITIVE).max(100_000, POSITIVE)
/** Those of pino. */
const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
/** `whsec_...`, separated by commas. */
export const secrets = list.superRefine(readableBy(createSigner))
export const address = z
  .string()
  .refine(isPublicAddress, 'must be an address such as https://journeys.example.com')
  // Paths are put behind it.
  .transform((text) => text.replace(/\/+$/, ''))

export const level = z.enum(LEVELS, `must be one of ${LEVELS.join(', ')}`)
export const mailUrl = z.string().superRefine(readableBy((url) => readPoolOptions({ url, from: '' })))
export const sender = z.string().superRefine(readableBy((from) => readSender({ url: '', from })))
export const ranges = list.superRefine(readableBy(readAllowList))
export const proxies = list.refine(
  (all) => all.every(isAddressOrRange),
  'must be IP addresses or ranges, such as 10.0.0.0/8',
)

function whole(min: number, max: number) {
  const says = `must be a whole number from ${min} to ${max}`
  return z.coerce.number(says).int(says).min(min, says).max(max, says)
}

/** Refuses what those who work with it cannot read, in their words. They call it by another name, which is left out. */
function readableBy<T>(read: (value: T) => unknown) {
  return (value: T, context: z.RefinementCtx): void => {
    try {
      read(value)
    } catch (error) {
      const { message } = error as Error
      context.addIssue({ code: 'custom', message: message.replace(/^\w+(\[\d+\])?: /, '') })
    }
  }
}

function isPublicAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, password, search, hash } = new URL(text)
  return /^https?:$/.test(protocol) && [username, password, search, hash].every((part) => part === '')
}

/** The names are those of the ranges that Express knows. */
const isAddressOrRange = (text: string): boolean =>
  ['loopback', 'linklocal', 'uniquelocal'].includes(text) || ipaddr.isValid(text) || ipaddr.isValidCIDR(text)
