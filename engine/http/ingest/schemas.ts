import { z } from 'zod'
import { problemSchema } from '../fields.ts'

/** What clients of Segment's HTTP API send. Keys we have no use for are let through and ignored. */

/** Numbers that JSON cannot carry exactly would make one customer of two. */
const exact = z
  .number()
  .refine(
    Number.isSafeInteger,
    `send it as a text; of numbers only whole ones up to ${Number.MAX_SAFE_INTEGER} arrive as they were sent.`,
  )
const idOf = (text: z.ZodString) => z.union([text, exact])

const who = idOf(z.string().max(256))
  .nullish()
  .meta({ description: 'A text of at most 256 characters; whole numbers are taken as text.' })

const when = z
  .string('Give a date-time such as 2026-03-02T09:00:00Z.')
  .max(64)
  .nullish()
  .meta({ description: 'ISO 8601 date-time; without an offset, UTC.' })

const object = z.record(z.string(), z.unknown()).nullish()

const common = {
  messageId: z
    .string()
    .max(256)
    .nullish()
    .meta({ description: 'The same id is the same message, however often it arrives.' }),
  userId: who,
  anonymousId: who.describe('Stands in for userId as long as nobody has logged in.'),
  timestamp: when,
  originalTimestamp: when,
  sentAt: when.describe('By the clock of the sender; tells how wrong that clock is.'),
  context: object,
}

export const identifySchema = z
  .looseObject({
    ...common,
    traits: object.describe('`timeZone` (or `timezone`) also sets the time zone of the customer.'),
    consent: z
      .record(z.string().min(1).max(64), z.record(z.string().min(1).max(64), z.boolean()))
      .optional()
      .describe('By channel and topic: true = may be sent. Admin keys only.'),
  })
  .meta({ id: 'Identify' })

export const trackSchema = z
  .looseObject({ ...common, event: z.string().min(1).max(200), properties: object })
  .meta({ id: 'Track' })

export const pageSchema = z
  .looseObject({
    ...common,
    name: z.string().max(200).nullish(),
    category: z.string().max(200).nullish(),
    properties: object,
  })
  .meta({ id: 'Page' })

export const groupSchema = z
  .looseObject({ ...common, groupId: idOf(z.string().min(1).max(256)), traits: object })
  .meta({ id: 'Group' })

export const aliasSchema = z
  .looseObject({ ...common, previousId: idOf(z.string().min(1).max(256)) })
  .meta({ id: 'Alias' })

/** Kinds of message, by the name of their address and of `type` in a batch. */
export const MESSAGES = {
  identify: identifySchema,
  track: trackSchema,
  page: pageSchema,
  screen: pageSchema,
  group: groupSchema,
  alias: aliasSchema,
} as const
export type MessageType = keyof typeof MESSAGES
/** A message of a type as its schema gives it. */
export type MessageOf<T extends MessageType> = z.output<(typeof MESSAGES)[T]>

export const isMessageType = (type: unknown): type is MessageType =>
  typeof type === 'string' && Object.hasOwn(MESSAGES, type)

export const batchSchema = z
  .looseObject({
    batch: z.array(z.unknown()),
    sentAt: when,
    context: object,
  })
  .meta({ id: 'Batch', description: 'Up to 1,000 messages, each with its `type`.' })

/** What became of each message, in their order. */
export const receiptSchema = z
  .strictObject({
    success: z.boolean().describe('No message was rejected.'),
    accepted: z.int(),
    duplicates: z.int(),
    rejected: z.int(),
    results: z.array(
      z.strictObject({
        index: z.int(),
        messageId: z.string().nullable(),
        status: z.enum(['accepted', 'duplicate', 'rejected']),
        deduplicated: z
          .boolean()
          .describe('False where we had to make the messageId: a repeat cannot be told from a new message.'),
        problems: z.array(problemSchema).optional().describe('Why it was rejected; or warnings about what was taken.'),
      }),
    ),
  })
  .meta({ id: 'Receipt' })
export type Receipt = z.infer<typeof receiptSchema>
export type ItemResult = Receipt['results'][number]
