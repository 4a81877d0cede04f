import type { Problem } from '../../core/model/problem.ts'
import type { Report } from '../ports.ts'
import type { Services } from '../services.ts'
import type { Message } from './message.ts'

export const FLOOD = 'too-many-requests'

/** The message, or, where more is said about its customer than one customer can do, why not. Opt-outs always count. */
export function admit(message: Message, { sayings }: Pick<Services, 'sayings'>): Message {
  if ('problems' in message) return message
  const customerId = message.reports[0]?.customerId ?? ''
  if (message.reports.some(isOptOut) || sayings.take(customerId)) return message
  const text = `More is sent about the customer "${customerId.slice(0, 80)}" than one customer can do. Send it again in ${sayings.wait(customerId)} seconds.`
  const problem: Problem = { code: FLOOD, message: text, pointer: '/userId', severity: 'error' }
  return { messageId: message.messageId, problems: [problem] }
}

/** Of these messages only what takes consent away, which never waits for anything. */
export function optOutsOf(messages: readonly Message[]): Message[] {
  return messages.flatMap((message) => {
    if ('problems' in message) return []
    const reports = message.reports.filter(isOptOut)
    return reports.length > 0 ? [{ ...message, reports }] : []
  })
}

const isOptOut = ({ body }: Report): boolean => body.kind === 'consent' && !body.allowed
