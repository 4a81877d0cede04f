import { problemsFromIssues } from '../../core/format/issues.ts'
import type { Source } from '../../core/format/place.ts'
import { plainJsonProblems } from '../../core/format/plain-json.ts'
import type { Problem } from '../../core/model/problem.ts'
import type { Report } from '../../ingest/index.ts'
import { unknownChannels } from '../known-channel.ts'
import { type Said, saidBy } from './said.ts'
import { inputId } from './message-id.ts'
import { isMessageType, MESSAGES, type MessageOf, type MessageType } from './schemas.ts'
import { isSound } from './sound.ts'
import { happenedAt } from './when.ts'
import { clip } from '../../core/shorten.ts'

export interface Reading {
  /** By our clock, epoch milliseconds. */
  receivedAt: number
  /** `sentAt` of the whole batch. */
  sentAt?: string | null | undefined
  /** Whether the caller may speak for customers about consent. */
  mayConsent: boolean
  /** There are. */
  channels: readonly string[]
  /** A new random id, for messages that bring none. */
  newId(): string
}

/** A message as reports, or what is wrong with it; that concerns this message alone. */
export type Message = { messageId: string; isMade: boolean; reports: Report[]; warnings?: Problem[] } | Refused

export interface Refused {
  messageId: string | null
  problems: Problem[]
  /** Seconds until there is room for it, where that is all that is wrong. */
  retryAfter?: number
}

/** Bytes one message may have. */
export const MESSAGE_LIMIT = 32 * 1024
const LONGEST_ID = 256

export function readMessage(value: unknown, type: unknown, reading: Reading): Message {
  const given = messageIdOf(value)
  const read = understand(value, type, reading)
  if ('problems' in read) return { messageId: given, problems: read.problems }
  const messageId = given ?? reading.newId()
  const { customerId } = read
  const reports = read.said.map(({ part, body }): Report => {
    if (body.kind === 'event') body.messageId = messageId
    return { id: part === undefined ? inputId(messageId) : inputId(messageId, part), customerId, body }
  })
  const taken = { messageId, isMade: given === null, reports }
  return type === 'alias' ? { ...taken, warnings: [notMerged(customerId)] } : taken
}

function understand(
  value: unknown,
  type: unknown,
  reading: Reading,
): { customerId: string; said: Said[] } | { problems: Problem[] } {
  if (isMessageType(type) && isSound(value, type, MESSAGE_LIMIT)) return interpret(value, type, reading)
  const source: Source = { kind: 'message' as Source['kind'], value }
  const unsafe = plainJsonProblems(source)
  if (unsafe.length > 0) return { problems: unsafe }
  if (byteLength(value) > MESSAGE_LIMIT) {
    return fault('too-large', '', `The message has more than ${MESSAGE_LIMIT} bytes; send less in one message.`)
  }
  if (!isMessageType(type)) {
    const rule = `it must be one of ${Object.keys(MESSAGES).join(', ')}.`
    return fault(
      'invalid-config',
      '/type',
      `"type" of the message is ${type === undefined ? 'missing' : clip(JSON.stringify(type), 60)}; ${rule}`,
    )
  }
  const parsed = MESSAGES[type].safeParse(value)
  if (!parsed.success) return { problems: problemsFromIssues(parsed.error.issues, source) }
  return interpret(parsed.data, type, reading)
}

function interpret(
  message: MessageOf<MessageType>,
  type: MessageType,
  reading: Reading,
): { customerId: string; said: Said[] } | { problems: Problem[] } {
  const customerId = customerOf(message)
  if (customerId === '')
    return fault('missing-config', '/userId', 'The message names nobody. Give "userId" or "anonymousId".')
  if (!isPlain(customerId)) return unusable('userId')
  if (!isPlain(message.messageId ?? '')) return unusable('messageId')
  const { timestamp, originalTimestamp, sentAt } = message
  const at = happenedAt({ timestamp, originalTimestamp, sentAt: sentAt ?? reading.sentAt }, reading.receivedAt)
  if (typeof at !== 'number') {
    const example = new Date(reading.receivedAt).toISOString()
    return fault(
      'invalid-config',
      `/${at.unreadable}`,
      `"${at.unreadable}" of the message is no date-time. Give one such as ${example}.`,
    )
  }
  if ('consent' in message && message.consent !== undefined) {
    if (!reading.mayConsent) return NOT_YOURS
    const unknown = type === 'identify' ? unknownChannels(message.consent ?? {}, reading.channels) : []
    if (unknown.length > 0) return { problems: unknown }
  }
  return { customerId, said: saidBy(type, message, at) }
}

/** Who sends `alias` elsewhere means it to merge two customers. */
const notMerged = (customerId: string): Problem => ({
  code: 'not-merged',
  message: `Profiles are not merged: "previousId" and "${clip(customerId, 80)}" stay two customers, each with what was sent about it. Stored is the event "Identity Linked".`,
  pointer: '/previousId',
  severity: 'warning',
})

const fault = (code: string, pointer: string, message: string): { problems: Problem[] } => ({
  problems: [{ code, message, pointer, severity: 'error' }],
})

const NOT_YOURS = fault(
  'forbidden',
  '/consent',
  'A write key cannot change consent. Leave "consent" out, or send the message with an admin key.',
)

const unusable = (name: string): { problems: Problem[] } =>
  fault(
    'invalid-config',
    `/${name}`,
    `"${name}" of the message has control characters or broken Unicode; leave them out.`,
  )

const byteLength = (value: unknown): number => Buffer.byteLength(JSON.stringify(value) ?? '')

/** Ids become keys in stores, queues and logs, where control characters and halves of characters do not survive. */
const isPlain = (id: string): boolean => /^[\x20-\x7e]*$/.test(id) || !/[\p{Cc}\p{Cs}]/u.test(id)

/** Whom a message is about, before anybody has looked at the rest of it; '' = nobody that can be named. */
export function customerOf(value: unknown): string {
  const { userId, anonymousId } = (value ?? {}) as { userId?: unknown; anonymousId?: unknown }
  return nameOf(userId) || nameOf(anonymousId)
}

function nameOf(id: unknown): string {
  if (typeof id === 'number') return String(id)
  return typeof id === 'string' && !isLonger(id, LONGEST_ID) ? id : ''
}

/** Characters are counted as people and schemas do: many take two places in a text. */
const isLonger = (text: string, most: number): boolean =>
  text.length > most && (text.length > 2 * most || [...text].length > most)

export function messageIdOf(value: unknown): string | null {
  const id = (value as { messageId?: unknown } | null)?.messageId
  return typeof id === 'string' && id !== '' ? id : null
}
