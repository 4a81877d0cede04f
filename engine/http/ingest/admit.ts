import type { Problem } from '../../core/model/problem.ts'
import { counted } from '../../core/counted.ts'
import type { Report } from '../../ingest/index.ts'
import type { ProblemError } from '../../problem.ts'
import { type Rate, tooMany } from '../rate.ts'
import { invalid } from '../request.ts'
import { customerOf, type Message, messageIdOf, readMessage, type Reading, type Refused } from './message.ts'
import { clip } from '../../core/shorten.ts'

/**
 * Reads a message, unless more is said about its customer than one customer can do: then nothing of it is looked at, and
 * whoever floods costs next to nothing. Opt-outs always count.
 */
export function admitMessage(value: unknown, type: unknown, reading: Reading, sayings: Rate): Message {
  const customerId = customerOf(value)
  // Nobody that can be named: reading tells why.
  if (customerId === '') return readMessage(value, type, reading)
  if (!mayOptOut(value))
    return sayings.take(customerId) ? readMessage(value, type, reading) : refuse(value, customerId, sayings)
  const message = readMessage(value, type, reading)
  const isFree = 'problems' in message || message.reports.some(isOptOut)
  return isFree || sayings.take(customerId) ? message : refuse(value, customerId, sayings)
}

function refuse(value: unknown, customerId: string, sayings: Rate): Refused {
  const retryAfter = sayings.wait(customerId)
  const message = `More is sent about the customer "${clip(customerId, 80)}" than one customer can do. Send it again in ${counted(retryAfter, 'second')}.`
  const problem: Problem = { code: 'too-many-requests', message, pointer: '/userId', severity: 'error' }
  return { messageId: messageIdOf(value), problems: [problem], retryAfter }
}

/** What to answer where such a message is all there is. */
export function refusalOf({ problems, retryAfter }: Refused): ProblemError {
  if (retryAfter === undefined) return invalid('invalid-message', problems)
  return tooMany('More is sent about one customer than one customer can do.', retryAfter)
}

export const isFlood = (message: Message): message is Refused =>
  'problems' in message && message.retryAfter !== undefined

/** Of these messages only what takes consent away, which never waits for anything. */
export function optOutsOf(messages: readonly Message[]): Message[] {
  return messages.flatMap((message) => {
    if ('problems' in message) return []
    const reports = message.reports.filter(isOptOut)
    return reports.length > 0 ? [{ ...message, reports }] : []
  })
}

const mayOptOut = (value: unknown): boolean => (value as { consent?: unknown }).consent !== undefined

const isOptOut = ({ body }: Report): boolean => body.kind === 'consent' && !body.allowed
